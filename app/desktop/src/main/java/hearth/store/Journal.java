package hearth.store;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.home.AlarmMode;
import hearth.home.Automations;
import hearth.hub.Delivery;
import hearth.hub.Incident;
import hearth.hub.Incident.Happening;
import hearth.hub.JournalEntry;
import hearth.hub.Panel;
import hearth.hub.Proof;
import hearth.hub.Trace;
import hearth.hub.Unfinished;
import hearth.hub.Version;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What happened, line by line, and the break-ins; what it has written survives the loss of power. Store thread.
final class Journal implements AutoCloseable {

    /// A line with its place in the journal: written twice, it is there once.
    ///
    /// @param id grows from line to line
    record Line(long id, JournalEntry entry) {
    }

    private final Database database;

    Journal(Database database) {
        this.database = database;
    }

    /// Returns once all of it is safe, or nothing. An incident or a delivery takes the place of what was known of it, as do the alarm's
    /// panel and what a rule has not finished.
    void write(Waiting news) throws IOException {
        database.transaction(connection -> {
            append(connection, news.lines);
            if (news.panel != null) {
                put(connection, news.panel);
            }
            for (var incident : news.incidents.values()) {
                put(connection, incident);
            }
            Deliveries.put(connection, news.deliveries.values());
            Rulebook.put(connection, news.unfinished.values());
            Rulebook.traced(connection, news.traces);
            Rulebook.put(connection, news.versions);
            return true;
        });
    }

    private static void append(Connection connection, Collection<Line> lines) throws SQLException {
        var seal = Seal.newest(connection);
        try (var insert = connection.prepareStatement("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?)");
                var chain = connection.prepareStatement("INSERT INTO seal VALUES (?, ?)")) {
            for (var line : lines) {
                insert.setLong(1, line.id());
                insert.setLong(2, nanos(line.entry().at()));
                insert.setString(3, line.entry().kind().name());
                text(insert, 4, line.entry().device().map(DeviceId::value));
                insert.setString(5, line.entry().detail());
                if (insert.executeUpdate() == 1) {
                    seal = seal.over(line);
                    chain.setLong(1, seal.line());
                    chain.setBytes(2, seal.hash());
                    chain.executeUpdate();
                    if (line.entry().why().isPresent()) {
                        Rulebook.put(connection, line.id(), line.entry().why().get());
                    }
                }
            }
        }
    }

