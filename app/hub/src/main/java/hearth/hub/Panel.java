package hearth.hub;

import hearth.device.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// All of the alarm that a stop must not change. A value; on disk before anybody sees it.
///
/// @param version  grows with every change
/// @param since    when the state began
/// @param by       whose code brought it about; empty where none did
/// @param bypassed sensors that are passed over until it is disarmed
/// @param trips    how often each zone has rung since it was armed
/// @param memory   what has rung since it was armed last, sensors by zone
/// @param firsts   zones of which one of two sensors has spoken
/// @param wrong    codes that were refused, by the way they came
/// @param drilled  sirens that a drill lets sound, until they are told to stop
public record Panel(long version, AlarmState state, Instant since, String by, Set<DeviceId> bypassed, Map<String, Integer> trips,
        Map<DeviceId, String> memory, Map<String, First> firsts, Map<Way, Wrong> wrong, Set<DeviceId> drilled) {

    public static final Panel NEW = new Panel(0, new AlarmState.Disarmed(), Instant.EPOCH, "", Set.of(), Map.of(), Map.of(), Map.of(),
            Map.of(), Set.of());

    /// How a wish reaches the alarm.
    public enum Way {
        WINDOW, MQTT
    }

    public record First(DeviceId sensor, Instant at) {
    }

    /// @param count  in a row
    /// @param locked until when nothing is taken; in the past if it is
    public record Wrong(int count, Instant locked) {

        static final int MOST = 3;
        static final Duration LOCKED = Duration.ofSeconds(90);
        static final Wrong NONE = new Wrong(0, Instant.EPOCH);

        Wrong more(Instant now) {
            return count + 1 < MOST ? new Wrong(count + 1, Instant.EPOCH) : new Wrong(0, now.plus(LOCKED));
        }

        Wrong moved(Duration on) {
            return new Wrong(count, locked.plus(on));
        }

        public boolean locked(Instant now) {
            return locked.isAfter(now);
        }

        /// Codes that may still be tried before it locks.
        public int left() {
            return MOST - count;
        }
    }

    public Panel {
        bypassed = Set.copyOf(bypassed);
        trips = Map.copyOf(trips);
        memory = Map.copyOf(memory);
        firsts = Map.copyOf(firsts);
        wrong = Map.copyOf(wrong);
        drilled = Set.copyOf(drilled);
    }

    public Wrong wrong(Way way) {
        return wrong.getOrDefault(way, Wrong.NONE);
    }
}
