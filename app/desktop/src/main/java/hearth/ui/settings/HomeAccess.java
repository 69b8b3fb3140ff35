package hearth.ui.settings;

import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Paragraph;
import hearth.ui.Place;
import hearth.ui.Texts;
import hearth.ui.Ui;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Where devices of the home network reach the broker, and the ways to a login for them; there only while that network is open. FX thread.
final class HomeAccess extends VBox {

    /// @param listeners the broker's for other computers: `mqtt://192.168.1.20:1883`, `mqtts://192.168.1.20:8883`
    private record Access(boolean open, List<URI> listeners) {

        static Access of(HubState house) {
            var listeners = house.broker().listeners().stream().filter(l -> l.startsWith("mqtt")).map(URI::create)
                    .filter(uri -> !uri.getHost().startsWith("127.")).toList();
            boolean embedded = house.settings().brokers().isEmpty() || house.settings().brokerAccess().bridge();
            return new Access(embedded && house.settings().homeNetwork(), listeners);
        }

        List<String> hosts() {
            return listeners.stream().map(URI::getHost).distinct().toList();
        }

        Optional<Integer> port(String scheme, String host) {
            return listeners.stream().filter(uri -> uri.getScheme().equals(scheme) && uri.getHost().equals(host)).map(URI::getPort)
                    .findFirst();
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final VBox addresses = new VBox();

    HomeAccess(Ui ui) {
        this.ui = ui;
        texts = ui.texts();
        addresses.getStyleClass().add("home-access");
        getStyleClass().add("home-access");
        getChildren().addAll(addresses, new Paragraph(texts.of("network.logins"), "quiet"), row("network.device",
                way("home-device", Icon.ADD, "network.device.add", new Place.AddDevice())),
                row("network.program",
                        way("home-program", Icon.BROKER, "network.program.add", new Place.NewLogin())));
        ui.show(this, Access::of, this::shown);
    }

    private Button way(String id, Icon icon, String key, Place there) {
        var way = new Button(texts.of(key), new IconView(icon));
        way.setId(id);
        way.setMinWidth(USE_PREF_SIZE);
        way.setOnAction(_ -> ui.go().accept(there));
        return way;
    }

    private void shown(Access access) {
        setVisible(access.open());
        setManaged(access.open());
        addresses.getChildren().clear();
        for (var each : access.hosts()) {
            var host = each.replaceAll("[\\[\\]]", "");
            var ports = Stream.of(access.port("mqtt", each).map(p -> texts.of("network.port", Integer.toString(p))),
                    access.port("mqtts", each).map(p -> texts.of("network.port.tls", Integer.toString(p)))).flatMap(Optional::stream)
                    .collect(Collectors.joining(" · "));
            var value = new Label(host);
            value.setMinWidth(USE_PREF_SIZE);
            value.getStyleClass().add("mono");
            addresses.getChildren().add(row("network.address", value, new CopyButton(texts, texts.of("network.address"), () -> host),
                    new Paragraph(ports, "quiet")));
        }
        if (access.listeners().isEmpty()) {
            addresses.getChildren().add(row("network.address", new Paragraph(texts.of("network.address.none"), "quiet")));
        }
    }

    private HBox row(String key, Node... controls) {
        return SettingsPage.row(new Label(texts.of(key)), controls);
    }
}
