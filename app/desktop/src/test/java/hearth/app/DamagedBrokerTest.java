package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.Trouble;
import hearth.mqtt.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker's store is lost: the house has what matters of it, and says it again.
final class DamagedBrokerTest {

    private static final String LAMP = "hearth/5/light/light/brightness";
    private static final String STATE = "hearth/5/light/$state";

    @TempDir Path folder;

    @Test void whatTheHouseKnowsIsRetainedAgainAndTheUserIsTold() throws Exception {
        Map<String, Payload> before;
        try (var hub = Running.headless(folder); var peer = new Peer(hub.port(), LAMP)) {
            peer.say(new Message("lights/brightness", Payload.of("62"), 1, true));
            peer.hears(LAMP, "62");
            before = retained(hub.port());
            assertEquals(Payload.of("62"), before.get(LAMP));
            assertEquals(Payload.of("ready"), before.get(STATE));
        }
        byte[] noise = new byte[20_000];
        new Random(5).nextBytes(noise);
        Files.write(folder.resolve("broker/broker.db"), noise);

        try (var hub = Running.headless(folder); var peer = new Peer(hub.port(), LAMP)) {
            peer.hears(LAMP, "62");
            Running.until(() -> retained(hub.port()).keySet().containsAll(before.keySet()));
            var after = retained(hub.port());
            assertEquals(before.get(LAMP), after.get(LAMP));
            assertEquals(before.get(STATE), after.get(STATE));
            assertEquals(before.keySet(), after.keySet());
            hub.awaits(house -> house.troubles().containsKey(Trouble.Kind.DAMAGED));
            var told = Objects.requireNonNull(hub.hearth().state().troubles().get(Trouble.Kind.DAMAGED)).detail();
            assertTrue(told.startsWith("broker (broker.broken-"), told);
            assertTrue(Files.exists(folder.resolve(told.substring(8, told.length() - 1)).resolve("broker.db")), told);
        }
    }

    /// Of the house, as a client that has just come hears it.
    private static Map<String, Payload> retained(int port) {
        try (var peer = new Peer(port, "hearth/5/#", "late")) {
            peer.say(new Message("late", Payload.of("!"), 1, false));
            var all = peer.heardUntil("late");
            return all.stream().filter(Message::retained).collect(Collectors.toMap(Message::topic, Message::payload, (_, last) -> last));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
