package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.AlarmMode;
import hearth.hub.AlarmState;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Panel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
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
        journal.write(List.of(new Journal.Line(7, plain), new Journal.Line(9, House.entry(3))), List.of(), Optional.empty());
        assertEquals(List.of(plain, House.entry(3)), journal.last(10));
        assertEquals(9, journal.newest());
    }

    @Test void theNewestLinesComeOldestFirst() throws IOException {
        journal.write(lines(0, 100), List.of(), Optional.empty());
        assertEquals(IntStream.range(70, 100).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void aLineThatIsWrittenAgainIsThereOnce() throws IOException {
        journal.write(lines(0, 3), List.of(), Optional.empty());
        journal.write(lines(1, 5), List.of(), Optional.empty());
        assertEquals(IntStream.range(0, 5).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void kindsOfANewerProgramAreLeftOut() throws IOException {
        journal.write(lines(0, 2), List.of(), Optional.empty());
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
        journal.write(List.of(), List.of(House.incident(later, 1), House.incident(House.T0, 1)), Optional.empty());
        journal.write(List.of(), List.of(House.incident(later, 5)), Optional.empty());
        assertEquals(Optional.of(House.incident(later, 5)), journal.latestIncident());

        var i = House.incident(later, 6);
        var seen = Optional.of(later.plusSeconds(9));
        journal.write(List.of(),
                List.of(new Incident(later, i.kind(), i.mode(), i.cause(), "alarm", Optional.empty(), i.happenings(), true,
                        Optional.of("full"), true, seen)),
                Optional.empty());
        assertEquals(Optional.of(
                new Incident(later, i.kind(), i.mode(), i.cause(), "alarm", Optional.empty(), i.happenings(), false, Optional.empty(), true,
                        seen)),
                journal.latestIncident());
    }

    @Test void onlyTheNewestLinesAreKeptForGood() throws IOException {
        journal.write(lines(0, 50), List.of(), Optional.empty());
        journal.prune(30);
        assertEquals(IntStream.range(20, 50).mapToObj(House::entry).toList(), journal.last(100));
        journal.prune(40);
        assertEquals(30, journal.last(100).size());
    }

    @Test void theAlarmIsReadAsItWasWrittenWhateverItsState() throws IOException {
        assertEquals(Panel.NEW, journal.panel());
        var at = House.T0;
        var states = List.of(new AlarmState.Disarmed(), new AlarmState.Arming(AlarmMode.AWAY, at, true),
                new AlarmState.Armed(AlarmMode.NIGHT),
                new AlarmState.Pending(AlarmMode.VACATION, House.DOOR, "Küche", at),
                new AlarmState.Triggered(Optional.of(AlarmMode.HOME), at, at.plusSeconds(300)),
                new AlarmState.Triggered(Optional.empty(), at, at.plusSeconds(300)));
        for (int version = 1; version <= states.size(); version++) {
            var door = House.DOOR.device();
            var panel = new Panel(version, states.get(version - 1), at, "Änne", Set.of(door), Map.of("Küche", 2), Map.of(door, "Küche"),
                    Map.of("Garden", new Panel.First(door, at)), Map.of(Panel.Way.MQTT, new Panel.Wrong(2, Instant.EPOCH)));
            journal.write(List.of(), List.of(), Optional.of(panel));
            assertEquals(panel, journal.panel());
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
                sealed.write(spaced(0, 60), List.of(), Optional.empty());
                sealed.prune(50);
                sealed.write(spaced(60, 100), List.of(), Optional.empty());
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
}
