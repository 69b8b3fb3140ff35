package hearth.hub;

import hearth.device.PropertyRef;
import hearth.home.Thermostat;
import hearth.hub.Heating.Mode;
import hearth.hub.Heating.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// How one thermostat decides: from what it sees and what it was at, what it is at next. Pure.
///
/// @param was    as it was
/// @param warmth what was learnt of the room
record Regulator(Thermostat thermostat, Heating was, Optional<Warmth> warmth, Weather weather, ZoneId zone, Instant now) {

    /// A thermometer that has no rhythm of its own is trusted for so long.
    static final Duration TRUST = Duration.ofHours(2);
    /// What the thermometer said before the hub stood still may be old: for so long it may not have spoken again yet.
    static final Duration SETTLING = Duration.ofMinutes(15);
    /// Faster than this nothing cools that is closed: so many °C in so long.
    private static final double FALL = 1.5;
    private static final Duration FALLING = Duration.ofMinutes(5);
    /// As long as one airs a room.
    private static final Duration AIRING = Duration.ofMinutes(15);
    /// In safe mode it heats so long of each hour, where it may freeze.
    private static final Duration PULSE = Duration.ofMinutes(10);
    /// Whatever comes, it does not look again at once: that would be for ever.
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /// Where the last reading, or the outside, is below this, it may freeze, °C.
    private static final double CHILLY = 10;
    private static final double CHILLY_OUTSIDE = 3;

    /// What a thermostat sees.
    ///
    /// @param room    what the thermometer said last
    /// @param trusted until when that counts
    /// @param settled until when an old reading may be one of before the start
    /// @param silent  whether it is known to be silent
    /// @param gone    whether it is not in the house any more
    /// @param window  one that is open
    /// @param heater  whether there is one that can be switched
    /// @param outside °C
    record Sight(Optional<Heating.Read> room, Optional<Instant> trusted, Instant settled, boolean silent, boolean gone,
            Optional<PropertyRef> window, boolean heater, Optional<Double> outside) {
    }

    /// What follows of what is wished and seen.
    private record Demand(boolean heat, Why why, Instant again) {
    }

    Heating next(Sight sight) {
        var wish = wish();
        var course = course(sight);
        var felt = felt(sight, course);
        var ahead = ahead(wish, sight);
        double target = ahead.early().map(Heating.Early::target).orElse(wish.target());
        var demand = demand(sight, target, felt);
        boolean rests = demand.heat() != was.on() && now.isBefore(restsUntil());
        boolean on = rests ? was.on() : demand.heat();
        var due = earlier(rests ? earlier(demand.again(), restsUntil()) : demand.again(),
                earlier(nextChange(wish), ahead.again()));
        return new Heating(was.mode(), wish.hand(), wish.handEnds(), target, on, on == was.on() ? was.switched() : now, was.told(),
                ahead.early(), was.skip(), felt, course, demand.why(), due.isAfter(now) ? due : now.plus(MOMENT));
    }

    // ---- what is wished

    private boolean planned() {
        return was.mode() == Mode.AUTO && !thermostat.plan().changes().isEmpty();
    }

    private Heating wish() {
        boolean byHand = was.hand().isPresent() && (!planned() || now.isBefore(was.handEnds()));
        var still = byHand || !planned() ? was : was.byPlan();
        return still.aiming(byHand ? was.hand().get()
                : planned() ? thermostat.plan().last(now, zone).orElseThrow().temperature() : Heating.MILD);
    }

    /// What has begun early goes on until its time; nothing new begins while somebody has set something by hand for now.
    private Foresight.Sight ahead(Heating wish, Sight sight) {
        boolean adapts = thermostat.tuning().adapts() && was.mode() == Mode.AUTO && (wish.hand().isEmpty() || !planned());
        var foresight = new Foresight(thermostat, warmth, weather, zone, now);
        var kept = was.early().filter(e -> adapts && now.isBefore(e.at()) && e.target() > wish.target()).map(foresight::told);
        if (kept.isPresent()) {
            return new Foresight.Sight(kept, kept.get().at());
        }
        return adapts && sight.room().isPresent() && !sight.silent()
                ? foresight.look(sight.room().get().degrees(), wish.target(), planned(),
                        was.skip())
                : new Foresight.Sight(Optional.empty(), Instant.MAX);
    }

