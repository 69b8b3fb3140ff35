package hearth.broker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// How the embedded broker listens and where it keeps its sessions, queues and retained messages. A value.
///
/// @param dataDir       a directory of the broker's own: a damaged store is moved aside by renaming the whole directory
/// @param host          the address to listen on; `127.0.0.1` for this machine only, `0.0.0.0` for the home network
/// @param port          the port for MQTT over TCP, 0–65535; 0 takes any free one
/// @param webSocketPort the port for MQTT over WebSocket (path `/mqtt`), 0 for any free one; empty for no WebSocket
/// @param own           how the program's own clients prove themselves, as everybody then must; empty to let clients on this machine in
///                      without a login, while those elsewhere always need one
public record BrokerSettings(Path dataDir, String host, int port, OptionalInt webSocketPort, Optional<OwnLogin> own) {
    /// The longest MQTT packet accepted, in bytes; a longer one closes its connection.
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
    /// The most levels a topic or a topic filter may have.
    public static final int MAX_TOPIC_LEVELS = 128;
    /// The most characters a topic, a topic filter or a client identifier may have.
    public static final int MAX_TOPIC_LENGTH = 4_096;

    public BrokerSettings {
        requirePort(port);
        webSocketPort.ifPresent(BrokerSettings::requirePort);
    }

    /// Listens on 127.0.0.1 only, without WebSocket and without logins.
    public static BrokerSettings onThisMachine(Path dataDir, int port) {
        return new BrokerSettings(dataDir, "127.0.0.1", port, OptionalInt.empty(), Optional.empty());
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }
}
