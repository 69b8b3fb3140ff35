package hearth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.Home;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import hearth.home.Settings;
import hearth.home.Watch;
import hearth.hub.AlarmState;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.HubState.Kept;
import hearth.hub.Outbox;
import hearth.hub.Panel;
import hearth.hub.Trend;
import hearth.hub.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreTest {

    private static final Left NOTHING = new Left(Home.EMPTY, Settings.DEFAULT, Map.of(), Optional.empty(), List.of(), Panel.NEW,
            List.of(), Logins.NONE, List.of(), Outbox.NONE, Watch.NONE, Map.of(), Map.of());

    /// What is damaged here on purpose need not be read by those who build.
    private static final Logger QUIET = Logger.getLogger("hearth.store");

    @TempDir Path folder;

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private DataDirectory directory;
    private Store store;

    @BeforeAll static void logNothing() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll static void logAgain() {
        QUIET.setLevel(null);
    }

    @BeforeEach void open() throws IOException {
        directory = DataDirectory.open(folder);
        store = new Store(directory, InstantSource.fixed(House.T0), 100_000_000);
    }

    @AfterEach void close() throws IOException {
        store.close();
        directory.close();
    }

    private Left again() throws IOException {
        close();
        open();
        return store.load();
    }

    private Event event() throws InterruptedException {
        return Objects.requireNonNull(events.poll(10, TimeUnit.SECONDS), "an event");
    }

    @Test void anEmptyFolderIsAnEmptyHouse() throws IOException {
        assertEquals(NOTHING, store.load());
    }

    @Test void theHouseIsFoundAsItWasLeft() throws Exception {
        store.load();
        store.start(events::add);
        var settings = Settings.DEFAULT.withLanguage("de").withPort(1884);
        store.carryOut(new Effect.Save(House.HOME));
        store.carryOut(new Effect.SaveSettings(settings));
        store.carryOut(new Effect.Append(House.entry(1)));
        store.carryOut(new Effect.Append(House.entry(2)));
        store.carryOut(new Effect.Record(House.incident(House.T0, 1)));
        store.carryOut(new Effect.Keep(House.TEMPERATURE, House.number(21.5), House.T0));
        store.carryOut(new Effect.Keep(House.DOOR, House.truth(true), House.T0));
        store.carryOut(new Effect.Hush());
        var panel = new Panel(7, new AlarmState.Armed(AlarmMode.AWAY), House.T0, "Ann", Set.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Set.of());
        store.carryOut(new Effect.RecordPanel(panel));
        var codes = List.of(new AlarmCode("Ann", "$argon2id$", AlarmCode.Right.ALL, Optional.of(House.T0)));
        store.carryOut(new Effect.SaveCodes(codes));
        assertEquals(
                new Left(House.HOME, settings,
                        Map.of(House.TEMPERATURE, new Kept(House.number(21.5), House.T0, Trend.NONE.with(House.T0, 21.5)), House.DOOR,
                                new Kept(House.truth(true), House.T0, Trend.NONE)),
                        Optional.of(House.incident(House.T0, 1)), List.of(House.entry(1), House.entry(2)), panel,
                        List.of(), Logins.NONE, codes, Outbox.NONE, Watch.NONE, Map.of(), Map.of()),
                again());
        assertEquals(Set.of(new Event.IncidentRecorded(House.T0, Optional.empty()), new Event.PanelRecorded(panel, Optional.empty())),
                Set.copyOf(events));
    }

    @Test void aSettingTheFileDoesNotHaveYetHasItsDefault() throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"format\":1,\"homeNetwork\":true}");
        assertEquals(Settings.DEFAULT.withHomeNetwork(true), store.load().settings());
    }

    @Test void theOneLoginOfOldBecomesOneOfManyAndStaysAwayOnceRevoked() throws Exception {
        Files.writeString(folder.resolve("settings.json"), "{\"format\":1,\"homeNetwork\":true,\"homeLogin\":\"$argon2id$x\"}");
        var left = store.load();
        assertEquals(Settings.DEFAULT.withHomeNetwork(true), left.settings());
        var home = new Login("home", "home", new Role.Everything(), "$argon2id$x", House.T0, Optional.empty(), List.of());
        assertEquals(new Logins(List.of(home)), left.logins());
        assertFalse(Files.readString(folder.resolve("settings.json")).contains("homeLogin"));
        assertEquals(new Logins(List.of(home)), again().logins(), "it is in its own file now");
        store.start(events::add);
        store.carryOut(new Effect.SaveLogins(Logins.NONE));
        left = again();
        assertEquals(Settings.DEFAULT.withHomeNetwork(true), left.settings());
        assertEquals(Logins.NONE, left.logins());
    }

    @Test void valuesOfDevicesThatHaveLeftTheHouseAreNotKept() throws Exception {
        store.load();
        store.start(events::add);
        store.carryOut(new Effect.Save(House.HOME));
        store.carryOut(new Effect.Keep(House.DOOR, House.truth(true), House.T0));
        store.carryOut(new Effect.Keep(House.property("sold", "power"), House.number(21.5), House.T0));
        again();
        assertEquals(Set.of(House.DOOR), again().kept().keySet());
    }

    @Test void manySavesBecomeFewWritesAndTheLastStands() throws Exception {
        store.load();
        store.start(events::add);
        for (int n = 1; n <= 2_000; n++) {
            store.carryOut(new Effect.Save(House.HOME.renamed("Hall", "Hall " + n)));
            store.carryOut(new Effect.Record(House.incident(House.T0, n)));
        }
        assertTrue(store.flush());
        assertTrue(events.size() < 2_000, () -> events.size() + " answers");
        assertTrue(events.stream().allMatch(new Event.IncidentRecorded(House.T0, Optional.empty())::equals));
        var loaded = again();
        assertEquals(House.HOME.renamed("Hall", "Hall 2000"), loaded.home());
        assertEquals(Optional.of(House.incident(House.T0, 2_000)), loaded.incident());
    }

    @Test void ofAFloodOfNumbersOnlyTheNewestIsKeptEachSecond() throws Exception {
        store.load();
        store.start(events::add);
        store.flush();
        for (int n = 0; n < 50_000; n++) {
            store.carryOut(new Effect.Keep(House.TEMPERATURE, House.number(n), House.T0.plusMillis(n)));
            store.carryOut(new Effect.Keep(House.DOOR, House.truth(n == 100 || n == 200), House.T0.plusMillis(n)));
        }
        assertTrue(store.flush());
        var numbers = store.history().samples(House.TEMPERATURE, House.T0, House.T0.plusSeconds(100)).toCompletableFuture().get(10,
                TimeUnit.SECONDS);
        assertTrue(numbers.size() <= 20, () -> numbers.size() + " samples");
        assertEquals(new History.Sample(House.T0.plusMillis(49_999).truncatedTo(ChronoUnit.MILLIS), House.number(49_999)),
                numbers.getLast());
        var changes = store.history().samples(House.DOOR, House.T0, House.T0.plusSeconds(100)).toCompletableFuture().get(10,
                TimeUnit.SECONDS);
        assertEquals(List.of(true, false, true, false),
                changes.stream().skip(1).map(s -> s.value().equals(House.truth(true))).toList());
    }

    @Test void aForgottenDevicesWaitingSamplesGoToo() throws Exception {
        store.load();
        store.start(events::add);
        store.carryOut(new Effect.Save(House.HOME));
        store.carryOut(new Effect.Keep(House.TEMPERATURE, House.number(1), House.T0));
        store.carryOut(new Effect.Keep(House.DOOR, House.truth(true), House.T0));
        store.carryOut(new Effect.Forget(House.TEMPERATURE.device()));
        assertEquals(Map.of(House.DOOR, new Kept(House.truth(true), House.T0, Trend.NONE)), again().kept());
    }

    @Test void troubleIsToldOnceTheAlertGoesOutAndEverythingIsWrittenLater() throws Exception {
        store.load();
        store.start(events::add);
        assertTrue(store.flush());
        var inTheWay = Files.createDirectories(folder.resolve("home.json.new").resolve("in the way"));
        store.carryOut(new Effect.Save(House.HOME));
        assertTrue(event() instanceof Event.TroubleFound(Trouble(var kind, var words)) && kind == Trouble.Kind.DISK && !words.isEmpty());
        store.carryOut(new Effect.Record(House.incident(House.T0, 1)));
        assertEquals(new Event.IncidentRecorded(House.T0, Optional.empty()), event());
        store.carryOut(new Effect.Append(House.entry(1)));
        Files.delete(inTheWay); // the empty folder it leaves is cleared away by the next try
        assertEquals(new Event.TroubleOver(Trouble.Kind.DISK), event());
        assertNull(events.poll());
        var loaded = again();
        assertEquals(House.HOME, loaded.home());
        assertEquals(List.of(House.entry(1)), loaded.journal());
    }

    @ParameterizedTest
    @CsvSource({"home.json,0", "home.json,40", "settings.json,0", "settings.json,10", "journal.db,0", "journal.db,3000", "history.db,0",
        "history.db,3000"}) void aTruncatedFileIsKeptAndToldAndTheRestIsThere(String name, int length) throws Exception {
        leaveAHouse();
        var file = folder.resolve(name);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
        damageIsTold(name, store.load());
        try (var kept = Files.newDirectoryStream(folder, name + ".broken-*")) {
            assertEquals(length, Files.size(kept.iterator().next()));
        }
    }

    @ParameterizedTest
    @CsvSource({"home.json,0,1", "settings.json,5,1", "journal.db,0,16", "journal.db,4096,64", "history.db,0,16",
        "history.db,8192,64"}) void flippedBytesAreNoticedKeptAndToldAndTheRestIsThere(String name, int from, int count) throws Exception {
        leaveAHouse();
        var file = folder.resolve(name);
        var bytes = Files.readAllBytes(file);
        for (int n = from; n < from + count; n++) {
            bytes[n] ^= (byte) 0xff;
        }
        Files.write(file, bytes);
        damageIsTold(name, store.load());
        try (var kept = Files.newDirectoryStream(folder, name + ".broken-*")) {
            assertTrue(Arrays.equals(bytes, Files.readAllBytes(kept.iterator().next())));
        }
    }

    /// With a line in the journal that is in its backup too.
    private void leaveAHouse() throws Exception {
        store.load();
        store.start(events::add);
        store.carryOut(new Effect.Save(House.HOME));
        store.carryOut(new Effect.SaveSettings(Settings.DEFAULT.withLanguage("de")));
        store.carryOut(new Effect.Append(House.entry(1)));
        store.carryOut(new Effect.Keep(House.DOOR, House.truth(true), House.T0));
        close();
        try (var journal = new Database(folder.resolve("journal.db"), "journal", Database.Synchronous.FULL,
                InstantSource.fixed(House.T0.plus(Duration.ofDays(2))), _ -> {
                })) {
            journal.read(_ -> true);
            journal.backUp();
        }
        open();
    }

    private void damageIsTold(String name, Left loaded) throws Exception {
        assertEquals(name.equals("home.json") ? Home.EMPTY : House.HOME, loaded.home());
        assertEquals(name.equals("settings.json") ? "" : "de", loaded.settings().language());
        assertEquals(List.of(House.entry(1)), loaded.journal());
        assertEquals(name.equals("history.db"), loaded.kept().isEmpty());
        store.start(events::add);
        assertEquals(new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, name)), event());
        store.carryOut(new Effect.Record(House.incident(House.T0, 1)));
        assertEquals(new Event.IncidentRecorded(House.T0, Optional.empty()), event());
    }

    /// Wherever a byte is wrong: the hub starts, and what it says and writes then holds. More rounds with `-Dhearth.flips=200`.
    @Test void anyWrongByteIsSurvived() throws Exception {
        leaveAHouse();
        close();
        var random = new Random(4);
        for (var name : List.of("home.json", "settings.json", "journal.db", "history.db")) {
            var good = Files.readAllBytes(folder.resolve(name));
            for (int round = 0; round < Integer.getInteger("hearth.flips", 8); round++) {
                var bad = good.clone();
                for (int n = 0; n < 1 + 2 * round; n++) {
                    bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
                }
                Files.write(folder.resolve(name), bad);
                open();
                store.load();
                store.start(events::add);
                store.carryOut(new Effect.Append(House.entry(2)));
                store.carryOut(new Effect.Save(House.HOME));
                store.carryOut(new Effect.Keep(House.DOOR, House.truth(false), House.T0));
                assertTrue(store.flush(), name + " in round " + round + ": " + events);
                var loaded = again();
                assertEquals(House.HOME, loaded.home());
                assertEquals(House.entry(2), loaded.journal().getLast());
                close();
            }
            Files.write(folder.resolve(name), good);
        }
        open();
    }

    @Test void theJournalIsBackedUpWhenTheHubRuns() throws Exception {
        store.load();
        store.start(events::add);
        store.carryOut(new Effect.Append(House.entry(1)));
        var backup = folder.resolve("journal.db.backup");
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); Files.notExists(backup) && System.nanoTime() < end;) {
            Thread.onSpinWait();
        }
        assertTrue(Files.exists(backup));
    }

    @Test void linesThatCannotBeWrittenYetAreBounded() {
        var waiting = new Waiting();
        IntStream.range(0, Waiting.LINES + 5).forEach(n -> waiting.append(n, House.entry(n)));
        assertEquals(Waiting.LINES, waiting.lines.size());
        assertEquals(House.entry(5), waiting.lines.getFirst().entry());
    }
}
