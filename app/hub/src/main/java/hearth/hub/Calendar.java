package hearth.hub;

import hearth.home.Condition;
import hearth.home.Spot;
import hearth.home.Trigger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.shredzone.commons.suncalc.SunPosition;
import org.shredzone.commons.suncalc.SunTimes;

/// The house's clock and its sun. A value.
record Calendar(ZoneId zone, Optional<Spot> spot) {

    private static final int WEEK = 8;
    /// Of the sun's centre when its upper edge is at the horizon, degrees.
    private static final double HORIZON = -0.833;

    /// The first time after then at which the trigger comes by itself; empty where there is none within a week.
    Optional<Instant> next(Trigger trigger, Instant after) {
        return switch (trigger) {
            case Trigger.At(var time, var days) -> search(after, 0, days, date -> Optional.of(on(date, time)));
            case Trigger.Sun(var edge, var offset, var days) ->
                spot.flatMap(at -> search(after, 1, days, date -> sun(at, edge, date).map(t -> t.plus(offset))));
            case Trigger.Changes _, Trigger.Turns _, Trigger.Silent _, Trigger.Says _, Trigger.Arms _, Trigger.Starts _ -> Optional.empty();
        };
    }

    @FunctionalInterface
    private interface Moments {
        Optional<Instant> on(LocalDate date);
    }

    /// @param before days earlier to begin with: what an offset moves over midnight
    private Optional<Instant> search(Instant after, int before, Set<DayOfWeek> days, Moments moments) {
        var first = after.atZone(zone).toLocalDate().minusDays(before);
        for (int i = 0; i <= WEEK + before; i++) {
            var date = first.plusDays(i);
            var at = days.isEmpty() || days.contains(date.getDayOfWeek()) ? moments.on(date) : Optional.<Instant>empty();
            if (at.filter(t -> t.isAfter(after)).isPresent()) {
                return at;
            }
        }
        return Optional.empty();
    }

    private Instant on(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, zone).toInstant();
    }

    private Optional<Instant> sun(Spot at, Trigger.Sun.Edge edge, LocalDate date) {
        var times = SunTimes.compute().on(date).timezone(zone).at(at.latitude(), at.longitude()).oneDay().execute();
        return Optional.ofNullable(edge == Trigger.Sun.Edge.RISE ? times.getRise() : times.getSet()).map(ZonedDateTime::toInstant);
    }

    boolean within(Condition.Within window, Instant now) {
        var here = now.atZone(zone);
        var time = here.toLocalTime();
        boolean overnight = !window.to().isAfter(window.from());
        boolean sinceYesterday = overnight && time.isBefore(window.to());
        boolean in = sinceYesterday || !time.isBefore(window.from()) && (overnight || time.isBefore(window.to()));
        var began = sinceYesterday ? here.minusDays(1).getDayOfWeek() : here.getDayOfWeek();
        return in && (window.days().isEmpty() || window.days().contains(began));
    }

    boolean dark(Instant now) {
        return spot.filter(at -> SunPosition.compute().on(now.atZone(zone)).at(at.latitude(), at.longitude()).execute()
                .getTrueAltitude() < HORIZON).isPresent();
    }
}
