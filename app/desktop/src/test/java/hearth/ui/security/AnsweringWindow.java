package hearth.ui.security;

import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.stage.Stage;

/// The security page in the real window, in front of a real house that answers at once.
abstract class AnsweringWindow {

    final List<Event> submitted = new CopyOnWriteArrayList<>();
    volatile HubState house = Houses.full(Houses.SETTINGS);
    HearthWindow window;
    Stage stage;

    /// FX thread.
    final void open(HubState first) {
        house = first;
        window = Screens.window(house, this::takes);
        Screens.show(stage, window.scene(), 1440, 900);
        window.open(new Place.Security());
    }

    private void takes(Event event) {
        submitted.add(event);
        house = Guarded.after(house, Houses.NOW, event);
        window.accept(house);
    }

    final void show(HubState next) {
        house = next;
        window.accept(next);
        settle();
    }

    final void settle() {
        Screens.shown(window, () -> house);
    }
}
