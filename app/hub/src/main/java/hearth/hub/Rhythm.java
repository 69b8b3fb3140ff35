package hearth.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How regularly a device reports, learned from when it did.
///
/// @param intervals how many were seen; bursts within 0.2 s count as one report
/// @param shortest  milliseconds, slowly forgetting
/// @param longest   milliseconds, slowly forgetting
public record Rhythm(int intervals, long shortest, long longest) {

    public static final Rhythm UNKNOWN = new Rhythm(0, 0, 0);

    private static final int ENOUGH = 4;
    private static final long BURST = 200;
    private static final Duration LEAST = Duration.ofSeconds(10);

    Rhythm after(Instant last, Instant now) {
        long interval = Duration.between(last, now).toMillis();
        if (interval < BURST) {
            return this;
        }
        var next = intervals == 0 ? new Rhythm(1, interval, interval)
                : new Rhythm(Math.min(intervals + 1, ENOUGH), drawn(shortest, interval, interval < shortest),
                        drawn(longest, interval, interval > longest));
        return next.equals(this) ? this : next;
    }

    /// The usual interval, where there is one.
    public Optional<Duration> usual() {
        return intervals >= ENOUGH && longest <= 3 * shortest ? Optional.of(Duration.ofMillis((shortest + longest) / 2)) : Optional.empty();
    }

    /// After this long without a word it is silent: three missed intervals.
    Optional<Duration> patience() {
        return usual().map(_ -> Duration.ofMillis(3 * longest)).map(p -> p.compareTo(LEAST) < 0 ? LEAST : p);
    }

    private static long drawn(long kept, long interval, boolean beyond) {
        return beyond ? interval : kept + (interval - kept) / 8;
    }
}
