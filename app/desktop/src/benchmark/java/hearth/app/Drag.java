package hearth.app;

import hearth.ui.ValueSlider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.AccessibleAttribute;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// A hand that drags a lamp's slider to and fro, and what of it comes out at an MQTT client. The baseline is a message that such a
/// client sends itself.
final class Drag {

    private static final int DRAGS = 20;
    private static final int MOVES = 200;
    private static final long MOVE_NANOS = 8_000_000;

    private record Command(String value, long at) {
    }

    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Samples first = new Samples();
    private final Samples plain = new Samples();
    private int pauses;
    private long dragging;
    private int lastSent;
    private volatile long began;

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        try (var house = LiveHouse.open(folder, 1); var wire = new Wire(house.port())) {
            wire.hear("lights/brightness", (_, value, at) -> commands.add(new Command(value, at)));
            wire.hear("plain", (_, _, at) -> plain.add(at - began));
            var slider = LiveHouse.onFx(() -> (ValueSlider) house.window().scene().lookup("#tile-light .value-slider"));
            for (int i = -3; i < DRAGS; i++) {
                if (i == 0) {
                    List.of(first, plain).forEach(Samples::clear);
                    pauses = 0;
                    dragging = 0;
                    lastSent = 0;
                }
                began = System.nanoTime();
                wire.say("plain", "").join();
                Thread.sleep(100);
                drag(slider);
            }
            return List.of(
                    Figure.atMost(10, "slider drag, commands on the wire a second", "/s", pauses * 1e9 / dragging, 1e9 / MOVE_NANOS,
                            "moves of the hand a second"),
                    Figure.atMost(30, "slider drag, first command on the wire, p95", "ms", first.millis(0.95), plain.millis(0.95),
                            "a message at an MQTT client"),
                    Figure.only("  the slowest", "ms", first.millis(1)),
                    Figure.atLeast(DRAGS, "slider drag, drags whose last value was sent", "", lastSent, DRAGS, "drags"));
        }
    }

    private void drag(ValueSlider slider) throws InterruptedException {
        commands.clear();
        began = System.nanoTime();
        fire(slider, MouseEvent.MOUSE_PRESSED, 0);
        for (int i = 1; i <= MOVES; i++) {
            LockSupport.parkNanos(began + i * MOVE_NANOS - System.nanoTime());
            fire(slider, MouseEvent.MOUSE_DRAGGED, i);
        }
        fire(slider, MouseEvent.MOUSE_RELEASED, MOVES);
        Thread.sleep(500);
        var last = LiveHouse.onFx(() -> String.valueOf(slider.queryAccessibleAttribute(AccessibleAttribute.VALUE)));
        var seen = new ArrayList<>(commands);
        first.add(seen.getFirst().at - began);
        pauses += seen.size() - 1;
        dragging += seen.getLast().at - seen.getFirst().at;
        lastSent += Double.parseDouble(last) == Double.parseDouble(seen.getLast().value) ? 1 : 0;
    }

    /// To and fro in 100 moves, ending at a place of its own.
    private static void fire(ValueSlider slider, EventType<MouseEvent> type, int move) {
        Platform.runLater(() -> {
            double share = move == MOVES ? 0.37 : 0.5 + 0.4 * Math.sin(move * Math.PI / 50);
            var at = slider.localToScene(slider.getWidth() * share, 5);
            Event.fireEvent(slider,
                    new MouseEvent(type, at.getX(), at.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 1, false, false, false, false,
                            type != MouseEvent.MOUSE_RELEASED, false, false, false, false, false, null));
        });
    }
}
