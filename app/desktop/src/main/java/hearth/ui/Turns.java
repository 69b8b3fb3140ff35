package hearth.ui;

import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/// Lets what is drawn anew take turns where more of it comes than fits into a frame: in the order in which it came, each once, with
/// what is newest then. So neither a flood of messages nor a large house holds a frame up. FX thread.
public final class Turns {

    private static final int MOST = 8;
    /// Laying out and painting cost several times what the turns themselves do.
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(6);
    /// After a frame that came late there is less room: code that runs for the first time, and whatever else the computer has to do, make
    /// a turn cost many times what it costs later.
    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

    private final LinkedHashMap<Object, Runnable> waiting = new LinkedHashMap<>();
    private final AnimationTimer frames = new AnimationTimer() {
        @Override public void handle(long now) {
            frame(System.nanoTime());
        }
    };
    private boolean counting;
    private boolean drawing;
    private boolean held;
    private long room = LONGEST;
    private long last;
    private int drawn;
    private long spent;

    /// Draws now if it fits into this frame, else in one of the next, instead of what waits for the same thing.
    public void take(Object what, Runnable draw) {
        waiting.put(what, draw);
        count();
        draw();
    }

    /// Draws when what is there now is laid out and painted: for a page whose pieces are too much for one frame.
    public void next(Object what, Runnable draw) {
        waiting.put(what, draw);
        held = !drawing; // else the coming frame begins with it
        drawn = MOST;
        count();
    }

    private void count() {
        if (!counting) {
            counting = true;
            last = System.nanoTime();
            room = LONGEST;
            frames.start();
        }
    }

    /// Whether all is drawn that was asked for.
    boolean isOver() {
        return waiting.isEmpty();
    }

    private void frame(long now) {
        if (drawn == 0 && waiting.isEmpty()) {
            counting = false;
            frames.stop();
        }
        room = now - last > LATE ? SHORTEST : LONGEST;
        last = now;
        if (held) {
            held = false;
            return;
        }
        drawn = 0;
        spent = 0;
        draw();
    }

    private void draw() {
        if (drawing) {
            return; // asked for by what is being drawn: it comes after
        }
        drawing = true;
        long began = System.nanoTime() - spent;
        try {
            while (!waiting.isEmpty() && drawn < MOST && spent < room) {
                waiting.pollFirstEntry().getValue().run();
                drawn++;
                spent = System.nanoTime() - began;
            }
        } finally {
            drawing = false;
        }
    }
}
