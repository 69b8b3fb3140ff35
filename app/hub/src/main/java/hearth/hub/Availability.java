package hearth.hub;

import java.time.Instant;

/// Whether a device answers.
public sealed interface Availability {

    Availability WAITING = new Waiting();
    Availability ONLINE = new Online();

    /// Nothing was heard of it yet.
    record Waiting() implements Availability {
    }

    record Online() implements Availability {
    }

    /// It reported regularly and missed three of its usual intervals.
    record Silent(Instant since) implements Availability {
    }

    /// It, or its will, said so.
    record Offline(Instant since) implements Availability {
    }
}
