package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.BrokerAccess;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerProbe;
import hearth.hub.Event;
import hearth.hub.Failover;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.mqtt.Certificates;
import hearth.mqtt.Mosquitto;
import hearth.mqtt.Peer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole hub moves to Debian's mosquitto and back.
@Timeout(240)
class OtherBrokerTest {

    private static final String PASSWORD = "k9-s3cret-of-the-other-broker";

    @TempDir Path folder;

    @Test void theHouseMovesToASecureBrokerWithABridgeAndComesBack() throws Exception {
        var data = folder.resolve("data");
        var made = new Certificates(folder.resolve("pem"));
        int open = Mosquitto.freePort();
        try (var other = secure(made, open)) {
            var choice = new BrokerChoice(List.of("mqtts://127.0.0.1:" + other.port()),
                    new BrokerAccess("hub", made.path("ca.pem"), "", "", true), Optional.of(new Secret(PASSWORD)));
            try (var hub = Running.headless(data)) {
                try (var old = new Peer(hub.port())) {
                    old.say(Message.retained("temperature", "21.5"), Message.retained("garden/pump", "off"));
                    hub.awaits(h -> said(h, "temperature", "21.5"));
                    hub.hearth().submit(new Event.BrokerTried(choice));
                    hub.awaits(h -> h.beyond().trial().filter(t -> !t.runs()).isPresent());
                    assertEquals(List.of(new BrokerProbe.Answers("127.0.0.1:" + other.port(), "MQTT 5", 2, BrokerProbe.Keeps.FILTERS,
                            BrokerProbe.Answers.LARGE, true, Optional.empty())),
                            hub.hearth().state().beyond().trial().orElseThrow().probes());
                    hub.hearth().submit(new Event.MoveWanted(choice, true));
                    hub.awaits(h -> at(h, other.port()) && h.beyond().bridge().filter(b -> b.up()).isPresent());
                    assertEquals("", hub.hearth().state().beyond().moved().orElseThrow().problem());
                    assertEquals(2, hub.hearth().state().beyond().moved().orElseThrow().carried());
                    old.say(Message.retained("temperature", "22.5"));
                    hub.awaits(h -> said(h, "temperature", "22.5"));
                }
                for (var kept : List.of(Message.retained("temperature", "22.5"), Message.retained("garden/pump", "off"),
                        Message.retained("hearth/5/hub/$state", "ready"))) {
                    try (var far = new Peer(open, kept.topic())) {
                        assertEquals(kept, far.hears(m -> true));
                    }
                }
            }
            assertPasswordIsInItsOwnFileOnly(data);
            try (var hub = Running.headless(data)) {
                hub.awaits(h -> at(h, other.port()) && h.beyond().bridge().filter(b -> b.up()).isPresent());
                hub.hearth().submit(new Event.MoveWanted(new BrokerChoice(List.of(), BrokerAccess.NONE, Optional.empty()), true));
                hub.awaits(h -> h.link() instanceof BrokerLink.Up up && up.embedded());
                try (var old = new Peer(hub.port(), "temperature")) {
                    assertEquals(Message.retained("temperature", "22.5"), old.hears(m -> true));
                }
            }
        }
    }

    @Test void aMoveThatFailsLeavesEverythingAsItIs() throws Exception {
        try (var hub = Running.headless(folder)) {
            int own = hub.port();
            int nobody = Mosquitto.freePort();
            hub.hearth().submit(new Event.MoveWanted(
                    new BrokerChoice(List.of("mqtt://127.0.0.1:" + nobody), BrokerAccess.NONE, Optional.empty()), true));
            hub.awaits(h -> h.beyond().moved().isPresent());
            assertEquals("nothing answers there", hub.hearth().state().beyond().moved().orElseThrow().problem());
            assertEquals(own, hub.port());
            assertEquals(List.of(), hub.hearth().state().settings().brokers());
        }
    }

