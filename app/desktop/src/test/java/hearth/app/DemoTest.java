package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Message;
import hearth.home.Settings;
import hearth.hub.Event;
import hearth.mqtt.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulated home in the whole program: it comes, rings, and goes.
final class DemoTest {

    @TempDir Path folder;

    @Test void theSimulatedHomeGoesWithOneClickAndLeavesNothing() throws Exception {
        try (var hub = Running.headless(folder); var peer = new Peer(hub.port(), "demo/panel/status");
                var weather = new Peer(hub.port(), "weather/forecast")) {
            var before = hub.hearth().state().home();
            change(hub, s -> s.withDemo(true));
            weather.hears(m -> m.payload().size() > 0);
            hub.awaits(house -> house.home().devices().keySet().stream().anyMatch(id -> id.value().equals("demo-warmth")));
            Running.until(() -> rings(peer));
            hub.awaits(house -> house.alert().isPresent());
            hub.hearth().submit(new Event.IncidentAcknowledged());
            hub.awaits(house -> house.alert().isEmpty());

            change(hub, s -> s.withDemo(false));
            hub.awaits(house -> house.home().devices().equals(before.devices()));
            Running.until(() -> kept(hub).isEmpty());
            Running.until(() -> Running.disk(folder, "history.db",
                    "SELECT device FROM series WHERE device LIKE 'demo-%' OR device = 'weather'").isEmpty());
            assertEquals(before, hub.hearth().state().home());
            assertEquals(List.of(), hub.hearth().state().housed().stream()
                    .filter(d -> d.states().stream().anyMatch(p -> p.value().isPresent())).toList());
        }
    }

    private static void change(Running hub, UnaryOperator<Settings> how) {
        hub.hearth().submit(new Event.SettingsChanged(how.apply(hub.hearth().state().settings())));
    }

    /// A device may not listen yet when it says that it is there.
    private static boolean rings(Peer peer) {
        try {
            peer.say(Message.of("demo/panel/break-in", "1"));
            return peer.hears(Duration.ofSeconds(1), m -> m.payload().shown(20).equals("break-in")).isPresent();
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    /// What the broker still keeps of it, as one who comes now hears it.
    private static List<String> kept(Running hub) {
        try (var late = new Peer(hub.port(), "#")) {
            late.say(Message.of("end", ""));
            var kept = new ArrayList<String>();
            for (var m = late.hears(x -> true); !m.topic().equals("end"); m = late.hears(x -> true)) {
                if (m.retained() && m.topic().matches("(hearth/5/)?demo[-/].*|weather/.*|hearth/5/weather/.*")) {
                    kept.add(m.topic());
                }
            }
            return kept;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
