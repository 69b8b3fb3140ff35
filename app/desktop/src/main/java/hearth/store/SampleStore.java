package hearth.store;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.store.SampleBatch.Sample;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what properties were over time, and what each was last; [Courses] reads it. Store thread.
///
/// Samples grow sparse with age, and faster when the budget is reached: of a number the least and the greatest of each bucket
/// stay, of words the first and the last. Beyond that the oldest go.
final class SampleStore implements AutoCloseable {

    /// From some age on, two samples a bucket are enough.
    ///
    /// @param mark the column that says up to where a series has been thinned so
    /// @param span what one step takes on
    private record Level(String mark, long age, long bucket, long span) {
    }

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final List<Level> LEVELS = List.of(new Level("fine", 2 * DAY, 5 * MINUTE, HOUR),
            new Level("coarse", 30 * DAY, HOUR, DAY));

    /// How often the ages may be halved: two days to eleven minutes.
    private static final int TIGHTEST = 8;

    /// Samples of a forgotten device that one step deletes.
    private static final int SLICE = 5_000;

    private static final class Series {
        final long id;
        Value value;
        final long[] marks;

        Series(long id, Value value, long fine, long coarse) {
            this.id = id;
            this.value = value;
            marks = new long[]{fine, coarse};
        }
    }

    private final Database database;
    private final long budget;
    private @Nullable Map<PropertyRef, Series> known;
    private int tightness;

    /// @param budget bytes in use; the file itself may stay larger for a while
    SampleStore(Database database, long budget) {
        this.database = database;
        this.budget = budget;
    }

    // ---- writing

    /// Forgets, then writes; returns once the operating system has it.
    void write(SampleBatch batch) throws IOException {
        transaction(connection -> {
            var all = series(connection);
            for (var device : batch.forgotten()) {
                drop(connection, all, List.of(device));
            }
            try (var sample = connection.prepareStatement("INSERT OR REPLACE INTO samples VALUES (?, ?, ?)");
                    var last = connection.prepareStatement("UPDATE series SET at = ?, value = ? WHERE id = ?")) {
                for (var entry : batch.samples().entrySet()) {
                    var samples = entry.getValue();
                    var series = all.get(entry.getKey());
                    boolean fresh = series == null;
                    if (series == null) {
                        series = create(connection, entry.getKey(), samples.getFirst());
                        all.put(entry.getKey(), series);
                    }
                    for (var s : samples) {
                        if (fresh || s.value() instanceof Value.Numeric || !s.value().equals(series.value)) {
                            sample.setLong(1, series.id);
                            sample.setLong(2, s.at().toEpochMilli());
                            Columns.set(sample, 3, s.value());
                            sample.addBatch();
                        }
                        series.value = s.value();
                        fresh = false;
                    }
                    last.setLong(1, Journal.nanos(samples.getLast().at()));
                    Columns.set(last, 2, series.value);
                    last.setLong(3, series.id);
                    last.addBatch();
                }
                sample.executeBatch();
                last.executeBatch();
            }
            return true;
        });
    }

    private static Series create(Connection connection, PropertyRef property, Sample first) throws SQLException {
        long day = Math.floorDiv(first.at().toEpochMilli(), DAY) * DAY;
        try (var insert = connection.prepareStatement(
                "INSERT INTO series (device, node, property, at, value, fine, coarse) VALUES (?, ?, ?, 0, 0, ?, ?) RETURNING id")) {
            insert.setString(1, property.device().value());
            insert.setString(2, property.node());
            insert.setString(3, property.property());
            insert.setLong(4, day);
            insert.setLong(5, day);
            try (var row = insert.executeQuery()) {
                row.next();
                return new Series(row.getLong(1), first.value(), day, day);
            }
        }
    }

    /// Forgets all devices but these.
    void purge(Collection<DeviceId> home) throws IOException {
        transaction(connection -> {
            var all = series(connection);
            drop(connection, all, all.keySet().stream().map(PropertyRef::device).distinct().filter(id -> !home.contains(id)).toList());
            return true;
        });
    }

