package hearth.ui.home;

import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Ui;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The first minutes: where devices shall connect, and two ways to begin. Gone with the first value. FX thread.
final class Welcome extends VBox {

    Welcome(Ui ui) {
        getStyleClass().addAll("card", "welcome");
        var title = new Label(ui.texts().of("welcome.title"));
        title.getStyleClass().add("welcome-title");
        var text = new Paragraph("", "quiet");
        text.setId("welcome-text");
        var address = new Label();
        address.setId("welcome-address");
        address.getStyleClass().add("address");
        var copy = new Button(null, new IconView(Icon.COPY));
        copy.getStyleClass().addAll("flat", "small-icon");
        copy.setAccessibleText(ui.texts().of("welcome.copy"));
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(address.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        var where = new HBox(address, copy);
        where.setAlignment(Pos.CENTER_LEFT);
        where.getStyleClass().add("welcome-where");
        var add = new Button(ui.texts().of("welcome.add"), new IconView(Icon.ADD));
        add.setId("welcome-add");
        add.getStyleClass().add("accent");
        add.setOnAction(_ -> ui.go().accept(new Place.AddDevice(Optional.empty())));
        var demo = new Button(ui.texts().of("welcome.demo"), new IconView(Icon.SIMULATED));
        demo.setId("welcome-demo");
        demo.setOnAction(_ -> ui.submit().accept(new Event.SettingsChanged(ui.house().settings().withDemo(true))));
        var offers = new FlowPane(12, 12, add, demo);
        offers.getStyleClass().add("welcome-offers");
        getChildren().addAll(title, text, where, offers);
        where.managedProperty().bind(where.visibleProperty());
        ui.show(this, HubState::link, link -> {
            text.setText(ui.texts().of(switch (link) {
                case BrokerLink.Up _ -> "welcome.text";
                case BrokerLink.Connecting _ -> "welcome.soon";
                case BrokerLink.Lost _, BrokerLink.PortTaken _ -> "welcome.unheard";
            }));
            address.setText(link instanceof BrokerLink.Up(var at, _, _, _) ? at : "");
            where.setVisible(link instanceof BrokerLink.Up);
        });
    }
}
