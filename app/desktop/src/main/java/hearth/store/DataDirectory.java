package hearth.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one folder in which a hub keeps everything, held by one hub at a time. Any thread.
public final class DataDirectory implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;
    private final String clientId;

    private DataDirectory(Path folder, FileChannel channel, String clientId) {
        this.folder = folder;
        this.channel = channel;
        this.clientId = clientId;
    }

    /// Where a platform's programs keep their data.
    ///
    /// @param system      as the system property `os.name` spells it
    /// @param environment the process's environment
    /// @param home        the user's home folder
    public static Path standard(String system, Map<String, String> environment, Path home) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local")).resolve("Hearth");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Hearth");
        }
        return folder(environment.get("XDG_DATA_HOME"), home.resolve(".local").resolve("share")).resolve("hearth");
    }

    /// The XDG base directory specification has relative paths ignored.
    private static Path folder(@Nullable String named, Path otherwise) {
        return named == null || named.isEmpty() || !Path.of(named).isAbsolute() ? otherwise : Path.of(named);
    }

    /// Makes the folder where it is missing, for its owner only, and locks it until [#close] or the end of the process, however
    /// that comes.
    ///
    /// @throws DataInUseException      while another hub holds it
    /// @throws DataUnwritableException if it cannot be made or written to
    public static DataDirectory open(Path folder) throws DataInUseException, DataUnwritableException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
            var channel = FileChannel.open(folder.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    DurableFile.ownersOnly());
            try {
                if (!locked(channel)) {
                    throw new DataInUseException(folder);
                }
                return new DataDirectory(folder, channel, clientId(folder.resolve("client-id")));
            } catch (IOException refused) {
                channel.close();
                throw refused;
            }
        } catch (DataInUseException inUse) {
            throw inUse;
        } catch (IOException refused) {
            throw new DataUnwritableException(folder, why(refused), refused);
        }
    }

    private static String why(IOException refused) {
        return switch (refused) {
            case AccessDeniedException _ -> "not permitted";
            case FileSystemException named when named.getReason() == null -> "it cannot be made";
            case FileSystemException named -> named.getReason();
            default -> String.valueOf(refused.getMessage());
        };
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    private static String clientId(Path file) throws IOException {
        if (Files.exists(file)) {
            var known = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            if (known.matches("hearth[0-9a-f]{16}")) {
                return known;
            }
        }
        var random = new byte[8];
        new SecureRandom().nextBytes(random);
        var fresh = "hearth" + HexFormat.of().formatHex(random);
        DurableFile.replace(file, (fresh + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return fresh;
    }

    public Path folder() {
        return folder;
    }

    /// The hub's name at a broker, the same at every start: 22 letters and digits, which every broker takes (MQTT 3.1.1, 3.1.3.1).
    public String clientId() {
        return clientId;
    }

    /// Another hub may have it now.
    @Override public void close() throws IOException {
        channel.close();
    }
}
