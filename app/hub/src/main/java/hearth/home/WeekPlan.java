package hearth.home;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which temperature is wished from when on, week after week. A value.
///
/// @param changes in the user's order; of two at the same time the later in the list counts
public record WeekPlan(List<Change> changes) {

    /// Whatever is wished stays so.
    public static final WeekPlan NONE = new WeekPlan(List.of());

    private static final int WEEK = 8;

    /// From this time on this temperature is wished.
    ///
    /// @param days        empty for every day
    /// @param temperature °C, within [Thermostat#COLDEST] and [Thermostat#WARMEST]
    public record Change(Set<DayOfWeek> days, LocalTime at, double temperature) {
        public Change {
            days = Set.copyOf(days);
            Thermostat.inRange(temperature);
        }
    }

    /// A change as it comes on the house's clock. Where its time is left out when clocks go forward, it comes as much later; where it
    /// comes twice, the first one counts.
    public record Point(Instant at, double temperature) {
    }

    public WeekPlan {
        changes = List.copyOf(changes);
    }

    /// What began last, at that time or before; empty for an empty plan.
    public Optional<Point> last(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        var found = Optional.<Point>empty();
        for (int day = 0; day <= WEEK && found.isEmpty(); day++) {
            for (var point : on(today.minusDays(day), zone)) {
                if (!point.at().isAfter(now) && found.filter(f -> f.at().isAfter(point.at())).isEmpty()) {
                    found = Optional.of(point);
                }
            }
        }
        return found;
    }

    /// What begins next, after that time; empty for an empty plan.
    public Optional<Point> next(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        var found = Optional.<Point>empty();
        for (int day = 0; day <= WEEK && found.isEmpty(); day++) {
            for (var point : on(today.plusDays(day), zone)) {
                if (point.at().isAfter(now) && found.filter(f -> f.at().isBefore(point.at())).isEmpty()) {
                    found = Optional.of(point);
                }
            }
        }
        return found;
    }

    private List<Point> on(LocalDate date, ZoneId zone) {
        return changes.stream().filter(c -> c.days().isEmpty() || c.days().contains(date.getDayOfWeek()))
                .map(c -> new Point(ZonedDateTime.of(date, c.at(), zone).toInstant(), c.temperature())).toList();
    }
}