    @Test void whenANodeIsKilledTheNextIsTakenAndThatIsSaid() throws Exception {
        try (var one = Mosquitto.open(folder); var two = Mosquitto.open(folder);
                var hub = Running.headless(folder.resolve("data"), "--broker", one.uri() + "," + two.uri())) {
            hub.awaits(h -> at(h, one.port()));
            told(one, "connected");
            one.kill();
            hub.awaits(h -> at(h, two.port()) && h.beyond().failover().isPresent());
            told(two, "failed_over");
            var house = hub.hearth().state();
            var how = house.beyond().failover().orElseThrow();
            assertEquals(new Failover("127.0.0.1:" + one.port(), "127.0.0.1:" + two.port(), how.lost(), how.back(),
                    "the connection was closed", false, how.unkept()), how);
            assertEquals(List.of(BrokerNode.Kind.FAILED, BrokerNode.Kind.IN_USE), List.of(one.port(), two.port()).stream()
                    .map(p -> house.beyond().nodes().get("127.0.0.1:" + p).kind()).toList());
            one.start();
            two.kill();
            hub.awaits(h -> at(h, one.port()));
            hub.awaits(h -> h.beyond().failover().filter(f -> f.to().equals("127.0.0.1:" + one.port())).isPresent());
        }
    }

    /// Returns when the hub has said there how it stands with this broker.
    private static void told(Mosquitto broker, String state) throws InterruptedException {
        for (var value : Map.of("address", "127.0.0.1:" + broker.port(), "kind", "external", "protocol", "MQTT 5", "state", state)
                .entrySet()) {
            var topic = "hearth/5/hub/broker/" + value.getKey();
            try (var peer = new Peer(broker.port(), topic)) {
                peer.hears(topic, value.getValue());
            }
        }
    }

    @Test void afterAllNodesWereAwayTheFirstThatIsBackIsTaken() throws Exception {
        try (var one = Mosquitto.open(folder); var two = Mosquitto.open(folder);
                var hub = Running.headless(folder.resolve("data"), "--broker", one.uri() + "," + two.uri())) {
            hub.awaits(h -> at(h, one.port()));
            for (var back : List.of(two, one, two)) {
                one.kill();
                two.kill();
                hub.awaits(h -> h.link() instanceof BrokerLink.Lost
                        && h.beyond().nodes().values().stream().allMatch(n -> n.kind() == BrokerNode.Kind.FAILED));
                back.start();
                hub.awaits(h -> at(h, back.port()));
                hub.awaits(h -> h.beyond().failover().filter(f -> f.to().equals("127.0.0.1:" + back.port())).isPresent());
                try (var peer = new Peer(back.port())) {
                    peer.say(Message.retained("temperature", "" + back.port()));
                    hub.awaits(h -> said(h, "temperature", "" + back.port()));
                }
            }
        }
    }

    private static boolean at(HubState house, int port) {
        return house.link() instanceof BrokerLink.Up up && up.address().equals("127.0.0.1:" + port);
    }

    private static boolean said(HubState house, String topic, String payload) {
        return house.topics().containsKey(topic) && house.topics().get(topic).payload().equals(Payload.of(payload));
    }

    private static void assertPasswordIsInItsOwnFileOnly(Path data) throws Exception {
        assertTrue(Files.readString(data.resolve("settings.json")).contains("mqtts://"));
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var has = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PASSWORD);
                assertTrue(!has || file.endsWith("broker-password")
                        && Files.getPosixFilePermissions(file).equals(PosixFilePermissions.fromString("rw-------")), file.toString());
            }
        }
    }

    /// With password and TLS, and for the test itself an open door.
    private Mosquitto secure(Certificates made, int open) throws Exception {
        var passwords = folder.resolve("passwords");
        assertEquals(0, new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "hub", PASSWORD).start().waitFor());
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
        return new Mosquitto(folder, "cafile " + made.path("ca.pem"), "certfile " + made.path("broker.pem"),
                "keyfile " + made.path("broker.key"), "per_listener_settings true", "allow_anonymous false", "password_file " + passwords,
                "listener " + open + " 127.0.0.1", "allow_anonymous true");
    }
}
