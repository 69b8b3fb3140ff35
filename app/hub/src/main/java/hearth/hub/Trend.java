package hearth.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The last 24 hours of a number in at most 48 points, for a sparkline. A value; adding costs one copy of those points.
public final class Trend {

    public static final Trend NONE = new Trend(1_000, new long[0], new double[0], 0, 0);

    private static final int POINTS = 48;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /// Milliseconds that points keep apart.
    private final long step;
    /// The points before the newest; shared between trends.
    private final long[] times;
    private final double[] numbers;
    /// The newest point, `time` 0 where there is none. It moves until it is a step away from the one before.
    private final long time;
    private final double number;

    private Trend(long step, long[] times, double[] numbers, long time, double number) {
        this.step = step;
        this.times = times;
        this.numbers = numbers;
        this.time = time;
        this.number = number;
    }

    /// With one more point; the newest one gives way while it follows its forerunner closely. Full, it keeps every second point.
    public Trend with(Instant at, double newest) {
        long now = at.toEpochMilli();
        int size = times.length;
        if (time == 0 || size > 0 && now - times[size - 1] < step) {
            return new Trend(step, times, numbers, now, newest);
        }
        int first = 0;
        while (first < size && times[first] < now - DAY) {
            first++;
        }
        var allTimes = Arrays.copyOfRange(times, first, size + 1);
        var allNumbers = Arrays.copyOfRange(numbers, first, size + 1);
        allTimes[size - first] = time;
        allNumbers[size - first] = number;
        return allTimes.length < POINTS ? new Trend(step, allTimes, allNumbers, now, newest) : thinned(allTimes, allNumbers, now, newest);
    }

    private Trend thinned(long[] allTimes, double[] allNumbers, long now, double newest) {
        int half = allTimes.length / 2;
        var newTimes = new long[half];
        var newNumbers = new double[half];
        for (int i = 0; i < half; i++) {
            newTimes[i] = allTimes[allTimes.length - 2 * (half - i)];
            newNumbers[i] = allNumbers[allTimes.length - 2 * (half - i)];
        }
        return new Trend(step * 2, newTimes, newNumbers, now, newest);
    }

    public int size() {
        return time == 0 ? 0 : times.length + 1;
    }

    public Instant time(int index) {
        return Instant.ofEpochMilli(index == times.length ? time : times[index]);
    }

    public double number(int index) {
        return index == times.length ? number : numbers[index];
    }

    @Override public boolean equals(Object other) {
        return other instanceof Trend that && time == that.time && number == that.number && Arrays.equals(times, that.times)
                && Arrays.equals(numbers, that.numbers);
    }

    @Override public int hashCode() {
        return Long.hashCode(time) ^ Double.hashCode(number) ^ Arrays.hashCode(times);
    }

    @Override public String toString() {
        return "Trend" + Arrays.toString(numbers) + number;
    }
}
