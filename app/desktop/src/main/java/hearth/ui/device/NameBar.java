package hearth.ui.device;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Room;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;

/// Changes a device's name and room inside the page; there only while that is done. FX thread.
final class NameBar extends FlowPane {

    private static final int LONGEST = 64;

    private final Ui ui;
    private final DeviceId id;
    private final TextField name = new TextField();
    private final ComboBox<String> room = new ComboBox<>();
    private final Button save;

    NameBar(Ui ui, DeviceId id) {
        this.ui = ui;
        this.id = id;
        Texts texts = ui.texts();
        name.setId("device-name");
        name.setPrefColumnCount(20);
        room.setId("device-room");
        room.setEditable(true);
        save = new Button(texts.of("device.save"));
        save.setId("device-save");
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> save());
        var cancel = new Button(texts.of("question.no"));
        cancel.setOnAction(_ -> close());
        name.setOnAction(_ -> save());
        name.textProperty().subscribe(_ -> judge());
        room.getEditor().textProperty().subscribe(_ -> judge());
        setRowValignment(javafx.geometry.VPos.CENTER);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().addAll("card", "name-bar");
        getChildren().addAll(labelled(texts.of("device.name"), name), name, labelled(texts.of("device.room"), room), room, save, cancel);
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close();
            }
        });
        close();
    }

    private static Label labelled(String words, javafx.scene.control.Control field) {
        var label = new Label(words);
        label.setLabelFor(field);
        field.setAccessibleText(words);
        return label;
    }

    void open() {
        var home = ui.house().home();
        name.setText(home.device(id).map(Device::name).orElse(""));
        room.getItems().setAll(home.rooms().stream().map(Room::name).filter(r -> !r.isEmpty()).toList());
        room.setValue(room(home));
        setVisible(true);
        setManaged(true);
        name.requestFocus();
        name.selectAll();
    }

    private void close() {
        setVisible(false);
        setManaged(false);
    }

    private String room(Home home) {
        return home.roomOf(id).map(Room::name).orElse("");
    }

    private void judge() {
        int length = name.getText().strip().length();
        save.setDisable(length == 0 || length > LONGEST || written().length() > LONGEST);
    }

    private String written() {
        return Optional.ofNullable(room.getEditor().getText()).orElse("").strip();
    }

    private void save() {
        if (save.isDisabled()) {
            return;
        }
        var home = ui.house().home();
        var newName = name.getText().strip();
        if (home.device(id).filter(d -> !d.name().equals(newName)).isPresent()) {
            ui.submit().accept(new Event.HomeEdited(new HomeEdit.Rename(id, newName)));
        }
        if (!room(home).equals(written())) {
            ui.submit().accept(new Event.HomeEdited(new HomeEdit.Move(id, written(), Integer.MAX_VALUE)));
        }
        close();
    }
}
