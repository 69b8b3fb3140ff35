package hearth.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A broker in a process of its own, to be killed.
///
/// @param reports what it tells, word for word
record KilledBroker(Process process, int port, long startedAfterMillis, LinkedBlockingQueue<String> reports) implements AutoCloseable {
    /// Arguments: the data directory, the port, and how many may connect a second. Says its port, and if a store was set aside, once it listens, and what it reports; ends with
    /// its standard input.
    public static void main(String[] arguments) throws IOException {
        long begun = System.nanoTime();
        BrokerLimits home = BrokerLimits.HOME;
        var broker = new EmbeddedBroker(BrokerSettings.onThisMachine(Path.of(arguments[0]), Integer.parseInt(arguments[1])),
                new BrokerLimits(home.connections(), Integer.parseInt(arguments[2]), home.messagesASecond(), home.waitingMessages(),
                        home.waitingBytes(), home.queuedMessages(), home.retainedBytes()),
                change -> {}, report -> System.out.println("report " + report));
        broker.start();
        System.out.println("ready " + broker.port() + " " + (System.nanoTime() - begun) / 1_000_000
                + broker.setAside().map(aside -> " aside " + aside).orElse(""));
        System.in.read();
        broker.close();
    }

    static KilledBroker start(Path dir, Path log) {
        return start(List.of(), dir, 0, log);
    }

    static KilledBroker start(Path dir, Path log, int connectsASecond) {
        return start(List.of(), dir, 0, log, connectsASecond);
    }

    /// @param within a command that runs the command it is given
    /// @param port   0 for any
    static KilledBroker start(List<String> within, Path dir, int port, Path log) {
        return start(within, dir, port, log, BrokerLimits.HOME.connectsASecond());
    }

    private static KilledBroker start(List<String> within, Path dir, int port, Path log, int connectsASecond) {
        try {
            var command = new ArrayList<>(within);
            command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                    "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    KilledBroker.class.getName(), dir.toString(), Integer.toString(port),
                    Integer.toString(connectsASecond)));
            Process process = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
            var ready = new CompletableFuture<String>();
            var reports = new LinkedBlockingQueue<String>();
            Thread.ofVirtual().start(() -> process.inputReader().lines()
                    .forEach(line -> {
                        if (line.startsWith("report ")) {
                            reports.add(line.substring(7));
                        } else {
                            ready.complete(line);
                        }
                    }));
            process.onExit().thenRun(() -> ready.complete("ended"));
            String line = ready.join();
            String[] words = line.split(" ");
            if (words.length != 3) {
                process.destroyForcibly();
                throw new IllegalStateException("The broker did not start well: " + line + ", see " + log);
            }
            return new KilledBroker(process, Integer.parseInt(words[1]), Long.parseLong(words[2]), reports);
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
