package hearth.mqtt;

import hearth.device.Message;
import hearth.device.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// What was said to a broker that will say it back (MQTT 3.1.1 knows no other way): each of these is to be heard once and passed over.
/// What was not heard back in a minute is not expected any more. Any thread.
final class Echoes {

    private static final long PATIENCE = Duration.ofMinutes(1).toNanos();
    /// So many are remembered at least before those that are too old are looked for.
    private static final int SWEEP = 10_000;

    private record Said(String topic, Payload payload) {
    }

    private final Map<Said, ArrayDeque<Long>> expected = new HashMap<>();
    private int sinceSweep;

    /// @param now in nanoseconds, of one clock
    synchronized void said(Message message, long now) {
        if (++sinceSweep > SWEEP) {
            sinceSweep = 0;
            expected.values().removeIf(times -> now - times.getLast() > PATIENCE);
        }
        expected.computeIfAbsent(new Said(message.topic(), message.payload()), _ -> new ArrayDeque<>()).add(now);
    }

    /// Whether it is one of them; it is expected once less then.
    synchronized boolean heard(Message message, long now) {
        var said = new Said(message.topic(), message.payload());
        var times = expected.get(said);
        if (times == null) {
            return false;
        }
        times.removeIf(at -> now - at > PATIENCE);
        boolean echo = times.poll() != null;
        if (times.isEmpty()) {
            expected.remove(said);
        }
        return echo;
    }

    /// A new connection: what the broker kept meanwhile may come only now.
    synchronized void renew(long now) {
        expected.values().forEach(times -> {
            int n = times.size();
            times.clear();
            for (int i = 0; i < n; i++) {
                times.add(now);
            }
        });
    }
}
