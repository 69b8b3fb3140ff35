package hearth.store;

import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.hub.History;
import hearth.hub.HubState.Kept;
import hearth.hub.Trend;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what [SampleStore] has kept: the courses that charts show, and what each property was last. Any thread, with a connection of its
/// own but for [#kept].
record Courses(Database database) {

    private static final Duration DAY = Duration.ofDays(1);

    /// The charts' sake: no more points in an answer.
    static final int POINTS = 500;

    /// What each property was last, with its last 24 hours.
    Map<PropertyRef, Kept> kept(Instant now) throws IOException {
        return database.read(connection -> {
            var trends = trends(connection, now.toEpochMilli());
            var kept = new HashMap<PropertyRef, Kept>();
            try (var select = connection.createStatement();
                    var row = select.executeQuery("SELECT device, node, property, at, value, id FROM series")) {
                while (row.next()) {
                    var at = Journal.instant(row.getLong(4));
                    var value = Columns.value(row, 5);
                    var trend = trends.getOrDefault(row.getLong(6), Trend.NONE);
                    if (Columns.property(row).isPresent() && value.isPresent()) {
                        kept.put(Columns.property(row).get(), new Kept(value.get(), at, ending(trend, at, value.get(), now)));
                    }
                }
            }
            return kept;
        });
    }

    /// With the newest number, where it is of the last day and not there yet.
    private static Trend ending(Trend trend, Instant at, Value value, Instant now) {
        boolean there = trend.size() > 0 && trend.time(trend.size() - 1).toEpochMilli() >= at.toEpochMilli();
        return value instanceof Value.Numeric(var number) && !there && at.isAfter(now.minus(DAY)) ? trend.with(at, number) : trend;
    }

    /// The last number of each half hour: 48 steps down the tree a series instead of reading the day.
    private static Map<Long, Trend> trends(Connection connection, long now) throws SQLException {
        var trends = new HashMap<Long, Trend>();
        try (var select = connection.prepareStatement("""
                WITH RECURSIVE slot(start) AS (SELECT ?1 - 86400000 UNION ALL SELECT start + 1800000 FROM slot WHERE start + 1800000 < ?1),
                    newest(series, time) AS MATERIALIZED (SELECT series.id, (SELECT max(time) FROM samples
                        WHERE samples.series = series.id AND time >= slot.start AND time < slot.start + 1800000) FROM series, slot)
                SELECT series, time, value FROM newest CROSS JOIN samples USING (series, time) ORDER BY series, time""")) {
            select.setLong(1, now);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    if (Columns.value(row, 3).orElse(null) instanceof Value.Numeric(var number)) {
                        trends.put(row.getLong(1), trends.getOrDefault(row.getLong(1), Trend.NONE)
                                .with(Instant.ofEpochMilli(row.getLong(2)), number));
                    }
                }
            }
        }
        return trends;
    }

    /// From the value it had at `from`, where it had one: at most [#POINTS] samples, oldest first. Of more numbers the least and
    /// the greatest of each stretch, of more words the last.
    List<History.Sample> samples(PropertyRef property, Instant from, Instant to) throws IOException {
        return database.reading(connection -> {
            var id = id(connection, property);
            if (id.isEmpty()) {
                return List.of();
            }
            long start = from.toEpochMilli();
            long end = to.toEpochMilli();
            var points = new ArrayList<>(select(connection,
                    "SELECT ?2, value FROM samples WHERE series = ?1 AND time < ?2 ORDER BY time DESC LIMIT 1", id.get(), start));
            points.addAll(within(connection, id.get(), start, end));
            return List.copyOf(points);
        });
    }

    private static List<History.Sample> within(Connection connection, long series, long start, long end) throws SQLException {
        var all = select(connection, "SELECT time, value FROM samples WHERE series = ? AND time BETWEEN ? AND ? ORDER BY time LIMIT ?",
                series, start, end, POINTS);
        if (all.size() < POINTS) {
            return all;
        }
        long width = (end - start) / (POINTS / 2 - 2) + 1;
        return all.getLast().value() instanceof Value.Numeric ? select(connection, """
                SELECT time, value FROM (
                    SELECT time, min(value) AS value FROM samples WHERE series = ?1 AND time BETWEEN ?2 AND ?3 GROUP BY time / ?4
                    UNION SELECT time, max(value) FROM samples WHERE series = ?1 AND time BETWEEN ?2 AND ?3 GROUP BY time / ?4)
                ORDER BY time""", series, start, end, width) : select(connection, """
                SELECT max(time), value FROM samples WHERE series = ?1 AND time BETWEEN ?2 AND ?3 GROUP BY time / ?4
                ORDER BY 1""", series, start, end, width);
    }

    private static Optional<Long> id(Connection connection, PropertyRef property) throws SQLException {
        try (var select = connection.prepareStatement("SELECT id FROM series WHERE device = ? AND node = ? AND property = ?")) {
            select.setString(1, property.device().value());
            select.setString(2, property.node());
            select.setString(3, property.property());
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private static List<History.Sample> select(Connection connection, String sql, long... values) throws SQLException {
        var all = new ArrayList<History.Sample>();
        try (var select = connection.prepareStatement(sql)) {
            Columns.set(select, values);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var at = Instant.ofEpochMilli(row.getLong(1));
                    Columns.value(row, 2).ifPresent(value -> all.add(new History.Sample(at, value)));
                }
            }
        }
        return all;
    }
}
