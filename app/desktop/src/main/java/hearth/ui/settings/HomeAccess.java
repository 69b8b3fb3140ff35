package hearth.ui.settings;

import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HomePassword;
import hearth.hub.HubState;
import hearth.icon.Icon;
import hearth.ui.CopyButton;
import hearth.ui.IconView;
import hearth.ui.Question;
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
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What a device in the home network must be told to reach Hearth; there only while that network is open. FX thread.
final class HomeAccess extends VBox {

    /// @param listeners the broker's for other computers: `mqtt://192.168.1.20:1883`, `mqtts://192.168.1.20:8883`
    /// @param made      whether there is a password
    private record Access(boolean open, List<URI> listeners, boolean made, Optional<HomePassword> password) {

        static Access of(HubState house) {
            var listeners = house.broker().listeners().stream().filter(l -> l.startsWith("mqtt")).map(URI::create)
                    .filter(uri -> !uri.getHost().startsWith("127.")).toList();
            boolean made = !house.settings().homeLogin().isEmpty();
            boolean open = (house.settings().brokers().isEmpty() || house.settings().brokerAccess().bridge())
                    && (house.settings().homeNetwork() || made && !listeners.isEmpty());
            return new Access(open, listeners, made, house.homePassword());
        }

        List<String> hosts() {
            return listeners.stream().map(URI::getHost).distinct().toList();
        }

        Optional<Integer> port(String scheme, String host) {
            return listeners.stream().filter(uri -> uri.getScheme().equals(scheme) && uri.getHost().equals(host)).map(URI::getPort)
                    .findFirst();
        }
    }

    private final Texts texts;
    private final VBox rows = new VBox();
    private final Question question;
    private final Button another;

    HomeAccess(Ui ui) {
        texts = ui.texts();
        question = new Question(texts);
        another = new Button(texts.of("network.password.new"));
        another.setId("new-home-password");
        another.setMinWidth(USE_PREF_SIZE);
        another.setOnAction(_ -> question.ask(texts.of("network.password.ask"), texts.of("network.password.new"),
                () -> ui.submit().accept(new Event.NewHomePassword())));
        var words = SettingsPage.wrapped(texts.of("network.warning"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var warning = new HBox(new IconView(Icon.WARNING, "tone-amber"), words);
        warning.getStyleClass().add("hint");
        rows.getStyleClass().add("home-access");
        getStyleClass().add("home-access");
        getChildren().addAll(rows, question, warning);
        ui.show(this, Access::of, this::shown);
    }

    private void shown(Access access) {
        setVisible(access.open());
        setManaged(access.open());
        rows.getChildren().clear();
        for (var each : access.hosts()) {
            var host = each.replaceAll("[\\[\\]]", "");
            var ports = Stream.of(access.port("mqtt", each).map(p -> texts.of("network.port", Integer.toString(p))),
                    access.port("mqtts", each).map(p -> texts.of("network.port.tls", Integer.toString(p)))).flatMap(Optional::stream)
                    .collect(Collectors.joining(" · "));
            rows.getChildren().add(row("network.address", value(host), copy("network.address", host), quiet(ports)));
        }
        if (access.listeners().isEmpty()) {
            rows.getChildren().add(row("network.address", quiet(texts.of("network.address.none"))));
        }
        rows.getChildren().add(row("network.user", value(Settings.HOME_USER), copy("network.user", Settings.HOME_USER)));
        access.password().map(HomePassword::text).ifPresentOrElse(
                password -> rows.getChildren().add(row("network.password", value(password), copy("network.password", password), another)),
                () -> rows.getChildren().addAll(row("network.password", another),
                        quiet(texts.of(access.made() ? "network.password.known" : "network.password.making"))));
        another.setDisable(!access.made());
    }

    private HBox row(String key, Node... controls) {
        return SettingsPage.row(new Label(texts.of(key)), controls);
    }

    private static Label value(String text) {
        var label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        label.getStyleClass().add("mono");
        return label;
    }

    private CopyButton copy(String key, String text) {
        return new CopyButton(texts, texts.of(key), () -> text);
    }

    private static Label quiet(String words) {
        return SettingsPage.wrapped(words, "quiet");
    }
}
