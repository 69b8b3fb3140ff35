package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Value;
import hearth.hub.History.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WarmthTest {

    private static final Instant T0 = Instant.parse("2026-01-05T00:00:00Z");

    private final List<Sample> room = new ArrayList<>();
    private final List<Sample> heater = new ArrayList<>();
    private final List<Sample> outside = new ArrayList<>();

    /// A room that warms and cools as it should, seen by a thermometer of 0.1 °C, heated in the mornings and evenings.
    private void lived(double power, double loss, int days, Random chance) {
        double inside = 17;
        boolean on = false;
        heater.add(new Sample(T0, new Value.Truth(false)));
        for (int minute = 0; minute < days * 24 * 60; minute++) {
            var at = T0.plus(Duration.ofMinutes(minute));
            double cold = 2 - 5 * Math.cos((minute / 60.0 - 3) / 12 * Math.PI) + 3 * Math.sin(minute / 2_000.0);
            int hour = minute / 60 % 24;
            boolean wanted = inside < (hour >= 6 && hour < 9 || hour >= 16 && hour < 22 ? 21 : 16) + (on ? 0.2 : -0.2);
            if (wanted != on) {
                heater.add(new Sample(at, new Value.Truth(wanted)));
                on = wanted;
            }
            inside += ((on ? power : 0) - loss * (inside - cold)) / 60;
            if (minute % 5 == 0) {
                room.add(new Sample(at, new Value.Numeric(Math.rint((inside + chance.nextGaussian() * 0.03) * 10) / 10)));
            }
            if (minute % 60 == 0) {
                outside.add(new Sample(at, new Value.Numeric(cold)));
            }
        }
    }

    @Test void itFindsHowFastARoomWarmsAndCools() {
        var chance = new Random(7);
        for (int house = 0; house < 40; house++) {
            room.clear();
            heater.clear();
            outside.clear();
            double loss = 0.01 + 0.07 * chance.nextDouble();
            double power = loss * 24 + 0.6 + 2 * chance.nextDouble();
            lived(power, loss, 14, chance);
            var learnt = Warmth.fit(room, heater, outside).orElseThrow();
            double warms = power - loss * 20;
            assertEquals(warms, learnt.warming(20, 0), 0.05 + 0.1 * warms, "power " + power + ", loss " + loss + ": " + learnt);
            assertEquals(loss * 20, learnt.cooling(20, 0), 0.05 + 0.1 * loss * 20, learnt::toString);
        }
    }

    @Test void withoutTheOutsideItStillKnowsHowFastItWarms() {
        lived(1.8, 0.04, 14, new Random(3));
        var learnt = Warmth.fit(room, heater, List.of()).orElseThrow();
        assertFalse(learnt.byOutside());
        assertEquals(1.8 - 0.04 * 18, learnt.warming(20, learnt.usual()), 0.25, learnt::toString);
    }

    @Test void anOpenWindowTeachesNothing() {
        lived(1.8, 0.04, 14, new Random(3));
        for (int i = 300; i < 320; i++) {
            room.set(i, new Sample(room.get(i).at(), new Value.Numeric(9)));
        }
        var learnt = Warmth.fit(room, heater, outside).orElseThrow();
        assertEquals(1.0, learnt.warming(20, 0), 0.15, learnt::toString);
    }

    @Test void tooLittleIsNotLearntFrom() {
        assertEquals(Optional.empty(), Warmth.fit(List.of(), List.of(), List.of()));
        lived(1.8, 0.04, 14, new Random(3));
        assertEquals(Optional.empty(), Warmth.fit(room.subList(0, 12), heater, outside));
        assertEquals(Optional.empty(), Warmth.fit(room, List.of(new Sample(T0, new Value.Truth(false))), outside), "never heated");
        assertEquals(Optional.empty(),
                Warmth.fit(room.stream().map(s -> new Sample(s.at(), new Value.Numeric(20))).toList(), heater, outside),
                "a thermometer that always says the same");
        assertTrue(Warmth.fit(room.stream().filter(s -> s.at().getEpochSecond() % 7200 == 0).toList(), heater, outside).isEmpty(), "gaps");
    }

    @Test void whatNeverComesWarmTakesAsLongAsAnythingMay() {
        var weak = new Warmth(0.5, 0.04, 0, true);
        assertEquals(Warmth.EARLIEST, weak.time(18, 21, T0, _ -> Optional.of(-8.0)));
        assertEquals(Duration.ZERO, weak.time(21, 21, T0, _ -> Optional.empty()));
    }
}
