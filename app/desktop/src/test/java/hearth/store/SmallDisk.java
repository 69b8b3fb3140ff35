package hearth.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A disk of 10 MB mounted at a folder, which only the program started by [#command] sees and which goes with it.
public record SmallDisk(Path folder) {

    /// A command that runs the command it is given.
    public List<String> command() {
        return List.of("unshare", "-m", "sh", "-c", "d=$1; shift; mount -t tmpfs -o size=10m none \"$d\" && exec \"$@\"", "sh",
                folder.toString());
    }

    /// Mounting needs Linux and root.
    public boolean works() throws InterruptedException {
        try {
            var command = new ArrayList<>(command());
            command.add("true");
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /// Until not a byte more goes in; for the program that sees it.
    public void fill() throws IOException {
        var ballast = folder.resolve("ballast");
        try (var out = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                out.write(ByteBuffer.allocate(4_096));
            }
        } catch (IOException full) {
            if (Files.size(ballast) <= 4_096) {
                throw full;
            }
        }
    }

    public void free() throws IOException {
        Files.delete(folder.resolve("ballast"));
    }
}
