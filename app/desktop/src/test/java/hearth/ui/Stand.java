package hearth.ui;

import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.HubState;
import hearth.hub.Senders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// One view alone on a stage: fed with houses, its events and ways caught.
public final class Stand {

    public final List<Event> events = new CopyOnWriteArrayList<>();
    public final List<Place> ways = new CopyOnWriteArrayList<>();
    /// Who said something last on a topic; empty unless put here.
    public final Map<String, Optional<Senders.Sender>> senders = new ConcurrentHashMap<>();
    private final SimpleObjectProperty<HubState> house = new SimpleObjectProperty<>();
    private final Turns turns = new Turns();
    private final SimpleLongProperty second = new SimpleLongProperty();

    /// FX thread.
    public Stand(Stage stage, HubState first, Function<Ui, Parent> view) {
        this(stage, first, (_, _, _) -> CompletableFuture.completedFuture(List.of()), view);
    }

    /// FX thread.
    public Stand(Stage stage, HubState first, History history, Function<Ui, Parent> view) {
        house.set(first);
        var ui = new Ui(house, events::add, Texts.of(first.settings(), ZoneOffset.UTC), ways::add, history,
                topic -> senders.getOrDefault(topic, Optional.empty()), second,
                InstantSource.fixed(Houses.NOW), turns);
        var root = view.apply(ui);
        root.getStyleClass().add("hearth");
        var scene = new Scene(root, 980, 980);
        scene.getStylesheets().add(Objects.requireNonNull(Stand.class.getResource("hearth.css")).toExternalForm());
        Screens.show(stage, scene, 980, 980);
    }

    /// Any thread but FX: waits until every piece of the view is there.
    public void complete() {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, turns::isOver));
        } catch (TimeoutException never) {
            throw new AssertionError("the view is not complete", never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Any thread but FX: the house as it is now, shown.
    public void show(HubState newest) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> house.set(newest));
        WaitForAsyncUtils.waitForFxEvents();
    }

    public HubState house() {
        return house.get();
    }
}
