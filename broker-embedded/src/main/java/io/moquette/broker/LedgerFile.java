package io.moquette.broker;

import hearth.broker.tls.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/// The [Ledger]'s file: SQLite with a write-ahead log, forced to the disk with every commit, locked against other programs.
/// One thread at a time.
@NullMarked
final class LedgerFile implements AutoCloseable {
    /// The store cannot be read; the message is the reason.
    static final class DamagedException extends Exception {
        DamagedException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    record Subscribed(long no, String share, String filter, int options, int identifier) {}

    record Contents(List<Ledger.Kept> sessions, List<Subscribed> subscriptions, List<StoredMessage> retained) {}

    /// Some of a session's messages, in order.
    record Page(List<Ledger.Row> rows, boolean isLast) {}

    /// A queue's row is its session's number and, in the lower bits, the message's.
    static final int SEQ_BITS = 40;
    private static final int SCHEMA = 1;
    private static final int PAGE_MESSAGES = 256;
    private static final int PAGE_BYTES = 512 * 1024;
    private static final Set<Integer> OF_THE_DISK = Stream
            .of(SQLiteErrorCode.SQLITE_CANTOPEN, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_PERM, SQLiteErrorCode.SQLITE_READONLY,
                    SQLiteErrorCode.SQLITE_IOERR)
            .map(error -> error.code).collect(Collectors.toUnmodifiableSet());

    private static final Logger log = LoggerFactory.getLogger(LedgerFile.class);

    private final Path path;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Connection connection;
    /// Why nothing could be opened yet, and so nothing is kept.
    private @Nullable SQLException refusal;

    /// If the disk refuses and nothing is kept there, it begins without a file and tries again with each use.
    ///
    /// @throws IOException if another program has it open
    LedgerFile(Path path) throws IOException, DamagedException {
        this.path = path;
        boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (there && (!Files.isRegularFile(path) || Files.size(path) == 0)) {
            throw new DamagedException(new IOException("No database any more: " + path)); // SQLite would begin anew without a word
        }
        try {
            connection = open(true);
        } catch (SQLException failed) {
            int code = failed.getErrorCode() & 0xFF;
            if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
                throw new IOException("The broker's store is in use by another program: " + path, failed);
            }
            boolean full = code == SQLiteErrorCode.SQLITE_FULL.code;
            if (!OF_THE_DISK.contains(code) || !full && there) {
                throw new DamagedException(failed);
            }
            refusal = failed;
        }
    }

    boolean isOpen() {
        return connection != null;
    }

    /// Why it could not be opened, empty if it could.
    String refusal() {
        return refusal == null ? "" : String.valueOf(refusal.getMessage());
    }

    static long row(long no, long seq) {
        return no << SEQ_BITS | seq;
    }

    private Connection open(boolean first) throws SQLException {
        var settings = new Properties();
        settings.setProperty("busy_timeout", "0");
        Connection opened = JDBC.createConnection("jdbc:sqlite:" + path.toUri(), settings);
        closeToOthers(); // SQLite makes the log as open as the file is
        try (var statement = opened.createStatement()) {
            for (String each : List.of("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                    "PRAGMA journal_size_limit = 16777216", "PRAGMA cache_size = -1024")) {
                statement.execute(each);
            }
            if (first) {
                check(statement);
            }
            prepare(opened);
            return opened;
        } catch (SQLException failed) {
            opened.close();
            throw failed;
        }
    }

    private void closeToOthers() {
        try {
            OwnFile.closeToOthers(path);
        } catch (IOException nobodysOwn) {
            log.debug("{} stays as open as it is: {}", path, nobodysOwn.toString());
        }
    }

    private void check(Statement statement) throws SQLException {
        try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!check.next() || !"ok".equals(check.getString(1))) {
                throw new SQLException("Damaged: " + path, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
            }
        }
    }

