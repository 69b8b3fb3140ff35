package hearth.template;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Python's `timedelta`.
record Span(long micros) {

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final long LONGEST = 999_999_999L;
    private static final Pattern WRITTEN = Pattern
            .compile(
                    "(?:(-?\\d{1,6}) (?:days?, )?)?(-?)(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,6})(?:[.,](\\d{1,6}))?|(-?)(\\d{1,9})(?:[.,](\\d{1,6}))?");

    static Span ofSeconds(double seconds) {
        if (!(Math.abs(seconds) < 1e12)) {
            throw new Failure("a timedelta of more than " + LONGEST + " days");
        }
        return new Span((long) Math.rint(seconds * SECOND));
    }

    /// `1 02:03:04.5`, `02:03:04`, `45`; None where it is none.
    static Object written(String text) {
        var m = text.length() > 64 ? WRITTEN.matcher("") : WRITTEN.matcher(text);
        if (!m.matches()) {
            return None.NONE;
        }
        if (m.group(8) != null) {
            return new Span((m.group(7).isEmpty() ? 1 : -1) * (Long.parseLong(m.group(8)) * SECOND + fraction(m.group(9))));
        }
        long time = ((m.group(3) == null ? 0 : Long.parseLong(m.group(3))) * 3600 + Long.parseLong(m.group(4)) * 60
                + Long.parseLong(m.group(5))) * SECOND
                + fraction(m.group(6));
        return new Span((m.group(1) == null ? 0 : Long.parseLong(m.group(1)) * DAY) + (m.group(2).isEmpty() ? time : -time));
    }

    private static long fraction(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "00000").substring(0, 6));
    }

    double seconds() {
        return (double) micros / SECOND;
    }

    /// Within the range of [#ofSeconds].
    Span plus(Span other) {
        ofSeconds(seconds() + other.seconds());
        return new Span(micros + other.micros);
    }

    Span times(double factor) {
        return ofSeconds(seconds() * factor);
    }

    /// None where `by` is neither a number nor a span.
    Object divided(Object by, String operator) {
        double divisor = by instanceof Span other ? other.micros : Python.number(by) ? Arithmetic.real(by) : Double.NaN;
        if (divisor == 0) {
            throw new Failure("division by zero");
        }
        if (Double.isNaN(divisor)) {
            return None.NONE;
        }
        double quotient = micros / divisor;
        return by instanceof Span ? operator.equals("//") ? (Object) (long) Math.floor(quotient) : quotient : ofSeconds(quotient / SECOND);
    }

    long days() {
        return Math.floorDiv(micros, DAY);
    }

    long secondOfDay() {
        return Math.floorMod(micros, DAY) / SECOND;
    }

    long microsecond() {
        return Math.floorMod(micros, SECOND);
    }

    /// `1 day, 2:03:04.000005`
    @Override public String toString() {
        long days = days();
        long second = secondOfDay();
        return (days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ")) + second / 3600
                + ":%02d:%02d".formatted(second / 60 % 60, second % 60) + (microsecond() == 0 ? "" : ".%06d".formatted(microsecond()));
    }

    String repr() {
        return "datetime.timedelta(days=" + days() + ", seconds=" + secondOfDay() + ", microseconds=" + microsecond() + ")";
    }
}
