package hearth.ui.automation;

import hearth.home.Action;
import hearth.home.Condition;
import hearth.home.Rule;
import hearth.home.Spot;
import hearth.home.Trigger;
import hearth.hub.HomeEdit;
import hearth.hub.Trace;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.Paragraph;
import hearth.ui.Segments;
import hearth.ui.Ui;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// One rule, put together like a sentence: when, only if, then. Below it what became of it lately. FX thread.
public final class RuleEditor extends Editor {

    private static final int SHOWN = 10;

    private final Optional<Rule> old;
    private final Lines<Trigger, Sorts.When> when;
    private final Lines<Condition, Sorts.If> only;
    private final Lines<Action, Sorts.Do> then;
    private final TextField latitude;
    private final TextField longitude;
    private final FlowPane spot;
    private final VBox traces = new VBox();
    private Rule.Again again;

    public RuleEditor(Ui ui, Optional<String> id) {
        super(ui, ui.texts().of(id.isPresent() ? "rule.change" : "rule.add"),
                id.flatMap(i -> ui.house().home().automations().rule(i)).map(Rule::name).orElse(""));
        old = id.flatMap(i -> ui.house().home().automations().rule(i));
        var texts = ui.texts();
        var sorts = new Sorts(fields);
        when = new Lines<>(texts, sorts.triggers(), texts.of("rule.or"), old.map(Rule::when).orElse(List.of()), fields.changed());
        only = new Lines<>(texts, sorts.conditions(), texts.of("rule.and"),
                old.map(Rule::only).map(Sorts::several).orElse(List.of()), fields.changed());
        then = new Lines<>(texts, sorts.actions(), "", old.map(Rule::then).orElse(List.of()), fields.changed());
        again = old.map(Rule::again).orElse(Rule.Again.RESTART);
        var repeat = new Segments<>(texts.of("again.title"), List.of(Rule.Again.values()),
                a -> texts.of("again." + a.name().toLowerCase(Locale.ROOT)), a -> again = a);
        repeat.show(again);
        var at = ui.house().home().automations().spot();
        latitude = Part.text(texts.of("spot.latitude"), at.map(s -> Double.toString(s.latitude())).orElse(""), 8, fields.changed());
        longitude = Part.text(texts.of("spot.longitude"), at.map(s -> Double.toString(s.longitude())).orElse(""), 8, fields.changed());
        spot = new FlowPane(Part.word(texts.of("spot.title")), latitude, longitude);
        spot.getStyleClass().add("rule-fields");
        traces.getStyleClass().add("rule-lines");
        traces.setId("rule-traces");
        var past = new Card(texts, texts.of("rule.past"), traces);
        past.setManaged(old.isPresent());
        past.setVisible(old.isPresent());
        cards(List.of(new Card(texts, texts.of("rule.when"), when, spot), new Card(texts, texts.of("rule.only"), only),
                new Card(texts, texts.of("rule.then"), then), new Card(texts, texts.of("again.title"), repeat), past));
        old.ifPresent(rule -> ui.show(this, house -> house.automation().traces(rule.id()), this::traces));
    }

    private boolean needsSpot() {
        return when.values().stream().flatMap(List::stream).anyMatch(Trigger.Sun.class::isInstance)
                || only.values().stream().flatMap(List::stream).anyMatch(RuleEditor::asksForDark);
    }

    private static boolean asksForDark(Condition condition) {
        return switch (condition) {
            case Condition.Dark() -> true;
            case Condition.All(var of) -> of.stream().anyMatch(RuleEditor::asksForDark);
            case Condition.Any(var of) -> of.stream().anyMatch(RuleEditor::asksForDark);
            case Condition.Not(var of) -> asksForDark(of);
            case Condition.Is _, Condition.Within _, Condition.Armed _ -> false;
        };
    }

    private Optional<Spot> spot() {
        try {
            return Fields.number(latitude).flatMap(a -> Fields.number(longitude).map(b -> new Spot(a, b)));
        } catch (IllegalArgumentException nowhere) {
            return Optional.empty();
        }
    }

    private Optional<Rule> rule() {
        var name = named() ? this.name.getText() : ui.texts().of("rule.nameless");
        return when.values().filter(w -> !w.isEmpty()).flatMap(w -> only.values().flatMap(o -> then.values().filter(t -> !t.isEmpty())
                .map(t -> new Rule(old.map(Rule::id).orElseGet(() -> ui.house().home().automations().free(name)), name,
                        old.map(Rule::on).orElse(true), again, w,
                        o.isEmpty() ? Condition.ALWAYS : Sorts.one(o), t))));
    }

    @Override Optional<HomeEdit> edited() {
        var now = ui.house().home().automations();
        return rule().map(rule -> new HomeEdit.Automate((needsSpot() ? now.at(spot()) : now).with(rule)));
    }

    @Override Optional<String> words() {
        boolean sun = needsSpot();
        spot.setVisible(sun);
        spot.setManaged(sun);
        return sun && spot().isEmpty() ? Optional.empty() : rule().map(fields.words()::of);
    }

    @Override String missing() {
        var texts = ui.texts();
        return texts.of(when.values().filter(w -> !w.isEmpty()).isEmpty() ? "rule.missing.when"
                : needsSpot() && spot().isEmpty() ? "rule.missing.spot"
                : only.values().isEmpty() ? "rule.missing.only" : "rule.missing.then");
    }

    private void traces(List<Trace> all) {
        var sentence = new Sentence(ui.house(), ui.texts());
        traces.getChildren().setAll(all.isEmpty() ? old.map(rule -> idle(rule, sentence)).stream().toList()
                : all.stream().limit(SHOWN).map(t -> trace(t, sentence)).toList());
    }

    /// Why it has done nothing.
    private Label idle(Rule rule, Sentence sentence) {
        var texts = ui.texts();
        return new Paragraph(!rule.on() ? texts.of("rule.rests") : texts.of("rule.idle", rule.when().stream().map(sentence::of)
                .collect(Collectors.joining(" " + texts.of("rule.or") + " "))));
    }

    private Node trace(Trace trace, Sentence sentence) {
        var box = new VBox(AutomationsPage.said(trace.failed() ? Icon.WARNING : Icon.CHECK_CIRCLE,
                trace.failed() ? "amber" : "green", ui.texts().of("rule.last", ui.texts().moment(trace.at()),
                        sentence.of(trace.cause()), sentence.of(trace.verdict()))));
        trace.done().stream().limit(SHOWN).forEach(done -> {
            box.getChildren().add(new Paragraph(ui.texts().timeWithSeconds(done.at()) + "  " + sentence.of(done), "rule-done"));
        });
        return box;
    }
}
