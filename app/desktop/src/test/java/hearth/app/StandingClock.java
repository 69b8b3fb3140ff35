package hearth.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands until it is moved. Any thread.
final class StandingClock extends Clock {

    private volatile Instant now = Instant.now();

    /// Who waits for the time notices with the next event.
    void move(Duration on) {
        now = now.plus(on);
    }

    @Override public Instant instant() {
        return now;
    }

    @Override public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
