package hearth.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.BrokerSettings;
import hearth.broker.EmbeddedBroker;
import hearth.demo.SimulatedHome;
import hearth.device.Message;
import hearth.hub.BrokerLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same session, and the simulated home, at the hub's own broker.
final class EmbeddedSessionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<BrokerLink> links = new LinkedBlockingQueue<>();

    @Test void itIsUpAtOnceEachTimeAlthoughTheBrokerMayRefuseAnEarlySubscription() throws Exception {
        try (var broker = broker(0)) {
            for (int i = 0; i < 40; i++) {
                try (var _ = session(broker.port())) {
                    assertEquals(new BrokerLink.Up("127.0.0.1:" + broker.port(), "MQTT 5", true, NOW), link());
                }
            }
        }
    }

    @Test void messagesArriveInOrderAndTheHubSpeaks() throws Exception {
        try (var broker = broker(0); var peer = new Peer(broker.port(), "hearth/#", "homeassistant/status")) {
            try (var session = session(broker.port())) {
                assertTrue(link() instanceof BrokerLink.Up);
                peer.hears("hearth/5/hub/$state", "ready");
                peer.hears("homeassistant/status", "online");
                session.announce(Message.retained("hearth/5/lamp/$state", "ready"));
                peer.hears("hearth/5/lamp/$state", "ready");
                messages.clear();
                var said = IntStream.range(0, 2_000).mapToObj(i -> Message.of("count", "" + i)).toArray(Message[]::new);
                peer.say(said);
                var heard = new ArrayList<Message>();
                while (heard.size() < said.length) {
                    heard.add(message());
                }
                assertEquals(List.of(said), heard);
            }
            assertEquals("disconnected", peer.hears(m -> m.topic().equals("hearth/5/hub/$state")).payload().toString());
        }
    }

    @Test void itComesBackAfterTheBrokerWasRestarted() throws Exception {
        var first = broker(0);
        try (var _ = session(first.port())) {
            assertTrue(link() instanceof BrokerLink.Up);
            first.close();
            assertTrue(link() instanceof BrokerLink.Lost);
            try (var again = broker(first.port()); var peer = new Peer(again.port())) {
                var next = link();
                while (next instanceof BrokerLink.Lost) {
                    next = link();
                }
                assertEquals(new BrokerLink.Up("127.0.0.1:" + again.port(), "MQTT 5", true, NOW), next);
                peer.say(Message.of("temperature", "21.5"));
                while (!message().equals(Message.of("temperature", "21.5"))) {
                    assertTrue(messages.size() < 100);
                }
            }
        }
    }

    @Test void bothItsWillsAreHeardWhicheverConnectionIsCut() throws Exception {
        try (var broker = broker(0); var peer = new Peer(broker.port(), "hearth/5/hub/$state", "homeassistant/status")) {
            for (int n = 0; n < 2; n++) {
                try (var relay = Relay.to(broker.port()); var _ = session(relay.port())) {
                    peer.hears("homeassistant/status", "online");
                    relay.cut(n);
                    var said = Set.of(peer.hears(m -> !m.retained()), peer.hears(m -> !m.retained()));
                    assertEquals(Set.of(Message.of("hearth/5/hub/$state", "lost"), Message.of("homeassistant/status", "offline")), said);
                }
            }
        }
    }

    @Test void theSimulatedHomeLivesHereAndLeavesNothingRetainedBehind() throws Exception {
        try (var broker = broker(0)) {
            var home = new SimulatedHome("mqtt://127.0.0.1:" + broker.port(), InstantSource.system());
            home.start();
            for (var device : List.of("lamp", "floor-lamp", "thermostat", "outdoor", "washer", "kettle", "fountain")) {
                assertTrue(kept(broker, "demo/" + device + "/availability"), device);
            }
            home.remove();
            try (var peer = new Peer(broker.port(), "demo/#")) {
                assertEquals(List.of(), peer.hears(Duration.ofMillis(500), Message::retained).stream().toList());
            }
        }
    }

    private static boolean kept(EmbeddedBroker broker, String topic) throws InterruptedException {
        try (var peer = new Peer(broker.port(), topic)) {
            return peer.hears(Duration.ofSeconds(10), m -> true).isPresent();
        }
    }

    private EmbeddedBroker broker(int port) throws IOException {
        var broker = new EmbeddedBroker(BrokerSettings.onThisMachine(folder.resolve("broker"), port), _ -> {
        });
        broker.start();
        return broker;
    }

    private MqttSession session(int port) {
        var session = new MqttSession(List.of(BrokerAddress.of("mqtt://127.0.0.1:" + port)), "hub", Heard.of(messages::add, links::add),
                () -> NOW, true);
        session.start();
        return session;
    }

    private BrokerLink link() throws InterruptedException {
        var link = links.poll(30, TimeUnit.SECONDS);
        assertTrue(link != null, "no change of the link in 30 s");
        return link;
    }

    private Message message() throws InterruptedException {
        var message = messages.poll(30, TimeUnit.SECONDS);
        assertTrue(message != null, "no message in 30 s");
        return message;
    }
}
