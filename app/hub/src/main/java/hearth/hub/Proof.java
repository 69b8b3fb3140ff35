package hearth.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of whether a channel works. A value.
///
/// @param worked when it last took something
/// @param failed when it failed, if it has not worked since
/// @param why    it failed, in the server's words
public record Proof(Optional<Instant> worked, Optional<Instant> failed, String why) {

    public static final Proof NONE = new Proof(Optional.empty(), Optional.empty(), "");

    /// A channel that has not worked for so long may have ceased to.
    public static final Duration GOOD = Duration.ofDays(7);

    public boolean stands(Instant now) {
        return failed.isEmpty() && worked.filter(at -> at.plus(GOOD).isAfter(now)).isPresent();
    }

    /// What is known after this delivery.
    public Proof after(Delivery delivery) {
        return switch (delivery.state()) {
            case Delivery.State.Accepted(var at, _) -> new Proof(Optional.of(at), Optional.empty(), "");
            case Delivery.State.GivenUp(var at, var reason, var words) when reason == Delivery.Reason.REFUSED
                    || reason == Delivery.Reason.UNREACHABLE ->
                new Proof(worked, Optional.of(at), words);
            case Delivery.State.Queued _, Delivery.State.Waiting _, Delivery.State.Sending _, Delivery.State.GivenUp _ -> this;
        };
    }
}
