package hearth.ui.alert;

import hearth.hub.HubState;
import hearth.ui.Latest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/// Brings a break-in to a person: the main window shown, in front, full screen and above all others, and a window of its own on
/// every other monitor; when somebody has seen it, all is as it was. FX thread.
///
/// Some systems do not let a program take the keyboard from another: there the window is above all and asks for it.
public final class AlertWindows {

    /// How the main window was.
    private record Before(boolean showing, boolean iconified, boolean fullScreen, boolean maximized, boolean onTop, double x, double y,
            double width, double height, @Nullable KeyCombination exit, @Nullable String hint) {

        static Before of(Stage s) {
            return new Before(s.isShowing(), s.isIconified(), s.isFullScreen(), s.isMaximized(), s.isAlwaysOnTop(), s.getX(), s.getY(),
                    s.getWidth(), s.getHeight(), s.getFullScreenExitKeyCombination(), s.getFullScreenExitHint());
        }

        void restore(Stage s) {
            s.setAlwaysOnTop(onTop);
            s.setFullScreen(fullScreen);
            s.setFullScreenExitKeyCombination(exit);
            s.setFullScreenExitHint(hint);
            if (!fullScreen && !maximized && !iconified && width > 0) {
                s.setX(x);
                s.setY(y);
                s.setWidth(width);
                s.setHeight(height);
            }
            s.setIconified(iconified);
            if (!showing) {
                s.hide();
            }
        }
    }

    private final Stage main;
    private final ObservableValue<HubState> state;
    private final Supplier<Scene> scenes;
    private final Map<Screen, Stage> others = new LinkedHashMap<>();
    private final Latest<Boolean> again = new Latest<>(_ -> insist());
    private @Nullable Before before;

    /// @param scenes makes the scene of a window beside the main one, with an [AlertScreen] in it
    public AlertWindows(Stage main, ObservableValue<HubState> state, Supplier<Scene> scenes) {
        this.main = main;
        this.state = state;
        this.scenes = scenes;
    }

    /// From now on; a break-in that waits to be seen is shown at once.
    public void start() {
        main.addEventFilter(WindowEvent.WINDOW_CLOSE_REQUEST, request -> {
            if (before != null) {
                request.consume();
            }
        });
        main.iconifiedProperty().subscribe(away -> insistIf(away));
        main.showingProperty().subscribe(shown -> insistIf(!shown));
        Screen.getScreens().addListener((ListChangeListener<Screen>) _ -> again.accept(true));
        state.map(house -> house.alert().map(i -> i.happenings().size()).orElse(0)).subscribe(news -> {
            if (news > 0) {
                raise();
            } else {
                leave();
            }
        });
    }

    private void raise() {
        if (before == null) {
            before = Before.of(main);
        }
        closeWhatLiesAbove();
        main.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        main.setFullScreenExitHint("");
        main.show();
        main.setIconified(false);
        main.setAlwaysOnTop(true);
        main.setFullScreen(true);
        coverOtherMonitors();
        main.toFront();
        main.requestFocus();
    }

    private void leave() {
        if (before != null) {
            var was = before;
            before = null;
            others.values().forEach(AlertWindows::close);
            others.clear();
            was.restore(main);
        }
    }

    /// Not at once: the window is still busy going away.
    private void insistIf(boolean away) {
        if (away && before != null) {
            again.accept(true);
        }
    }

    private void insist() {
        if (before != null) {
            raise();
        }
    }

    /// A dialog, menu or tip of our own would stand above the alert, and a modal one would take its keys.
    private void closeWhatLiesAbove() {
        for (var window : List.copyOf(Window.getWindows())) {
            if (window != main && !others.containsValue(window)) {
                window.hide();
            }
        }
    }

    private void coverOtherMonitors() {
        var here = Screen.getScreensForRectangle(main.getX() + main.getWidth() / 2, main.getY() + main.getHeight() / 2, 1, 1);
        var wanted = new ArrayList<>(Screen.getScreens());
        wanted.remove(here.isEmpty() ? Screen.getPrimary() : here.getFirst());
        others.keySet().stream().filter(s -> !wanted.contains(s)).toList().forEach(gone -> {
            var stage = others.remove(gone);
            if (stage != null) {
                close(stage);
            }
        });
        wanted.forEach(screen -> others.computeIfAbsent(screen, this::over).toFront());
    }

    /// What is out of its scene no longer listens.
    private static void close(Stage stage) {
        stage.hide();
        stage.getScene().setRoot(new Group());
    }

    private Stage over(Screen screen) {
        var stage = new Stage(StageStyle.UNDECORATED);
        stage.setTitle(main.getTitle());
        stage.getIcons().setAll(main.getIcons());
        stage.setScene(scenes.get());
        stage.setX(screen.getBounds().getMinX());
        stage.setY(screen.getBounds().getMinY());
        stage.setWidth(screen.getBounds().getWidth());
        stage.setHeight(screen.getBounds().getHeight());
        stage.setAlwaysOnTop(true);
        stage.setOnCloseRequest(Event::consume);
        stage.show();
        return stage;
    }
}
