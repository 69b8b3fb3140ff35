package hearth.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// What binds each line of the journal to all before it: SHA-256 over the seal before and the line, so that a line cannot be changed,
/// taken out or put in between unnoticed. That the newest lines were cut off cannot be seen. A value.
///
/// @param line the id of the line it closes; 0 for the beginning
record Seal(long line, byte[] hash) {

    private static final Seal FIRST = new Seal(0, new byte[0]);

    /// The one that closes the journal.
    static Seal newest(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var row = select.executeQuery("SELECT id, hash FROM seal ORDER BY id DESC LIMIT 1")) {
            return row.next() ? new Seal(row.getLong(1), row.getBytes(2)) : FIRST;
        }
    }

    /// With one more line.
    Seal over(Journal.Line line) {
        var entry = line.entry();
        return over(line.id(), Journal.nanos(entry.at()), entry.kind().name(), entry.device().map(Object::toString).orElse(""),
                entry.detail());
    }

    private Seal over(long id, long at, String kind, String device, String detail) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(hash);
            for (var part : new String[]{Long.toString(id), Long.toString(at), kind, device, detail}) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return new Seal(id, digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// When the first line was written that does not fit to those before it.
    static Optional<Instant> broken(Connection connection) throws SQLException {
        try (var select = connection.createStatement(); var row = select.executeQuery("""
                SELECT seal.id, seal.hash, entry.at, entry.kind, ifnull(entry.device, ''), entry.detail, entry.id IS NULL AS gone
                FROM seal LEFT JOIN entry USING (id) ORDER BY seal.id""")) {
            Seal before = null;
            boolean begun = false;
            while (row.next()) {
                var seal = new Seal(row.getLong(1), row.getBytes(2));
                boolean gone = row.getBoolean(7);
                if (!begun && gone) {
                    before = seal; // deleted for its age
                    continue;
                }
                var right = gone ? FIRST
                        : (before == null ? FIRST : before).over(seal.line(), row.getLong(3), row.getString(4), row.getString(5),
                                row.getString(6));
                if (!Arrays.equals(right.hash(), seal.hash())) {
                    return Optional.of(Journal.instant(gone ? seal.line() : row.getLong(3)));
                }
                begun = true;
                before = seal;
            }
        }
        return slipped(connection);
    }

    /// A line without a seal after the first that has one.
    private static Optional<Instant> slipped(Connection connection) throws SQLException {
        try (var select = connection.createStatement(); var row = select.executeQuery("""
                SELECT entry.at FROM entry LEFT JOIN seal USING (id)
                WHERE seal.id IS NULL AND entry.id > (SELECT min(id) FROM seal) ORDER BY entry.id LIMIT 1""")) {
            return row.next() ? Optional.of(Journal.instant(row.getLong(1))) : Optional.empty();
        }
    }

    /// Seals of lines that were deleted for their age, but for the last of them.
    static void forget(Connection connection) throws SQLException {
        try (var delete = connection.createStatement()) {
            delete.executeUpdate("""
                    DELETE FROM seal WHERE id < (SELECT max(id) FROM seal WHERE id < (SELECT min(id) FROM entry))""");
        }
    }
}