    private static void prepare(Connection opened) throws SQLException {
        try (var statement = opened.createStatement()) {
            try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
                int known = version.getInt(1);
                if (known > SCHEMA) {
                    throw new SQLException("Written by a newer version: " + known);
                }
                opened.setAutoCommit(false);
                if (known == SCHEMA) {
                    return; // writes nothing: the disk may be full
                }
            }
            for (String each : List.of(
                    "CREATE TABLE IF NOT EXISTS session (no INTEGER PRIMARY KEY, client TEXT NOT NULL, version INTEGER NOT NULL,"
                            + " expiry INTEGER NOT NULL, gone INTEGER NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS subscription (no INTEGER NOT NULL, share TEXT NOT NULL, filter TEXT NOT NULL,"
                            + " options INTEGER NOT NULL, identifier INTEGER NOT NULL, PRIMARY KEY (no, share, filter)) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS retained (topic TEXT NOT NULL PRIMARY KEY, message BLOB NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS received (no INTEGER NOT NULL, packet INTEGER NOT NULL, PRIMARY KEY (no, packet))"
                            + " WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS queue (id INTEGER PRIMARY KEY, packet INTEGER NOT NULL, message BLOB)",
                    "PRAGMA user_version = " + SCHEMA)) {
                statement.execute(each);
            }
            opened.commit();
        }
    }

    Contents contents() throws DamagedException {
        if (connection == null) {
            return new Contents(List.of(), List.of(), List.of());
        }
        try (var statement = connected().createStatement()) {
            var received = new HashMap<Long, List<Integer>>();
            try (ResultSet rows = statement.executeQuery("SELECT no, packet FROM received")) {
                while (rows.next()) {
                    received.computeIfAbsent(rows.getLong(1), no -> new ArrayList<>()).add(rows.getInt(2));
                }
            }
            var sessions = new ArrayList<Ledger.Kept>();
            try (ResultSet rows = statement.executeQuery("SELECT no, client, version, expiry, gone,"
                    + " (SELECT count(*) FROM queue WHERE id BETWEEN no << 40 AND (no + 1 << 40) - 1),"
                    + " (SELECT max(id) FROM queue WHERE id BETWEEN no << 40 AND (no + 1 << 40) - 1) FROM session ORDER BY no")) {
                while (rows.next()) {
                    long no = rows.getLong(1);
                    long last = rows.getLong(7) & (1L << SEQ_BITS) - 1;
                    sessions.add(new Ledger.Kept(no, rows.getString(2), rows.getInt(3), rows.getInt(4), rows.getLong(5),
                            received.getOrDefault(no, List.of()), last + 1, rows.getInt(6)));
                }
            }
            var subscriptions = new ArrayList<Subscribed>();
            try (ResultSet rows = statement.executeQuery("SELECT no, share, filter, options, identifier FROM subscription")) {
                while (rows.next()) {
                    subscriptions.add(new Subscribed(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getInt(4),
                            rows.getInt(5)));
                }
            }
            var retained = new ArrayList<StoredMessage>();
            try (ResultSet rows = statement.executeQuery("SELECT message FROM retained")) {
                while (rows.next()) {
                    retained.add(StoredMessage.of(rows.getBytes(1)));
                }
            }
            connected().commit();
            return new Contents(sessions, subscriptions, retained);
        } catch (SQLException | UncheckedIOException | NullPointerException unreadable) {
            throw new DamagedException(unreadable);
        }
    }

    /// The next of a session's messages; one that cannot be read is left out.
    Page rows(long no, long from) throws SQLException {
        if (refusal != null) {
            return new Page(List.of(), true);
        }
        var found = new ArrayList<Ledger.Row>();
        PreparedStatement select = statement(
                "SELECT id, packet, message FROM queue WHERE id BETWEEN ? AND ? ORDER BY id LIMIT " + PAGE_MESSAGES);
        select.setLong(1, row(no, from));
        select.setLong(2, row(no + 1, 0) - 1);
        int size = 0;
        boolean more = true;
        try (ResultSet rows = select.executeQuery()) {
            while (size < PAGE_BYTES && (more = rows.next())) {
                byte[] bytes = rows.getBytes(3);
                size += bytes == null ? 0 : bytes.length;
                long seq = rows.getLong(1) & (1L << SEQ_BITS) - 1;
                found.add(new Ledger.Row(seq, rows.getInt(2), bytes == null ? null : StoredMessage.readable(bytes)));
            }
        }
        return new Page(found, !more && found.size() < PAGE_MESSAGES);
    }

    /// A transaction begins with its first statement.
    void begin() throws SQLException {
        connected();
    }

    void run(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case StoredMessage message -> statement.setBytes(i + 1, message.toBytes());
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case null, default -> statement.setObject(i + 1, values[i]);
            }
        }
        statement.executeUpdate();
    }

    void commit() throws SQLException {
        connected().commit();
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connected().prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    private Connection connected() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = refusal == null ? open(false) : begun();
            connection = now;
            refusal = null;
        }
        return now;
    }

    /// For the first time, long after the start: what the file may hold by now was not read then, and must not be mixed with what came since.
    private Connection begun() throws SQLException {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException refused) {
            throw new SQLException(refused);
        }
        Connection opened = open(true);
        try (var statement = opened.createStatement(); ResultSet any = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM session)"
                + " OR EXISTS (SELECT 1 FROM retained)")) {
            if (any.getBoolean(1)) {
                opened.close();
                throw new SQLException("There is an older store that must be read first: start again");
            }
        }
        return opened;
    }

    /// After an error the driver no longer tells the truth about what was written: the next use begins with a new connection.
    void reopen() {
        close();
    }

    @Override public void close() {
        statements.clear();
        Connection now = connection;
        connection = null;
        if (now != null) {
            try {
                now.close();
            } catch (SQLException whatWasCommittedIsSafe) {
                // nothing is left to be done
            }
        }
    }
}
