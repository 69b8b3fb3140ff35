package hearth.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another Java process on the tests' class path.
public record Child(Process process, BufferedReader out) implements AutoCloseable {

    public static Child start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /// @param within    a command that runs the command it is given
    /// @param arguments the first is a folder, which also takes what a killed process leaves behind of SQLite's library
    public static Child start(List<String> within, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(within);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dorg.sqlite.tmpdir=" + arguments[0], "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new Child(process, process.inputReader());
    }

    public @Nullable String line() throws IOException {
        return out.readLine();
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
