package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.hub.Event;
import hearth.hub.Origin;
import hearth.hub.Outcome;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lamp of the README, in Python, with a hub.
final class ExampleTest {

    private static final PropertyRef BRIGHTNESS = new PropertyRef(new DeviceId("light"), "light", "brightness");

    @TempDir Path folder;

    @Test void theLampObeysAndTheHubHasItConfirmed() throws Exception {
        try (var hub = Running.headless(folder)) {
            var lamp = new ProcessBuilder("/usr/bin/python3", example().toString(), "127.0.0.1", Integer.toString(hub.port()))
                    .redirectError(folder.resolve("errors.txt").toFile()).start();
            try (var out = lamp.inputReader()) {
                hub.awaits(house -> house.device(new DeviceId("temperature")).orElseThrow().main()
                        .flatMap(m -> house.shown(m.ref())).equals(Optional.of(new Value.Numeric(21.5))));
                hub.hearth().submit(new Event.CommandIssued(new Command(BRIGHTNESS, new Value.Numeric(40)), new Origin.User()));
                assertEquals("The lamp shines at 40", out.readLine());
                hub.awaits(house -> house.device(BRIGHTNESS.device()).orElseThrow().state(BRIGHTNESS).outcome().isPresent());
                assertInstanceOf(Outcome.Confirmed.class, hub.device("light").state(BRIGHTNESS).outcome().orElseThrow());
                assertEquals(Optional.of(new Value.Numeric(40)), hub.hearth().state().shown(BRIGHTNESS));
            } finally {
                lamp.destroyForcibly().waitFor();
            }
            assertEquals("", Files.readString(folder.resolve("errors.txt")));
        }
    }

    @Test void theReadmePrintsItWordForWord() throws Exception {
        var readme = Path.of("..", "..", "README.md");
        assertTrue(Files.readString(readme).contains(Files.readString(example())), "README.md differs");
    }

    private static Path example() throws IOException, URISyntaxException {
        return Path.of(Objects.requireNonNull(ExampleTest.class.getResource("/hearth/example/lamp.py")).toURI());
    }
}
