package hearth.ui;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Hands on the newest of many, at most twice a second. FX thread.
final class Calm<T> implements Consumer<T> {

    /// A part of the house that is only itself: nothing large is compared to find out whether it changed.
    static final class Seen<T> {

        private final T part;

        Seen(T part) {
            this.part = part;
        }

        T part() {
            return part;
        }
    }

    private final PauseTransition pause = new PauseTransition(Duration.millis(500));
    private final Consumer<T> show;
    private @Nullable T newest;
    private @Nullable T shown;

    Calm(Consumer<T> show) {
        this.show = show;
        pause.setOnFinished(_ -> show());
    }

    @Override public void accept(T part) {
        newest = part;
        if (pause.getStatus() != Animation.Status.RUNNING) {
            show();
        }
    }

    private void show() {
        if (newest != shown) {
            shown = newest;
            show.accept(Objects.requireNonNull(newest));
            pause.playFromStart();
        }
    }
}
