package hearth.ui.add;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Room;
import hearth.hub.HubState;
import hearth.profile.Profile;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the device is called, where it stands, and the finer points of how it speaks. FX thread.
final class NameAndPlace extends VBox {

    private static final int LONGEST = 64;

    /// A thing to fill in, and the place below it for what is wrong with it.
    private record Field(VBox node, Node control, Supplier<String> value, Label error) {

        boolean fails(Optional<String> words) {
            error.setText(words.orElse(""));
            error.setVisible(words.isPresent());
            return words.isPresent();
        }
    }

    private final Ui ui;
    private final Kind kind;
    private final BiConsumer<Device, String> add;
    private final TextField name = new TextField();
    private final Field nameField;
    private final ToggleGroup rooms = new ToggleGroup();
    private final TextField newRoom = new TextField();
    private final Field roomField;
    private final Map<String, Field> variables = new LinkedHashMap<>();
    private final TitledPane more;
    private final Label preview = new Label();
    private final ScrollPane scroll;

    NameAndPlace(Ui ui, Kind kind, String topic, BiConsumer<Device, String> add) {
        this.ui = ui;
        this.kind = kind;
        this.add = add;
        getStyleClass().add("add-body");
        name.setId("add-name");
        name.setText(freeName());
        name.setOnAction(_ -> submit());
        nameField = field(ui.texts().of("add.name"), name, name::getText);
        roomField = field(ui.texts().of("add.room"), chips(topic), this::room);
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
        var page = new VBox(preview, nameField.node(), roomField.node(), more);
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
        name.requestFocus();
        name.selectAll();
    }

    /// Adds the device if all is well; else says what is not, where it stands.
    void submit() {
        var wrongName = name.getText().isBlank() ? Optional.of("add.wrong.name")
                : name.getText().strip().length() > LONGEST ? Optional.of("add.wrong.long") : Optional.<String>empty();
        boolean fails = nameField.fails(wrongName.map(ui.texts()::of));
        boolean newWithout = rooms.getSelectedToggle() != null && rooms.getSelectedToggle().getUserData() == null && room().isEmpty();
        fails |= roomField.fails((newWithout ? Optional.of("add.wrong.room")
                : room().length() > LONGEST ? Optional.of("add.wrong.long") : Optional.<String>empty()).map(ui.texts()::of));
        if (wrongVariables()) {
            more.setExpanded(true);
            fails = true;
        }
        if (fails) {
            showFirstWrong();
        } else {
            var id = ui.house().home().free(DeviceId.of(name.getText()));
            add.accept(new Device(id, name.getText(), kind.profile().id(), differing(), Device.Size.SMALL), room());
        }
    }

    private void showFirstWrong() {
        var all = new ArrayList<>(List.of(nameField, roomField));
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

    /// The kind's own name for its devices, with a number where that is taken.
    private String freeName() {
        var taken = ui.house().home().devices().values().stream().map(Device::name).toList();
        var wanted = kind.profile().deviceName(ui.texts().language());
        var free = wanted;
        for (int n = 2; taken.contains(free); n++) {
            free = wanted + " " + n;
        }
        return free;
    }

    private String room() {
        var chosen = rooms.getSelectedToggle();
        return chosen == null ? "" : chosen.getUserData() instanceof Room room ? room.name() : newRoom.getText().strip();
    }

    private Node chips(String topic) {
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        var all = new ArrayList<Room>(List.of(new Room("", List.of())));
        ui.house().home().rooms().stream().filter(r -> !r.name().isEmpty()).forEach(all::add);
        for (var room : all) {
            var chip = chip(room.name().isEmpty() ? ui.texts().of("add.room.none") : room.name(), ui.texts().of("add.room"));
            chip.setUserData(room);
            chip.setToggleGroup(rooms);
            chip.setSelected(room.name().isEmpty() || spoken(topic, room));
            chips.getChildren().add(chip);
        }
        var fresh = chip(ui.texts().of("add.room.new"), ui.texts().of("add.room"));
        fresh.setId("add-room-new");
        fresh.setToggleGroup(rooms);
        newRoom.setId("add-room-name");
        newRoom.setPromptText(ui.texts().of("add.room.name"));
        newRoom.setAccessibleText(ui.texts().of("add.room.name"));
        newRoom.setOnAction(_ -> submit());
        newRoom.visibleProperty().bind(fresh.selectedProperty());
        newRoom.managedProperty().bind(newRoom.visibleProperty());
        fresh.selectedProperty().subscribe(selected -> {
            if (selected) {
                newRoom.requestFocus();
            }
        });
        chips.getChildren().addAll(fresh, newRoom);
        return chips;
    }

    /// `kitchen/temp` stands in the Kitchen.
    private static boolean spoken(String topic, Room room) {
        var plain = DeviceId.of(topic.toLowerCase(Locale.ROOT)).value();
        return ("-" + plain + "-").contains("-" + DeviceId.of(room.name()).value() + "-");
    }

    /// A second click does not choose nothing.
    private static ToggleButton chip(String words, String what) {
        var chip = new ToggleButton(words);
        chip.getStyleClass().setAll("add-chip");
        chip.setAccessibleText(what + ": " + words);
        chip.setOnAction(_ -> chip.setSelected(true));
        return chip;
    }

    private Field variable(Profile.Variable variable) {
        var words = Profile.in(ui.texts().language(), variable.name());
        var value = kind.variables().getOrDefault(variable.key(), variable.otherwise());
        if (variable.choices().isEmpty()) {
            var text = new TextField(value);
            text.setId("add-variable-" + variable.key());
            text.textProperty().addListener((_, _, _) -> changed());
            text.setOnAction(_ -> submit());
            return field(words, text, () -> text.getText().strip());
        }
        var group = new ToggleGroup();
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        for (var choice : variable.choices()) {
            var chip = chip(choice, words);
            chip.setUserData(choice);
            chip.setToggleGroup(group);
            chip.setSelected(choice.equals(value));
            chips.getChildren().add(chip);
        }
        group.selectedToggleProperty().addListener((_, _, _) -> changed());
        return field(words, chips,
                () -> group.getSelectedToggle() == null ? value : String.valueOf(group.getSelectedToggle().getUserData()));
    }

    private static Field field(String words, Node control, Supplier<String> value) {
        var label = new Label(words);
        label.getStyleClass().add("add-label");
        if (control instanceof TextField) {
            label.setLabelFor(control);
        }
        var error = new Label();
        error.getStyleClass().add("add-error");
        error.setWrapText(true);
        error.setVisible(false);
        error.managedProperty().bind(error.visibleProperty());
        var node = new VBox(label, control, error);
        node.getStyleClass().add("add-field");
        return new Field(node, control, value, error);
    }
}
