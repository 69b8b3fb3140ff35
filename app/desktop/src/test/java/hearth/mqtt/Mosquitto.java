package hearth.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Debian's mosquitto on a port of its own, keeping its data in a folder of the test.
public final class Mosquitto implements AutoCloseable {

    private static final Path PROGRAM = List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto").stream()
            .map(Path::of).filter(Files::isExecutable).findFirst().orElse(Path.of("mosquitto"));

    private final int port = freePort();
    private final Path config;
    private Process process;

    /// @param options lines for its configuration
    public Mosquitto(Path folder, String... options) throws IOException {
        config = folder.resolve("mosquitto-" + port + ".conf");
        Files.write(config, List.of("listener " + port + " 127.0.0.1", "persistence true", "persistence_location " + folder + "/",
                "persistence_file " + port + ".db", "max_queued_messages 0",
                "max_inflight_messages 200",
                "user " + System.getProperty("user.name"), String.join("\n", options), "log_type error"));
        start();
    }

    public static Mosquitto open(Path folder) throws IOException {
        return new Mosquitto(folder, "allow_anonymous true");
    }

    public void start() throws IOException {
        process = new ProcessBuilder(PROGRAM.toString(), "-c", config.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(config.resolveSibling("mosquitto.log").toFile())).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("mosquitto did not start: " + Files.readString(config.resolveSibling("mosquitto.log")));
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "mqtt://127.0.0.1:" + port;
    }

    @Override public void close() {
        process.destroyForcibly();
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new java.io.UncheckedIOException(none);
        }
    }
}
