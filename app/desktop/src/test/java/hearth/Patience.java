package hearth;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How tests wait: for a condition, never for a moment.
public final class Patience {

    private static final Duration USUAL = Duration.ofSeconds(30);

    private Patience() {
    }

    /// Fails the test where it is not so within 30 s.
    public static void until(BooleanSupplier so) {
        until(USUAL, so);
    }

    /// The same with another patience.
    public static void until(Duration patience, BooleanSupplier so) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so within " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
