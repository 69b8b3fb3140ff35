package hearth.ui.device;

import hearth.home.Home;
import hearth.hub.Event;
import hearth.hub.Hidden;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Ui;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Offers to bring the device back that the last edit removed; there only while that is so. FX thread.
final class Gone extends HBox {

    Gone(Ui ui) {
        var words = new Label();
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var undo = new Button(ui.texts().of("device.undo"), new IconView(Icon.UNDO));
        undo.setId("device-undo");
        undo.setMinWidth(USE_PREF_SIZE);
        undo.setOnAction(_ -> ui.submit().accept(new Event.EditUndone()));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("question");
        getChildren().addAll(words, undo);
        ui.show(this, Gone::name, name -> {
            setVisible(name.isPresent());
            setManaged(name.isPresent());
            words.setText(name.map(n -> ui.texts().of("device.removed", ui.texts().plain(n))).orElse(""));
        });
    }

    private static Optional<String> name(HubState house) {
        var earlier = house.undo().stream().findFirst();
        return earlier.filter(e -> e.devices().size() == house.home().devices().size() + 1)
                .flatMap(e -> e.devices().values().stream().filter(d -> house.home().device(d.id()).isEmpty()).findFirst())
                .map(hearth.home.Device::name).or(() -> earlier.flatMap(e -> newcomer(house, e)));
    }

    /// One that was not in the home yet.
    private static Optional<String> newcomer(HubState house, Home earlier) {
        return earlier.dismissed().containsAll(house.home().dismissed()) ? Optional.empty()
                : house.hidden().stream().filter(h -> h.marks().stream().noneMatch(earlier.dismissed()::contains)).findFirst()
                        .map(Hidden::name);
    }
}
