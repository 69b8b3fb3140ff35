package hearth.app;

import java.util.Arrays;

/// Durations, collected on any thread.
final class Samples {

    private long[] nanos = new long[1024];
    private int size;

    synchronized void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    synchronized void clear() {
        size = 0;
    }

    synchronized int size() {
        return size;
    }

    /// Milliseconds; 0.5 for the median, 1 for the longest. NaN without samples.
    synchronized double millis(double quantile) {
        if (size == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(quantile * size) - 1, 0, size - 1)] / 1e6;
    }
}
