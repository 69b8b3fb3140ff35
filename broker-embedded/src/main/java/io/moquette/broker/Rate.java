package io.moquette.broker;

import org.jspecify.annotations.NullMarked;

/// So many a second, and some seconds' worth at once. One thread at a time.
@NullMarked
final class Rate {
    private final double aSecond;
    private final double most;
    private double left;
    private long last = System.nanoTime();

    Rate(int aSecond, int seconds) {
        this.aSecond = aSecond;
        most = (double) aSecond * seconds;
        left = most;
    }

    /// Counts one.
    void take() {
        refill();
        left--;
    }

    /// Whether the next has to wait.
    boolean isSpent() {
        refill();
        return left < 1;
    }

    private void refill() {
        long now = System.nanoTime();
        left = Math.min(most, left + (now - last) * 1e-9 * aSecond);
        last = now;
    }
}
