package io.moquette.broker;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// How long an address that gave wrong passwords must wait: after the fourth one second, then twice as long each time, at most a minute.
/// Forgets an address that was quiet for a quarter of an hour, and the one quiet for longest if there are too many. Any thread.
@NullMarked
final class Patience {
    private static final int FREE = 3;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int MOST = 4_096;

    private record Failures(int count, long last) {}

    private final LongSupplier nanos;
    private final Map<Object, Failures> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<Object, Failures> eldest) {
            return size() > MOST;
        }
    };

    Patience(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isSpent(@Nullable InetAddress address) {
        Failures failures = known.get(key(address));
        return failures != null && nanos.getAsLong() - failures.last < pause(failures.count).toNanos();
    }

    synchronized void fail(@Nullable InetAddress address) {
        long now = nanos.getAsLong();
        Failures before = known.get(key(address));
        int count = before == null || now - before.last > FORGOTTEN.toNanos() ? 1 : Math.min(before.count + 1, 100);
        known.put(key(address), new Failures(count, now));
    }

    synchronized int size() {
        return known.size();
    }

    private static Duration pause(int count) {
        return count <= FREE ? Duration.ZERO : count > FREE + 7 ? LONGEST
                : Duration.ofSeconds(Math.min(LONGEST.toSeconds(), 1L << count - FREE - 1));
    }

    /// One home has a whole /64 of IPv6.
    private static Object key(@Nullable InetAddress address) {
        return address instanceof Inet6Address six ? Arrays.hashCode(Arrays.copyOf(six.getAddress(), 8)) : String.valueOf(address);
    }
}
