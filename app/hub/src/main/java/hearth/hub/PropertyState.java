package hearth.hub;

import hearth.device.Value;
import java.time.Instant;
import java.util.Optional;

/// What is known of one property.
///
/// @param value      the last good value, `at` its time
/// @param unreadable what was said last, where that was no such value
/// @param aim        where it is on its way to, as the device said last
/// @param lit        the last value that was not zero or false: where a lamp that is switched on returns to
public record PropertyState(Optional<Value> value, Optional<Instant> at, Optional<String> unreadable, Optional<PendingCommand> pending,
        Optional<Outcome> outcome, Optional<Value> aim, Optional<Value> lit, Trend trend) {

    public static final PropertyState UNKNOWN = new PropertyState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Trend.NONE);

    /// What a screen shows: the wanted value while a command is under way, else the last good one.
    public Optional<Value> shown() {
        return pending.map(PendingCommand::wanted).or(() -> value);
    }

    PropertyState reported(Value newValue, Instant now) {
        boolean off = newValue.equals(new Value.Truth(false)) || newValue.equals(new Value.Numeric(0));
        return new PropertyState(Optional.of(newValue), Optional.of(now), Optional.empty(), pending, outcome, aim,
                off ? lit : Optional.of(newValue), newValue instanceof Value.Numeric(var n) ? trend.with(now, n) : trend);
    }

    PropertyState misread(String said) {
        return new PropertyState(value, at, Optional.of(said), pending, outcome, aim, lit, trend);
    }

    PropertyState aiming(Value goal) {
        return new PropertyState(value, at, unreadable, pending, outcome, Optional.of(goal), lit, trend);
    }

    PropertyState with(PendingCommand command) {
        return new PropertyState(value, at, unreadable, Optional.of(command), Optional.empty(), aim, lit, trend);
    }

    PropertyState ended(Outcome ending) {
        return new PropertyState(value, at, unreadable, Optional.empty(), Optional.of(ending), aim, lit, trend);
    }
}
