package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
        journal.write(List.of(new Journal.Line(7, plain), new Journal.Line(9, House.entry(3))), List.of());
        assertEquals(List.of(plain, House.entry(3)), journal.last(10));
        assertEquals(9, journal.newest());
    }

    @Test void theNewestLinesComeOldestFirst() throws IOException {
        journal.write(lines(0, 100), List.of());
        assertEquals(IntStream.range(70, 100).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void aLineThatIsWrittenAgainIsThereOnce() throws IOException {
        journal.write(lines(0, 3), List.of());
        journal.write(lines(1, 5), List.of());
        assertEquals(IntStream.range(0, 5).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void kindsOfANewerProgramAreLeftOut() throws IOException {
        journal.write(lines(0, 2), List.of());
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
        journal.write(List.of(), List.of(House.incident(later, 1), House.incident(House.T0, 1)));
        journal.write(List.of(), List.of(House.incident(later, 5)));
        assertEquals(Optional.of(House.incident(later, 5)), journal.latestIncident());

        var i = House.incident(later, 6);
        var seen = Optional.of(later.plusSeconds(9));
        journal.write(List.of(),
                List.of(new Incident(later, i.cause(), "alarm", Optional.empty(), i.happenings(), true, Optional.of("full"), true, seen)));
        assertEquals(Optional.of(new Incident(later, i.cause(), "alarm", Optional.empty(), i.happenings(), false, Optional.empty(), true,
                seen)), journal.latestIncident());
    }

    @Test void onlyTheNewestLinesAreKeptForGood() throws IOException {
        journal.write(lines(0, 50), List.of());
        journal.prune(30);
        assertEquals(IntStream.range(20, 50).mapToObj(House::entry).toList(), journal.last(100));
        journal.prune(40);
        assertEquals(30, journal.last(100).size());
    }
}
