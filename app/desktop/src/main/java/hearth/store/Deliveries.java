package hearth.store;

import hearth.hub.Delivery;
import hearth.hub.Delivery.State;
import hearth.hub.Incident;
import hearth.hub.Notice;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// The deliveries in the journal's database: each is one row that changes as it goes. Store thread.
final class Deliveries {

    private static final String OPEN = "state IN ('QUEUED', 'WAITING', 'SENDING')";

    private Deliveries() {
    }

    static void put(Connection connection, Collection<Delivery> deliveries) throws SQLException {
        try (var insert = connection
                .prepareStatement("INSERT OR REPLACE INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var delivery : deliveries) {
                var notice = delivery.notice();
                insert.setLong(1, delivery.id());
                insert.setString(2, delivery.channel());
                insert.setString(3, delivery.person());
                insert.setInt(4, delivery.step());
                insert.setLong(5, Journal.nanos(delivery.queued()));
                insert.setLong(6, Journal.nanos(notice.about()));
                insert.setString(7, notice.kind().name());
                insert.setString(8, notice.what());
                insert.setString(9, String.join("\n", notice.places().stream().map(p -> p.replaceAll("\\v", " ")).toList()));
                insert.setInt(10, notice.count());
                insert.setLong(11, Journal.nanos(notice.last()));
                insert.setBoolean(12, notice.drill());
                insert.setInt(13, delivery.attempts());
                var row = row(delivery.state());
                insert.setString(14, row.state());
                insert.setLong(15, row.moment());
                insert.setString(16, row.reason());
                insert.setString(17, row.answer());
                insert.setString(18, notice.nature().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private record Row(String state, long moment, String reason, String answer) {
    }

    private static Row row(State state) {
        return switch (state) {
            case State.Queued(var due) -> new Row("QUEUED", Journal.nanos(due), "", "");
            case State.Waiting(var due, var answer) -> new Row("WAITING", Journal.nanos(due), "", answer);
            case State.Sending(var since) -> new Row("SENDING", Journal.nanos(since), "", "");
            case State.Accepted(var at, var answer) -> new Row("ACCEPTED", Journal.nanos(at), "", answer);
            case State.GivenUp(var at, var reason, var answer) -> new Row("GIVEN_UP", Journal.nanos(at), reason.name(), answer);
        };
    }

    private static State state(Row row) {
        var moment = Journal.instant(row.moment());
        return switch (row.state()) {
            case "QUEUED" -> new State.Queued(moment);
            case "WAITING" -> new State.Waiting(moment, row.answer());
            case "SENDING" -> new State.Sending(moment);
            case "ACCEPTED" -> new State.Accepted(moment, row.answer());
            case "GIVEN_UP" -> new State.GivenUp(moment, Delivery.Reason.valueOf(row.reason()), row.answer());
            default -> throw new IllegalArgumentException("no state: " + row.state());
        };
    }

    /// The newest, and all that are open; those of a kind that only a newer program knows are left out.
    static List<Delivery> left(Connection connection, int newest) throws SQLException {
        return select(connection,
                "SELECT * FROM delivery WHERE " + OPEN + " OR id > (SELECT ifnull(max(id), 0) FROM delivery) - " + newest + " ORDER BY id",
                _ -> true);
    }

    /// Of each channel the last that were accepted, and the last of all that are closed.
    static List<Delivery> proofs(Connection connection) throws SQLException {
        return select(connection, """
                SELECT * FROM delivery WHERE id IN (SELECT max(id) FROM delivery WHERE state = 'ACCEPTED' GROUP BY channel)
                OR id IN (SELECT max(id) FROM delivery WHERE state = 'ACCEPTED' OR reason IN ('REFUSED', 'UNREACHABLE') GROUP BY channel)
                ORDER BY id""", d -> !d.open());
    }

    private static List<Delivery> select(Connection connection, String query, Predicate<Delivery> wanted) throws SQLException {
        var all = new ArrayList<Delivery>();
        try (var select = connection.createStatement(); var row = select.executeQuery(query)) {
            while (row.next()) {
                try {
                    all.add(delivery(row));
                } catch (IllegalArgumentException unknown) {
                    continue;
                }
            }
        }
        all.removeIf(wanted.negate());
        return all;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var places = row.getString("places");
        var notice = new Notice(Journal.instant(row.getLong("about")), Notice.Kind.valueOf(row.getString("kind")),
                Incident.Kind.valueOf(row.getString("nature")), row.getString("what"),
                places.isEmpty() ? List.of() : List.of(places.split("\n")), row.getInt("count"), Journal.instant(row.getLong("last")));
        return new Delivery(row.getLong("id"), row.getString("channel"), row.getString("person"), notice, row.getInt("step"),
                Journal.instant(row.getLong("queued")), row.getInt("attempts"),
                state(new Row(row.getString("state"), row.getLong("moment"), row.getString("reason"), row.getString("answer"))));
    }

    static void prune(Connection connection, int most) throws SQLException {
        try (var delete = connection
                .prepareStatement("DELETE FROM delivery WHERE id <= (SELECT max(id) FROM delivery) - ? AND NOT " + OPEN)) {
            delete.setInt(1, most);
            delete.executeUpdate();
        }
    }
}
