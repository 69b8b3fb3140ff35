package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.home.Home;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.Incident;
import hearth.hub.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of 10 MB of its own, which only the child process sees and which goes with it.
final class DiskFullTest {

    @TempDir Path folder;

    @Test void theHubRunsFromMemoryAndRecoversByItself() throws Exception {
        var disk = new SmallDisk(folder);
        assumeTrue(disk.works(), "mounting needs Linux and root");
        try (var child = Child.start(disk.command(), Scenario.class, folder.toString())) {
            assertEquals("recovered", child.line());
        }
    }

    static final class Scenario {

        private static final Logger QUIET = Logger.getLogger("hearth.store");

        private final SmallDisk disk;
        private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

        private Scenario(SmallDisk disk) {
            this.disk = disk;
        }

        public static void main(String[] arguments) throws Exception {
            QUIET.setLevel(Level.OFF);
            new Scenario(new SmallDisk(Path.of(arguments[0]))).run();
            System.out.println("recovered");
        }

        private void run() throws Exception {
            var first = House.incident(House.T0, 1);
            var second = House.incident(House.T0.plusSeconds(1), 2);
            var third = House.incident(House.T0.plusSeconds(2), 3);
            var grown = House.HOME.renamed("Hall", "Great hall");
            try (var directory = DataDirectory.open(disk.folder().resolve("data"))) {
                try (var store = store(directory)) {
                    expect(Home.EMPTY, store.load().home());
                    store.start(events::add);
                    store.carryOut(new Effect.Save(House.HOME));
                    store.carryOut(new Effect.Append(House.entry(0)));
                    store.carryOut(new Effect.Keep(House.DOOR, House.truth(true), House.T0));
                    store.carryOut(new Effect.Record(first));
                    await(answered(first)::equals);
                    expect(true, store.flush());

                    disk.fill();
                    store.carryOut(new Effect.Record(second));
                    await(refused(second));
                    await(Scenario::diskTrouble);
                    for (int n = 1; n < 50; n++) {
                        store.carryOut(new Effect.Append(House.entry(n)));
                        store.carryOut(new Effect.Keep(House.DOOR, House.truth(n % 2 == 0), House.T0.plusSeconds(n)));
                    }
                    store.carryOut(new Effect.Save(grown));
                    expect(false, store.flush());

                    disk.free();
                    await(new Event.TroubleOver(Trouble.Kind.DISK)::equals);
                    expect(true, store.flush());
                }
                expectLeft(directory, grown, second);

                disk.fill();
                try (var store = store(directory)) {
                    expectLoaded(store.load(), grown, second);
                    store.start(events::add);
                    store.carryOut(new Effect.Record(third));
                    await(refused(third));
                    await(Scenario::diskTrouble);
                    disk.free();
                    await(new Event.TroubleOver(Trouble.Kind.DISK)::equals);
                }
                expectLeft(directory, grown, third);
            }
            expect(List.of(), List.copyOf(events));
        }

        private static Store store(DataDirectory directory) throws IOException {
            return new Store(directory, InstantSource.fixed(House.T0), 100_000_000);
        }

        private void await(Predicate<Event> expected) throws InterruptedException {
            var event = events.poll(15, TimeUnit.SECONDS);
            if (event == null || !expected.test(event)) {
                throw new AssertionError("not expected: " + event);
            }
        }

        private static Event answered(Incident incident) {
            return new Event.IncidentRecorded(incident.since(), Optional.empty());
        }

        private static Predicate<Event> refused(Incident incident) {
            return event -> event instanceof Event.IncidentRecorded(var since, var problem) && since.equals(incident.since())
                    && problem.isPresent();
        }

        private static boolean diskTrouble(Event event) {
            return event instanceof Event.TroubleFound(Trouble(var kind, _)) && kind == Trouble.Kind.DISK;
        }

        private static void expectLeft(DataDirectory directory, Home home, Incident incident) throws IOException {
            try (var store = store(directory)) {
                expectLoaded(store.load(), home, incident);
            }
        }

        private static void expectLoaded(Left loaded, Home home, Incident incident) {
            expect(home, loaded.home());
            expect(Optional.of(incident), loaded.incident());
            expect(IntStream.range(0, 50).mapToObj(House::entry).toList(), loaded.journal());
            expect(House.truth(false), loaded.kept().get(House.DOOR).value());
        }

        private static void expect(Object expected, Object actual) {
            if (!expected.equals(actual)) {
                throw new AssertionError("expected " + expected + " but was " + actual);
            }
        }
    }
}