    private Instant nextChange(Heating wish) {
        return wish.mode() == Mode.AUTO ? thermostat.plan().next(now, zone).map(p -> p.at()).orElse(Instant.MAX) : Instant.MAX;
    }

    // ---- what is seen

    private PVector<Heating.Read> course(Sight sight) {
        var fresh = sight.room().filter(r -> was.course().isEmpty() || r.at().isAfter(was.course().getLast().at()));
        var course = fresh.map(was.course()::plus).orElse(was.course());
        while (course.size() > 1 && course.getFirst().at().isBefore(now.minus(FALLING))) {
            course = course.minus(0);
        }
        return course.size() > 60 ? TreePVector.from(course.subList(course.size() - 60, course.size())) : course;
    }

    private Instant felt(Sight sight, PVector<Heating.Read> course) {
        boolean fresh = sight.room().filter(r -> was.course().isEmpty() || r.at().isAfter(was.course().getLast().at())).isPresent();
        if (!thermostat.tuning().feels() || !fresh || was.felt().isAfter(now)) {
            return was.felt();
        }
        double highest = course.stream().mapToDouble(Heating.Read::degrees).max().orElse(0);
        return course.getLast().degrees() <= highest - FALL ? now.plus(AIRING) : was.felt();
    }

    // ---- what follows

    private Demand demand(Sight sight, double target, Instant felt) {
        if (!sight.heater()) {
            return new Demand(false, new Why.NoHeater(), Instant.MAX);
        }
        if (sight.gone()) {
            return safe(sight, new Why.NoThermometer());
        }
        if (sight.room().isEmpty()) {
            return new Demand(false, new Why.Unheard(), Instant.MAX);
        }
        var room = sight.room().get();
        var end = sight.trusted().orElse(now);
        if (!sight.silent() && !now.isBefore(end) && now.isBefore(sight.settled())
                && room.at().isBefore(sight.settled().minus(SETTLING))) {
            return new Demand(false, new Why.Unheard(), sight.settled());
        }
        if (sight.silent() || !now.isBefore(end)) {
            return safe(sight, new Why.Silent(room.at(), chilly(sight)));
        }
        double half = thermostat.tuning().hysteresis() / 2;
        double frost = thermostat.tuning().frost();
        if (room.degrees() < frost || was.why() instanceof Why.Frost && room.degrees() < frost + 2 * half) {
            return new Demand(true, new Why.Frost(), end);
        }
        if (was.mode() == Mode.OFF) {
            return new Demand(false, new Why.Off(), end);
        }
        if (sight.window().isPresent()) {
            return new Demand(false, new Why.Window(sight.window().get()), end);
        }
        if (felt.isAfter(now)) {
            return new Demand(false, new Why.Felt(felt), earlier(end, felt));
        }
        boolean heat = was.on() ? room.degrees() < target + half - 1e-9 : room.degrees() <= target - half + 1e-9;
        return new Demand(heat, new Why.Regulating(), end);
    }

    /// Off; only where it may freeze it heats a little of each hour, whatever the thermometer would say.
    private Demand safe(Sight sight, Why why) {
        if (!chilly(sight)) {
            return new Demand(false, why, Instant.MAX);
        }
        var began = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), HOUR.toSeconds()) * HOUR.toSeconds());
        boolean heat = now.isBefore(began.plus(PULSE));
        return new Demand(heat, why, began.plus(heat ? PULSE : HOUR));
    }

    private static boolean chilly(Sight sight) {
        return sight.room().filter(r -> r.degrees() < CHILLY).isPresent() || sight.outside().filter(o -> o < CHILLY_OUTSIDE).isPresent();
    }

    private Instant restsUntil() {
        return was.switched().equals(Instant.MIN) ? Instant.MIN
                : was.switched().plus(was.on() ? thermostat.tuning().leastOn() : thermostat.tuning().leastOff());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
