package hearth.app;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.ui.HearthWindow;
import hearth.ui.alert.AlertWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The whole program in this process, with its window, its broker and a house of thermometers `bench-0`, `bench-1` …, which
/// report on `bench/0`, `bench/1` … .
final class LiveHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Hearth hearth;
    private final HearthWindow window;
    private final Stage stage;

    private LiveHouse(Hearth hearth, HearthWindow window, Stage stage) {
        this.hearth = hearth;
        this.window = window;
        this.stage = stage;
    }

    /// Furnishes a data folder; the program is not running afterwards.
    static void furnish(Path folder, int devices) throws IOException, InterruptedException {
        try (var hearth = new Hearth(arguments(folder))) {
            hearth.start(_ -> {
            });
            for (int i = 0; i < devices; i++) {
                hearth.submit(new Event.HomeEdited(new HomeEdit.Add(new Device(new DeviceId("bench-" + i), "Thermometer " + i,
                        "temperature", Map.of("topic", "bench/" + i), Device.Size.SMALL), "Bench")));
            }
            await(() -> hearth.state().home().devices().containsKey(new DeviceId("bench-" + (devices - 1))));
        }
    }

    static LiveHouse open(Path folder, int devices) throws IOException, InterruptedException {
        furnish(folder, devices);
        var house = start(arguments(folder));
        await(() -> house.hearth.state().link() instanceof BrokerLink.Up);
        return house;
    }

    /// The program with its window, connected or not yet.
    static LiveHouse start(Arguments arguments) throws IOException {
        var hearth = new Hearth(arguments);
        return onFx(() -> {
            var window = new HearthWindow(hearth.state(), hearth::submit, hearth.history(), hearth::sender, Clock.systemUTC(),
                    ZoneId.systemDefault(),
                    hearth.folder());
            var stage = new Stage();
            stage.setScene(window.scene());
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(1440);
            stage.setHeight(900);
            stage.show();
            hearth.watch(window::accept);
            new AlertWindows(stage, window.state(), window::alertScene).start();
            hearth.startBehindWindow();
            return new LiveHouse(hearth, window, stage);
        });
    }

    private static Arguments arguments(Path folder) {
        return Arguments.of("--data-dir", folder.toString(), "--port", "0");
    }

    Hearth hearth() {
        return hearth;
    }

    HearthWindow window() {
        return window;
    }

    int port() {
        var address = hearth.state().link() instanceof BrokerLink.Up up ? up.address() : "";
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    static <T> T onFx(Supplier<T> task) {
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(task.get());
            } catch (RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        });
        return done.join();
    }

    /// @throws IllegalStateException if it has not become so in a minute
    static void await(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain");
            }
            Thread.sleep(2);
        }
    }

    @Override public void close() {
        onFx(() -> {
            stage.hide();
            return true;
        });
        hearth.close();
    }
}
