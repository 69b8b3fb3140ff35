package hearth.hub;

import hearth.device.Value;
import java.time.Instant;
import java.util.Optional;

/// What is known of one property.
///
/// @param value      the last good value, `at` its time; `at` without a value: it was said then, and held for a while only
/// @param unreadable what was said last, where that was no such value
/// @param aim        where it is on its way to, as the device said last
/// @param expires when the value is unknown again, unless it is said before
/// @param lit        the last value that was not zero or false: where a lamp that is switched on returns to
public record PropertyState(Optional<Value> value, Optional<Instant> at, Optional<String> unreadable, Optional<PendingCommand> pending,
        Optional<Outcome> outcome, Optional<Value> aim, Optional<Value> lit, Trend trend,
        Optional<Instant> expires) {

    public static final PropertyState UNKNOWN = new PropertyState(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Trend.NONE, Optional.empty());

    /// What a screen shows: the wanted value while a command is under way, else the last good one.
    public Optional<Value> shown() {
        return pending.map(PendingCommand::wanted).or(() -> value);
    }

    PropertyState reported(Value newValue, Instant now) {
        boolean off = newValue.equals(new Value.Truth(false)) || newValue.equals(new Value.Numeric(0));
        var is = Optional.of(newValue);
        return new PropertyState(is, Optional.of(now), Optional.empty(), pending, outcome, aim, off ? lit : is,
                newValue instanceof Value.Numeric(var n) ? trend.with(now, n) : trend, expires);
    }

    PropertyState misread(String said) {
        return new PropertyState(value, at, Optional.of(said), pending, outcome, aim, lit, trend, expires);
    }

    PropertyState aiming(Value goal) {
        return new PropertyState(value, at, unreadable, pending, outcome, Optional.of(goal), lit, trend, expires);
    }

    PropertyState with(PendingCommand command) {
        return new PropertyState(value, at, unreadable, Optional.of(command), Optional.empty(), aim, lit, trend, expires);
    }

    PropertyState ended(Outcome ending) {
        return new PropertyState(value, at, unreadable, Optional.empty(), Optional.of(ending), aim, lit, trend, expires);
    }

    PropertyState with(Trend known) {
        return new PropertyState(value, at, unreadable, pending, outcome, aim, lit, known, expires);
    }

    PropertyState expiring(Optional<Instant> then) {
        return new PropertyState(value, at, unreadable, pending, outcome, aim, lit, trend, then);
    }

    /// The value held for a while, and nobody said it again.
    PropertyState forgotten() {
        return new PropertyState(Optional.empty(), at, unreadable, pending, outcome, aim, lit, trend, Optional.empty());
    }
}
