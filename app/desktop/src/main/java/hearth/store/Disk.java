package hearth.store;

import hearth.device.PropertyRef;
import hearth.home.AlarmCode;
import hearth.home.Home;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.People;
import hearth.home.Role;
import hearth.home.Settings;
import hearth.home.Watch;
import hearth.hub.Delivery;
import hearth.hub.HubState.Kept;
import hearth.hub.HubState.Remembered;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Outbox;
import hearth.hub.Panel;
import hearth.hub.Proof;
import hearth.hub.Trace;
import hearth.hub.Unfinished;
import hearth.hub.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files and databases of one data directory: read once when the house starts, from then on written by one thread.
final class Disk {

    private static final Logger log = LoggerFactory.getLogger(Disk.class);

    private static final int LOADED_LINES = 200;
    private static final int KEPT_LINES = 200_000;
    private static final Duration BACKUP = Duration.ofDays(1);
    private static final String SHARED = "home";

    private interface Reading<T> {
        T read() throws IOException;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private final InstantSource clock;
    private final JsonFile<Home> homeFile;
    private final JsonFile<Settings> settingsFile;
    private final JsonFile<Logins> loginsFile;
    private final JsonFile<List<AlarmCode>> codesFile;
    private final JsonFile<People> peopleFile;
    private final JsonFile<Watch> watchFile;
    private final Database journalDatabase;
    private final AnnouncementStore announcements;
    private final Set<String> damaged = new ConcurrentSkipListSet<>();
    final Journal journal;
    final SampleStore samples;
    final Courses courses;

    /// @param historyBudget bytes that the samples may take
    Disk(Path folder, InstantSource clock, long historyBudget) throws IOException {
        this.clock = clock;
        homeFile = JsonFile.home(folder.resolve("home.json"));
        settingsFile = JsonFile.settings(folder.resolve("settings.json"));
        loginsFile = JsonFile.logins(folder.resolve("logins.json"));
        codesFile = JsonFile.codes(folder.resolve("codes.json"));
        peopleFile = JsonFile.people(folder.resolve("people.json"));
        watchFile = JsonFile.watch(folder.resolve("watch.json"));
        journalDatabase = new Database(folder.resolve("journal.db"), "journal", Database.Synchronous.FULL, clock, damaged::add);
        journal = new Journal(journalDatabase);
        var history = new Database(folder.resolve("history.db"), "history", Database.Synchronous.NORMAL, clock, damaged::add);
        samples = new SampleStore(history, historyBudget);
        courses = new Courses(history);
        announcements = new AnnouncementStore(
                new Database(folder.resolve("announced.db"), "announced", Database.Synchronous.NORMAL, clock, damaged::add));
    }

    /// @return the names of files that were damaged and set aside, each once
    Set<String> takeDamaged() {
        var names = Set.copyOf(damaged);
        damaged.removeAll(names);
        return names;
    }

    // ---- reading

    /// Everything; the databases meanwhile on another thread. What cannot be read now is left out.
    ///
    /// @throws IOException if a damaged file cannot be set aside
    Left read(Executor other) throws IOException {
        var past = CompletableFuture.supplyAsync(this::past, other);
        var home = homeFile.read(clock.instant(), damaged::add);
        var settings = settingsFile.read(clock.instant(), damaged::add);
        var logins = logins(settings);
        var codes = codesFile.read(clock.instant(), damaged::add);
        var people = peopleFile.read(clock.instant(), damaged::add);
        var watch = watchFile.read(clock.instant(), damaged::add);
        var known = past.join();
        if (!damaged.contains("home.json")) {
            purge(home);
        }
        return new Left(home, settings, known.kept(), known.incident(), known.journal(), known.panel(), known.announced(), logins, codes,
                Outbox.of(people, known.deliveries(), known.proofs()), watch, known.unfinished(), known.traces());
    }

    /// What the databases know, of a house of any shape.
    private record Past(Optional<Incident> incident, List<JournalEntry> journal, Panel panel, List<Delivery> deliveries,
            Map<String, Proof> proofs, Map<String, Unfinished> unfinished, Map<String, List<Trace>> traces, Map<PropertyRef, Kept> kept,
            List<Remembered> announced) {
    }

