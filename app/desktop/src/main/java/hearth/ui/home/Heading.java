package hearth.ui.home;

import hearth.device.Capability;
import hearth.device.Property.Category;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.Room;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.PropertyState;
import hearth.icon.Icon;
import hearth.ui.DeviceWords;
import hearth.ui.IconView;
import hearth.ui.Look;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A room's name and what matters in it: `20.8 °C · 2 lights on`. FX thread.
final class Heading extends HBox {

    private final Button rename = new Button(null, new IconView(Icon.EDIT));

    Heading(Ui ui, String room) {
        getStyleClass().add("room");
        setManaged(false);
        setAlignment(Pos.CENTER_LEFT);
        var name = new InlineName("room-name", typed -> ui.submit().accept(new Event.HomeEdited(new HomeEdit.RenameRoom(room, typed))));
        name.show(room.isEmpty() ? ui.texts().of("home.new") : ui.texts().plain(room));
        name.setMinWidth(USE_PREF_SIZE);
        rename.getStyleClass().addAll("flat", "small-icon");
        rename.setAccessibleText(ui.texts().of("edit.renameRoom", name.name()));
        rename.setOnAction(_ -> name.begin(room));
        editing(false);
        var summary = new Label();
        summary.getStyleClass().add("room-summary");
        getChildren().addAll(name, rename, summary);
        ui.showSummary(this, house -> summary(house, room, ui), summary::setText);
    }

    void editing(boolean on) {
        rename.setVisible(on);
        rename.setManaged(on);
    }

    private static String summary(HubState house, String room, Ui ui) {
        var devices = house.home().rooms().stream().filter(r -> r.name().equals(room)).map(Room::devices).flatMap(List::stream)
                .map(house.devices()::get).filter(Objects::nonNull).toList();
        var parts = new ArrayList<String>();
        // a plug's own heat is not the room's
        devices.stream().flatMap(d -> d.first(Capability.TEMPERATURE).filter(p -> p.category() == Category.PRIMARY)
                .flatMap(p -> d.state(p.ref()).value()).stream()).findFirst()
                .ifPresent(t -> parts.add(ui.texts().withUnit(t, Unit.CELSIUS)));
        long lit = devices.stream().filter(d -> d.first(Capability.BRIGHTNESS).isPresent() && Look.lit(d)).count();
        if (lit > 0) {
            parts.add(ui.texts().of("home.lit", lit));
        }
        for (var device : devices) {
            if (device.state(Capability.CONTACT).flatMap(PropertyState::value).equals(Optional.of(new Value.Truth(true)))) {
                house.home().device(device.binding().device()).ifPresent(d -> parts.add(ui.texts().of("home.isOpen", d.name(),
                        new DeviceWords(device, ui.texts()).value())));
            }
        }
        return String.join(" · ", parts);
    }
}
