package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.hub.Delivery;
import hearth.hub.Delivery.State;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Notice;
import hearth.hub.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
        journal.write(List.of(new Journal.Line(7, plain), new Journal.Line(9, House.entry(3))), List.of(), List.of());
        assertEquals(List.of(plain, House.entry(3)), journal.last(10));
        assertEquals(9, journal.newest());
    }

    @Test void theNewestLinesComeOldestFirst() throws IOException {
        journal.write(lines(0, 100), List.of(), List.of());
        assertEquals(IntStream.range(70, 100).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void aLineThatIsWrittenAgainIsThereOnce() throws IOException {
        journal.write(lines(0, 3), List.of(), List.of());
        journal.write(lines(1, 5), List.of(), List.of());
        assertEquals(IntStream.range(0, 5).mapToObj(House::entry).toList(), journal.last(30));
    }

    @Test void kindsOfANewerProgramAreLeftOut() throws IOException {
        journal.write(lines(0, 2), List.of(), List.of());
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
        journal.write(List.of(), List.of(House.incident(later, 1), House.incident(House.T0, 1)), List.of());
        journal.write(List.of(), List.of(House.incident(later, 5)), List.of());
        assertEquals(Optional.of(House.incident(later, 5)), journal.latestIncident());

        var i = House.incident(later, 6);
        var seen = Optional.of(later.plusSeconds(9));
        journal.write(List.of(),
                List.of(new Incident(later, i.cause(), "alarm", Optional.empty(), i.happenings(), true, Optional.of("full"), true, seen)),
                List.of());
        assertEquals(Optional.of(new Incident(later, i.cause(), "alarm", Optional.empty(), i.happenings(), false, Optional.empty(), true,
                seen)), journal.latestIncident());
    }

    @Test void onlyTheNewestLinesAreKeptForGood() throws IOException {
        journal.write(lines(0, 50), List.of(), List.of());
        journal.prune(30);
        assertEquals(IntStream.range(20, 50).mapToObj(House::entry).toList(), journal.last(100));
        journal.prune(40);
        assertEquals(30, journal.last(100).size());
    }

    @Test void aDeliveryIsReadAgainAsItWasInEachOfItsStates() throws IOException {
        var states = List.of(new State.Queued(House.T0), new State.Waiting(House.T0, "NO_HOST a"), new State.Sending(House.T0),
                new State.Accepted(House.T0, "SAID 200 ok"), new State.GivenUp(House.T0, Delivery.Reason.REFUSED, "SAID 403"));
        var all = IntStream.range(0, states.size()).mapToObj(n -> delivery(n + 1, "push", states.get(n))).toList();
        journal.write(List.of(), List.of(), all);
        assertEquals(all, journal.deliveries(100));
        assertEquals(all.subList(0, 3), journal.deliveries(1).subList(0, 3), "what is open is never too old");
        journal.write(List.of(), List.of(), List.of(delivery(1, "push", new State.Accepted(House.T0.plusSeconds(9), ""))));
        assertEquals(new State.Accepted(House.T0.plusSeconds(9), ""), journal.deliveries(100).getFirst().state());
    }

    @Test void whetherAChannelWorksIsKnownFromItsDeliveries() throws IOException {
        journal.write(List.of(), List.of(), List.of(delivery(1, "push", new State.Accepted(House.T0, "")),
                delivery(2, "push", new State.GivenUp(House.T0.plusSeconds(2), Delivery.Reason.REFUSED, "SAID 403")),
                delivery(3, "push", new State.GivenUp(House.T0.plusSeconds(3), Delivery.Reason.ANSWERED, "")),
                delivery(4, "mail", new State.GivenUp(House.T0.plusSeconds(2), Delivery.Reason.UNREACHABLE, "TIMEOUT x")),
                delivery(5, "mail", new State.Accepted(House.T0.plusSeconds(4), "")), delivery(6, "hook", new State.Sending(House.T0))));
        assertEquals(Map.of("push", new Proof(Optional.of(House.T0), Optional.of(House.T0.plusSeconds(2)), "SAID 403"), "mail",
                new Proof(Optional.of(House.T0.plusSeconds(4)), Optional.empty(), "")), journal.proofs());
    }

    private static Delivery delivery(long id, String channel, State state) {
        return new Delivery(id, channel, "Änne", new Notice(House.T0, Notice.Kind.ALARM, "break-in", List.of("Küche", "Flur"), 3,
                House.T0.plusSeconds(1), false), 2, House.T0.plusMillis(5), 4, state);
    }
}
