package hearth.hub;

import java.time.Duration;
import java.time.Instant;

/// How the last command for a property ended.
public sealed interface Outcome {

    record Confirmed(Instant at, Duration took, Origin origin) implements Outcome {
    }

    /// The device reported something else than was wanted.
    record Differs(Instant at) implements Outcome {
    }

    record NotConfirmed(Instant at, Reason reason) implements Outcome {
    }

    enum Reason {
        NO_ANSWER, DEVICE_OFFLINE, BROKER_AWAY
    }
}
