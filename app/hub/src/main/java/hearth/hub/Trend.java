package hearth.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The last 24 hours of a number in at most 48 points, for a sparkline. A value; adding copies no more than the last eight points, and all of
/// them once in eight.
public final class Trend {

    public static final Trend NONE = new Trend(1_000, new double[0], new double[0], 0, 0, 0);

    private static final int POINTS = 48;
    private static final int NEWER = 8;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /// Milliseconds that points keep apart.
    private final long step;
    /// The points before the newest, each a time in milliseconds and a number; both arrays are shared between trends.
    private final double[] older;
    private final double[] newer;
    /// So many points at the front are older than a day.
    private final int past;
    /// The newest point, `time` 0 where there is none. It moves until it is a step away from the one before.
    private final long time;
    private final double number;

    private Trend(long step, double[] older, double[] newer, int past, long time, double number) {
        this.step = step;
        this.older = older;
        this.newer = newer;
        this.past = past;
        this.time = time;
        this.number = number;
    }

    /// With one more point; the newest one gives way while it follows its forerunner closely. Full, it keeps every
    /// second point, and the others come no closer than they did in the mean.
    public Trend with(Instant at, double newest) {
        long now = at.toEpochMilli();
        int before = before();
        if (time == 0 || before > 0 && now - millis(before - 1) < step) {
            return new Trend(step, older, newer, past, now, newest);
        }
        int gone = 0;
        while (gone < before && millis(gone) < now - DAY) {
            gone++;
        }
        var more = Arrays.copyOf(newer, newer.length + 2);
        more[newer.length] = time;
        more[newer.length + 1] = number;
        if (before - gone + 1 >= POINTS) {
            long usual = (now - millis(gone)) / POINTS;
            return new Trend(Math.max(step * 2, usual), halved(joined(more, past + gone)), new double[0], 0, now, newest);
        }
        return more.length < 2 * NEWER ? new Trend(step, older, more, past + gone, now, newest)
                : new Trend(step, joined(more, past + gone), new double[0], 0, now, newest);
    }

    private double[] joined(double[] more, int from) {
        var all = new double[older.length + more.length - 2 * from];
        int left = Math.max(0, older.length - 2 * from);
        System.arraycopy(older, older.length - left, all, 0, left);
        System.arraycopy(more, more.length - all.length + left, all, left, all.length - left);
        return all;
    }

    private static double[] halved(double[] all) {
        var half = new double[all.length / 4 * 2];
        for (int to = half.length - 2, from = all.length - 4; to >= 0; to -= 2, from -= 4) {
            half[to] = all[from];
            half[to + 1] = all[from + 1];
        }
        return half;
    }

    /// Points before the newest.
    private int before() {
        return (older.length + newer.length) / 2 - past;
    }

    private double at(int place) {
        int from = place + 2 * past;
        return from < older.length ? older[from] : newer[from - older.length];
    }

    private long millis(int index) {
        return (long) at(2 * index);
    }

    public int size() {
        return time == 0 ? 0 : before() + 1;
    }

    public Instant time(int index) {
        return Instant.ofEpochMilli(index == before() ? time : millis(index));
    }

    public double number(int index) {
        return index == before() ? number : at(2 * index + 1);
    }

    private double[] points() {
        return joined(newer, past);
    }

    @Override public boolean equals(Object other) {
        return other instanceof Trend that && time == that.time && number == that.number && Arrays.equals(points(), that.points());
    }

    @Override public int hashCode() {
        return Long.hashCode(time) ^ Double.hashCode(number) ^ Arrays.hashCode(points());
    }

    @Override public String toString() {
        return "Trend" + Arrays.toString(points()) + number;
    }
}
