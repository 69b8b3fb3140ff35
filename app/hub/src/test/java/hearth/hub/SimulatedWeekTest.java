package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Spot;
import hearth.home.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two weeks of a house in Berlin, those in which the clocks change: everything it sends and says, line by line, in its own time.
class SimulatedWeekTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter LINE = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(BERLIN);
    private static final DeviceId PUMP = new DeviceId("pump");
    private static final PropertyRef RUNS = new PropertyRef(PUMP, "switch", "on");

    private House house = new House();
    private final Map<String, Unfinished> disk = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private boolean alive = true;
    private double degrees = 12;

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
        return new Action.Wish(RUNS, new Value.Truth(on));
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
            .with(rule("frost", Rule.Again.SINGLE, new Trigger.Turns(FREEZING, Duration.ofMinutes(10)), Condition.ALWAYS,
                    new Action.Tell("Frost"), new Action.Repeat(List.of(pump(true), new Action.Wait(Duration.ofMinutes(20)), pump(false),
                            new Action.Wait(Duration.ofMinutes(100))), new Condition.Not(new Condition.Is(FREEZING)), 10)))
            .with(rule("sensor", Rule.Again.SINGLE, new Trigger.Silent(House.TEMPERATURE), Condition.ALWAYS,
                    new Action.Tell("The thermometer is silent")));

    private void begin(String monday) {
        house.add("pump", "plug");
        house.now = Instant.parse(monday);
        house.on(new Event.HomeEdited(new HomeEdit.Automate(RULES))).on(new Event.Began(BERLIN, house.now));
        house.says("lights/brightness", "0").says("home/pump/state", "OFF").says("temperature", "12");
        lines.clear();
        house.effects.clear();
    }

    /// Notes what is sent and said; the devices answer at once.
    private void look() {
        var all = List.copyOf(house.effects);
        house.effects.clear();
        for (var effect : all) {
            switch (effect) {
                case Effect.KeepUnfinished(var rule, var left) -> {
                    disk.put(rule, left);
                    disk.values().removeIf(Unfinished.NOTHING::equals);
                }
                case Effect.Publish(var message) when message.topic().equals("lights/brightness") -> {
                    lines.add(LINE.format(house.now) + " lamp " + message.payload().text().orElseThrow());
                    house.says("lights/brightness", message.payload().text().orElseThrow());
                    house.says("lights/brightness", message.payload().text().orElseThrow()); // its echo, then its own word
                }
                case Effect.Publish(var message) when message.topic().equals("home/pump/set") -> {
                    lines.add(LINE.format(house.now) + " pump " + message.payload().text().orElseThrow());
                    house.says("home/pump/state", message.payload().text().orElseThrow());
                }
                case Effect.Notify(var words) -> lines.add(LINE.format(house.now) + " says " + words);
                case Effect.Append(var line) when line.kind() == JournalEntry.Kind.RULE_MISSED ->
                    lines.add(LINE.format(house.now) + " missed " + line.detail().replaceFirst(" .*", ""));
                default -> {
                    // not for devices or people
                }
            }
        }
        if (!house.effects.isEmpty()) {
            look();
        }
    }

    private void until(String local) {
        var end = java.time.LocalDateTime.parse(local).atZone(BERLIN).toInstant();
        while (true) {
            var report = Instant.ofEpochSecond((house.now.getEpochSecond() / 300 + 1) * 300); // the thermometer, every five minutes
            var next = house.state.nextDeadline().filter(d -> d.isBefore(report)).orElse(report);
            if (next.isAfter(end)) {
                house.now = end;
                return;
            }
            house.now = next.isBefore(house.now) ? house.now : next;
            house.on(new Event.Tick());
            look();
            if (next.equals(report) && alive) {
                house.says("temperature", Double.toString(degrees));
                look();
            }
        }
    }

    private void powerCut(Duration time) {
        var values = new HashMap<PropertyRef, HubState.Kept>();
        house.state.devices().forEach((_, device) -> device.properties().forEach((ref, state) -> state.value()
                .ifPresent(v -> values.put(ref, new HubState.Kept(v, state.at().orElseThrow(), state.trend())))));
        var died = house.now;
        house = new House(house.state.home(), values, Optional.empty());
        house.now = died.plus(time);
        house.state = house.state.with(Map.copyOf(disk));
        house.on(new Event.Began(BERLIN, died));
        look();
    }

    @Test void theWeekInWhichSummerTimeBegins() {
        assertTimeout(Duration.ofSeconds(10), () -> {
            begin("2026-03-22T23:00:00Z"); // Monday, midnight in Berlin
            until("2026-03-24T23:00:00");
            degrees = 1; // a night of frost, from Tuesday 23:05
            until("2026-03-25T05:00:00");
            degrees = 9;
            until("2026-03-25T19:00:00");
            powerCut(Duration.ofHours(2)); // Wednesday 19:00 to 21:00
            until("2026-03-27T12:00:00");
            alive = false; // the thermometer dies at Friday noon
            until("2026-03-30T00:00:00");
        });
        assertEquals("""
                Mon 02:30 pump ON
                Mon 03:10 pump OFF
                Mon 06:30 lamp 40
                Mon 07:15 lamp 0
                Mon 18:10 lamp 70
                Mon 20:00 says Shutters
                Mon 22:10 lamp 0
                Tue 02:30 pump ON
                Tue 03:10 pump OFF
                Tue 06:30 lamp 40
                Tue 07:15 lamp 0
                Tue 18:11 lamp 70
                Tue 20:00 says Shutters
                Tue 22:11 lamp 0
                Tue 23:15 says Frost
                Tue 23:15 pump ON
                Tue 23:35 pump OFF
                Wed 01:15 pump ON
                Wed 01:35 pump OFF
                Wed 02:30 pump ON
                Wed 03:10 pump OFF
                Wed 03:15 pump ON
                Wed 03:35 pump OFF
                Wed 06:30 lamp 40
                Wed 07:15 lamp 0
                Wed 18:13 lamp 70
                Wed 21:00 missed shutters
                Wed 22:13 lamp 0
                Thu 02:30 pump ON
                Thu 03:10 pump OFF
                Thu 06:30 lamp 40
                Thu 07:15 lamp 0
                Thu 18:15 lamp 70
                Thu 20:00 says Shutters
                Thu 22:15 lamp 0
                Fri 02:30 pump ON
                Fri 03:10 pump OFF
                Fri 06:30 lamp 40
                Fri 07:15 lamp 0
                Fri 12:15 says The thermometer is silent
                Fri 18:17 lamp 70
                Fri 20:00 says Shutters
                Fri 22:17 lamp 0
                Sat 02:30 pump ON
                Sat 03:10 pump OFF
                Sat 18:18 lamp 70
                Sat 20:00 says Shutters
                Sat 22:18 lamp 0
                Sun 03:30 pump ON
                Sun 04:10 pump OFF
                Sun 19:20 lamp 70
                Sun 20:00 says Shutters
                Sun 23:20 lamp 0""", String.join("\n", lines));
    }

    @Test void theWeekInWhichWinterTimeBegins() {
        assertTimeout(Duration.ofSeconds(10), () -> {
            begin("2026-10-18T22:00:00Z"); // Monday, midnight in Berlin
            until("2026-10-26T00:00:00");
        });
        assertEquals("""
                Mon 02:30 pump ON
                Mon 03:10 pump OFF
                Mon 06:30 lamp 40
                Mon 07:15 lamp 0
                Mon 17:48 lamp 70
                Mon 20:00 says Shutters
                Mon 21:48 lamp 0
                Tue 02:30 pump ON
                Tue 03:10 pump OFF
                Tue 06:30 lamp 40
                Tue 07:15 lamp 0
                Tue 17:45 lamp 70
                Tue 20:00 says Shutters
                Tue 21:45 lamp 0
                Wed 02:30 pump ON
                Wed 03:10 pump OFF
                Wed 06:30 lamp 40
                Wed 07:15 lamp 0
                Wed 17:43 lamp 70
                Wed 20:00 says Shutters
                Wed 21:43 lamp 0
                Thu 02:30 pump ON
                Thu 03:10 pump OFF
                Thu 06:30 lamp 40
                Thu 07:15 lamp 0
                Thu 17:41 lamp 70
                Thu 20:00 says Shutters
                Thu 21:41 lamp 0
                Fri 02:30 pump ON
                Fri 03:10 pump OFF
                Fri 06:30 lamp 40
                Fri 07:15 lamp 0
                Fri 17:39 lamp 70
                Fri 20:00 says Shutters
                Fri 21:39 lamp 0
                Sat 02:30 pump ON
                Sat 03:10 pump OFF
                Sat 17:37 lamp 70
                Sat 20:00 says Shutters
                Sat 21:37 lamp 0
                Sun 02:30 pump ON
                Sun 02:10 pump OFF
                Sun 16:35 lamp 70
                Sun 20:00 says Shutters
                Sun 20:35 lamp 0""", String.join("\n", lines));
    }
}
