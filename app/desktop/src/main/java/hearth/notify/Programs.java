package hearth.notify;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The operating system's own programs, never run through a shell.
///
/// @param path  folders to look in, written as the system writes `PATH`
/// @param limit a program that takes longer is ended
record Programs(String path, Duration limit) {

    /// @param said the first words of what it wrote
    record Ended(int status, String said) {
    }

    private static final int WORDS = 300;

    static Programs here() {
        return new Programs(String.valueOf(System.getenv("PATH")), Duration.ofSeconds(5));
    }

    /// Blocks for as long as the program runs.
    ///
    /// @param command     a program's bare name and its arguments
    /// @param environment in addition to this process's own
    /// @throws IOException in plain words: there is no such program, it did not start, or it took too long
    Ended run(List<String> command, Map<String, String> environment) throws IOException {
        var name = command.getFirst();
        var found = new ArrayList<>(command);
        found.set(0, find(name).toString());
        var builder = new ProcessBuilder(found).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " took longer than " + limit.toSeconds() + " s");
            }
            // The process is gone and its words are buffered: this read cannot wait.
            var said = new String(process.getInputStream().readNBytes(WORDS), Charset.forName(System.getProperty("native.encoding")));
            return new Ended(process.exitValue(), said.strip());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", ended);
        } finally {
            process.destroyForcibly();
        }
    }

    /// Starts one that runs until its input ends, as it does when this program is gone.
    ///
    /// @throws IOException in plain words: there is no such program, or it did not start
    Process start(List<String> command) throws IOException {
        var found = new ArrayList<>(command);
        found.set(0, find(command.getFirst()).toString());
        return new ProcessBuilder(found).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
    }

    private Path find(String name) throws IOException {
        for (var folder : path.split(Pattern.quote(File.pathSeparator))) {
            var file = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IOException("there is no " + name);
    }
}
