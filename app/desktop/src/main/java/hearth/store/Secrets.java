package hearth.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One secret that must be known to be used, as the password of brokers beyond this machine: in the platform's key store where there is
/// one that works, else in a file for its owner only. Any thread; waits for the key store.
public final class Secrets {

    /// The platform's programs for its key store; a password goes in and comes out over their standard streams, never in an argument.
    ///
    /// @param input  what `keep` reads, with `%s` for the password
    /// @param locks  whether it keeps nothing itself: what `keep` says is the password locked up, for a file, which `find` unlocks
    /// @param forget empty for nothing to be done
    record KeyStore(List<String> keep, String input, List<String> find, List<String> forget, boolean locks) {

        /// Windows' Data Protection API: only the same user of the same computer unlocks it.
        private static final String LOCK = "$p = [Console]::In.ReadToEnd(); "
                + "ConvertTo-SecureString -String $p -AsPlainText -Force | ConvertFrom-SecureString";
        private static final String UNLOCK = "$s = [Console]::In.ReadToEnd().Trim() | ConvertTo-SecureString; "
                + "[Net.NetworkCredential]::new('', $s).Password";

        /// @param system  as the system property `os.name` spells it
        /// @param account tells this hub from another of the same user
        static Optional<KeyStore> of(String system, String account) {
            var name = system.toLowerCase(Locale.ROOT);
            if (name.startsWith("linux")) {
                return Optional.of(new KeyStore(List.of("secret-tool", "store", "--label=Hearth", "program", "hearth", "folder", account),
                        "%s", List.of("secret-tool", "lookup", "program", "hearth", "folder", account),
                        List.of("secret-tool", "clear", "program", "hearth", "folder", account), false));
            }
            if (name.startsWith("mac")) {
                return Optional.of(new KeyStore(List.of("security", "-i"),
                        "add-generic-password -U -s hearth -a \"" + account + "\" -w \"%s\"\n",
                        List.of("security", "find-generic-password", "-s", "hearth", "-a", account, "-w"),
                        List.of("security", "delete-generic-password", "-s", "hearth", "-a", account), false));
            }
            return name.startsWith("windows") ? Optional.of(new KeyStore(powerShell(LOCK), "%s", powerShell(UNLOCK), List.of(), true))
                    : Optional.empty();
        }

        private static List<String> powerShell(String command) {
            return List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", command);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Secrets.class);

    private final Path file;
    private final Optional<KeyStore> keyStore;
    private final Duration patience;

    /// The password of brokers beyond this machine.
    ///
    /// @param folder the hub's own
    public Secrets(Path folder) {
        this(folder.resolve("broker-password"), KeyStore.of(System.getProperty("os.name", ""), folder.toAbsolutePath().toString()),
                Duration.ofSeconds(10));
    }

    /// A secret with a name.
    ///
    /// @param folder the hub's own
    /// @param name   letters, digits and `-` only
    public Secrets(Path folder, String name) {
        this(folder.resolve("secrets").resolve(name), KeyStore.of(System.getProperty("os.name", ""), folder.toAbsolutePath() + "#" + name),
                Duration.ofSeconds(10));
    }

    Secrets(Path file, Optional<KeyStore> keyStore, Duration patience) {
        this.file = file;
        this.keyStore = keyStore;
        this.patience = patience;
    }

    /// True where the platform's key store has it now, false where the file has. The one before goes when this one is safe.
    ///
    /// @throws IOException if it can be kept nowhere
    public boolean keep(String password) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (keyStore.isPresent() && plain(password) && stored(keyStore.get(), password)) {
            Files.deleteIfExists(file);
            return true;
        }
        write(file, password); // which counts before any key store
        Files.deleteIfExists(locked());
        forgetStored();
        return false;
    }

    private boolean stored(KeyStore store, String password) throws IOException {
        var said = run(store.keep(), store.input().formatted(password));
        if (said.isPresent() && store.locks()) {
            write(locked(), said.get());
        }
        return said.isPresent() && found(store).equals(Optional.of(password));
    }

    private Optional<String> found(KeyStore store) throws IOException {
        return store.locks() ? Files.exists(locked()) ? run(store.find(), Files.readString(locked())) : Optional.empty()
                : run(store.find(), "");
    }

    private Path locked() {
        return DurableFile.sibling(file, ".locked");
    }

    private static void write(Path file, String text) throws IOException {
        create(file);
        DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
        owned(file);
    }

    /// What programs that read lines and quotes cannot misunderstand.
    private static boolean plain(String password) {
        return password.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\') && password.equals(password.strip());
    }

    /// Empty where none was kept, or where it cannot be read, which is logged.
    public Optional<String> find() {
        try {
            return Files.exists(file) || keyStore.isEmpty() ? Optional.of(Files.readString(file)) : found(keyStore.get());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            log.warn("{} cannot be read: {}", file.getFileName(), unreadable.toString());
            return Optional.empty();
        }
    }

    /// From wherever it is kept.
    ///
    /// @throws IOException if the file stays; a key store that refuses is let be
    public void forget() throws IOException {
        boolean here = Files.deleteIfExists(file) | Files.deleteIfExists(locked());
        if (!here) {
            forgetStored();
        }
    }

    private void forgetStored() {
        keyStore.filter(s -> !s.locks()).ifPresent(s -> run(s.forget(), ""));
    }

    /// First as an empty file that nobody else may read, so that its content never is.
    private static void create(Path file) throws IOException {
        var fresh = DurableFile.sibling(file, ".new");
        Files.deleteIfExists(fresh);
        if (posix()) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static void owned(Path file) throws IOException {
        if (posix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /// What it said, if it ended well and in time.
    private Optional<String> run(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                return Optional.of(new String(process.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8).replaceFirst("\\R$", ""));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException none) {
            log.debug("no key store: {}", none.getMessage());
            return Optional.empty();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
