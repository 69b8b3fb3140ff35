package hearth.hub;

import hearth.device.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A wish that is under way.
///
/// @param wanted   what every screen shows
/// @param sent     what went out last; differs from `wanted` while that is held back
/// @param sentAt   when it went out
/// @param echoes   own messages that will come back, where command and report share a topic
/// @param answered the last differing report since `sentAt`
public record PendingCommand(Value wanted, Value sent, Instant sentAt, Origin origin, List<Value> echoes, Optional<Value> answered) {

    /// At most one message for a property in this time.
    public static final Duration PACE = Duration.ofMillis(100);
    /// A device that has not answered by then has not confirmed.
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /// One that says it is on its way there has this long.
    public static final Duration JOURNEY = Duration.ofMinutes(2);

    public PendingCommand {
        echoes = List.copyOf(echoes);
    }

    PendingCommand wanting(Value newest, Origin by) {
        return new PendingCommand(newest, sent, sentAt, by, echoes, answered);
    }

    PendingCommand answered(Value report) {
        return new PendingCommand(wanted, sent, sentAt, origin, echoes, Optional.of(report));
    }

    PendingCommand heard(int echo) {
        var left = new ArrayList<>(echoes);
        left.remove(echo);
        return new PendingCommand(wanted, sent, sentAt, origin, left, answered);
    }

    boolean held() {
        return !wanted.equals(sent);
    }

    Instant due() {
        return sentAt.plus(held() ? PACE : PATIENCE);
    }
}
