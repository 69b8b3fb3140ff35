package hearth.app;

import static hearth.app.Walked.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerProbe;
import hearth.hub.HubState;
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.Certificates;
import hearth.mqtt.Mosquitto;
import hearth.mqtt.Peer;
import hearth.mqtt.Trust;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// From the settings screen to a Mosquitto that lets nobody in without a certificate of its own authority, and back.
@Timeout(240)
final class MoveWalkTest {

    @TempDir Path folder;
    private Walked program;
    private FxRobot robot;
    private Running hub;

    @BeforeEach void open() throws Exception {
        program = Walked.in(folder.resolve("data"));
        robot = program.robot();
        hub = program.hub();
    }

    @AfterEach void close() {
        program.close();
    }

    @Test void theHouseMovesToABrokerThatAsksForACertificateAndComesBack() throws Exception {
        var made = new Certificates(folder.resolve("pem"));
        try (var other = new Mosquitto(folder, "allow_anonymous false", "cafile " + made.path("ca.pem"),
                "certfile " + made.path("broker.pem"), "keyfile " + made.path("broker.key"), "require_certificate true",
                "use_identity_as_username true");
                var old = new Peer(hub.port(), "garden/#")) {
            var uri = "mqtts://127.0.0.1:" + other.port();
            assertThrows(CompletionException.class, () -> new Peer(at(uri, Trust.of(made.path("ca.pem"), "", ""))));
            old.say(Message.retained("temperature", "21.5"), Message.retained("garden/pump", "off"));
            hub.awaits(h -> said(h, "temperature", "21.5"));

            fire("rail-settings");
            type("settings-brokers", uri);
            type("settings-broker-authority", made.path("ca.pem"));
            fire("settings-broker-try");
            hub.awaits(h -> h.beyond().trial().filter(t -> !t.runs()).isPresent());
            assertTrue(hub.hearth().state().beyond().trial().orElseThrow().probes().getFirst() instanceof BrokerProbe.Failed);
            assertTrue(asked(() -> button("settings-broker-move").isDisabled()));

            type("settings-broker-certificate", made.path("client.pem"));
            type("settings-broker-key", made.path("client.key"));
            robot.interact(() -> robot.lookup("#settings-broker-bridge").<CheckBox>query().fire());
            fire("settings-broker-try");
            Running.until(() -> shows("Delivers exactly once (QoS 2)") && shows("Keeps what is said while Hearth is away"));
            Running.until(() -> asked(() -> !button("settings-broker-move").isDisabled()));
            fire("settings-broker-move");
            hub.awaits(h -> h.link() instanceof BrokerLink.Up up && up.address().equals("127.0.0.1:" + other.port())
                    && h.beyond().bridge().filter(b -> b.up()).isPresent());
            Running.until(() -> shows("2 retained messages came along"));

            try (var far = new Peer(at(uri, Trust.of(made.path("ca.pem"), made.path("client.pem"), made.path("client.key"))), "garden/#")) {
                assertEquals(Message.retained("garden/pump", "off"), far.hears(m -> true));
                far.say(Message.retained("temperature", "22.5"), Message.of("garden/pump", "on"));
                old.hears("garden/pump", "on");
                old.say(Message.of("garden/rain", "3"));
                far.hears("garden/rain", "3");
            }
            fire("rail-home");
            Running.until(() -> "22.5".equals(program.text("#tile-temperature .tile-value")));

            fire("rail-settings");
            fire("settings-broker-back");
            fire("question-yes");
            hub.awaits(h -> h.link() instanceof BrokerLink.Up up && up.embedded());
            try (var late = new Peer(hub.port(), "temperature")) {
                assertEquals(Message.retained("temperature", "22.5"), late.hears(m -> true));
                late.say(Message.retained("temperature", "23.5"));
                hub.awaits(h -> said(h, "temperature", "23.5"));
            }
        }
    }

    private static BrokerAddress at(String uri, Trust trust) {
        return BrokerAddress.of(uri).with(Optional.empty(), Optional.empty(), trust);
    }

    private static boolean said(HubState house, String topic, String payload) {
        return house.topics().containsKey(topic) && house.topics().get(topic).payload().equals(Payload.of(payload));
    }

    // ---- the window

    /// A button that is shown, as soon as it is.
    private Button button(String id) {
        return robot.lookup("#" + id).queryAllAs(Button.class).stream().filter(MoveWalkTest::isShown).findFirst().orElseThrow();
    }

    private void fire(String id) {
        Running.until(() -> asked(
                () -> robot.lookup("#" + id).queryAll().stream().anyMatch(node -> isShown(node) && !node.isDisabled())));
        robot.interact(() -> button(id).fire());
    }

    private static boolean isShown(Node node) {
        for (var each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private void type(String id, String words) {
        robot.interact(() -> robot.lookup("#" + id).<TextInputControl>query().setText(words));
    }

    private boolean shows(String words) {
        return asked(() -> robot.lookup((Node node) -> node instanceof Labeled label && isShown(label) && label.getText() != null
                && label.getText().replace('\u00a0', ' ').contains(words)).tryQuery().isPresent());
    }

}
