package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import hearth.device.DeviceId;
import hearth.home.AlarmMode;
import hearth.hub.AlarmState;
import hearth.hub.Delivery;
import hearth.hub.Delivery.State;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Notice;
import hearth.hub.Panel;
import hearth.hub.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    @TempDir Path folder;

    private Database database;
    private Journal journal;

    @BeforeEach void open() throws IOException {
        database = new Database(folder.resolve("journal.db"), "journal", Database.Synchronous.FULL, InstantSource.fixed(House.T0), _ -> {
        });
        journal = new Journal(database);
    }

    @AfterEach void close() throws IOException {
        journal.close();
    }

    private static List<Journal.Line> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> new Journal.Line(n + 1, House.entry(n))).toList();
    }

    @Test void linesAreReadAsTheyWereWritten() throws IOException {
        var plain = new JournalEntry(House.T0, JournalEntry.Kind.STARTED, Optional.empty(), "");
        write(List.of(new Journal.Line(7, plain), new Journal.Line(9, House.entry(3))), List.of(), List.of(), Optional.empty());
        assertEquals(List.of(plain, House.entry(3)), journal.last(10));
        assertEquals(9, journal.newest());
    }

    @Test void theNewestLinesComeOldestFirst() throws IOException {
        write(lines(0, 100), List.of(), List.of(), Optional.empty());
        assertEquals(IntStream.range(70, 100).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void aLineThatIsWrittenAgainIsThereOnce() throws IOException {
        write(lines(0, 3), List.of(), List.of(), Optional.empty());
        write(lines(1, 5), List.of(), List.of(), Optional.empty());
        assertEquals(IntStream.range(0, 5).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void kindsOfANewerProgramAreLeftOut() throws IOException {
        write(lines(0, 2), List.of(), List.of(), Optional.empty());
        database.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("INSERT INTO entry VALUES (99, 1, 'TELEPORTED', NULL, '')");
            }
        });
        assertEquals(List.of(House.entry(0), House.entry(1)), journal.last(30));
    }

    @Test void theNewestIncidentIsReadAsItWasLastWrittenButNotAsRecorded() throws IOException {
        assertEquals(Optional.empty(), journal.latestIncident());
        var later = House.T0.plusNanos(1);
        write(List.of(), List.of(House.incident(later, 1), House.incident(House.T0, 1)), List.of(), Optional.empty());
        write(List.of(), List.of(House.incident(later, 5)), List.of(), Optional.empty());
        assertEquals(Optional.of(House.incident(later, 5)), journal.latestIncident());

        var i = House.incident(later, 6);
        var seen = Optional.of(later.plusSeconds(9));
        write(List.of(),
                List.of(new Incident(later, i.kind(), i.mode(), i.cause(), "alarm", Optional.empty(), i.happenings(), true,
                        Optional.of("full"), true, seen)),
                List.of(), Optional.empty());
        assertEquals(Optional.of(
                new Incident(later, i.kind(), i.mode(), i.cause(), "alarm", Optional.empty(), i.happenings(), false, Optional.empty(), true,
                        seen)),
                journal.latestIncident());
    }

    @Test void onlyTheNewestLinesAreKeptForGood() throws IOException {
        write(lines(0, 50), List.of(), List.of(), Optional.empty());
        journal.prune(30);
        assertEquals(IntStream.range(20, 50).mapToObj(House::entry).toList(), journal.last(100));
        journal.prune(40);
        assertEquals(30, journal.last(100).size());
    }

    @Test void theAlarmIsReadAsItWasWrittenWhateverItsState() throws IOException {
        assertEquals(Panel.NEW, journal.panel(name -> fail(name)));
        var at = House.T0;
        var states = List.of(new AlarmState.Disarmed(), new AlarmState.Arming(AlarmMode.AWAY, at, true),
                new AlarmState.Armed(AlarmMode.NIGHT),
                new AlarmState.Pending(AlarmMode.VACATION, House.DOOR, "Küche", at),
                new AlarmState.Triggered(Optional.of(AlarmMode.HOME), at, at.plusSeconds(300)),
                new AlarmState.Triggered(Optional.empty(), at, at.plusSeconds(300)));
        for (int version = 1; version <= states.size(); version++) {
            var door = House.DOOR.device();
            var panel = new Panel(version, states.get(version - 1), at, "Änne", Set.of(door), Map.of("Küche", 2), Map.of(door, "Küche"),
                    Map.of("Garden", new Panel.First(door, at)), Map.of(Panel.Way.MQTT, new Panel.Wrong(2, Instant.EPOCH)),
                    Set.of(new DeviceId("siren")));
            write(List.of(), List.of(), List.of(), Optional.of(panel));
            assertEquals(panel, journal.panel(name -> fail(name)));
        }
    }

    @Test void anAlarmWrittenBeforeDrillsWereKeptIsStillArmed() throws Exception {
        var file = folder.resolve("older.db");
        var armed = new Panel(3, new AlarmState.Armed(AlarmMode.AWAY), House.T0, "Ann", Set.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Set.of());
        try (var kept = journal(file)) {
            write(kept, List.of(), List.of(), List.of(), Optional.of(armed));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE panel SET json = json_remove(json, '$.drilled')");
        }
        try (var kept = journal(file)) {
            assertEquals(armed, kept.panel(name -> fail(name)));
        }
    }

    @Test void anAlarmThatCannotBeReadIsTold() throws Exception {
        var file = folder.resolve("told.db");
        try (var kept = journal(file)) {
            write(kept, List.of(), List.of(), List.of(), Optional.of(Panel.NEW));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE panel SET json = replace(json, 'Disarmed', 'Dis')");
        }
        try (var kept = journal(file)) {
            var damaged = new ArrayList<String>();
            assertEquals(Panel.NEW, kept.panel(damaged::add));
            assertEquals(List.of("journal.db (alarm)"), damaged);
        }
    }

    @Test void oneChangedByteIsFoundAndSoIsALineThatIsMissingOrSlippedIn() throws Exception {
        for (var damage : List.of("UPDATE entry SET detail = '41' WHERE id = (SELECT id FROM entry WHERE detail = '40')",
                "UPDATE entry SET at = at + 1 WHERE detail = '40'", "DELETE FROM entry WHERE detail = '40'",
                "DELETE FROM entry WHERE detail = '40'; DELETE FROM seal WHERE id NOT IN (SELECT id FROM entry)",
                "INSERT INTO entry SELECT id + 1, at, kind, device, '39' FROM entry WHERE detail = '40'",
                "UPDATE seal SET hash = zeroblob(32) WHERE id = (SELECT id FROM entry WHERE detail = '40')")) {
            var file = folder.resolve("sealed-" + damage.hashCode() + ".db");
            try (var sealed = journal(file)) {
                write(sealed, spaced(0, 60), List.of(), List.of(), Optional.empty());
                sealed.prune(50);
                write(sealed, spaced(60, 100), List.of(), List.of(), Optional.empty());
                assertEquals(Optional.empty(), sealed.broken());
            }
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
                statement.executeUpdate(damage);
            }
            try (var sealed = journal(file)) {
                assertTrue(sealed.broken().isPresent(), damage);
            }
        }
    }

    private static List<Journal.Line> spaced(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> new Journal.Line(10L * n + 1, House.entry(n))).toList();
    }

    private static Journal journal(Path file) throws IOException {
        return new Journal(new Database(file, "journal", Database.Synchronous.FULL, InstantSource.fixed(House.T0), _ -> {
        }));
    }

    @Test void aDeliveryIsReadAgainAsItWasInEachOfItsStates() throws IOException {
        var states = List.of(new State.Queued(House.T0), new State.Waiting(House.T0, "NO_HOST a"), new State.Sending(House.T0),
                new State.Accepted(House.T0, "SAID 200 ok"), new State.GivenUp(House.T0, Delivery.Reason.REFUSED, "SAID 403"));
        var all = IntStream.range(0, states.size()).mapToObj(n -> delivery(n + 1, "push", states.get(n))).toList();
        write(List.of(), List.of(), all, Optional.empty());
        assertEquals(all, journal.deliveries(100));
        assertEquals(all.subList(0, 3), journal.deliveries(1).subList(0, 3), "what is open is never too old");
        write(List.of(), List.of(), List.of(delivery(1, "push", new State.Accepted(House.T0.plusSeconds(9), ""))),
                Optional.empty());
        assertEquals(new State.Accepted(House.T0.plusSeconds(9), ""), journal.deliveries(100).getFirst().state());
    }

    @Test void whetherAChannelWorksIsKnownFromItsDeliveries() throws IOException {
        write(List.of(), List.of(), List.of(delivery(1, "push", new State.Accepted(House.T0, "")),
                delivery(2, "push", new State.GivenUp(House.T0.plusSeconds(2), Delivery.Reason.REFUSED, "SAID 403")),
                delivery(3, "push", new State.GivenUp(House.T0.plusSeconds(3), Delivery.Reason.ANSWERED, "")),
                delivery(4, "mail", new State.GivenUp(House.T0.plusSeconds(2), Delivery.Reason.UNREACHABLE, "TIMEOUT x")),
                delivery(5, "mail", new State.Accepted(House.T0.plusSeconds(4), "")), delivery(6, "hook", new State.Sending(House.T0))),
                Optional.empty());
        assertEquals(Map.of("push", new Proof(Optional.of(House.T0), Optional.of(House.T0.plusSeconds(2)), "SAID 403"), "mail",
                new Proof(Optional.of(House.T0.plusSeconds(4)), Optional.empty(), "")), journal.proofs());
    }

    private static Delivery delivery(long id, String channel, State state) {
        return new Delivery(id, channel, "Änne",
                new Notice(House.T0, Notice.Kind.ALARM, Incident.Kind.BURGLARY, "break-in", List.of("Küche", "Flur"), 3,
                        House.T0.plusSeconds(1)),
                2, House.T0.plusMillis(5), 4, state);
    }

    private void write(List<Journal.Line> lines, List<Incident> incidents, List<Delivery> deliveries, Optional<Panel> panel)
            throws IOException {
        write(journal, lines, incidents, deliveries, panel);
    }

    private static void write(Journal to, List<Journal.Line> lines, List<Incident> incidents, List<Delivery> deliveries,
            Optional<Panel> panel) throws IOException {
        var news = new Waiting();
        news.lines.addAll(lines);
        incidents.forEach(i -> news.incidents.put(i.since(), i));
        deliveries.forEach(d -> news.deliveries.put(d.id(), d));
        news.panel = panel.orElse(null);
        to.write(news);
    }
}
