package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A broker on this machine, its store and its port new for each test.
abstract class WithBroker {
    @TempDir Path dir;

    EmbeddedBroker broker;
    int port;

    @BeforeEach void start() throws IOException {
        broker = new EmbeddedBroker(BrokerSettings.onThisMachine(dir.resolve("broker"), 0), change -> {});
        broker.start();
        port = broker.port();
    }

    @AfterEach void stop() {
        broker.close();
    }

    /// Cleanly, on another port, with what was kept.
    void restart() throws IOException {
        broker.close();
        broker.start();
        port = broker.port();
        assertEquals(Optional.empty(), broker.setAside());
    }
}
