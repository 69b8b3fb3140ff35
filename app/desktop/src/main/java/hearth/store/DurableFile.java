package hearth.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a file changes as a whole: after a crash there is the old one or the new one, never half of it. For its owner only. Any thread.
final class DurableFile {

    private static final Logger log = LoggerFactory.getLogger(DurableFile.class);
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private DurableFile() {
    }

    static void replace(Path file, byte[] content) throws IOException {
        var fresh = sibling(file, ".new");
        Files.deleteIfExists(fresh);
        try (var out = FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
            for (var rest = ByteBuffer.wrap(content); rest.hasRemaining();) {
                out.write(rest);
            }
        }
        publish(fresh, file);
    }

    /// The folder may be an older one that others can look into.
    static FileAttribute<?>[] ownersOnly() {
        return posix() ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNERS)} : new FileAttribute<?>[0];
    }

    /// Takes a file that others may read from them, where the file system knows of others.
    static void closeToOthers(Path file) {
        try {
            if (posix() && !Files.getPosixFilePermissions(file).equals(OWNERS)) {
                Files.setPosixFilePermissions(file, OWNERS);
            }
        } catch (IOException | UnsupportedOperationException nobodysOwn) {
            log.debug("{} stays as open as it is: {}", file, nobodysOwn.toString());
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /// Puts a finished file in another's place.
    static void publish(Path fresh, Path file) throws IOException {
        closeToOthers(fresh);
        try (var written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolderOf(file);
    }

    /// Keeps a damaged file under a name of its own, `home.json.broken-20261122-154000`, and gives that name.
    static Path setAside(Path file, Instant now) throws IOException {
        var name = ".broken-" + STAMP.format(now);
        for (int n = 1;; n++) {
            var kept = sibling(file, n == 1 ? name : name + "-" + n);
            try {
                Files.move(file, kept);
                forceFolderOf(file);
                return kept;
            } catch (FileAlreadyExistsException oneOfThisSecond) {
                continue;
            }
        }
    }

    static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /// A new name is durable once its folder is; Windows does that by itself and cannot be asked.
    private static void forceFolderOf(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null && posix()) {
            try (var open = FileChannel.open(folder, StandardOpenOption.READ)) {
                open.force(true);
            }
        }
    }
}
