package hearth.ui.automation;

import hearth.home.Automations;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.hub.Automation;
import hearth.hub.Contest;
import hearth.hub.Event;
import hearth.hub.Flaw;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.icon.Icon;
import hearth.ui.Card;
import hearth.ui.IconView;
import hearth.ui.PageScroll;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.RuleAttention;
import hearth.ui.ScreenHeader;
import hearth.ui.Texts;
import hearth.ui.Titled;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The scenes and rules of the house, and how they fared last. FX thread.
public final class AutomationsPage extends VBox {

    /// What the page shows of the house.
    private record Shown(Automations automations, Automation automation, HubState house) {

        @Override public boolean equals(Object other) {
            return other instanceof Shown(var a, var b, _) && a.equals(automations) && b.equals(automation);
        }

        @Override public int hashCode() {
            return automations.hashCode();
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final VBox scenes = new VBox();
    private final VBox rules = new VBox();
    private final Card unread;
    private final VBox unreadRows = new VBox();

    public AutomationsPage(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts();
        getStyleClass().add("screen");
        var undo = small("automations-undo", Icon.UNDO, "edit.undo", texts.of("rail.automations"),
                () -> ui.submit().accept(new Event.EditUndone()));
        var versions = small("automations-versions", Icon.CLOCK, "versions.title", texts.of("rail.automations"),
                () -> ui.go().accept(new Place.Versions()));
        var scene = action("add-scene", "scene.add", Icon.ADD, () -> ui.go().accept(new Place.OneScene(Optional.empty())));
        var rule = action("add-rule", "rule.add", Icon.ADD, () -> ui.go().accept(new Place.OneRule(Optional.empty())));
        rule.getStyleClass().add("accent");
        var ready = action("ready-made", "ready.title", Icon.AUTOMATIONS, () -> ui.go().accept(new Place.ReadyMade()));
        scenes.getStyleClass().add("entries");
        rules.getStyleClass().add("entries");
        unreadRows.getStyleClass().add("entries");
        unread = new Card(texts, texts.of("unread.title"), unreadRows);
        var page = new VBox(new Card(texts, texts.of("scenes.title"), scenes), new Card(texts, texts.of("rules.title"), rules), unread);
        page.getStyleClass().add("cards");
        getChildren().addAll(new ScreenHeader(ui, texts.of("rail.automations"), undo, versions, ready, scene, rule), new PageScroll(page));
        ui.show(undo, house -> house.undo().isEmpty(), undo::setDisable);
        ui.show(this, house -> new Shown(house.home().automations(), house.automation(), house), this::show);
    }

    private Button action(String id, String key, Icon icon, Runnable act) {
        var button = new Button(texts.of(key), new IconView(icon));
        button.setId(id);
        button.setOnAction(_ -> act.run());
        return button;
    }

    private void show(Shown shown) {
        var sentence = new Sentence(shown.house, texts);
        scenes.getChildren().setAll(shown.automations.scenes().isEmpty() ? List.of(quiet("scenes.none"))
                : shown.automations.scenes().stream().map(s -> scene(s, shown, sentence)).toList());
        rules.getChildren().setAll(shown.automations.rules().isEmpty() ? List.of(quiet("rules.none"))
                : shown.automations.rules().stream().map(r -> rule(r, shown.house, sentence)).toList());
        unreadRows.getChildren().setAll(shown.automations.unread().stream().map(this::unread).toList());
        unread.setVisible(!shown.automations.unread().isEmpty());
        unread.setManaged(unread.isVisible());
    }

    private Label quiet(String key) {
        return new Paragraph(texts.of(key), "quiet");
    }

    private Node scene(Scene scene, Shown shown, Sentence sentence) {
        var name = texts.plain(scene.name());
        var wishes = new ArrayList<String>();
        scene.wishes().forEach((p, v) -> wishes.add(sentence.of(new hearth.home.Action.Wish(p, v))));
        var row = row(new IconView(Icon.SCENE, "disc", "blue"), name, String.join(", ", wishes), outcome(scene, shown, sentence));
        row.getChildren().addAll(small("play-" + scene.id(), Icon.PLAY, "scene.play", name,
                () -> ui.submit().accept(new Event.ScenePlayed(scene.id(), new Origin.Scene(scene.id())))),
                small("edit-" + scene.id(), Icon.EDIT, "rule.edit", name,
                        () -> ui.go().accept(new Place.OneScene(Optional.of(scene.id())))),
                small("remove-" + scene.id(), Icon.REMOVE, "rule.remove", name,
                        () -> edit(ui.house().home().automations().withoutScene(scene.id()))));
        return row;
    }

    /// What did not come about of the scene that was played last.
    private Optional<Node> outcome(Scene scene, Shown shown, Sentence sentence) {
        return shown.automation.played().filter(p -> p.scene().equals(scene.id())).map(p -> {
            var open = shown.house.unconfirmed(scene);
            var words = open.isEmpty() ? texts.of("scene.done", texts.moment(p.at()))
                    : texts.of("scene.open", String.join(", ", open.stream().map(sentence::name).toList()));
            return said(open.isEmpty() ? Icon.CHECK_CIRCLE : Icon.WARNING, open.isEmpty() ? "green" : "amber", words);
        });
    }

    private Node rule(Rule rule, HubState house, Sentence sentence) {
        var automation = house.automation();
        var name = texts.plain(rule.name());
        boolean cut = automation.isCut(rule.id());
        var last = automation.traces(rule.id()).stream().findFirst();
        var below = new VBox();
        RuleAttention.disputes(rule, house, ui.clock().instant()).forEach(c -> below.getChildren().add(said(Icon.WARNING, "amber",
                texts.of("rule.dispute", other(c, rule, house), disputed(c, rule, house, sentence)))));
        (rule.on() ? Flaw.of(rule, house, ui.clock().instant()) : List.<Flaw>of()).forEach(flaw -> below.getChildren()
                .add(said(Icon.WARNING, "amber", sentence.of(flaw))));
        last.ifPresent(t -> below.getChildren().add(said(t.failed() ? Icon.WARNING : Icon.CHECK_CIRCLE, t.failed() ? "amber" : "green",
                texts.of("rule.last", texts.moment(t.at()), sentence.of(t.cause()), sentence.of(t.verdict())))));
        automation.next(rule.id()).filter(_ -> last.isEmpty())
                .ifPresent(at -> below.getChildren().add(said(Icon.CLOCK, "grey", texts.of("rule.next", texts.moment(at)))));
        var row = row(new IconView(Icon.AUTOMATIONS, "disc", rule.on() ? cut ? "red" : "green" : "grey"), name, sentence.of(rule),
                below.getChildren().isEmpty() ? Optional.empty() : Optional.of(below));
        var on = new ToggleButton();
        on.setId("on-" + rule.id());
        on.setSelected(rule.on());
        on.setText(texts.of(rule.on() ? "value.on" : "value.off"));
        on.setAccessibleText(name + ": " + on.getText());
        on.getStyleClass().setAll("button");
        on.setMinWidth(USE_PREF_SIZE);
        on.setOnAction(_ -> edit(ui.house().home().automations().with(rule.on(!rule.on()))));
        if (cut) {
            var resume = new Button(texts.of("rule.resume"));
            resume.setMinWidth(USE_PREF_SIZE);
            resume.setOnAction(_ -> ui.submit().accept(new Event.RuleResumed(rule.id())));
            row.getChildren().add(resume);
        }
        row.getChildren().addAll(on, small("try-" + rule.id(), Icon.PLAY, "rule.try", name,
                () -> ui.submit().accept(new Event.RuleTried(rule.id()))),
                small("edit-" + rule.id(), Icon.EDIT, "rule.edit", name, () -> ui.go().accept(new Place.OneRule(Optional.of(rule.id())))),
                small("remove-" + rule.id(), Icon.REMOVE, "rule.remove", name,
                        () -> edit(ui.house().home().automations().withoutRule(rule.id()))));
        return row;
    }

    private String other(Contest contest, Rule rule, HubState house) {
        var id = contest.rule().equals(rule.id()) ? contest.against() : contest.rule();
        return house.home().automations().rule(id).map(Rule::name).map(texts::plain).orElse(texts.plain(id));
    }

    private static String disputed(Contest contest, Rule rule, HubState house, Sentence sentence) {
        return house.automation().contests().entrySet().stream().filter(e -> e.getValue().equals(contest))
                .map(e -> sentence.name(e.getKey())).findFirst().orElse(rule.name());
    }

    private Node unread(Automations.Unread one) {
        var name = one.name().isBlank() ? texts.of("unread.nameless") : texts.plain(one.name());
        var row = row(new IconView(Icon.WARNING, "disc", "amber"), name, texts.of("unread.words", texts.plain(one.reason(), 200)),
                Optional.empty());
        row.getChildren().add(small("", Icon.REMOVE, "rule.remove", name, () -> edit(ui.house().home().automations().without(one))));
        return row;
    }

    private void edit(Automations automations) {
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Automate(automations)));
    }

    private HBox row(IconView icon, String name, String words, Optional<Node> below) {
        var text = new Titled(name, words);
        below.ifPresent(text.getChildren()::add);
        var row = new HBox(icon, text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        return row;
    }

    static Node said(Icon icon, String tone, String words) {
        return new Paragraph(words, new IconView(icon, "tone-" + tone), "rule-said");
    }

    private Button small(String id, Icon icon, String key, String name, Runnable act) {
        var button = new Button("", new IconView(icon));
        button.setId(id);
        button.getStyleClass().add("flat");
        button.setTooltip(new Tooltip(texts.of(key)));
        button.setAccessibleText(texts.of(key) + ": " + name);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }
}
