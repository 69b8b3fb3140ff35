package hearth.ui.home;

import hearth.device.Message;
import hearth.hub.Event;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says that the house is simulated, and offers a break-in and the end of it. FX thread.
final class SimulatedBar extends HBox {

    SimulatedBar(Ui ui) {
        getStyleClass().add("simulated-bar");
        setAlignment(Pos.CENTER_LEFT);
        var what = new Label(ui.texts().of("demo.home"), new IconView(Icon.SIMULATED));
        var space = new Region();
        setHgrow(space, Priority.ALWAYS);
        var breakIn = new Button(ui.texts().of("demo.breakIn"));
        breakIn.setId("demo-break-in");
        breakIn.setOnAction(_ -> ui.submit().accept(new Event.MessageWritten(Message.of("demo/panel/break-in", "1"))));
        var remove = new Button(ui.texts().of("demo.remove"));
        remove.setId("demo-remove");
        remove.setOnAction(_ -> ui.submit().accept(new Event.SettingsChanged(ui.house().settings().withDemo(false))));
        getChildren().addAll(what, space, breakIn, remove);
    }
}
