package hearth.store;

import hearth.device.Message;
import hearth.hub.Delivery;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.Panel;
import hearth.hub.Trace;
import hearth.hub.Trouble;
import hearth.hub.Version;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
/// [#carryOut] may be called on any thread and never waits for the disk. One thread, "store", writes; the [Archive]'s reads charts and makes
/// the journal's daily backup, so that neither holds up a break-in.
public final class Store implements AutoCloseable {

    private static final int TRACES = 5;
    private static final Logger log = LoggerFactory.getLogger(Store.class);

    private static final long FLUSH = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY = TimeUnit.SECONDS.toNanos(2);
    private static final long REST = TimeUnit.MINUTES.toNanos(1);

    /// How long the store thread tidies at a time.
    private static final long TIDYING = TimeUnit.MILLISECONDS.toNanos(20);

    /// What one pass has to do.
    private record Pass(Waiting waiting, SampleBatch samples, Set<Instant> unanswered, Set<Long> unsent, List<Message> unsaid,
            @Nullable Panel unansweredPanel, long flush, boolean last) {
    }

    private final InstantSource clock;
    private final Disk disk;
    private final Thread thread;
    private final Archive archive;
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
    private Map<String, List<Trace>> traced = Map.of();
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
        disk = new Disk(directory.folder(), clock, historyBudget);
        thread = Thread.ofPlatform().name("store").unstarted(this::run);
        archive = new Archive(disk, this::flush);
    }

    /// Reads everything; to be called once, before [#start], which tells what was damaged. Scenes and rules that were changed while the
    /// program did not run are a version, too.
    ///
    /// @throws IOException if a damaged file cannot be set aside
    public Left load() throws IOException {
        var left = disk.read(archive.thread());
        traced = left.traces();
        try {
            newestLine = disk.journal.newest();
            disk.journal.unkept(left.home().automations(), clock.instant()).ifPresent(waiting.versions::add);
        } catch (IOException unreadable) {
            log.warn("The journal cannot be read now", unreadable);
        }
        return left;
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
                case Effect.Publish _, Effect.Announce _, Effect.Ring _, Effect.Notify _, Effect.Hush _, Effect.Learn _, Effect.FindPlaces _, Effect.Cut _, Effect.CheckConnection _, Effect.MakePassword _, Effect.Admit _, Effect.HandOver _, Effect.TryBroker _, Effect.MoveHouse _, Effect.Send _, Effect.Listen _, Effect.Ping _, Effect.TestNotification _, Effect.KeepSecret _, Effect.ListRetained _, Effect.CheckCode _, Effect.MakeCode _, Effect.StayAwake _, Effect.Chime _ -> {
                    return;
                }
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What became of rules' last runs, by rule, oldest first: the newest five of each get to disk where they have changed.
    public void remember(Map<String, ? extends List<Trace>> now) {
        lock.lock();
        try {
            now.forEach((rule, traces) -> {
                if (traced.get(rule) != traces) {
                    waiting.traces.put(rule, List.copyOf(traces.subList(Math.max(0, traces.size() - TRACES), traces.size())));
                }
            });
            traced.keySet().stream().filter(rule -> !now.containsKey(rule)).forEach(rule -> waiting.traces.put(rule, List.of()));
            traced = Map.copyOf(now);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What was kept, to be read.
    public History history() {
        return archive;
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
            archive.close();
            disk.close();
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
        var problems = new ArrayList<>(disk.writeNews(late));
        var unsaved = problems.stream().map(Store::words).findFirst();
        pass.unanswered().forEach(since -> answers.accept(new Event.IncidentRecorded(since, unsaved)));
        if (!pass.unsaid().isEmpty()) {
            answers.accept(new Event.NowKept(pass.unsaid()));
        }
        if (pass.unansweredPanel() != null) {
            answers.accept(new Event.PanelRecorded(pass.unansweredPanel(), unsaved));
        }
        pass.unsent().forEach(id -> answers.accept(new Event.DeliveryKept(id)));
        problems.addAll(disk.writeRest(late));
        var unwritten = disk.write(pass.samples());
        problems.addAll(unwritten);
        tellDamage();
        tellDisk(problems);
        settle(pass, unwritten.isEmpty() ? new SampleBatch() : pass.samples(), !problems.isEmpty());
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
        var damaged = disk.takeDamaged();
        if (!damaged.isEmpty()) {
            log.warn("Damaged, or written by a newer Hearth: {}. Kept beside under another name and begun anew; everything else works.",
                    String.join(", ", damaged));
            answers.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, String.join(", ", damaged))));
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
                more = disk.samples.tidy(clock.instant());
            }
            if (!more) {
                disk.backUp(archive.thread());
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
}
