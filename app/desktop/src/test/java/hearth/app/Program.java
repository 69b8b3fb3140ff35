package hearth.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The program in a process of its own, without any display.
record Program(Process process, BufferedReader out, Path errors) implements AutoCloseable {

    /// @param said on standard error, but for the log
    record End(int status, String said) {
    }

    private static final String READY = "Hearth is ready on 127.0.0.1:";

    private static final Pattern LOG = Pattern.compile("\\d{4}-\\d\\d-\\d\\d |NOTE: Picked up");

    static Program headless(Path folder, String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.add("--headless");
        return start(folder, Map.of(), all.toArray(String[]::new));
    }

    static Program start(Path folder, Map<String, String> environment, String... words) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "--data-dir", folder.toString()));
        command.addAll(List.of(words));
        var errors = Files.createTempFile(Files.createDirectories(folder), "errors", ".txt");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment);
        var process = builder.start();
        return new Program(process, process.inputReader(StandardCharsets.UTF_8), errors);
    }

    /// Waits until it is ready; the broker's port.
    int port() throws IOException {
        var line = String.valueOf(out.readLine());
        if (!line.startsWith(READY)) {
            throw new AssertionError(line + "\n" + Files.readString(errors));
        }
        return Integer.parseInt(line.substring(READY.length()));
    }

    /// Waits until it has ended by itself.
    End ends() throws IOException, InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs");
        }
        var said = Files.readString(errors).lines().filter(l -> !LOG.matcher(l).lookingAt()).collect(Collectors.joining("\n"));
        return new End(process.exitValue(), said);
    }

    /// kill -9, where the system has it.
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override public void close() {
        kill();
    }
}
