package hearth.ui;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// From any thread to the FX thread, newest only: what comes faster than it can be shown is skipped. The program's one
/// `runLater` stands here.
public final class Latest<T> implements Consumer<T> {

    private final AtomicReference<@Nullable T> pending = new AtomicReference<>();
    private final Consumer<T> show;

    public Latest(Consumer<T> show) {
        this.show = show;
    }

    @Override public void accept(T newest) {
        if (pending.getAndSet(newest) == null) {
            Platform.runLater(this::take);
        }
    }

    private void take() {
        var newest = pending.getAndSet(null);
        if (newest != null) {
            show.accept(newest);
        }
    }
}
