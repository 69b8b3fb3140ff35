package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Spot;
import hearth.home.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two weeks of a house in Berlin, those in which the clocks change, with a thermostat, a scene and rules: everything it sends and says,
/// line by line, as it stands in `week-….txt`.
class SimulatedWeekTest {

    private static Rule rule(String id, Rule.Again again, Trigger when, Condition only, Action... then) {
        return new Rule(id, id, true, again, List.of(when), only, List.of(then));
    }

    private static Trigger.At at(int hour, int minute, DayOfWeek... days) {
        return new Trigger.At(LocalTime.of(hour, minute), Set.of(days));
    }

    private static Action dim(double percent) {
        return new Action.Wish(House.BRIGHTNESS, new Value.Numeric(percent));
    }

    private static Action pump(boolean on) {
        return new Action.Wish(LivedWeek.RUNS, new Value.Truth(on));
    }

    private static final Fact FREEZING = new Fact(House.DEGREES, Fact.How.BELOW, new Value.Numeric(4));

    private static final Automations RULES = Automations.NONE.at(Optional.of(new Spot(52.52, 13.405)))
            .with(rule("morning", Rule.Again.SINGLE,
                    at(6, 30, DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                    Condition.ALWAYS, dim(40), new Action.Wait(Duration.ofMinutes(45)), dim(0)))
            .with(rule("circulation", Rule.Again.SINGLE, at(2, 30), Condition.ALWAYS, pump(true),
                    new Action.Wait(Duration.ofMinutes(40)), pump(false)))
            .with(rule("evening", Rule.Again.RESTART, new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ofMinutes(-15), Set.of()),
                    Condition.ALWAYS, dim(70), new Action.Wait(Duration.ofHours(4)), dim(0)))
            .with(rule("shutters", Rule.Again.SINGLE, at(20, 0), Condition.ALWAYS, new Action.Tell("Shutters")))
            .with(rule("cinema", Rule.Again.SINGLE, at(20, 15, DayOfWeek.SATURDAY), Condition.ALWAYS, new Action.Play("movie")))
            .with(rule("frost", Rule.Again.SINGLE, new Trigger.Turns(FREEZING, Duration.ofMinutes(10)), Condition.ALWAYS,
                    new Action.Tell("Frost"), new Action.Repeat(List.of(pump(true), new Action.Wait(Duration.ofMinutes(20)), pump(false),
                            new Action.Wait(Duration.ofMinutes(100))), new Condition.Not(new Condition.Is(FREEZING)), 10)))
            .with(rule("sensor", Rule.Again.SINGLE, new Trigger.Silent(House.TEMPERATURE), Condition.ALWAYS,
                    new Action.Tell("The thermometer is silent")));

    private static void compare(String file, LivedWeek week) throws IOException {
        try (var expected = SimulatedWeekTest.class.getResourceAsStream(file)) {
            assertEquals(new String(Objects.requireNonNull(expected, file).readAllBytes(), StandardCharsets.UTF_8),
                    String.join("\n", week.lines) + "\n");
        }
    }

    @Test void theWeekInWhichSummerTimeBegins() {
        assertTimeout(Duration.ofSeconds(10), () -> {
            var week = new LivedWeek("2026-03-22T23:00:00Z", RULES); // Monday, midnight in Berlin
            week.cold("2026-03-24T21:00:00", -8).cold("2026-03-25T09:00:00", 6); // Tuesday's is a night of frost
            week.until("2026-03-25T06:30:00");
            assertTrue(week.room() > 20.4, () -> "warm on time, at -8 °C: " + week.room());
            week.until("2026-03-25T19:00:00");
            week.powerCut(Duration.ofHours(2)); // Wednesday, 19:00 to 21:00
            week.until("2026-03-26T18:00:00");
            week.says("home/window", "open").until("2026-03-26T18:20:00");
            week.says("home/window", "closed").until("2026-03-26T20:00:00");
            week.says("thermostat/setpoint/set", "22").until("2026-03-27T12:00:00");
            week.outdoors(false).thermometer(false); // both thermometers die at Friday noon; one is given a new battery a day later
            week.until("2026-03-28T12:00:00");
            week.thermometer(true).until("2026-03-29T06:30:00");
            assertTrue(week.room() > 20.4, () -> "warm on time, on the day with 23 hours: " + week.room());
            week.until("2026-03-30T00:00:00");
            compare("week-of-spring.txt", week);
        });
    }

    @Test void theWeekInWhichWinterTimeBegins() {
        assertTimeout(Duration.ofSeconds(10), () -> {
            var week = new LivedWeek("2026-10-18T22:00:00Z", RULES); // Monday, midnight in Berlin
            week.cold("2026-10-24T21:00:00", -1).cold("2026-10-25T10:00:00", 7);
            week.until("2026-10-22T20:00:00");
            week.says("hearth/5/hub/scenes/movie/set", "ON").until("2026-10-22T23:00:00");
            week.internet(false).until("2026-10-23T12:00:00"); // on Friday morning the forecast is too old: the plan alone
            week.internet(true).until("2026-10-25T06:30:00");
            assertTrue(week.room() > 20.4, () -> "warm on time, on the day with 25 hours: " + week.room());
            week.until("2026-10-26T00:00:00");
            compare("week-of-autumn.txt", week);
        });
    }
}
