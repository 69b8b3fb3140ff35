package hearth.ui;

import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.HubState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ScrollPane;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// Shows the real window of a house and takes its picture.
public final class Screens {

    private static final Path FOLDER = Path.of("target", "screens");
    /// Frames without a new tile: one may be spent on other turns.
    private static final int CALM = 5;
    private static final Map<Scene, HearthWindow> WINDOWS = Collections.synchronizedMap(new WeakHashMap<>());

    private Screens() {
    }

    /// FX thread.
    public static HearthWindow window(HubState house, Consumer<Event> submit) {
        return window(house, submit, (_, _, _) -> CompletableFuture.completedFuture(List.of()));
    }

    /// FX thread.
    public static HearthWindow window(HubState house, Consumer<Event> submit, History history) {
        var window = new HearthWindow(house, submit, history, _ -> Optional.empty(), InstantSource.fixed(Houses.NOW), ZoneOffset.UTC,
                Path.of("data"));
        WINDOWS.put(window.scene(), window);
        return window;
    }

    /// Any thread but FX: the window of a house, opened at a place and laid out.
    public static HearthWindow open(Stage stage, HubState house, Consumer<Event> submit, Place there, double width, double height) {
        var opened = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var window = window(house, submit);
            show(stage, window.scene(), width, height);
            window.open(there);
            return window;
        });
        WaitForAsyncUtils.waitForFxEvents();
        return opened;
    }

    /// Any thread but FX: does it there, and waits until all that follows is done.
    public static void fx(Runnable act) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            act.run();
            return null;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// FX thread.
    public static void show(Stage stage, Scene scene, double width, double height) {
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(width);
        stage.setHeight(height);
        stage.show();
    }

    /// Any thread but FX: waits until that house is shown, which it is with the next frame.
    public static void shown(HearthWindow window, Supplier<HubState> house) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> window.state().getValue() == house.get());
        } catch (TimeoutException never) {
            throw new AssertionError("the newest house is not shown", never);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Any thread but FX: waits until all of a window is drawn that was made elsewhere.
    public static void fill(HearthWindow window) {
        WINDOWS.put(window.scene(), window);
        fill(window.scene());
    }

    /// Any thread but FX: waits until the board is full. While tiles are missing, each frame makes some.
    public static void fill(Scene scene) {
        var full = new CompletableFuture<Integer>();
        Platform.runLater(new AnimationTimer() {
            private int before = -1;
            private int calm;

            @Override public void handle(long now) {
                var window = WINDOWS.get(scene);
                boolean drawn = window == null || window.isDrawn();
                int tiles = scene.getRoot().lookupAll(".tile").size();
                calm = tiles == before && drawn ? calm + 1 : 0;
                if (calm == CALM) {
                    stop();
                    full.complete(tiles);
                }
                before = tiles;
            }
        }::start);
        full.join();
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Any thread but FX: waits until all is there and laid out.
    public static void save(Scene scene, String name, double scale) {
        save(scene, scene.getRoot(), name, scale);
    }

    /// All of a page, also what is scrolled out of sight.
    public static void savePage(Scene scene, String name, double scale) {
        WaitForAsyncUtils.waitForFxEvents();
        save(scene, ((ScrollPane) scene.lookup(".page-scroll")).getContent(), name, scale);
    }

    private static void save(Scene scene, Node node, String name, double scale) {
        WaitForAsyncUtils.waitForFxEvents();
        fill(scene);
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            try {
                Files.createDirectories(FOLDER);
                var how = new SnapshotParameters();
                how.setTransform(Transform.scale(scale, scale));
                var image = SwingFXUtils.fromFXImage(node.snapshot(how, null), null);
                ImageIO.write(image, "png", FOLDER.resolve(name + ".png").toFile());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