    /// Their samples go later, in [#tidy].
    private static void drop(Connection connection, Map<PropertyRef, Series> all, Collection<DeviceId> devices) throws SQLException {
        for (var device : devices) {
            for (var sql : List.of("INSERT INTO gone SELECT id FROM series WHERE device = ?", "DELETE FROM series WHERE device = ?")) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setString(1, device.value());
                    statement.executeUpdate();
                }
            }
            all.keySet().removeIf(property -> property.device().equals(device));
        }
    }

    // ---- keeping within the budget

    /// One small step (a few milliseconds) towards what may stay.
    ///
    /// @return whether there may be more to do now
    boolean tidy(Instant now) throws IOException {
        return transaction(connection -> {
            if (deleteGone(connection)) {
                return true;
            }
            for (int level = 0; level < LEVELS.size(); level++) {
                for (var series : series(connection).values()) {
                    if (thin(connection, series, level, now.toEpochMilli())) {
                        return true;
                    }
                }
            }
            long used = used(connection);
            if (used <= budget) {
                tightness = used < budget / 4 * 3 ? Math.max(0, tightness - 1) : tightness;
                return false;
            }
            if (tightness < TIGHTEST) {
                tightness++;
                return true;
            }
            return dropOldest(connection, now.toEpochMilli());
        });
    }

    private static boolean deleteGone(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            int deleted = statement.executeUpdate("""
                    DELETE FROM samples WHERE (series, time) IN (SELECT series, time FROM samples
                        WHERE series = (SELECT min(series) FROM gone) LIMIT %d)""".formatted(SLICE));
            if (deleted == SLICE) {
                return true;
            }
            return statement.executeUpdate("DELETE FROM gone WHERE series = (SELECT min(series) FROM gone)") > 0;
        }
    }

    private boolean thin(Connection connection, Series series, int index, long now) throws SQLException {
        var level = LEVELS.get(index);
        long limit = Math.floorDiv(now - (level.age() >> tightness), level.bucket()) * level.bucket();
        long start = series.marks[index];
        if (start + level.span() > limit) {
            return false;
        }
        long next = number(connection, "SELECT ifnull(min(time), ?) FROM samples WHERE series = ? AND time >= ?", limit, series.id, start);
        start = Math.max(start, Math.floorDiv(Math.min(next, limit), level.bucket()) * level.bucket());
        long end = Math.min(start + level.span(), limit);
        try (var delete = connection.prepareStatement("""
                DELETE FROM samples WHERE series = ?1 AND time >= ?2 AND time < ?3 AND time NOT IN (SELECT time FROM (
                    SELECT time, row_number() OVER (PARTITION BY time / ?4 ORDER BY rank, time) AS low,
                        row_number() OVER (PARTITION BY time / ?4 ORDER BY rank DESC, time) AS high
                    FROM (SELECT time, iif(typeof(value) = 'real', value, time) AS rank
                        FROM samples WHERE series = ?1 AND time >= ?2 AND time < ?3)) WHERE low = 1 OR high = 1)""");
                var mark = connection.prepareStatement("UPDATE series SET " + level.mark() + " = ? WHERE id = ?")) {
            Columns.set(delete, series.id, start, end, level.bucket());
            delete.executeUpdate();
            Columns.set(mark, end, series.id);
            mark.executeUpdate();
        }
        series.marks[index] = end;
        return true;
    }

    /// The oldest hour there is; never the last minutes.
    private static boolean dropOldest(Connection connection, long now) throws SQLException {
        long oldest = number(connection,
                "SELECT ifnull(min((SELECT min(time) FROM samples WHERE samples.series = series.id)), ?) FROM series", now);
        long end = Math.min(oldest + HOUR, now - 10 * MINUTE);
        if (oldest >= end) {
            return false;
        }
        try (var delete = connection.prepareStatement("DELETE FROM samples WHERE series IN (SELECT id FROM series) AND time < ?")) {
            delete.setLong(1, end);
            return delete.executeUpdate() > 0;
        }
    }

    private static long used(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery("""
                SELECT (page_count - freelist_count) * page_size
                    FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()""")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static long number(Connection connection, String sql, long... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            Columns.set(select, values);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    // ---- small change

    /// What is known of the series belongs to the file as it was committed: after an error, or in a new file, it is read again.
    private <T> T transaction(Database.Work<T> work) throws IOException {
        boolean done = false;
        try {
            T answer = database.transaction(work);
            done = true;
            return answer;
        } finally {
            if (!done) {
                known = null;
            }
        }
    }

    private Map<PropertyRef, Series> series(Connection connection) throws SQLException {
        var all = known;
        if (all == null) {
            all = new HashMap<>();
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT device, node, property, id, value, fine, coarse FROM series")) {
                while (row.next()) {
                    var property = Columns.property(row);
                    var value = Columns.value(row, 5);
                    if (property.isPresent() && value.isPresent()) {
                        all.put(property.get(), new Series(row.getLong(4), value.get(), row.getLong(6), row.getLong(7)));
                    }
                }
            }
            known = all;
        }
        return all;
    }

    @Override public void close() throws IOException {
        database.close();
    }
}
