package hearth.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/// One SQLite file with a write-ahead log: opened when it is first needed, closed after any error and opened anew by the next
/// call (after a full disk the driver's connection no longer tells the truth), replaced when it is damaged.
///
/// One thread at a time, except [#reading] and [#backUp], which have connections of their own.
final class Database implements AutoCloseable {

    /// What is done within one transaction. It may be done twice.
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// FULL survives the loss of power, at the price of a force for each commit; NORMAL then loses the last seconds.
    enum Synchronous {
        FULL, NORMAL
    }

    private static final int SMALLEST = 512;

    private static final Set<Integer> DAMAGE = Stream
            .of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB, SQLiteErrorCode.SQLITE_ERROR,
                    SQLiteErrorCode.SQLITE_CONSTRAINT,
                    SQLiteErrorCode.SQLITE_MISMATCH, SQLiteErrorCode.SQLITE_SCHEMA, SQLiteErrorCode.SQLITE_FORMAT)
            .map(error -> error.code).collect(Collectors.toUnmodifiableSet());

    private final Path file;
    private final Synchronous synchronous;
    private final List<String> migrations;
    private final InstantSource clock;
    private final Consumer<String> damaged;
    private @Nullable Connection connection;

    /// Not even an empty file would do: then the fault is not the file's.
    private boolean hopeless;

    /// @param kind    the folder of this package's resources with the migrations 1.sql, 2.sql, …
    /// @param damaged told the name of a file that was set aside
    Database(Path file, String kind, Synchronous synchronous, InstantSource clock, Consumer<String> damaged) throws IOException {
        this.file = file;
        this.synchronous = synchronous;
        this.clock = clock;
        this.damaged = damaged;
        this.migrations = migrations(kind);
    }

    private static List<String> migrations(String kind) throws IOException {
        var all = new ArrayList<String>();
        while (true) {
            try (var script = Database.class.getResourceAsStream(kind + "/" + (all.size() + 1) + ".sql")) {
                if (script == null) {
                    return all;
                }
                all.add(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /// Returns once the work is committed.
    ///
    /// @throws IOException if the disk refuses; what the work did may then still be there, so it must bear being repeated
    <T> T transaction(Work<T> work) throws IOException {
        for (int replaced = 0;; replaced++) {
            try {
                return attempt(work);
            } catch (SQLException failed) {
                hopeless |= replaced == 2;
                if (hopeless || !damage(failed)) {
                    throw new IOException(failed.getMessage(), failed);
                }
            }
            if (replaced == 1 && Files.exists(backup())) {
                DurableFile.setAside(backup(), clock.instant());
            }
            setAside();
        }
    }

    private <T> T attempt(Work<T> work) throws SQLException, IOException {
        try {
            var open = connection == null ? open() : connection;
            connection = open;
            T answer = work.on(open);
            open.commit();
            return answer;
        } catch (SQLException | RuntimeException failed) {
            try {
                release();
            } catch (SQLException alsoNotClosed) {
                failed.addSuppressed(alsoNotClosed);
            }
            throw failed;
        }
    }

    /// A transaction that only reads; it also works where nothing can be written, not even the log's index: then it sees the file
    /// without its log, which a hub that was closed in order leaves empty.
    <T> T read(Work<T> work) throws IOException {
        try {
            return transaction(work);
        } catch (IOException unwritable) {
            try (var bare = connect("?mode=ro&immutable=1")) {
                return work.on(bare);
            } catch (SQLException unreadable) {
                throw unwritable;
            }
        }
    }

    /// Reads beside the thread that writes, without holding it up.
    <T> T reading(Work<T> work) throws IOException {
        try (var own = connect("?mode=ro")) {
            return work.on(own);
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    /// Copies it whole to a file beside it, which takes its place if it is ever damaged.
    void backUp() throws IOException {
        var fresh = DurableFile.sibling(backup(), ".new");
        Files.deleteIfExists(fresh);
        reading(own -> {
            try (var copy = own.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, fresh.toString());
                return copy.execute();
            }
        });
        DurableFile.publish(fresh, backup());
    }

    /// How long ago it was copied; longer than any time if never.
    Duration backupAge() throws IOException {
        return Files.exists(backup()) ? Duration.between(Files.getLastModifiedTime(backup()).toInstant(), clock.instant())
                : Duration.between(Instant.MIN, Instant.MAX);
    }

    private Path backup() {
        return DurableFile.sibling(file, ".backup");
    }

    private Connection open() throws SQLException, IOException {
        if (Files.notExists(file)) {
            if (Files.exists(log())) {
                throw damage("only the log is left");
            }
            establish();
        }
        if (Files.size(file) < SMALLEST) {
            throw damage("cut off"); // SQLite would take it for a new file
        }
        DurableFile.closeToOthers(file); // SQLite makes the log as open as the file is
        var open = connect("?mode=rw");
        try {
            prepare(open);
            return open;
        } catch (SQLException failed) {
            open.close();
            throw failed;
        }
    }

    private void prepare(Connection open) throws SQLException {
        try (var statement = open.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + synchronous);
            statement.execute("PRAGMA journal_size_limit = 16777216");
            try (var check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    throw damage("the check failed");
                }
            }
        }
        migrate(open);
        open.setAutoCommit(false);
    }

    /// One that comes from a newer program is used as it is: migrations only add.
    private void migrate(Connection open) throws SQLException {
        try (var statement = open.createStatement()) {
            int version;
            try (var row = statement.executeQuery("PRAGMA user_version")) {
                version = row.next() ? row.getInt(1) : 0;
            }
            for (int next = version + 1; next <= migrations.size(); next++) {
                statement.executeUpdate("BEGIN IMMEDIATE;" + migrations.get(next - 1) + ";PRAGMA user_version = " + next + ";COMMIT");
            }
        }
    }

    /// From the backup, or empty. The file gets its name when it is complete: one of no bytes is never ours.
    private void establish() throws SQLException, IOException {
        var fresh = DurableFile.sibling(file, ".new");
        for (var left : List.of(fresh, DurableFile.sibling(fresh, "-wal"), DurableFile.sibling(fresh, "-shm"))) {
            Files.deleteIfExists(left);
        }
        if (Files.exists(backup())) {
            Files.copy(backup(), fresh);
            try (var copy = connect(fresh, "?mode=rw")) {
                prepare(copy);
            } catch (SQLException failed) {
                if (!damage(failed)) {
                    throw failed;
                }
                DurableFile.setAside(backup(), clock.instant());
                establish();
                return;
            }
        } else {
            try (var empty = connect(fresh, "?mode=rwc"); var statement = empty.createStatement()) {
                statement.execute("PRAGMA synchronous = OFF"); // it is forced as a whole
                migrate(empty);
            }
        }
        DurableFile.publish(fresh, file);
    }

    /// The file first: a log alone is recognised if the process ends in between.
    private void setAside() throws IOException {
        var kept = Files.exists(file) ? DurableFile.setAside(file, clock.instant())
                : DurableFile.sibling(file, ".broken-" + clock.instant().getEpochSecond());
        if (Files.exists(log())) {
            Files.move(log(), DurableFile.sibling(kept, "-wal"));
        }
        Files.deleteIfExists(DurableFile.sibling(file, "-shm"));
        damaged.accept(String.valueOf(file.getFileName()));
    }

    private Path log() {
        return DurableFile.sibling(file, "-wal");
    }

    private Connection connect(String mode) throws SQLException {
        return connect(file, mode);
    }

    private static Connection connect(Path to, String mode) throws SQLException {
        return JDBC.createConnection("jdbc:sqlite:" + to.toUri() + mode, new Properties());
    }

    private static SQLException damage(String what) {
        return new SQLException(what, null, SQLiteErrorCode.SQLITE_CORRUPT.code);
    }

    /// Beside the plain words for it: our statements are fixed and break no constraint, so a file in which they fail is not ours;
    /// and a file that may be written but calls itself read-only has a wrong byte in its head.
    private boolean damage(SQLException failed) {
        return DAMAGE.contains(failed.getErrorCode()) || failed.getErrorCode() == SQLiteErrorCode.SQLITE_READONLY.code
                && Files.isWritable(file) && Files.isWritable(file.resolveSibling("."));
    }

    private void release() throws SQLException {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /// Folds the log into the file.
    @Override public void close() throws IOException {
        try {
            release();
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }
}
