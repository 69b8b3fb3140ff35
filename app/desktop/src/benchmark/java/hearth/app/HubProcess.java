package hearth.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The program as it is started, `bin/hearth` in processes of its own without a display: how soon it is there, and what it weighs.
/// Linux only. It is trained for the JVM's AOT cache as the installer does it; the same build without a cache is the baseline.
final class HubProcess {

    private static final String PAINTED = "The window is painted";
    private static final String READY = "Hearth is ready on";
    private static final int DEVICES = 100;

    private final Path tree;
    private final Path scratch;
    private final String cached;
    private final String cachedHeadless;
    private int folders;

    HubProcess(Path tree, Path scratch) {
        this.tree = tree;
        this.scratch = scratch;
        this.cached = "-XX:AOTCache=" + scratch.resolve("hearth.aot");
        this.cachedHeadless = "-XX:AOTCache=" + scratch.resolve("hearth-headless.aot");
    }

    /// Makes the caches, with the installer's options.
    void train() throws IOException, InterruptedException {
        var window = start("-XX:TieredStopAtLevel=2 -XX:AOTCacheOutput=" + scratch.resolve("hearth.aot"), "--port", "0", "--data-dir",
                scratch.resolve("training").toString(), "--screenshot", scratch.resolve("training.png").toString());
        window.getInputStream().transferTo(OutputStream.nullOutputStream());
        trained(window, "hearth.aot");
        var headless = start("-XX:AOTCacheOutput=" + scratch.resolve("hearth-headless.aot"), "--port", "0", "--data-dir",
                scratch.resolve("training-headless").toString(), "--headless");
        await(headless, READY);
        headless.toHandle().destroy(); // leaves open what it still says
        headless.getInputStream().transferTo(OutputStream.nullOutputStream());
        trained(headless, "hearth-headless.aot");
    }

    private void trained(Process training, String cache) throws IOException, InterruptedException {
        if (training.waitFor() != 0 || !Files.exists(scratch.resolve(cache))) {
            throw new IOException("the training run failed");
        }
    }

    List<Figure> measureStart(int runs) throws IOException, InterruptedException {
        var plain = new Samples();
        var window = new Samples();
        var headless = new Samples();
        var headlessPlain = new Samples();
        for (int i = -1; i < runs; i++) {
            if (i == 0) {
                List.of(plain, window, headless, headlessPlain).forEach(Samples::clear);
            }
            plain.add(until(PAINTED, ""));
            window.add(until(PAINTED, cached));
            headless.add(until(READY, cachedHeadless, "--headless"));
            headlessPlain.add(until(READY, "", "--headless"));
        }
        return List.of(
                Figure.atMost(0.6 * plain.millis(0.5), "start to first painted frame, with AOT cache", "ms", window.millis(0.5),
                        plain.millis(0.5),
                        "without the cache"),
                Figure.atMost(0.5 * window.millis(0.5), "start to ready, --headless, with AOT cache", "ms", headless.millis(0.5),
                        window.millis(0.5), "the window's first painted frame"),
                Figure.only("  --headless without the cache", "ms", headlessPlain.millis(0.5)));
    }

    List<Figure> measureMemory() throws IOException, InterruptedException {
        return List.of(resident(260, cached, "window"), resident(130, cachedHeadless, "headless", "--headless"));
    }

    private Figure resident(double wanted, String cache, String name, String... words) throws IOException, InterruptedException {
        var data = scratch.resolve("data-" + name);
        LiveHouse.furnish(data, DEVICES);
        int port = freePort();
        var process = start(cache, Stream.concat(Stream.of(words), Stream.of("--data-dir", data.toString(), "--port", "" + port))
                .toArray(String[]::new));
        try {
            await(process, words.length == 0 ? PAINTED : READY);
            Thread.sleep(2_000);
            try (var wire = new Wire(port)) {
                for (int i = 0; i < DEVICES; i++) {
                    wire.say("bench/" + i, "2" + i % 10 + ".5").join();
                }
                Thread.sleep(20_000);
                return Figure.atMost(wanted, "resident memory with 100 devices, " + name, "MB", status(process, "VmRSS"),
                        status(process, "VmHWM"), "its peak");
            }
        } finally {
            stop(process);
        }
    }

    private static double status(Process process, String key) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream().filter(l -> l.startsWith(key + ":"))
                .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) * 1024 / 1e6).findFirst().orElse(Double.NaN);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Nanoseconds from the start of the process, in an empty data folder, until it says so.
    private long until(String line, String options, String... words) throws IOException, InterruptedException {
        var all = Stream.concat(Stream.of(words), Stream.of("--port", "0", "--data-dir", scratch.resolve("start-" + folders++).toString()))
                .toArray(String[]::new);
        long began = System.nanoTime();
        var process = start(options, all);
        try {
            await(process, line);
            return System.nanoTime() - began;
        } finally {
            stop(process);
        }
    }

    private Process start(String options, String... words) throws IOException {
        var command = new ArrayList<String>(List.of(tree.resolve("bin").resolve("hearth").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HEARTH_JAVA_OPTS", options + " -Dglass.platform=Headless -Dprism.order=sw");
        Optional.ofNullable(System.getProperty("java.home")).ifPresent(home -> builder.environment().put("JAVA25_HOME", home));
        return builder.start();
    }

    private static void await(Process process, String line) throws IOException {
        var said = new StringBuilder();
        BufferedReader reader = process.inputReader();
        for (String next; (next = reader.readLine()) != null;) {
            if (next.contains(line)) {
                return;
            }
            said.append(next).append('\n');
        }
        throw new IOException("ended without \"" + line + "\": " + said);
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
