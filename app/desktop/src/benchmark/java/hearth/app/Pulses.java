package hearth.app;

import javafx.animation.AnimationTimer;

/// Gaps between pulses, while it is wanted to look; the window's first frames, which every start paints, are not counted. FX thread.
final class Pulses extends AnimationTimer {

    private static final int FIRST = 3;

    final Samples gaps = new Samples();
    volatile boolean looking = true;
    private int frames;
    private long last;

    static Pulses started() {
        return LiveHouse.onFx(() -> {
            var pulses = new Pulses();
            pulses.start();
            return pulses;
        });
    }

    @Override public void handle(long ignored) {
        long now = System.nanoTime();
        frames++;
        if (looking && last != 0) {
            gaps.add(now - last);
        }
        last = looking && frames > FIRST ? now : 0;
    }
}
