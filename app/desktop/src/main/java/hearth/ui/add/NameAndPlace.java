package hearth.ui.add;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.HubState;
import hearth.profile.Profile;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the device is called, where it stands, and the finer points of how it speaks. FX thread.
final class NameAndPlace extends VBox {

    private final Ui ui;
    private final Kind kind;
    private final BiConsumer<Device, String> add;
    private final NameAndRoom named;
    private final Map<String, Field> variables = new LinkedHashMap<>();
    private final TitledPane more;
    private final Label preview = new Label();
    private final ScrollPane scroll;

    NameAndPlace(Ui ui, Kind kind, String topic, BiConsumer<Device, String> add) {
        this.ui = ui;
        this.kind = kind;
        this.add = add;
        getStyleClass().add("add-body");
        named = new NameAndRoom(ui, kind.profile().deviceName(ui.texts().language()), topic, this::submit);
        kind.profile().variables().forEach(v -> variables.put(v.key(), variable(v)));
        var finer = new VBox();
        finer.getStyleClass().add("add-finer");
        variables.values().forEach(f -> finer.getChildren().add(f.node()));
        more = new TitledPane(ui.texts().of("add.more"), finer);
        more.setId("add-more");
        more.setExpanded(false);
        more.setAnimated(false);
        preview.getStyleClass().add("add-preview");
        preview.setId("add-preview");
        var page = new VBox(preview, named, more);
        page.getStyleClass().add("add-page");
        scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("add-scroll");
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        ui.show(this, house -> preview(house), this::preview);
    }

    @Override public void requestFocus() {
        named.requestFocus();
    }

    /// Adds the device if all is well; else says what is not, where it stands.
    void submit() {
        boolean fails = named.fails();
        if (wrongVariables()) {
            more.setExpanded(true);
            fails = true;
        }
        if (fails) {
            showFirstWrong();
        } else {
            var id = ui.house().home().free(DeviceId.of(named.name()));
            add.accept(new Device(id, named.name(), kind.profile().id(), differing(), Device.Size.SMALL), named.room());
        }
    }

    private void showFirstWrong() {
        var all = new ArrayList<>(named.fields());
        all.addAll(variables.values());
        all.stream().filter(f -> f.error().isVisible()).findFirst().ifPresent(field -> {
            layout();
            scroll.layout();
            var page = scroll.getContent();
            double top = page.sceneToLocal(field.node().localToScene(field.node().getBoundsInLocal())).getMinY();
            double beyond = page.getBoundsInLocal().getHeight() - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(beyond <= 0 ? 0 : top / beyond);
            if (field.control() instanceof TextField text) {
                text.requestFocus();
            }
        });
    }

    private boolean wrongVariables() {
        boolean any = false;
        for (var entry : variables.entrySet()) {
            any |= entry.getValue().fails(wrong(entry.getKey(), entry.getValue().value().get()).map(ui.texts()::of));
        }
        return any;
    }

    /// The key of what is wrong with one variable, told by trying it alone.
    private Optional<String> wrong(String key, String value) {
        if (key.equals(Kind.TOPIC)) {
            return Topics.wrong(value);
        }
        var values = new LinkedHashMap<>(kind.variables());
        values.put(key, value);
        try {
            return kind.with(values).binding().topics().stream().allMatch(t -> t.exact()) ? Optional.empty()
                    : Optional.of("add.wrong.wildcard");
        } catch (IllegalArgumentException unfit) {
            return Optional.of(value.indexOf('+') >= 0 || value.indexOf('#') >= 0 ? "add.wrong.wildcard"
                    : value.isEmpty() ? "add.wrong.empty" : key.equals("path") ? "add.wrong.path" : "add.wrong.value");
        }
    }

    private Map<String, String> values() {
        return variables.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value().get()));
    }

    private Map<String, String> differing() {
        var values = values();
        kind.profile().variables().forEach(v -> values.remove(v.key(), v.otherwise()));
        return values;
    }

    private Optional<Kind> adjusted() {
        try {
            return Optional.of(kind.with(values()));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private String preview(HubState house) {
        return adjusted().map(k -> Kind.preview(k.tried(house), ui.texts())).orElse("");
    }

    private void preview(String words) {
        preview.setText(words.isEmpty() ? "" : ui.texts().of("add.reads", words));
        preview.setManaged(!words.isEmpty());
    }

    private void changed() {
        preview(preview(ui.house()));
    }

    private Field variable(Profile.Variable variable) {
        var words = Profile.in(ui.texts().language(), variable.name());
        var value = kind.variables().getOrDefault(variable.key(), variable.otherwise());
        if (variable.choices().isEmpty()) {
            var text = new TextField(value);
            text.setId("add-variable-" + variable.key());
            text.textProperty().addListener((_, _, _) -> changed());
            text.setOnAction(_ -> submit());
            return Field.of(words, text, () -> text.getText().strip());
        }
        var group = new ToggleGroup();
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        for (var choice : variable.choices()) {
            var chip = Field.chip(choice, words);
            chip.setUserData(choice);
            chip.setToggleGroup(group);
            chip.setSelected(choice.equals(value));
            chips.getChildren().add(chip);
        }
        group.selectedToggleProperty().addListener((_, _, _) -> changed());
        return Field.of(words, chips,
                () -> group.getSelectedToggle() == null ? value : String.valueOf(group.getSelectedToggle().getUserData()));
    }
}
