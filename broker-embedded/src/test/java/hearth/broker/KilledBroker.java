package hearth.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A broker in a process of its own, to be killed.
record KilledBroker(Process process, int port, long startedAfterMillis) implements AutoCloseable {
    /// Arguments: the data directory. Says its port and its notice, if any, once it listens; ends with its standard input.
    public static void main(String[] arguments) throws IOException {
        long begun = System.nanoTime();
        var broker = new EmbeddedBroker(BrokerSettings.onThisMachine(Path.of(arguments[0]), 0), change -> {});
        broker.start();
        System.out.println("ready " + broker.port() + " " + (System.nanoTime() - begun) / 1_000_000 + broker.startNotice().orElse(""));
        System.in.read();
        broker.close();
    }

    static KilledBroker start(Path dir, Path log) {
        try {
            var command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                    "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    KilledBroker.class.getName(), dir.toString());
            Process process = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
            String line = Optional.ofNullable(process.inputReader().readLine()).orElse("");
            String[] words = line.split(" ");
            if (words.length != 3) {
                process.destroyForcibly();
                throw new IllegalStateException("The broker did not start well: " + line + ", see " + log);
            }
            return new KilledBroker(process, Integer.parseInt(words[1]), Long.parseLong(words[2]));
        } catch (IOException cannotRun) {
            throw new UncheckedIOException(cannotRun);
        }
    }

    /// SIGKILL, or what the system has for it.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    @Override public void close() {
        process.destroyForcibly();
    }
}