    private static void put(Connection connection, Panel panel) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO panel VALUES (1, ?, ?)")) {
            insert.setLong(1, panel.version());
            insert.setString(2, PanelForm.json(panel));
            insert.execute();
        }
    }

    /// The alarm as it was last written.
    ///
    /// @param damaged told where it is there and cannot be read: then it is as good as none
    Panel panel(Consumer<String> damaged) throws IOException {
        return database.read(connection -> {
            try (var select = connection.createStatement(); var row = select.executeQuery("SELECT json FROM panel")) {
                return !row.next() ? Panel.NEW : PanelForm.read(row.getString(1)).orElseGet(() -> {
                    damaged.accept("journal.db (alarm)");
                    return Panel.NEW;
                });
            }
        });
    }

    /// The first line that is not as it was written, or before which one is missing; empty if there is none.
    Optional<Instant> broken() throws IOException {
        return database.read(Seal::broken);
    }

    private static void put(Connection connection, Incident incident) throws SQLException {
        long since = nanos(incident.since());
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, since);
            insert.setString(2, incident.cause().device().value());
            insert.setString(3, incident.cause().node());
            insert.setString(4, incident.cause().property());
            insert.setString(5, incident.word());
            text(insert, 6, incident.zone());
            insert.setBoolean(7, incident.silenced());
            if (incident.acknowledged().isPresent()) {
                insert.setLong(8, nanos(incident.acknowledged().get()));
            } else {
                insert.setNull(8, Types.BIGINT);
            }
            insert.execute();
        }
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO incident_kind VALUES (?, ?, ?)")) {
            insert.setLong(1, since);
            insert.setString(2, incident.kind().name());
            text(insert, 3, incident.mode().map(AlarmMode::name));
            insert.execute();
        }
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO happening VALUES (?, ?, ?, ?, ?, ?, ?)");
                var causes = connection.prepareStatement("INSERT OR REPLACE INTO happening_cause VALUES (?, ?, ?, ?, ?)")) {
            int place = 0;
            for (var happening : incident.happenings()) {
                causes.setLong(1, since);
                causes.setInt(2, place);
                causes.setString(3, happening.cause().device().value());
                causes.setString(4, happening.cause().node());
                causes.setString(5, happening.cause().property());
                causes.addBatch();
                insert.setLong(1, since);
                insert.setInt(2, place++);
                insert.setLong(3, nanos(happening.first()));
                insert.setLong(4, nanos(happening.last()));
                insert.setInt(5, happening.count());
                insert.setString(6, happening.word());
                text(insert, 7, happening.zone());
                insert.addBatch();
            }
            insert.executeBatch();
            causes.executeBatch();
        }
    }

    /// The newest alarm as it was last written, but not as `recorded`: one nobody has seen rings again when it is reported so.
    Optional<Incident> latestIncident() throws IOException {
        return incidents(1).stream().findFirst();
    }

    /// The newest alarms, newest first; those that cannot be read are left out.
    List<Incident> incidents(int count) throws IOException {
        return database.read(connection -> {
            var all = new ArrayList<Incident>();
            try (var select = connection.prepareStatement("""
                    SELECT incident.*, ifnull(kind, 'BURGLARY') AS kind, mode FROM incident LEFT JOIN incident_kind USING (since)
                    ORDER BY since DESC LIMIT ?""")) {
                select.setInt(1, count);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        incident(connection, row).ifPresent(all::add);
                    }
                }
            }
            return all;
        });
    }

    private static Optional<Incident> incident(Connection connection, ResultSet row) throws SQLException {
        try {
            var cause = ref(row);
            return Optional.of(incident(row, cause, happenings(connection, row.getLong("since"), cause)));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static PropertyRef ref(ResultSet row) throws SQLException {
        return new PropertyRef(new DeviceId(row.getString("device")), row.getString("node"), row.getString("property"));
    }

    private static Incident incident(ResultSet row, PropertyRef cause, List<Happening> happenings) throws SQLException {
        long seen = row.getLong("acknowledged");
        Optional<Instant> acknowledged = row.wasNull() ? Optional.empty() : Optional.of(instant(seen));
        return new Incident(instant(row.getLong("since")), Incident.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("mode")).map(AlarmMode::valueOf), cause, row.getString("word"),
                Optional.ofNullable(row.getString("zone")),
                happenings, false, Optional.empty(), row.getBoolean("silenced"), acknowledged);
    }

    private static List<Happening> happenings(Connection connection, long since, PropertyRef cause) throws SQLException {
        var all = new ArrayList<Happening>();
        try (var select = connection.prepareStatement("""
                SELECT * FROM happening LEFT JOIN happening_cause USING (incident, place) WHERE incident = ? ORDER BY place""")) {
            select.setLong(1, since);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    all.add(new Happening(instant(row.getLong("first")), instant(row.getLong("last")), row.getInt("count"),
                            row.getString("device") == null ? cause : ref(row), row.getString("word"),
                            Optional.ofNullable(row.getString("zone"))));
                }
            }
        }
        return all;
    }

    /// The newest deliveries and all that are open, oldest first.
    List<Delivery> deliveries(int newest) throws IOException {
        return database.read(connection -> Deliveries.left(connection, newest));
    }

    /// What is known of each channel.
    Map<String, Proof> proofs() throws IOException {
        return database.read(connection -> {
            var proofs = new HashMap<String, Proof>();
            for (var delivery : Deliveries.proofs(connection)) {
                proofs.merge(delivery.channel(), Proof.NONE.after(delivery), (earlier, _) -> earlier.after(delivery));
            }
            return proofs;
        });
    }

    /// The newest lines, oldest first; those of a kind that only a newer program knows are left out.
    List<JournalEntry> last(int count) throws IOException {
        return database.read(connection -> {
            var all = new ArrayList<JournalEntry>();
            try (var select = connection.prepareStatement(
                    "SELECT at, kind, device, detail, json FROM entry LEFT JOIN why USING (id) ORDER BY id DESC LIMIT ?")) {
                select.setInt(1, count);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        entry(row).ifPresent(all::add);
                    }
                }
            }
            return all.reversed();
        });
    }

    /// The newest lines of a device, newest first.
    List<JournalEntry> of(DeviceId device, int count) throws IOException {
        return database.read(connection -> {
            var all = new ArrayList<JournalEntry>();
            try (var select = connection.prepareStatement(
                    """
                    SELECT at, kind, device, detail, json FROM entry LEFT JOIN why USING (id) WHERE device = ? ORDER BY id DESC LIMIT ?""")) {
                select.setString(1, device.value());
                select.setInt(2, count);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        entry(row).ifPresent(all::add);
                    }
                }
            }
            return all;
        });
    }

    /// What rules had begun.
    Map<String, Unfinished> unfinished() throws IOException {
        return database.read(Rulebook::unfinished);
    }

    /// What became of rules' last runs, oldest first.
    Map<String, List<Trace>> traces() throws IOException {
        return database.read(Rulebook::traces);
    }

    /// Scenes and rules as they were, the newest first.
    List<Version> versions() throws IOException {
        return database.read(Rulebook::versions);
    }

    Optional<Version> unkept(Automations found, Instant now) throws IOException {
        return database.read(connection -> Rulebook.unkept(connection, found, now));
    }

    private static Optional<JournalEntry> entry(ResultSet row) throws SQLException {
        try {
            return Optional.of(new JournalEntry(instant(row.getLong(1)), JournalEntry.Kind.valueOf(row.getString(2)),
                    Optional.ofNullable(row.getString(3)).map(DeviceId::new), row.getString(4),
                    Optional.ofNullable(row.getString(5)).flatMap(Rulebook::why)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /// The id of the newest line; 0 where there is none.
    long newest() throws IOException {
        return database.read(connection -> {
            try (var select = connection.createStatement(); var row = select.executeQuery("SELECT ifnull(max(id), 0) FROM entry")) {
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    /// Deletes all but the newest lines and deliveries.
    void prune(int most) throws IOException {
        database.transaction(connection -> {
            try (var delete = connection
                    .prepareStatement("DELETE FROM entry WHERE id <= (SELECT id FROM entry ORDER BY id DESC LIMIT 1 OFFSET ?)")) {
                delete.setInt(1, most);
                delete.executeUpdate();
                Seal.forget(connection);
                Rulebook.forget(connection);
            }
            Deliveries.prune(connection, most);
            return true;
        });
    }

    private static void text(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    /// Nanoseconds since 1970, good until the year 2262.
    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    @Override public void close() throws IOException {
        database.close();
    }
}
