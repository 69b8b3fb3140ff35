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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// Debian has 1.6, so the other form is tried on the outside of paho-mqtt 2: it is asked how it shall call back, and calls that way.
    @ParameterizedTest @CsvSource({"CallbackAPIVersion.VERSION2, true", "none, false"}) void itCallsTheLibraryInTheFormThatIsInstalled(
            String asked, boolean two) throws Exception {
        var library = Files.createDirectories(folder.resolve("paho/mqtt"));
        Files.createFile(library.resolve("__init__.py"));
        Files.createFile(library.resolveSibling("__init__.py")); // else Debian's own goes before
        Files.writeString(library.resolve("client.py"), (two ? """
                import enum
                class CallbackAPIVersion(enum.Enum):
                    VERSION1 = 1
                    VERSION2 = 2
                """ : "") + LIBRARY);
        Files.writeString(library.resolve("subscribeoptions.py"), """
                class SubscribeOptions:
                    def __init__(self, qos, noLocal):
                        pass
                """);
        var lamp = new ProcessBuilder("/usr/bin/python3", example().toString()).redirectErrorStream(true);
        lamp.environment().put("PYTHONPATH", folder.toString());
        var running = lamp.start();
        try (var out = running.inputReader()) {
            assertEquals(List.of("asked " + asked, "connect 127.0.0.1 1883", "subscribe lights/brightness", "publish temperature 21.5",
                    "The lamp shines at 40", "publish lights/brightness 40"), out.lines().toList());
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    /// As both forms have it, with a broker that says 40 once.
    private static final String LIBRARY = """
            import sys
            from types import SimpleNamespace
            MQTTv5 = 5
            class Client:
                def __init__(self, *asked, protocol):
                    print("asked", *(asked or ["none"]))
                def connect(self, host, port):
                    print("connect", host, port)
                def subscribe(self, topic, options):
                    print("subscribe", topic)
                def publish(self, topic, payload, qos):
                    print("publish", topic, payload if isinstance(payload, str) else payload.decode())
                def loop_start(self):
                    self.on_connect(self, None, {}, 0, None)
                    self.on_message(self, None, SimpleNamespace(payload=b"40"))
                    sys.exit()
            """;

    @Test void theReadmePrintsItWordForWord() throws Exception {
        var readme = Path.of("..", "..", "README.md");
        assertTrue(Files.readString(readme).contains(Files.readString(example())), "README.md differs");
    }

    private static Path example() throws IOException, URISyntaxException {
        return Path.of(Objects.requireNonNull(ExampleTest.class.getResource("/hearth/example/lamp.py")).toURI());
    }
}
