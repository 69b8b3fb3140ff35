package hearth.ui.add;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Room;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// What a device is called and where it stands. FX thread.
final class NameAndRoom extends VBox {

    private static final int LONGEST = 64;

    private final Texts texts;
    private final TextField name = new TextField();
    private final Field nameField;
    private final ToggleGroup rooms = new ToggleGroup();
    private final TextField newRoom = new TextField();
    private final Field roomField;

    /// @param wanted a number follows it where it is taken
    /// @param spoken what may name a room: `kitchen/temp` stands in the Kitchen
    /// @param done   Enter was pressed
    NameAndRoom(Ui ui, String wanted, String spoken, Runnable done) {
        this.texts = ui.texts();
        name.setId("add-name");
        name.setText(free(ui, wanted));
        name.setOnAction(_ -> done.run());
        nameField = Field.of(texts.of("add.name"), name, name::getText);
        roomField = Field.of(texts.of("add.room"), chips(ui, spoken, done), this::room);
        getStyleClass().add("add-page");
        getChildren().addAll(nameField.node(), roomField.node());
    }

    @Override public void requestFocus() {
        name.requestFocus();
        name.selectAll();
    }

    String name() {
        return name.getText();
    }

    /// Empty: no room yet.
    String room() {
        var chosen = rooms.getSelectedToggle();
        return chosen == null ? "" : chosen.getUserData() instanceof Room room ? room.name() : newRoom.getText().strip();
    }

    List<Field> fields() {
        return List.of(nameField, roomField);
    }

    /// Says what is wrong where it stands, and whether anything is.
    boolean fails() {
        var wrongName = name.getText().isBlank() ? Optional.of("add.wrong.name")
                : name.getText().strip().length() > LONGEST ? Optional.of("add.wrong.long") : Optional.<String>empty();
        boolean fails = nameField.fails(wrongName.map(texts::of));
        boolean newWithout = rooms.getSelectedToggle() != null && rooms.getSelectedToggle().getUserData() == null && room().isEmpty();
        return fails | roomField.fails((newWithout ? Optional.of("add.wrong.room")
                : room().length() > LONGEST ? Optional.of("add.wrong.long") : Optional.<String>empty()).map(texts::of));
    }

    private static String free(Ui ui, String wanted) {
        var taken = ui.house().home().devices().values().stream().map(Device::name).toList();
        var free = wanted;
        for (int n = 2; taken.contains(free); n++) {
            free = wanted + " " + n;
        }
        return free;
    }

    private Node chips(Ui ui, String said, Runnable done) {
        var chips = new FlowPane();
        chips.getStyleClass().add("add-chips");
        var all = new ArrayList<Room>(List.of(new Room("", List.of())));
        ui.house().home().rooms().stream().filter(r -> !r.name().isEmpty()).forEach(all::add);
        for (var room : all) {
            var chip = Field.chip(room.name().isEmpty() ? texts.of("add.room.none") : room.name(), texts.of("add.room"));
            chip.setUserData(room);
            chip.setToggleGroup(rooms);
            chip.setSelected(room.name().isEmpty() || spoken(said, room));
            chips.getChildren().add(chip);
        }
        var fresh = Field.chip(texts.of("add.room.new"), texts.of("add.room"));
        fresh.setId("add-room-new");
        fresh.setToggleGroup(rooms);
        newRoom.setId("add-room-name");
        newRoom.setPromptText(texts.of("add.room.name"));
        newRoom.setAccessibleText(texts.of("add.room.name"));
        newRoom.setOnAction(_ -> done.run());
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

    private static boolean spoken(String said, Room room) {
        var plain = DeviceId.of(said.toLowerCase(Locale.ROOT)).value();
        return ("-" + plain + "-").contains("-" + DeviceId.of(room.name()).value() + "-");
    }
}
