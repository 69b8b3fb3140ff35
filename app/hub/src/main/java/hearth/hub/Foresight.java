package hearth.hub;

import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.Heating.Early;
import hearth.profile.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/// When a thermostat begins earlier than its plan, and why. Pure.
///
/// @param warmth what was learnt of the room
record Foresight(Thermostat thermostat, Optional<Warmth> warmth, Weather weather, ZoneId zone, Instant now) {

    /// From here on a frost is told of, °C.
    static final double FREEZING = 0;
    /// From here on a frost makes heat scarce, °C.
    static final double HARD = -5;
    private static final Duration AHEAD = Duration.ofHours(12);
    /// Heat put by before a hard frost, °C.
    private static final double STORED = 1;
    /// A heater that warms by no more than this in an hour has nothing to spare.
    private static final double SCARCE = 0.5;
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMinutes(10);

    /// What to begin, if it is time; and when to look again.
    record Sight(Optional<Early> early, Instant again) {
    }

    /// @param room   °C now
    /// @param wished °C now
    /// @param skip   what was to be warm by then was declined
    Sight look(double room, double wished, boolean planned, Instant skip) {
        if (weather.stale(now)) {
            return new Sight(Optional.empty(), Instant.MAX);
        }
        var next = planned ? thermostat.plan().next(now, zone).filter(p -> p.temperature() > wished && p.at().isAfter(skip))
                : Optional.<WeekPlan.Point>empty();
        var plan = next.flatMap(p -> early(p, room));
        var cold = frost(skip).flatMap(hour -> stored(hour, wished));
        var begun = Stream.of(plan, cold).flatMap(Optional::stream).filter(e -> !e.from().isAfter(now)).findFirst();
        var due = earliest(plan, cold);
        boolean soon = next.filter(p -> !p.at().minus(Warmth.EARLIEST).isAfter(now)).isPresent() || cold.isPresent();
        return new Sight(begun,
                soon ? earlier(now.plus(LOOK), due) : next.map(p -> p.at().minus(Warmth.EARLIEST)).orElse(Instant.MAX));
    }

    /// What has begun, with what is forecast for it by now.
    Early told(Early begun) {
        var low = weather.fresh(now).flatMap(f -> f.at(begun.at())).or(begun::low);
        return begun.kind() == Early.Kind.STORE ? begun : new Early(kind(low), begun.at(), begun.target(), begun.from(), low);
    }

    private static Early.Kind kind(Optional<Double> low) {
        return low.filter(t -> t <= FREEZING).isPresent() ? Early.Kind.FROST : Early.Kind.PLAN;
    }

    /// So much earlier that it is warm when the plan says so.
    private Optional<Early> early(WeekPlan.Point point, double room) {
        var fresh = weather.fresh(now);
        var low = fresh.flatMap(f -> f.at(point.at()));
        var model = warmth.or(() -> low.filter(t -> t <= HARD).map(_ -> Warmth.ASSUMED));
        return model.map(m -> m.time(room, point.temperature() - thermostat.tuning().hysteresis() / 2, now,
                time -> weather.at(time, now))).filter(need -> !need.isZero())
                .map(need -> new Early(kind(low), point.at(),
                        point.temperature(), begin(point.at().minus(need).minus(MARGIN)), low));
    }

    /// The first hour of a hard frost that is still to come, where the heater will have nothing to spare.
    private Optional<Forecast.Hour> frost(Instant skip) {
        return weather.fresh(now).flatMap(f -> f.between(now, now.plus(AHEAD)).filter(h -> h.temperature() <= HARD).findFirst()
                .filter(h -> h.at().isAfter(now) && h.at().isAfter(skip))
                .filter(h -> f.at(now).filter(t -> t <= HARD).isEmpty()));
    }

    private Optional<Early> stored(Forecast.Hour hour, double wished) {
        var model = warmth.orElse(Warmth.ASSUMED);
        double target = Math.min(Thermostat.WARMEST, wished + STORED);
        if (warmth.filter(w -> w.warming(wished, hour.temperature()) >= SCARCE).isPresent() || target <= wished) {
            return Optional.empty();
        }
        var lead = model.time(wished, target, hour.at().minus(Duration.ofHours(2)), time -> weather.at(time, now));
        return Optional.of(new Early(Early.Kind.STORE, hour.at(), target, begin(hour.at().minus(lead).minus(MARGIN)),
                Optional.of(hour.temperature())));
    }

    /// On a full minute, as people say it; what is late already begins now.
    private Instant begin(Instant at) {
        return at.isBefore(now) ? now : Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 60) * 60);
    }

    private static Instant earliest(Optional<Early> one, Optional<Early> other) {
        return earlier(one.map(Early::from).orElse(Instant.MAX), other.map(Early::from).orElse(Instant.MAX));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
