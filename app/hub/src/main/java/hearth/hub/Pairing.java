package hearth.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The open window in which one new device is let in. What it says meanwhile is learnt as its own topics.
///
/// @param password empty for a moment, while it is made
/// @param arrival  who came in with it
public record Pairing(Family family, String user, Optional<Password> password, Instant ends, Optional<Arrival> arrival) {

    /// How long the window stays open.
    public static final Duration OPEN = Duration.ofMinutes(5);

    /// @param address IP address and port
    public record Arrival(String clientId, String address) {
    }

    Pairing with(Password made) {
        return new Pairing(family, user, Optional.of(made), ends, arrival);
    }

    Pairing with(Arrival newest) {
        return new Pairing(family, user, password, ends, Optional.of(newest));
    }
}
