package hearth.hub;

import hearth.device.Value;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one property. There is a new one with each report: it is as small as it can be.
///
/// @param good   see [#value]
/// @param said   see [#at]
/// @param course what few properties have at a time
public record PropertyState(@Nullable Value good, @Nullable Instant said, Trend trend, Course course) {

    public static final PropertyState UNKNOWN = new PropertyState(null, null, Trend.NONE, Course.NONE);

    /// What is going on with a property, or was not as it should be.
    ///
    /// @param unreadable what was said last, where that was no such value
    /// @param aim        where it is on its way to, as the device said last
    /// @param lit        the last value that was not zero or false, while it is not the value
    /// @param expires    when the value is unknown again, unless it is said before
    public record Course(Optional<String> unreadable, Optional<PendingCommand> pending, Optional<Outcome> outcome, Optional<Value> aim,
            Optional<Value> lit, Optional<Instant> expires) {

        static final Course NONE = new Course(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());

        private Course readable(Optional<Value> newLit) {
            return unreadable.isEmpty() && newLit.equals(lit) ? this
                    : new Course(Optional.empty(), pending, outcome, aim, newLit, expires);
        }

        private Course expiring(Optional<Instant> then) {
            return then.equals(expires) ? this : new Course(unreadable, pending, outcome, aim, lit, then);
        }
    }

    /// The last good value.
    public Optional<Value> value() {
        return Optional.ofNullable(good);
    }

    /// When it was said; without a value: it was said then, and held for a while only.
    public Optional<Instant> at() {
        return Optional.ofNullable(said);
    }

    /// What was said last, where that was no such value.
    public Optional<String> unreadable() {
        return course.unreadable();
    }

    public Optional<PendingCommand> pending() {
        return course.pending();
    }

    public Optional<Outcome> outcome() {
        return course.outcome();
    }

    /// Where it is on its way to, as the device said last.
    public Optional<Value> aim() {
        return course.aim();
    }

    /// When the value is unknown again, unless it is said before.
    public Optional<Instant> expires() {
        return course.expires();
    }

    /// The last value that was not zero or false: where a lamp that is switched on returns to.
    public Optional<Value> lit() {
        return off(good) ? course.lit() : value();
    }

    private static boolean off(@Nullable Value value) {
        return switch (value) {
            case null -> true;
            case Value.Truth(boolean truth) -> !truth;
            case Value.Numeric(double number) -> number == 0;
            case Value.Text _ -> false;
        };
    }

    /// What a screen shows: the wanted value while a command is under way, else the last good one.
    public Optional<Value> shown() {
        return pending().map(PendingCommand::wanted).or(this::value);
    }

    PropertyState reported(Value newValue, Instant now) {
        return new PropertyState(newValue, now, newValue instanceof Value.Numeric(var n) ? trend.with(now, n) : trend,
                course.readable(off(newValue) ? lit() : Optional.empty()));
    }

    PropertyState misread(String words) {
        return with(new Course(Optional.of(words), pending(), outcome(), aim(), course.lit(), expires()));
    }

    PropertyState aiming(Value goal) {
        return with(new Course(unreadable(), pending(), outcome(), Optional.of(goal), course.lit(), expires()));
    }

    PropertyState with(PendingCommand command) {
        return with(new Course(unreadable(), Optional.of(command), Optional.empty(), aim(), course.lit(), expires()));
    }

    PropertyState ended(Outcome ending) {
        return with(new Course(unreadable(), Optional.empty(), Optional.of(ending), aim(), course.lit(), expires()));
    }

    PropertyState with(Trend known) {
        return new PropertyState(good, said, known, course);
    }

    PropertyState expiring(Optional<Instant> then) {
        return with(course.expiring(then));
    }

    private PropertyState with(Course next) {
        return next == course ? this : new PropertyState(good, said, trend, next);
    }

    /// The value held for a while, and nobody said it again.
    PropertyState forgotten() {
        return new PropertyState(null, said, trend, new Course(unreadable(), pending(), outcome(), aim(), lit(), Optional.empty()));
    }
}
