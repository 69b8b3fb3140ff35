package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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
}
