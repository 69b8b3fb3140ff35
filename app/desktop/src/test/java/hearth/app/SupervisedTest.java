package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.hub.AlarmState;
import hearth.hub.Availability;
import hearth.hub.Incident;
import hearth.mqtt.Peer;
import hearth.mqtt.Relay;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The alarm's sensors as real clients whose cable is cut, none of which has left a will.
final class SupervisedTest {

    @TempDir Path folder;

    @Test void aSensorWhoseConnectionBreaksIsTroubleAtOnceAndIsBackWhenItIsHeard() throws Exception {
        GuardedHome.furnish(folder, Duration.ZERO);
        try (var hub = Running.headless(folder); var panel = new Peer(hub.port(), "security/alarm/#", "hearth/5/window/#");
                var cable = Relay.to(hub.port())) {
            var window = new Peer(cable.port());
            window.say(Message.of("home/window", "OFF"));
            try (var goes = new Peer(hub.port())) {
                goes.say(Message.of("home/door", "OFF"), Message.of("home/hall", "OFF"));
            }
            panel.say(Message.of("security/alarm/set", "ARM_AWAY"));
            panel.hears("security/alarm/state", "armed_away");
            cable.cut();
            panel.hears("hearth/5/window/$state", "lost");
            var alert = panel.hears(m -> m.topic().equals("security/alarm/event")).payload().text().orElseThrow();
            assertTrue(alert.contains("\"kind\":\"trouble\"") && alert.contains("\"sensors\":[\"window\"]"), alert);
            hub.awaits(house -> house.incident().filter(Incident::recorded).isPresent());
            var house = hub.hearth().state();
            assertFalse(house.alert().isPresent());
            assertInstanceOf(AlarmState.Armed.class, house.security().shown().state());
            assertInstanceOf(Availability.Online.class, hub.device("door").availability(), "it has said goodbye");
            panel.say(Message.of("home/window", "OFF"));
            panel.hears("hearth/5/window/$state", "ready");
            assertEquals(1, hub.hearth().state().incident().orElseThrow().count());
        }
    }
}
