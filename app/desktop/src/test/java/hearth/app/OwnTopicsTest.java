package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.JournalEntry;
import hearth.mqtt.Mosquitto;
import hearth.mqtt.Peer;
import hearth.mqtt.Relay;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else speaks where only the hub does, at real brokers.
final class OwnTopicsTest {

    private static final String DEGREES = "hearth/5/temperature/climate/temperature";
    private static final List<String> STRANGE = List.of(DEGREES, DEGREES + "/$target", "hearth/5/light/light/brightness",
            "hearth/5/light/$state", "hearth/5/light/$description", "hearth/5/light/$alert/battery", "hearth/5/hub/$description",
            "hearth/5/hub/home/devices", "security/alarm/state");

    @TempDir Path folder;

    @Test void whatOthersSayOnItsTopicsIsPutRight() throws Exception {
        try (var hub = Running.headless(folder)) {
            assertPutsRight(hub, hub.port(), "peer-");
        }
    }

    @Test void atAnotherBrokerToo() throws Exception {
        try (var broker = Mosquitto.open(folder);
                var hub = Running.headless(folder.resolve("data"), "--broker", broker.uri())) {
            assertPutsRight(hub, broker.port(), "");
        }
    }

    /// As a kill leaves it in the middle of a command.
    @Test void whatIsLeftOfAnEarlierTimeIsCleared() throws Exception {
        var left = List.of("hearth/5/light/light/brightness/$target", "hearth/5/temperature/$alert/silent");
        try (var broker = Mosquitto.open(folder)) {
            try (var before = new Peer(broker.port())) {
                left.forEach(topic -> before.say(Message.retained(topic, "40")));
            }
            try (var hub = Running.headless(folder.resolve("data"), "--broker", broker.uri())) {
                settled(hub);
                Running.until(() -> left.stream().noneMatch(kept(broker.port())::containsKey));
                assertEquals(List.of(), lines(hub));
            }
        }
    }

    @Test void inMqtt311Too() throws Exception {
        try (var broker = Mosquitto.open(folder);
                var relay = Relay.toOld(broker);
                var hub = Running.headless(folder.resolve("data"), "--broker", relay.uri())) {
            assertPutsRight(hub, broker.port(), "");
        }
    }

    private static void assertPutsRight(Running hub, int port, String by) throws Exception {
        settled(hub);
        try (var listener = new Peer(port, "hearth/#", "security/alarm/#"); var other = new Peer(port)) {
            // what the hub says itself is never taken for somebody else's, however fast it changes
            for (int i = 0; i < 500; i++) {
                other.say(Message.of("temperature", i % 2 == 0 ? "22" : "21.5"));
            }
            other.say(Message.of("temperature", "23"));
            listener.hears(DEGREES, "23");
            var before = kept(port);
            for (var topic : STRANGE) {
                other.say(Message.retained(topic, "strange"));
            }
            Running.until(() -> kept(port).equals(before));
            assertEquals(List.of(DEGREES), lines(hub).stream().map(l -> l.detail().split(" ")[0]).toList());
            assertEquals(List.of(by), lines(hub).stream().map(l -> (l.detail() + " ").split(" ", -1)[1].replaceFirst("-.*", "-")).toList());
        }
    }

    /// The hub has heard that it listens.
    private static void settled(Running hub) {
        hub.awaits(house -> Optional.ofNullable(house.topics().get("homeassistant/status"))
                .filter(seen -> !seen.retained() && seen.payload().equals(Payload.of("online"))).isPresent());
    }

    private static List<JournalEntry> lines(Running hub) {
        return hub.hearth().state().journal().list().stream().filter(l -> l.kind() == JournalEntry.Kind.SPOKEN_OVER).toList();
    }

    /// What the broker keeps of the hub's topics, as a client is told that comes now.
    private static Map<String, Payload> kept(int port) {
        try (var newcomer = new Peer(port, "hearth/#", "security/alarm/#", "end")) {
            newcomer.say(Message.of("end", ""));
            var all = new HashMap<String, Payload>();
            newcomer.heardUntil("end").stream().filter(Message::retained).forEach(m -> all.put(m.topic(), m.payload()));
            return all;
        } catch (InterruptedException hurry) {
            throw new AssertionError(hurry);
        }
    }
}