    private Past past() {
        return new Past(readable(journal::latestIncident, Optional.empty()), readable(() -> journal.last(LOADED_LINES), List.of()),
                readable(() -> journal.panel(damaged::add), Panel.NEW), readable(() -> journal.deliveries(LOADED_LINES), List.of()),
                readable(journal::proofs, Map.of()), readable(journal::unfinished, Map.of()), readable(journal::traces, Map.of()),
                readable(() -> courses.kept(clock.instant()), Map.of()), readable(announcements::all, List.of()));
    }

    private static <T> T readable(Reading<T> reading, T nothing) {
        try {
            return reading.read();
        } catch (IOException unreadable) {
            log.warn("Something that was kept cannot be read now", unreadable);
            return nothing;
        }
    }

    /// There was one login for the whole home network, kept among the settings: it becomes one of many, so that who uses it still
    /// comes in.
    private Logins logins(Settings settings) throws IOException {
        var known = loginsFile.read(clock.instant(), damaged::add);
        var shared = settingsFile.left("homeLogin");
        if (shared.isEmpty()) {
            return known;
        }
        var all = known.login(SHARED).isPresent() ? known
                : known.with(new Login(SHARED, SHARED, new Role.Everything(), shared, clock.instant(), Optional.empty(), List.of()));
        try {
            loginsFile.write(all);
            settingsFile.write(settings);
        } catch (IOException refused) {
            log.warn("The login {} cannot be moved now; it is at the next start", SHARED, refused);
        }
        return all;
    }

    /// An empty house says nothing of who has left it: its file may be lost, and somebody may yet put it back.
    private void purge(Home home) {
        try {
            if (!home.devices().isEmpty()) {
                samples.purge(Stream.concat(home.devices().keySet().stream(), Stream.of(Weather.OUTSIDE.device())).toList());
            }
        } catch (IOException later) {
            log.warn("The history cannot be written now", later);
        }
    }

    // ---- writing

    /// The lines and break-ins, on whose safety others wait; what is written is taken out of what waits.
    ///
    /// @return what went wrong
    List<IOException> writeNews(Waiting waiting) {
        var problems = new ArrayList<IOException>();
        if (waiting.hasNews()) {
            attempt(problems, () -> {
                journal.write(waiting);
                waiting.newsWritten();
            });
        }
        return problems;
    }

    /// All else; what is written is taken out of what waits.
    ///
    /// @return what went wrong
    List<IOException> writeRest(Waiting waiting) {
        var problems = new ArrayList<IOException>();
        waiting.home = unsaved(problems, homeFile, waiting.home);
        waiting.settings = unsaved(problems, settingsFile, waiting.settings);
        if (!waiting.announcements.isEmpty()) {
            attempt(problems, () -> {
                announcements.write(waiting.announcements.values());
                waiting.announcements.clear();
            });
        }
        waiting.people = unsaved(problems, peopleFile, waiting.people);
        waiting.watch = unsaved(problems, watchFile, waiting.watch);
        waiting.logins = unsaved(problems, loginsFile, waiting.logins);
        waiting.codes = unsaved(problems, codesFile, waiting.codes);
        return problems;
    }

    /// @return what went wrong; then none of them is written
    List<IOException> write(SampleBatch batch) {
        var problems = new ArrayList<IOException>();
        if (!batch.isEmpty()) {
            attempt(problems, () -> samples.write(batch));
        }
        return problems;
    }

    /// What is still to be written of a file.
    private static <T> @Nullable T unsaved(List<IOException> problems, JsonFile<T> file, @Nullable T value) {
        return value == null || attempt(problems, () -> file.write(value)) ? null : value;
    }

    private static boolean attempt(List<IOException> problems, Writing writing) {
        try {
            writing.run();
            return true;
        } catch (IOException problem) {
            problems.add(problem);
        } catch (RuntimeException bug) {
            log.error("not written", bug);
            problems.add(new IOException(bug));
        }
        return false;
    }

    // ---- tidying

    /// Once a day: the oldest lines go, and the journal is copied, on another thread.
    void backUp(Executor other) throws IOException {
        if (journalDatabase.backupAge().compareTo(BACKUP) >= 0) {
            journal.prune(KEPT_LINES);
            other.execute(() -> {
                try {
                    journalDatabase.backUp();
                } catch (IOException later) {
                    log.warn("The journal could not be backed up", later);
                }
            });
        }
    }

    void close() throws IOException {
        journal.close();
        samples.close();
        announcements.close();
    }
}
