package hearth.app;

import hearth.hub.BrokerLink;
import hearth.hub.HubState;
import hearth.ui.HearthWindow;
import hearth.ui.Latest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javax.imageio.ImageIO;

/// Draws the window of a hub of its own into a PNG, without any display.
final class Screenshot {

    private static final long PATIENCE_SECONDS = 20;
    /// Time for a simulated home to have something to show in its curves.
    private static final long LIVED_IN_SECONDS = 8;

    private static final double WIDTH = 1_440;
    private static final double HEIGHT = 900;

    private Screenshot() {
    }

    /// @return the exit status
    static int take(Arguments asked) throws IOException, InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        var scratch = asked.demo() && asked.dataDir().isEmpty() ? Optional.of(Files.createTempDirectory("hearth"))
                : Optional.<Path>empty();
        var arguments = new Arguments(false, asked.demo(), asked.dataDir().or(() -> scratch),
                asked.port().isPresent() ? asked.port() : OptionalInt.of(0), asked.host(), asked.brokers(), Optional.empty(), false, false,
                Optional.empty());
        try (var hearth = new Hearth(arguments)) {
            var drawn = new CompletableFuture<Path>();
            Window.open(hearth, window -> draw(window, asked, drawn));
            drawn.get(0, TimeUnit.SECONDS);
            return 0;
        } catch (ExecutionException | TimeoutException broken) {
            throw new IOException("the window could not be drawn: " + broken.getMessage(), broken);
        } finally {
            scratch.ifPresent(Screenshot::delete);
        }
    }

    /// Waits, not on the FX thread, until there is something to see; draws, and closes the window.
    private static void draw(HearthWindow window, Arguments asked, CompletableFuture<Path> drawn) {
        var stage = window.scene().getWindow();
        stage.setWidth(WIDTH); // no screen is there to set bounds
        stage.setHeight(HEIGHT);
        var lived = new CompletableFuture<HubState>();
        window.state().subscribe(state -> {
            if (livedIn(state, asked.demo())) {
                lived.complete(state);
            }
        });
        var later = CompletableFuture.delayedExecutor(asked.demo() ? LIVED_IN_SECONDS : 0, TimeUnit.SECONDS);
        var picture = new Latest<Path>(file -> {
            draw(window, file, drawn);
            Platform.exit();
        });
        lived.completeOnTimeout(window.state().getValue(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenRunAsync(() -> picture.accept(asked.screenshot().orElseThrow()), later);
    }

    private static boolean livedIn(HubState state, boolean demo) {
        return state.link() instanceof BrokerLink.Up
                && (!demo || state.home().devices().keySet().stream().anyMatch(id -> id.value().startsWith("demo-")));
    }

    private static void draw(HearthWindow window, Path file, CompletableFuture<Path> drawn) {
        try {
            var picture = SwingFXUtils.fromFXImage(window.scene().snapshot(null), null);
            if (!ImageIO.write(picture, "png", file.toFile())) {
                throw new IOException("PNG cannot be written here");
            }
            drawn.complete(file);
        } catch (IOException refused) {
            drawn.completeExceptionally(refused);
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
