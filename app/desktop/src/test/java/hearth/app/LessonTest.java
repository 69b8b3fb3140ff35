package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.History;
import hearth.hub.History.Sample;
import hearth.hub.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LessonTest {

    private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
    private static final PropertyRef ROOM = new PropertyRef(new DeviceId("room"), "climate", "temperature");
    private static final PropertyRef HEATER = new PropertyRef(new DeviceId("heater"), "switch", "on");
    private static final Thermostat THERMOSTAT = new Thermostat(new DeviceId("living"), "thermostat/setpoint", ROOM, HEATER, List.of(),
            WeekPlan.NONE, Thermostat.Tuning.USUAL);

    @Test void itReadsTheLastFourteenDaysDayByDay() {
        Map<PropertyRef, List<Sample>> all = new HashMap<>(Map.of(ROOM, new ArrayList<>(), HEATER, new ArrayList<>(), Weather.OUTSIDE,
                new ArrayList<>()));
        double inside = 18;
        for (int minute = 0; minute < 20 * 24 * 60; minute += 5) {
            var at = NOW.minus(Duration.ofDays(20)).plus(Duration.ofMinutes(minute));
            boolean hot = minute / 60 % 6 < 3;
            inside += (hot ? 1.8 : 0) / 12 - 0.04 * (inside - 2) / 12;
            all.get(ROOM).add(new Sample(at, new Value.Numeric(inside)));
            all.get(HEATER).add(new Sample(at, new Value.Truth(hot)));
            all.get(Weather.OUTSIDE).add(new Sample(at, new Value.Numeric(2)));
        }
        var asked = new ArrayList<Instant>();
        History history = (property, from, to) -> {
            asked.add(from);
            return CompletableFuture.completedFuture(
                    all.get(property).stream().filter(s -> !s.at().isBefore(from) && !s.at().isAfter(to)).toList());
        };
        var warmth = new Lesson(history, THERMOSTAT, NOW).learnt().toCompletableFuture().join().orElseThrow();
        assertEquals(1.0, warmth.warming(20, 0), 0.08, warmth::toString);
        assertEquals(42, asked.size());
        assertTrue(asked.stream().noneMatch(from -> from.isBefore(NOW.minus(Duration.ofDays(14)))));
    }
}
