package hearth.ui;

import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.HubState;
import hearth.hub.Senders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What every view is given. FX thread.
///
/// @param state   the house, newest value; changes on the FX thread
/// @param submit  takes what the user does; returns at once
/// @param texts   words and formats in the user's language and units
/// @param go      opens another place of the program
/// @param minute  changes once a second at most: what shows an age listens to it
/// @param turns   of what there may be too much for one frame
public record Ui(ObservableValue<HubState> state, Consumer<Event> submit, Texts texts, Consumer<Place> go, History history, Senders senders,
        ObservableValue<?> minute, InstantSource clock, Turns turns) {

    /// Shows a part of the house in a node, from now on and only while the node is on screen; equal parts are shown once.
    public <T> void show(Node node, Function<HubState, @Nullable T> part, Consumer<T> show) {
        state.when(onScreen(node)).map(part).subscribe(value -> {
            if (value != null) {
                show.accept(value);
            }
        });
    }

    /// Shows again what depends on the time, now and every second, only while the node is on screen.
    public void showTime(Node node, Consumer<Instant> show) {
        minute.when(onScreen(node)).subscribe(_ -> show.accept(clock.instant()));
    }

    /// Like [#show] for what costs more to show than a tile: the newest part at once, then at most twice a second. The same
    /// object is shown once.
    public <T> void showCalmly(Node node, Function<HubState, T> part, Consumer<T> show) {
        var calm = new Calm<>(show);
        state.when(onScreen(node)).map(house -> new Calm.Seen<>(part.apply(house))).subscribe(seen -> {
            if (seen != null) {
                calm.accept(seen.part());
            }
        });
    }

    /// Like [#show] for what is worked out of all devices: at most twice a second.
    public <T> void showSummary(Node node, Function<HubState, T> part, Consumer<T> show) {
        var shown = new SimpleObjectProperty<@Nullable T>();
        shown.subscribe(value -> {
            if (value != null) {
                show.accept(value);
            }
        });
        showCalmly(node, house -> house, house -> shown.set(part.apply(house)));
    }

    private static ObservableValue<Boolean> onScreen(Node node) {
        return node.sceneProperty().map(Objects::nonNull).orElse(false);
    }

    /// The house now.
    public HubState house() {
        return state.getValue();
    }
}
