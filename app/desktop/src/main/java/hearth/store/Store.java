package hearth.store;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.home.AlarmCode;
import hearth.home.Automations;
import hearth.home.Home;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.People;
import hearth.home.Role;
import hearth.home.Settings;
import hearth.home.Watch;
import hearth.hub.Delivery;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.HubState;
import hearth.hub.HubState.Kept;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Outbox;
import hearth.hub.Panel;
import hearth.hub.Trouble;
import hearth.hub.Unfinished;
import hearth.hub.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what the house wants kept: edits, journal and break-ins at once, samples every second. What cannot be written
/// waits in memory, bounded, and is tried again.
///
/// [#carryOut] and [#samples] may be called on any thread and never wait for the disk. One thread, "store", writes; another,
/// "history", reads charts and makes the journal's daily backup, so that neither holds up a break-in.
public final class Store implements History, AutoCloseable {

    /// The house as it was left.
    ///
    /// @param incident the newest break-in, not `recorded`: report it with [Event.IncidentRecorded] once somebody can be told
    /// @param journal  the newest lines, oldest first
    public record Loaded(Home home, Settings settings, Map<PropertyRef, Kept> kept, Optional<Incident> incident,
            List<JournalEntry> journal, Panel panel) {
    }

    private static final Logger log = LoggerFactory.getLogger(Store.class);

    private static final int LOADED_LINES = 200;
    private static final int KEPT_LINES = 200_000;
    private static final Duration BACKUP = Duration.ofDays(1);
    private static final long FLUSH = TimeUnit.SECONDS.toNanos(1);
    private static final String SHARED = "home";
    private static final long RETRY = TimeUnit.SECONDS.toNanos(2);
    private static final long REST = TimeUnit.MINUTES.toNanos(1);

    /// How long the store thread tidies at a time.
    private static final long TIDYING = TimeUnit.MILLISECONDS.toNanos(20);

    private interface Writing {
        void run() throws IOException;
    }

    /// What one pass has to do.
    private record Pass(Waiting waiting, SampleBatch samples, Set<Instant> unanswered, Set<Long> unsent, List<Message> unsaid,
            @Nullable Panel unansweredPanel, long flush, boolean last) {
    }

    private final InstantSource clock;
    private final JsonFile<Home> homeFile;
    private final JsonFile<Settings> settingsFile;
    private final JsonFile<Logins> loginsFile;
    private final JsonFile<List<AlarmCode>> codesFile;
    private final JsonFile<People> peopleFile;
    private final JsonFile<Watch> watchFile;
    private final Journal journal;
    private final Database journalDatabase;
    private final SampleStore sampleStore;
    private final AnnouncementStore announcements;
    private final Thread thread;
    private final ExecutorService history;
    private final Set<String> damaged = new ConcurrentSkipListSet<>();
    private Consumer<Event> answers = _ -> {
    };

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition passed = lock.newCondition();
    private Waiting waiting = new Waiting();
    private SampleBatch samples = new SampleBatch();
    private Set<Instant> unanswered = new LinkedHashSet<>();
    private @Nullable Panel unansweredPanel;
    private Set<Long> unsent = new LinkedHashSet<>();
    private List<Message> unsaid = new ArrayList<>();
    private long newestLine;
    private long flushesAsked;
    private long flushesDone;
    private long flushAt = System.nanoTime();
    private long tidyAt = System.nanoTime();
    private long retryAt;
    private boolean failing;
    private boolean closing;

