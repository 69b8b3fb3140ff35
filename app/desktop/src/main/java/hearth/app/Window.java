package hearth.app;

import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.notify.HearthTray;
import hearth.ui.HearthWindow;
import hearth.ui.Latest;
import hearth.ui.Texts;
import hearth.ui.alert.AlertWindows;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window around a hub: stage, tray, and what closing means. FX thread, but for the way in.
///
/// An [Application] only because the desktop names a window's group after that class.
public final class Window extends Application {

    private static final Logger log = LoggerFactory.getLogger(Window.class);

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    /// What a title bar may need: JavaFX places the window before the system has told how high that is, 9 px too high under Openbox.
    private static final double FRAME = 40;

    /// Whose window the next one is.
    static @Nullable Hearth opened;
    private static Consumer<HearthWindow> whenPainted = _ -> {
    };

    private final Hearth hearth = Objects.requireNonNull(opened);
    private final HearthWindow window = new HearthWindow(hearth.state(), hearth::submit, hearth.history(), hearth::sender,
            Clock.systemUTC(),
            ZoneId.systemDefault(), hearth.folder());
    private final Latest<Boolean> front = new Latest<>(_ -> front());
    private final Latest<Boolean> leave = new Latest<>(_ -> quit());
    private final HearthTray tray = new HearthTray(() -> front.accept(true),
            scene -> hearth.submit(new Event.ScenePlayed(scene, new Origin.Scene(scene))),
            () -> hearth.submit(new Event.IncidentSilenced()),
            this::leave);
    private final Stage stage = new Stage();
    private final AtomicBoolean begun = new AtomicBoolean();

    /// Opens the window and waits until the user quits. Not on the FX thread.
    ///
    /// @param painted told once, on the FX thread, when there is something to see
    static void open(Hearth hearth, Consumer<HearthWindow> painted) {
        opened = hearth;
        whenPainted = painted;
        Graphics.choose();
        Platform.setImplicitExit(false);
        launch(Window.class);
    }

    @Override public void start(Stage unused) {
        var screen = Screen.getPrimary().getVisualBounds();
        stage.setTitle("Hearth");
        stage.setScene(window.scene());
        stage.setMinWidth(Math.min(900, screen.getWidth()));
        stage.setMinHeight(Math.min(600, screen.getHeight()));
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        stage.setMaximized(fills(screen));
        for (int size : new int[]{32, 48, 128, 256}) {
            var picture = Objects.requireNonNull(Window.class.getResource("/hearth/icon/hearth-" + size + ".png"));
            stage.getIcons().add(new Image(picture.toExternalForm()));
        }
        stage.setOnCloseRequest(closing -> {
            closing.consume();
            closeOrHide();
        });
        new FirstFrame(() -> {
            begin();
            whenPainted.accept(window);
        }).start();
        stage.show();
        window.onQuit(this::end);
        hearth.watch(window::accept);
        new AlertWindows(stage, window.state(), window::alertScene).start();
        window.state().map(HubState::settings).map(s -> words(Texts.of(s, ZoneId.systemDefault()))).subscribe(tray::words);
        window.state().map(house -> house.home().automations().scenes()).map(all -> all.stream()
                .map(scene -> new HearthTray.Playable(scene.id(), scene.name())).toList()).subscribe(tray::scenes);
        window.state().map(house -> house.alert().isPresent()).subscribe(rings -> {
            if (rings) {
                tray.alarm();
            } else {
                tray.calm();
            }
        });
        CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS).execute(this::begin); // where the system draws nothing now
    }

    /// Whether it takes all of a screen: with a window's frame it would be larger, or its title bar lie above the edge.
    static boolean fills(Rectangle2D screen) {
        return screen.getWidth() <= WIDTH || screen.getHeight() < HEIGHT + FRAME;
    }

    /// Says once that there is something to see: a third pulse does not begin before the first frame is painted.
    private static final class FirstFrame extends AnimationTimer {

        private final Runnable then;
        private int pulses;

        FirstFrame(Runnable then) {
            this.then = then;
        }

        @Override public void handle(long now) {
            if (++pulses == 3) {
                stop();
                log.info("The window is painted");
                then.run();
            }
        }
    }

    /// What need not be there for the first frame would only hold it up. Any thread.
    private void begin() {
        if (!begun.getAndSet(true)) {
            hearth.startBehindWindow();
            tray.show(words(Texts.of(hearth.state().settings(), ZoneId.systemDefault())));
        }
    }

    private static HearthTray.Words words(Texts texts) {
        return new HearthTray.Words(texts.of("app.name"), texts.of("tray.open"), texts.of("scenes.title"), texts.of("tray.silence"),
                texts.of("tray.quit"));
    }

    /// With the tray in use closing only hides; where there is no tray the window is minimised, so that it can be found again.
    private void closeOrHide() {
        if (!hearth.state().settings().tray()) {
            quit();
        } else if (tray.isPresent()) {
            stage.hide();
        } else {
            stage.setIconified(true);
        }
    }

    /// As the tray's menu has it. Any thread.
    void leave() {
        leave.accept(true);
    }

    private void quit() {
        window.quit();
        front(); // it is still here, so it asks
    }

    private void end() {
        stage.hide(); // stopping in order takes a moment
        System.exit(0);
    }

    private void front() {
        stage.show();
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }
}
