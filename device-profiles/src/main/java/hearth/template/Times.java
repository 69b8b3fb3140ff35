package hearth.template;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The filters and functions about time. What time it is, and where, is the caller's to say.
final class Times {

    private static final String SECONDS = "%Y-%m-%d %H:%M:%S";

    private Times() {
    }

    static void filters() {
        Filters.add("timestamp_custom", "value format_string? local? default?", (run, a) -> {
            var zone = a.truth(2, true) ? run.now().getZone() : ZoneOffset.UTC;
            return timestamp(a.get(0), zone).<Object>map(m -> run.made(TimeFormat.formatted(m, a.text(1, SECONDS))))
                    .orElseGet(() -> Filters.otherwise(run, a, 3));
        });
        Filters.add("timestamp_local", "value default?",
                (run, a) -> timestamp(a.get(0), run.now().getZone()).<Object>map(Moment::iso)
                        .orElseGet(() -> Filters.otherwise(run, a, 1)));
        Filters.add("timestamp_utc", "value default?",
                (run, a) -> timestamp(a.get(0), ZoneOffset.UTC).<Object>map(Moment::iso).orElseGet(() -> Filters.otherwise(run, a, 1)));
        Filters.add("as_timestamp", "value default?",
                (run, a) -> moment(a.get(0)).<Object>map(m -> zoned(run, m).timestamp()).orElseGet(() -> Filters.otherwise(run, a, 1)));
        Filters.add("as_datetime", "value default?", Times::asMoment);
        Filters.add("as_local", "value", (run, a) -> zoned(run, needed(a.get(0))).in(run.now().getZone()));
        Filters.add("as_utc", "value", (run, a) -> zoned(run, needed(a.get(0))).in(ZoneOffset.UTC));
        Filters.add("as_timedelta", "value", (run, a) -> Span.written(Text.strip(a.text(0))));
        Filters.add("strptime", "value format_string default?", Times::read);
    }

    static void functions() {
        Functions.add("now", "", (run, a) -> Moment.of(run.now()));
        Functions.add("utcnow", "", (run, a) -> Moment.of(run.now()).in(ZoneOffset.UTC));
        for (var name : new String[]{"as_timestamp", "as_datetime", "as_local", "as_timedelta", "strptime"}) {
            Functions.GLOBALS.put(name, Functions.filter(name));
        }
        Functions.add("today_at", "time?", (run, a) -> {
            var time = a.text(0, "0:00:00");
            if (!(Span.written(time.matches("\\d?\\d:\\d\\d") ? time + ":00" : time) instanceof Span since) || since.days() != 0) {
                throw new Failure("could not convert str to datetime: '" + time + "'");
            }
            return Moment.of(run.now().toLocalDate().atStartOfDay().plusNanos(since.micros() * 1000).atZone(run.now().getZone()));
        });
        Functions.add("timedelta", "days? seconds? microseconds? milliseconds? minutes? hours? weeks?", (run, a) -> {
            double[] units = {86_400, 1, 1e-6, 1e-3, 60, 3600, 7 * 86_400};
            double seconds = 0;
            for (int i = 0; i < units.length; i++) {
                if (a.has(i) && !Python.number(a.get(i))) {
                    throw new Failure("unsupported type for timedelta component: " + Python.type(a.get(i)));
                }
                seconds += a.has(i) ? units[i] * Arithmetic.real(a.get(i)) : 0;
            }
            return Span.ofSeconds(seconds);
        });
    }

    private static Optional<Moment> timestamp(Object value, ZoneId zone) {
        if (value instanceof Undefined(var reason)) {
            throw new Failure(reason);
        }
        return Python.number(value) && Double.isFinite(Arithmetic.real(value)) ? Optional.of(Moment.of(Arithmetic.real(value), zone))
                : Optional.empty();
    }

    private static Optional<Moment> moment(Object value) {
        return switch (value) {
            case Moment moment -> Optional.of(moment);
            case String text -> Moment.written(text);
            case Undefined(var reason) -> throw new Failure(reason);
            default -> Optional.empty();
        };
    }

    private static Moment needed(Object value) {
        return value instanceof Moment moment ? moment : (Moment) Filters.fail("a datetime is needed, not " + Python.type(value));
    }

    /// A naive time is local.
    private static Moment zoned(Run run, Moment moment) {
        return moment.zone().isPresent() ? moment : new Moment(moment.local(), Optional.of(run.now().getZone()));
    }

    private static Object asMoment(Run run, Arguments.Bound a) {
        if (a.get(0) instanceof Moment moment) {
            return moment;
        }
        var number = Numbers.real(a.get(0));
        if (number != null && Double.isFinite(number)) {
            return Moment.of(number, ZoneOffset.UTC);
        }
        return moment(a.get(0)).<Object>map(m -> m)
                .orElseGet(() -> !a.has(1) && a.get(0) instanceof String ? None.NONE : Filters.otherwise(run, a, 1));
    }

    private static Object read(Run run, Arguments.Bound a) {
        var read = a.get(0) instanceof String text ? TimeFormat.read(text, a.text(1)) : Optional.<Moment>empty();
        return read.<Object>map(m -> m).orElseGet(() -> Filters.otherwise(run, a, 2));
    }
}
