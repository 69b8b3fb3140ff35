package hearth.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// Python's `datetime`, to the microsecond. Of the hour that a clock change repeats it knows the first only.
///
/// @param zone empty: naive, as `strptime` without `%z` makes it
record Moment(LocalDateTime local, Optional<ZoneId> zone) {

    private static final Pattern WRITTEN = Pattern
            .compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})[T ](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,6})\\d{0,6})?)?"
                    + "\\s?(Z|z|[+-]\\d{2}:?(?:\\d{2})?)?");

    Moment {
        local = local.truncatedTo(ChronoUnit.MICROS);
    }

    static Moment of(ZonedDateTime time) {
        return new Moment(time.toLocalDateTime(), Optional.of(time.getZone()));
    }

    /// @param timestamp seconds since 1970
    static Moment of(double timestamp, ZoneId zone) {
        if (!(Math.abs(timestamp) < 2.5e11)) {
            throw new Failure("timestamp out of range");
        }
        double seconds = Math.floor(timestamp);
        long micros = (long) Math.rint((timestamp - seconds) * 1e6);
        return of(time((long) seconds, micros, zone));
    }

    private static ZonedDateTime time(long seconds, long micros, ZoneId zone) {
        var time = Instant.ofEpochSecond(seconds, micros * 1000).atZone(zone);
        if (time.getYear() < 1 || time.getYear() > 9999) {
            throw new Failure("year " + time.getYear() + " is out of range");
        }
        return time;
    }

    /// ISO 8601 as Home Assistant reads it; empty where it is none.
    static Optional<Moment> written(String text) {
        var m = WRITTEN.matcher(text);
        if (text.length() > 64 || !m.matches()) {
            return Optional.empty();
        }
        try {
            int second = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
            int nano = m.group(7) == null ? 0 : Integer.parseInt((m.group(7) + "00000").substring(0, 6)) * 1000;
            var local = LocalDateTime.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)),
                    Integer.parseInt(m.group(4)), Integer.parseInt(m.group(5)), second, nano);
            return Optional.of(new Moment(local,
                    Optional.ofNullable(m.group(8)).map(z -> z.equalsIgnoreCase("z") ? ZoneOffset.UTC : ZoneOffset.of(z))));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /// Naive is taken as UTC.
    Instant instant() {
        return local.atZone(zone.orElse(ZoneOffset.UTC)).toInstant();
    }

    Moment in(ZoneId other) {
        return of(instant().atZone(other));
    }

    double timestamp() {
        var instant = instant();
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    Optional<ZoneOffset> offset() {
        return zone.map(z -> local.atZone(z).getOffset());
    }

    boolean before(Moment other) {
        return minus(other).micros() < 0;
    }

    private Span minus(Moment other) {
        if (zone.isPresent() != other.zone.isPresent()) {
            throw new Failure("a time with a zone and one without cannot be compared");
        }
        return new Span(ChronoUnit.MICROS.between(other.instant(), instant()));
    }

    private Moment plus(Span span) {
        try {
            var sum = local.plus(span.micros(), ChronoUnit.MICROS);
            if (sum.getYear() < 1 || sum.getYear() > 9999) {
                throw new Failure("date value out of range");
            }
            return new Moment(sum, zone);
        } catch (DateTimeException outOfRange) {
            throw new Failure("date value out of range");
        }
    }

    /// `moment.replace(year=…, …)`: the arguments from the second on, in the order of size.
    static Moment changed(Moment moment, Arguments.Bound a) {
        var t = moment.local;
        try {
            return new Moment(LocalDateTime.of(a.whole(1, t.getYear()), a.whole(2, t.getMonthValue()), a.whole(3, t.getDayOfMonth()),
                    a.whole(4, t.getHour()), a.whole(5, t.getMinute()), a.whole(6, t.getSecond()), a.whole(7, t.getNano() / 1000) * 1000),
                    moment.zone);
        } catch (DateTimeException noDate) {
            throw new Failure("there is no such time");
        }
    }

    /// `a + b` where one is a time or a span; None where neither is.
    static Object sum(Object a, Object b) {
        if (a instanceof Span x && b instanceof Span y) {
            return x.plus(y);
        }
        return a instanceof Moment m && b instanceof Span s ? m.plus(s) : a instanceof Span s && b instanceof Moment m ? m.plus(s)
                : None.NONE;
    }

    /// `a - b`, likewise.
    static Object difference(Object a, Object b) {
        return switch (a) {
            case Moment x when b instanceof Moment y -> x.minus(y);
            case Moment x when b instanceof Span y -> x.plus(new Span(-y.micros()));
            case Span x when b instanceof Span y -> x.plus(new Span(-y.micros()));
            default -> None.NONE;
        };
    }

    String iso() {
        return spelled("T");
    }

    /// As `str` has it: with a space between day and time.
    @Override public String toString() {
        return spelled(" ");
    }

    private String spelled(String between) {
        var pattern = "uuuu-MM-dd'" + between + "'HH:mm:ss" + (local.getNano() == 0 ? "" : ".SSSSSS");
        return local.format(DateTimeFormatter.ofPattern(pattern)) + offset().map(o -> TimeFormat.offset(o, ":")).orElse("");
    }

    String repr() {
        return "datetime.datetime(" + local.getYear() + ", " + local.getMonthValue() + ", " + local.getDayOfMonth() + ", " + local.getHour()
                + ", "
                + local.getMinute() + ")";
    }

    @Override public boolean equals(Object other) {
        return other instanceof Moment that && zone.isPresent() == that.zone.isPresent() && instant().equals(that.instant());
    }

    @Override public int hashCode() {
        return instant().hashCode();
    }
}
