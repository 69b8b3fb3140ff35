package hearth.hub;

import hearth.device.Value;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which rule wished something of a property last, and whether two of them take turns at wishing otherwise. A value.
///
/// @param against the rule it took the property from; empty if it was nobody's
/// @param turns   how often that went to and fro, a minute apart at the most
public record Contest(String rule, Value value, Instant at, String against, int turns) {

    /// From so many turns on it is a dispute.
    public static final int DISPUTE = 4;
    private static final Duration SOON = Duration.ofMinutes(1);

    static Contest after(@Nullable Contest before, String rule, Value value, Instant now) {
        if (before == null || !now.isBefore(before.at.plus(SOON))) {
            return new Contest(rule, value, now, "", 0);
        }
        if (before.rule.equals(rule) || before.value.equals(value)) {
            return new Contest(rule, value, now, before.rule.equals(rule) ? before.against : before.rule, before.turns);
        }
        return new Contest(rule, value, now, before.rule, before.against.isEmpty() || before.against.equals(rule) ? before.turns + 1 : 1);
    }

    public boolean isDispute() {
        return turns >= DISPUTE;
    }

    boolean concerns(String id) {
        return rule.equals(id) || against.equals(id);
    }
}