    /// @param historyBudget bytes that the samples may take
    public Store(DataDirectory directory, InstantSource clock, long historyBudget) throws IOException {
        this.clock = clock;
        var folder = directory.folder();
        homeFile = JsonFile.home(folder.resolve("home.json"));
        settingsFile = JsonFile.settings(folder.resolve("settings.json"));
        loginsFile = JsonFile.logins(folder.resolve("logins.json"));
        codesFile = JsonFile.codes(folder.resolve("codes.json"));
        peopleFile = JsonFile.people(folder.resolve("people.json"));
        watchFile = JsonFile.watch(folder.resolve("watch.json"));
        journalDatabase = new Database(folder.resolve("journal.db"), "journal", Database.Synchronous.FULL, clock, damaged::add);
        journal = new Journal(journalDatabase);
        sampleStore = new SampleStore(
                new Database(folder.resolve("history.db"), "history", Database.Synchronous.NORMAL, clock, damaged::add), historyBudget);
        announcements = new AnnouncementStore(
                new Database(folder.resolve("announced.db"), "announced", Database.Synchronous.NORMAL, clock, damaged::add));
        thread = Thread.ofPlatform().name("store").unstarted(this::run);
        history = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("history").factory());
    }

    /// Reads everything; to be called once, before [#start]. What is damaged is set aside, what cannot be read is left out: either
    /// is told by [#start].
    ///
    /// @throws IOException if a damaged `home.json` or `settings.json` cannot be set aside
    public Loaded load() throws IOException {
        var past = CompletableFuture.supplyAsync(this::past, history);
        var home = homeFile.read(clock.instant(), damaged::add);
        var settings = settingsFile.read(clock.instant(), damaged::add);
        var loaded = past.join();
        if (!damaged.contains("home.json")) {
            purge(home);
        }
        return new Loaded(home, settings, loaded.kept(), loaded.incident(), loaded.journal(), loaded.panel());
    }

    /// What devices announced before the program was last stopped; to be called once, before [#start].
    public List<HubState.Remembered> announced() {
        try {
            return announcements.all();
        } catch (IOException unreadable) {
            log.warn("What devices announced cannot be read now", unreadable);
            return List.of();
        }
    }

    /// Who may use the broker, as it was left; to be called once, after [#load] and before [#start], which tells of a damaged file.
    ///
    /// @throws IOException if a damaged `logins.json` cannot be set aside
    public Logins logins() throws IOException {
        var known = loginsFile.read(clock.instant(), damaged::add);
        var shared = settingsFile.left("homeLogin");
        return shared.isEmpty() ? known : withShared(known, shared);
    }

    /// There was one login for the whole home network, kept among the settings: it becomes one of many, so that who uses it still comes in.
    private Logins withShared(Logins known, String hash) throws IOException {
        var all = known.login(SHARED).isPresent() ? known
                : known.with(new Login(SHARED, SHARED, new Role.Everything(), hash, clock.instant(), Optional.empty(), List.of()));
        var settings = settingsFile.read(clock.instant(), damaged::add);
        try {
            loginsFile.write(all);
            settingsFile.write(settings);
        } catch (IOException refused) {
            log.warn("The login {} cannot be moved now; it is at the next start", SHARED, refused);
        }
        return all;
    }

    /// The alarm's codes, as they were left; to be called once, before [#start], which tells of a damaged file.
    ///
    /// @throws IOException if a damaged `codes.json` cannot be set aside
    public List<AlarmCode> codes() throws IOException {
        return codesFile.read(clock.instant(), damaged::add);
    }

    /// Who is told, and what was on its way to them; to be called once, before [#start], which tells of a damaged file.
    ///
    /// @throws IOException if a damaged `people.json` cannot be set aside
    public Outbox outbox() throws IOException {
        var people = peopleFile.read(clock.instant(), damaged::add);
        try {
            return Outbox.of(people, journal.deliveries(LOADED_LINES), journal.proofs());
        } catch (IOException unreadable) {
            log.warn("What was on its way to people cannot be read now", unreadable);
            return Outbox.of(people, List.of(), Map.of());
        }
    }

    /// What rules had begun, by rule; to be called once, before [#start].
    ///
    /// @param found the scenes and rules of the house: one that was changed meanwhile is a version, too
    public Map<String, Unfinished> unfinished(Automations found) {
        try {
            journal.unkept(found, clock.instant()).ifPresent(waiting.versions::add);
            return journal.unfinished();
        } catch (IOException unreadable) {
            log.warn("What rules had begun cannot be read now", unreadable);
            return Map.of();
        }
    }

    /// Who notices that a hub has died; to be called once, before [#start], which tells of a damaged file.
    ///
    /// @throws IOException if a damaged `watch.json` cannot be set aside
    public Watch watch() throws IOException {
        return watchFile.read(clock.instant(), damaged::add);
    }

    /// An empty house says nothing of who has left it: its file may be lost, and somebody may yet put it back.
    private void purge(Home home) {
        try {
            if (!home.devices().isEmpty()) {
                sampleStore.purge(home.devices().keySet());
            }
        } catch (IOException later) {
            log.warn("The history cannot be written now", later);
        }
    }

    /// What the databases know, of a house of any shape.
    private Loaded past() {
        Optional<Incident> incident = Optional.empty();
        List<JournalEntry> lines = List.of();
        Map<PropertyRef, Kept> kept = Map.of();
        var panel = Panel.NEW;
        try {
            newestLine = journal.newest();
            incident = journal.latestIncident();
            lines = journal.last(LOADED_LINES);
            panel = journal.panel(damaged::add);
        } catch (IOException unreadable) {
            log.warn("The journal cannot be read now", unreadable);
        }
        try {
            kept = sampleStore.kept(clock.instant());
        } catch (IOException unreadable) {
            log.warn("The history cannot be read now", unreadable);
        }
        return new Loaded(Home.EMPTY, Settings.DEFAULT, kept, incident, lines, panel);
    }

    /// @param submit takes what happens here; called on the store thread, must not block
    public void start(Consumer<Event> submit) {
        answers = submit;
        thread.start();
    }

    /// All that is to be kept by these gets to disk together, or nothing of it: what belongs together must not be torn apart by a crash.
    ///
    /// @param effects call [#carryOut], and wait for nothing
    public void together(Runnable effects) {
        lock.lock();
        try {
            effects.run();
        } finally {
            lock.unlock();
        }
    }

    /// Takes what is to be kept; other effects are nobody's business here.
    public void carryOut(Effect effect) {
        lock.lock();
        try {
            switch (effect) {
                case Effect.Save(var home) -> waiting.home = home;
                case Effect.SaveSettings(var settings) -> waiting.settings = settings;
                case Effect.Remember remember -> waiting.announcements.put(remember.place(), remember);
                case Effect.SaveLogins(var logins) -> waiting.logins = logins;
                case Effect.SaveCodes(var codes) -> waiting.codes = codes;
                case Effect.RecordPanel(var panel) -> {
                    waiting.panel = panel;
                    unansweredPanel = panel;
                }
                case Effect.Append(var entry) -> {
                    newestLine = Math.max(newestLine + 1, Journal.nanos(entry.at()));
                    waiting.append(newestLine, entry);
                }
                case Effect.Record(var incident) -> {
                    waiting.incidents.put(incident.since(), incident);
                    unanswered.add(incident.since());
                }
                case Effect.KeepDelivery(var delivery) -> {
                    waiting.deliveries.put(delivery.id(), delivery);
                    if (delivery.state() instanceof Delivery.State.Queued) {
                        unsent.add(delivery.id());
                    }
                }
                case Effect.PublishKept(var message) -> unsaid.add(message);
                case Effect.KeepUnfinished left -> waiting.unfinished.put(left.rule(), left);
                case Effect.KeepVersion(var automations, var at) -> waiting.versions.add(new Version(at, automations));
                case Effect.SavePeople(var people) -> waiting.people = people;
                case Effect.SaveWatch(var watch) -> waiting.watch = watch;
                case Effect.Keep(var property, var value, var at) -> {
                    boolean first = samples.isEmpty();
                    samples.keep(property, new SampleBatch.Sample(at, value));
                    if (!first) {
                        return;
                    }
                }
                case Effect.Forget(var device) -> samples.forget(device);
                case Effect.Publish _, Effect.Announce _, Effect.Ring _, Effect.Notify _, Effect.Hush _, Effect.Cut _, Effect.CheckConnection _, Effect.MakePassword _, Effect.Admit _, Effect.HandOver _, Effect.TryBroker _, Effect.MoveHouse _, Effect.Send _, Effect.Listen _, Effect.Ping _, Effect.TestNotification _, Effect.KeepSecret _, Effect.ListRetained _, Effect.CheckCode _, Effect.MakeCode _, Effect.StayAwake _, Effect.Chime _ -> {
                    return;
                }
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Up to the last second; the first sample is the value the property had at `from`. Fails with an [IOException] where the
    /// history cannot be read.
    @Override public CompletionStage<List<Sample>> samples(PropertyRef property, Instant from, Instant to) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return sampleStore.samples(property, from, to);
                } catch (IOException unreadable) {
                    throw new CompletionException(unreadable);
                }
            }, history);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    @Override public CompletionStage<List<JournalEntry>> journal(int most) {
        return read(() -> journal.last(most), List.of());
    }

    @Override public CompletionStage<List<Incident>> incidents(int most) {
        return read(() -> journal.incidents(most), List.of());
    }

    @Override public CompletionStage<List<JournalEntry>> happened(DeviceId device, int most) {
        return read(() -> journal.of(device, most), List.of());
    }

    @Override public CompletionStage<List<Version>> versions() {
        return read(journal::versions, List.of());
    }

    @Override public CompletionStage<Optional<Instant>> broken() {
        return read(journal::broken, Optional.empty());
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /// On the history thread, when all that waits now is written.
    private <T> CompletionStage<T> read(Reading<T> reading, T nothing) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    flush();
                    return reading.read();
                } catch (IOException unreadable) {
                    throw new CompletionException(unreadable);
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                    return nothing;
                }
            }, history);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(nothing);
        }
    }

    /// Writes all that waits, samples too. Any thread.
    ///
    /// @return whether all of it is on disk
    public boolean flush() throws InterruptedException {
        lock.lock();
        try {
            long mine = ++flushesAsked;
            news.signal();
            while (flushesDone < mine && thread.isAlive()) {
                passed.await(100, TimeUnit.MILLISECONDS);
            }
            return flushesDone >= mine && !failing;
        } finally {
            lock.unlock();
        }
    }

    /// Writes all that waits and folds the logs into their files.
    @Override public void close() {
        lock.lock();
        try {
            closing = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
            history.close();
            journal.close();
            sampleStore.close();
            announcements.close();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            log.warn("A database was not closed in order; its log is read at the next start", left);
        }
    }

    // ---- the store thread

    private void run() {
        tellDamage();
        boolean last = false;
        while (!last) {
            try {
                var pass = next();
                last = pass.last();
                write(pass);
                tidy(last);
            } catch (InterruptedException ignored) {
                log.debug("the store thread stops when it is closed, not when it is interrupted");
            }
        }
    }

    /// Waits for something to do.
    private Pass next() throws InterruptedException {
        lock.lock();
        try {
            for (long left = left(); left > 0; left = left()) {
                news.awaitNanos(left);
            }
            boolean flush = closing || failing || flushesAsked > flushesDone || !samples.isEmpty() && System.nanoTime() - flushAt >= 0;
            var pass = new Pass(waiting, flush ? samples : new SampleBatch(), unanswered, unsent, unsaid, unansweredPanel,
                    flushesAsked, closing);
            waiting = new Waiting();
            samples = flush ? new SampleBatch() : samples;
            unanswered = new LinkedHashSet<>();
            unansweredPanel = null;
            unsent = new LinkedHashSet<>();
            unsaid = new ArrayList<>();
            return pass;
        } finally {
            lock.unlock();
        }
    }

    /// Nanoseconds until there is something to do.
    private long left() {
        long now = System.nanoTime();
        if (closing || flushesAsked > flushesDone || !unanswered.isEmpty() || !unsent.isEmpty() || !unsaid.isEmpty()
                || unansweredPanel != null) {
            return 0;
        }
        if (failing) {
            return retryAt - now;
        }
        return waiting.isEmpty() ? Math.min(tidyAt, samples.isEmpty() ? tidyAt : flushAt) - now : 0;
    }

    private void write(Pass pass) {
        var late = pass.waiting();
        var lateSamples = pass.samples();
        var problems = new ArrayList<IOException>();
        if (late.hasNews()) {
            attempt(problems, () -> {
                journal.write(late);
                late.newsWritten();
            });
        }
        var unsaved = problems.stream().map(Store::words).findFirst();
        pass.unanswered().forEach(since -> answers.accept(new Event.IncidentRecorded(since, unsaved)));
        if (!pass.unsaid().isEmpty()) {
            answers.accept(new Event.NowKept(pass.unsaid()));
        }
        if (pass.unansweredPanel() != null) {
            answers.accept(new Event.PanelRecorded(pass.unansweredPanel(), unsaved));
        }
        pass.unsent().forEach(id -> answers.accept(new Event.DeliveryKept(id)));
        late.home = unsaved(problems, homeFile, late.home);
        late.settings = unsaved(problems, settingsFile, late.settings);
        if (!late.announcements.isEmpty()) {
            attempt(problems, () -> {
                announcements.write(late.announcements.values());
                late.announcements.clear();
            });
        }
        late.people = unsaved(problems, peopleFile, late.people);
        late.watch = unsaved(problems, watchFile, late.watch);
        late.logins = unsaved(problems, loginsFile, late.logins);
        late.codes = unsaved(problems, codesFile, late.codes);
        boolean kept = lateSamples.isEmpty() || attempt(problems, () -> sampleStore.write(lateSamples));
        tellDamage();
        tellDisk(problems);
        settle(pass, kept ? new SampleBatch() : lateSamples, !problems.isEmpty());
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
            return false;
        } catch (RuntimeException bug) {
            log.error("not written", bug);
            problems.add(new IOException(bug));
            return false;
        }
    }

    /// Puts what is late before what came meanwhile.
    private void settle(Pass pass, SampleBatch late, boolean problem) {
        lock.lock();
        try {
            pass.waiting().add(waiting);
            waiting = pass.waiting();
            if (!late.isEmpty()) {
                late.add(samples);
                samples = late;
            }
            if (!pass.samples().isEmpty()) {
                flushAt = System.nanoTime() + FLUSH;
            }
            failing = problem;
            retryAt = System.nanoTime() + RETRY;
            flushesDone = pass.flush();
            passed.signalAll();
        } finally {
            lock.unlock();
        }
        if (pass.last() && problem) {
            log.error("The disk took not everything before the program ended: {} journal lines and the newest changes are lost",
                    pass.waiting().lines.size());
        }
    }

    private void tellDamage() {
        if (!damaged.isEmpty()) {
            log.warn("Damaged, set aside and replaced: {}", damaged);
            answers.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, String.join(", ", damaged))));
            damaged.clear();
        }
    }

    private void tellDisk(List<IOException> problems) {
        if (!problems.isEmpty() && !failing) {
            log.warn("Nothing can be written; the house runs from memory", problems.getFirst());
            answers.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.DISK, words(problems.getFirst()))));
        } else if (problems.isEmpty() && failing) {
            log.info("The disk takes everything again");
            answers.accept(new Event.TroubleOver(Trouble.Kind.DISK));
        }
    }

    private static String words(IOException problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    /// What can wait, while nothing urgent does.
    private void tidy(boolean last) {
        if (last || failing || System.nanoTime() - tidyAt < 0) {
            return;
        }
        boolean more = true;
        try {
            for (long begun = System.nanoTime(); more && idle() && System.nanoTime() - begun < TIDYING;) {
                more = sampleStore.tidy(clock.instant());
            }
            if (!more) {
                backUp();
            }
        } catch (IOException later) {
            log.debug("tidying failed", later);
            more = false;
        }
        tidyAt = System.nanoTime() + (more ? FLUSH / 10 : REST);
    }

    private boolean idle() {
        lock.lock();
        try {
            return waiting.isEmpty() && flushesAsked == flushesDone && !closing;
        } finally {
            lock.unlock();
        }
    }

    private void backUp() throws IOException {
        if (journalDatabase.backupAge().compareTo(BACKUP) >= 0) {
            journal.prune(KEPT_LINES);
            history.execute(() -> {
                try {
                    journalDatabase.backUp();
                } catch (IOException later) {
                    log.warn("The journal could not be backed up", later);
                }
            });
        }
    }
}
