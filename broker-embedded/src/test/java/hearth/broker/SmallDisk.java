package hearth.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// A disk of some megabytes that only programs started [#within] see; it outlives them and goes with this. Needs Linux and root.
record SmallDisk(Process holder, Path mounted) implements AutoCloseable {
    private static final String MOUNT = "mount -t tmpfs -o size=$2m none \"$1\" && echo mounted && exec cat";

    /// Empty where the system does not let us mount.
    static Optional<SmallDisk> at(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        try {
            Process holder = new ProcessBuilder("unshare", "-m", "sh", "-c", MOUNT, "sh", folder.toString(), Integer.toString(megabytes))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return "mounted".equals(holder.inputReader().readLine()) ? Optional.of(new SmallDisk(holder, folder)) : Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        }
    }

    /// A command that runs the command it is given where the disk is.
    List<String> within() {
        return List.of("nsenter", "-m", "-t", Long.toString(holder.pid()));
    }

    /// As the outside sees it.
    private Path ballast() {
        return Path.of("/proc/" + holder.pid() + "/root" + mounted.resolve("ballast"));
    }

    /// Until not a byte more goes in.
    void fill() throws IOException {
        try (var ballast = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                ballast.write(ByteBuffer.allocate(4_096));
            }
        } catch (IOException full) {
            if (Files.size(ballast()) == 0) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    @Override public void close() {
        holder.destroyForcibly();
    }
}
