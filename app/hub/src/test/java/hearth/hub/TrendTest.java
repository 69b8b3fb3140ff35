package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrendTest {

    @Test void pointsThatFollowCloselyBecomeOneAndTheNewestAlwaysCounts() {
        var trend = Trend.NONE.with(House.T0, 1).with(House.T0.plusMillis(1_000), 2).with(House.T0.plusMillis(1_200), 3)
                .with(House.T0.plusMillis(1_900), 4);
        assertEquals(3, trend.size());
        assertEquals(4, trend.number(2));
        assertEquals(House.T0.plusMillis(1_900), trend.time(2));
    }

    @Test void aDayFitsIntoFortyEightPointsInTheirOrder() {
        var trend = Trend.NONE;
        for (int second = 0; second < 86_400; second += 5) {
            trend = trend.with(House.T0.plusSeconds(second), second);
        }
        var made = trend;
        assertTrue(made.size() > 20 && made.size() <= 48, () -> "points: " + made.size());
        assertEquals(86_395, made.number(made.size() - 1));
        assertTrue(IntStream.range(1, made.size()).allMatch(i -> made.time(i - 1).isBefore(made.time(i))));
        assertTrue(Duration.between(made.time(0), made.time(made.size() - 1)).toHours() >= 20);
    }

    @Test void whatIsOlderThanADayGoes() {
        var trend = Trend.NONE.with(House.T0, 1).with(House.T0.plusSeconds(60), 2).with(House.T0.plus(Duration.ofHours(30)), 3)
                .with(House.T0.plus(Duration.ofHours(31)), 4);
        assertEquals(3, trend.number(trend.size() - 2));
        assertTrue(trend.size() <= 3);
    }

    /// Every ten minutes for three days, and a pause in the second night: the points are those that were told, in their order.
    @Test void itsPointsAreSomeOfThoseThatWereTold() {
        var told = new TreeMap<Instant, Double>();
        var trend = Trend.NONE;
        for (int report = 0; report < 3 * 144; report++) {
            var at = House.T0.plus(Duration.ofMinutes(10L * report + (report > 200 ? 700 : 0)));
            told.put(at, report / 4.0);
            trend = trend.with(at, report / 4.0);
            var now = trend;
            var points = new TreeMap<Instant, Double>();
            IntStream.range(0, now.size()).forEach(i -> points.put(now.time(i), now.number(i)));
            assertEquals(now.size(), points.size());
            assertTrue(told.entrySet().containsAll(points.entrySet()));
            assertEquals(at, points.lastKey());
            assertTrue(now.size() <= 48 && points.firstKey().isAfter(at.minus(Duration.ofHours(26))), () -> "at " + at + ": " + points);
            assertTrue(report > 200 || now.size() >= Math.min(24, report / 4), () -> "at " + at + ": " + points);
        }
    }

    @Test void theSamePointsAreTheSameTrendHoweverTheyCame() {
        var some = Trend.NONE.with(House.T0, 1).with(House.T0.plusMillis(900), 3);
        var others = Trend.NONE.with(House.T0, 1).with(House.T0.plusMillis(100), 2).with(House.T0.plusMillis(900), 3);
        assertEquals(some, others);
        assertEquals(some.hashCode(), others.hashCode());
        assertNotEquals(some, others.with(House.T0.plusMillis(950), 4));
        for (int i = 1; i < 20; i++) {
            some = some.with(House.T0.plusSeconds(10L * i), i);
            assertNotEquals(some, others);
            others = others.with(House.T0.plusSeconds(10L * i), i);
            assertEquals(some, others);
        }
    }
}
