package hearth.mqtt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Whose turn it is among several brokers, and how long to wait before the next round. One thread.
final class Turns {

    private static final long SHORTEST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    /// A link that held this long was a good one: the pauses begin anew.
    private static final Duration GOOD = Duration.ofSeconds(10);

    private final int brokers;
    private int turn;
    private int failures;

    Turns(int brokers) {
        this.brokers = brokers;
    }

    int turn() {
        return turn;
    }

    /// It ended, or did not begin.
    ///
    /// @param held how long it stood; zero where it did not begin
    void failed(Duration held) {
        failures = held.compareTo(GOOD) > 0 ? 1 : failures + 1;
        turn = (turn + 1) % brokers;
    }

    /// Whether each had its turn.
    boolean round() {
        return failures % brokers == 0;
    }

    /// Twice as long after each round, up to 30 s, less a random part, so that many hubs do not come back at one moment.
    long pauseMillis() {
        long most = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(failures / brokers - 1, 20));
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }
}
