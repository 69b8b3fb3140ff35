package hearth.ui.automation;

import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.home.Action;
import hearth.home.Blueprint;
import hearth.home.Blueprint.Part;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Texts;
import hearth.ui.Titled;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Rules that are ready but for the devices: one is chosen, its devices too, and it is in the house. FX thread.
public final class ReadyMade extends SidePage {

    private final Ui ui;
    private final Texts texts;
    private final VBox rows = new VBox();
    private Optional<Blueprint> open = Optional.empty();

    public ReadyMade(Ui ui) {
        super(ui);
        this.ui = ui;
        this.texts = ui.texts();
        back().setText(texts.of("rule.cancel"));
        back().setId("ready-cancel");
        rows.getStyleClass().add("entries");
        fill(texts.of("ready.title"), rows);
        show();
    }

    private String word(Blueprint blueprint, String more) {
        return texts.of("ready." + blueprint.name().toLowerCase(Locale.ROOT) + more);
    }

    private void show() {
        var all = new ArrayList<Node>();
        for (var blueprint : Blueprint.values()) {
            all.add(row(blueprint));
            if (open.equals(Optional.of(blueprint))) {
                all.add(form(blueprint));
            }
        }
        rows.getChildren().setAll(all);
    }

    private Node row(Blueprint blueprint) {
        var name = word(blueprint, "");
        var choose = new Button(texts.of("ready.choose"));
        choose.setId("ready-" + blueprint.name().toLowerCase(Locale.ROOT));
        choose.setAccessibleText(texts.of("ready.choose") + ": " + name);
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(_ -> {
            open = Optional.of(blueprint);
            show();
            lookupAll(".ready-part").stream().findFirst().ifPresent(Node::requestFocus);
        });
        var row = new HBox(new IconView(Icon.AUTOMATIONS, "disc", "blue"), new Titled(name, word(blueprint, ".words")), choose);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("entry");
        return row;
    }

    private Node form(Blueprint blueprint) {
        var box = new VBox();
        box.getStyleClass().addAll("rule-below", "rule-lines");
        var parts = new EnumMap<Part, Supplier<List<Property>>>(Part.class);
        var add = new Button(texts.of("ready.add"), new IconView(Icon.ADD));
        add.setId("ready-add");
        add.getStyleClass().add("accent");
        Runnable changed = () -> add.setDisable(parts.values().stream().anyMatch(p -> p.get().isEmpty()));
        for (var part : blueprint.parts()) {
            var fits = fitting(part);
            var title = part.several() ? "ready.part.several" : "ready.part.one";
            var label = new Label(texts.of(title, texts.of("ready.part." + part.name().toLowerCase(Locale.ROOT))));
            label.getStyleClass().add("rule-word");
            box.getChildren().add(label);
            if (fits.isEmpty()) {
                box.getChildren().add(AutomationsPage.said(Icon.WARNING, "amber", texts.of("ready.part.none")));
                parts.put(part, List::of);
            } else if (part.several()) {
                box.getChildren().add(several(fits, parts, part, changed));
            } else {
                var names = new Sentence(ui.house(), texts);
                var choice = hearth.ui.automation.Part.choice(label.getText(), List.copyOf(fits.keySet()), names::name,
                        fits.size() == 1 ? fits.keySet().iterator().next() : null, changed);
                choice.getStyleClass().add("ready-part");
                parts.put(part, () -> Optional.ofNullable(choice.getValue()).map(fits::get).stream().toList());
                box.getChildren().add(choice);
            }
        }
        add.setOnAction(_ -> add(blueprint, parts));
        changed.run();
        if (blueprint.needsSpot() && ui.house().home().automations().spot().isEmpty()) {
            box.getChildren().add(AutomationsPage.said(Icon.INFO, "grey", texts.of("flaw.no_spot")));
        }
        box.getChildren().add(add);
        return box;
    }

    private Node several(Map<PropertyRef, Property> fits, Map<Part, Supplier<List<Property>>> parts, Part part, Runnable changed) {
        var names = new Sentence(ui.house(), texts);
        var boxes = new LinkedHashMap<CheckBox, Property>();
        fits.forEach((ref, property) -> {
            var box = new CheckBox(names.name(ref));
            box.getStyleClass().add("ready-part");
            box.setSelected(part == Part.BATTERIES);
            box.setOnAction(_ -> changed.run());
            boxes.put(box, property);
        });
        parts.put(part, () -> boxes.entrySet().stream().filter(e -> e.getKey().isSelected()).map(Map.Entry::getValue).toList());
        var pane = new FlowPane();
        pane.getChildren().setAll(boxes.keySet());
        pane.getStyleClass().add("rule-fields");
        return pane;
    }

    /// What there is in the house, each device once.
    private Map<PropertyRef, Property> fitting(Part part) {
        var all = new LinkedHashMap<PropertyRef, Property>();
        ui.house().housed().stream().sorted(Comparator.comparing(d -> new Sentence(ui.house(), texts).name(d.binding().device())))
                .forEach(device -> device.binding().properties().stream().filter(part::fits)
                        .min(Comparator.comparing(Property::category).thenComparing(Property::capability))
                        .ifPresent(p -> all.put(p.ref(), p)));
        return all;
    }

    private void add(Blueprint blueprint, Map<Part, Supplier<List<Property>>> parts) {
        var chosen = new EnumMap<Part, List<Property>>(Part.class);
        parts.forEach((part, properties) -> chosen.put(part, properties.get()));
        var now = ui.house().home().automations();
        var told = blueprint.parts().stream().filter(p -> !p.several()).findFirst()
                .flatMap(p -> chosen.getOrDefault(p, List.of()).stream().findFirst())
                .map(p -> new Sentence(ui.house(), texts).name(p.ref())).orElse(Action.Tell.THOSE);
        var key = "ready." + blueprint.name().toLowerCase(Locale.ROOT) + ".tells";
        var rule = blueprint.rule(now.free(word(blueprint, "")), word(blueprint, ""),
                texts.bundle().containsKey(key) ? texts.of(key, told) : "", chosen);
        ui.submit().accept(new Event.HomeEdited(new HomeEdit.Automate(now.with(rule))));
        leave();
    }
}
