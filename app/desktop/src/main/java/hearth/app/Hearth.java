package hearth.app;

import hearth.broker.Passwords;
import hearth.home.Settings;
import hearth.home.Spot;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.History;
import hearth.hub.Hub;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.Panel;
import hearth.hub.Password;
import hearth.hub.Places;
import hearth.hub.Senders.Sender;
import hearth.hub.Trouble;
import hearth.hub.Vigil;
import hearth.notify.Autostart;
import hearth.notify.Channels;
import hearth.notify.Wakefulness;
import hearth.profile.ProfileCatalog;
import hearth.store.DataDirectory;
import hearth.store.Store;
import hearth.ui.Texts;
import hearth.weather.Geocoding;
import hearth.weather.MetNorway;
import hearth.weather.OpenMeteo;
import hearth.weather.Provider;
import hearth.weather.WeatherStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub put together: its long-lived parts, built in order and closed in reverse. Knows no window; one may watch it.
///
/// What takes time (broker, session, simulated home, autostart) happens one after the other on the "hearth" thread.
public final class Hearth implements AutoCloseable {

    static final String VERSION = "0.1.0";

    private static final Logger log = LoggerFactory.getLogger(Hearth.class);

    static final long HISTORY_BYTES = 500L << 20;

    private final Arguments arguments;
    private final Clock clock;
    private final Optional<LongSupplier> steady;
    private final ScheduledExecutorService pulse = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("pulse").factory());
    private final Wakefulness wakefulness = new Wakefulness();
    private final DataDirectory directory;
    private final Store store;
    private final Hub hub;
    private final Connection connection;
    private final Bell bell;
    private final Demo demo;
    private final Codes codes;
    private final Channels channels;
    private final ScheduledExecutorService worker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("hearth").factory());
    private final Settings first;
    private final WeatherStation weather;
    private final OtherHub otherHub;
    private volatile Optional<Spot> spot = Optional.empty();
    private Settings applied;
    private boolean closed;
    private volatile Consumer<HubState> watcher = _ -> {
    };

    /// Reads the house; nothing runs yet.
    ///
    /// @throws hearth.store.DataInUseException if another hub has the folder
    Hearth(Arguments arguments) throws IOException {
        this(arguments, Clock.systemUTC(), Optional.of(System::nanoTime));
    }

    /// @param steady nanoseconds by a clock that nobody sets; empty: what time it is, is believed
    Hearth(Arguments arguments, Clock clock, Optional<LongSupplier> steady) throws IOException {
        this.steady = steady;
        this.arguments = arguments;
        this.clock = clock;
        var folder = folder(arguments);
        directory = DataDirectory.open(folder);
        store = new Store(directory, clock, HISTORY_BYTES);
        var left = store.load();
        first = left.settings();
        var alive = Stream.concat(left.journal().stream().map(JournalEntry::at), left.kept().values().stream().map(HubState.Kept::at))
                .max(Comparator.naturalOrder()).orElseGet(clock::instant);
        applied = first;
        var profiles = ProfileCatalog.builtIn().with(FirstHouse.ownProfiles(folder.resolve("profiles")));
        var home = Files.exists(folder.resolve("home.json")) ? left.home() : FirstHouse.of(profiles, language(first));
        var house = HubState.start(VERSION, home, first, profiles, left.announced(), left.kept(), left.incident(), left.journal());
        hub = new Hub(house.with(left.logins()).with(left.outbox()).with(Vigil.of(left.watch())).with(left.panel(), left.codes())
                .with(left.unfinished(), left.traces()),
                this::carryOutAll,
                state -> watcher.accept(state), clock);
        connection = new Connection(arguments, first, alive, directory, clock, hub);
        bell = new Bell(hub, clock);
        demo = new Demo(hub, store, clock, worker);
        codes = new Codes(hub::submit);
        channels = new Channels(new Safe(directory.folder(), hub::submit), hub::submit, clock);
        otherHub = new OtherHub(directory.clientId() + "-watch", channels, hub);
        weather = new WeatherStation(folder.resolve("weather.json"), VERSION, Duration.ofSeconds(20), clock,
                new WeatherStation.Listener(connection::announce,
                        why -> hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.WEATHER, why))),
                        () -> hub.submit(new Event.TroubleOver(Trouble.Kind.WEATHER))));
        store.start(hub::submit);
        if (!profiles.problems().isEmpty()) {
            hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.PROFILE, profiles.problems().stream()
                    .map(p -> p.file() + " " + p.pointer() + " " + p.reason()).collect(Collectors.joining("; ")))));
        }
        if (!left.panel().equals(Panel.NEW)) {
            hub.submit(new Event.Awoke(alive));
        }
        left.incident().ifPresent(i -> hub.submit(new Event.IncidentRecorded(i.since(), Optional.empty())));
    }

    /// Where everything is kept.
    static Path folder(Arguments arguments) {
        return arguments.dataDir().orElseGet(() -> DataDirectory.standard(System.getProperty("os.name", ""), System.getenv(),
                Path.of(System.getProperty("user.home", ""))));
    }

    private static String language(Settings settings) {
        return Texts.of(settings, ZoneId.systemDefault()).language();
    }

    HubState state() {
        return hub.state();
    }

    History history() {
        return store.history();
    }

    /// Who said something last on a topic.
    Optional<Sender> sender(String topic) {
        return connection.sender(topic);
    }

    Path folder() {
        return directory.folder();
    }

    /// Messages that wait for the house.
    int backlog() {
        return hub.backlog();
    }

    void submit(Event event) {
        hub.submit(event);
    }

    /// Who sees each new house, on the hub thread; to be called before [#start].
    void watch(Consumer<HubState> newWatcher) {
        watcher = newWatcher;
    }

    /// Starts everything, and waits for the broker: its port may be taken.
    ///
    /// @param whenReady told once, with the broker's address
    void start(Consumer<String> whenReady) throws IOException {
        if (connection.opensHere() && hub.state().access().logins().all().isEmpty()) {
            log.warn("Other devices have no login yet, so none is let in. Make one: hearth --help tells how, under --login.");
        }
        connection.whenReady(whenReady);
        hub.start();
        connection.open();
        carryOn();
    }

    /// Starts everything without waiting; a port that is taken is shown in the window.
    void startBehindWindow() {
        hub.start();
        later(() -> {
            connection.openOrTell();
            carryOn();
        });
    }

    private void carryOn() {
        worker.scheduleAtFixedRate(logged(connection::report), 1, 1, TimeUnit.SECONDS);
        worker.scheduleWithFixedDelay(logged(() -> store.remember(hub.state().automation().traces())), 1, 1, TimeUnit.MINUTES);
        steady.ifPresent(s -> pulse.scheduleAtFixedRate(() -> hub.submit(new Event.Pulse(clock.instant(), Duration.ofNanos(s.getAsLong()))),
                0, 5, TimeUnit.SECONDS));
        if (arguments.demo() && !first.demo()) {
            hub.submit(new Event.SettingsChanged(hub.state().settings().withDemo(true)));
        }
        later(this::simulate);
        later(() -> otherHub.watch(hub.state().vigil().watch()));
        later(this::forecast);
    }

    // ---- effects, on the hub thread: nothing here waits

    private void carryOutAll(List<Effect> effects) {
        store.together(() -> effects.forEach(this::carryOut));
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Publish(var message) -> connection.publish(message);
            case Effect.Announce(var message) -> connection.announce(message);
            case Effect.SaveSettings(var changed) -> {
                store.carryOut(effect);
                later(() -> apply(changed));
            }
            case Effect.Ring(var incident) -> bell.ring(incident);
            case Effect.CheckCode asked -> codes.check(asked);
            case Effect.MakeCode asked -> codes.make(asked);
            case Effect.StayAwake(boolean armed) -> wakefulness.stay(armed);
            case Effect.Chime _ -> bell.chime();
            case Effect.Notify(var words) -> bell.tell(words);
            case Effect.FindPlaces(var name, var language) ->
                weather.find(new Geocoding(), name, language.isEmpty() ? texts().language() : language,
                        (found, problem) -> hub.submit(new Event.PlacesFound(new Places(name, false, found, problem))));
            case Effect.Save(var home) -> {
                store.carryOut(effect);
                if (!home.automations().spot().equals(spot)) {
                    later(this::forecast);
                }
            }
            case Effect.Learn(var thermostat, var now) -> new Lesson(store.history(), thermostat, now).learnt()
                    .thenAccept(warmth -> hub.submit(new Event.RoomLearnt(thermostat.id(), warmth)));
            case Effect.Hush() -> bell.hush();
            case Effect.CheckConnection() -> later(connection::checkUp);
            case Effect.TryBroker(var choice) -> connection.probe(choice);
            case Effect.MoveHouse(var choice, boolean carry) -> later(() -> connection.move(choice, carry));
            case Effect.MakePassword(var user) -> later(() -> makePassword(user));
            case Effect.HandOver(var kind, var folder, var permits) -> Thread.ofVirtual().name("hand-over")
                    .start(() -> hub.submit(new Event.HandedOver(Handovers.made(kind, Path.of(folder), permits))));
            case Effect.Admit(var permits) -> later(() -> connection.admit(permits));
            case Effect.SaveLogins _, Effect.SaveCodes _, Effect.RecordPanel _ -> store.carryOut(effect);
            case Effect.ListRetained(var search) -> later(() -> connection.listRetained(search));
            case Effect.Cut(var clientId) -> later(() -> connection.cut(clientId));
            case Effect.Send(var delivery, var channel) -> channels.send(new Words(texts()).letter(delivery), channel);
            case Effect.TestNotification() -> bell.test();
            case Effect.Ping(var url) -> channels.ping(url);
            case Effect.SaveWatch(var watch) -> {
                store.carryOut(effect);
                later(() -> otherHub.watch(watch));
            }
            case Effect.Listen(var about, var where) -> channels.listen(about, where);
            case Effect.KeepSecret(var name, var secret) -> {
                channels.learn(name, secret);
                later(() -> channels.store(name));
            }
            case Effect.KeepDelivery _, Effect.KeepUnfinished _, Effect.KeepVersion _, Effect.PublishKept _, Effect.SavePeople _, Effect.Remember _, Effect.Append _, Effect.Record _, Effect.Keep _, Effect.Forget _ ->
                store.carryOut(effect);
        }
    }

    /// Fetches the forecast from whom the user chose, for where the house stands; from nobody, if either is not said.
    private void forecast() {
        spot = hub.state().home().automations().spot();
        var provider = switch (applied.weather()) {
            case NONE -> Optional.<Provider>empty();
            case OPEN_METEO -> Optional.<Provider>of(new OpenMeteo());
            case MET_NORWAY -> Optional.<Provider>of(new MetNorway());
        };
        provider.flatMap(p -> spot.map(at -> (Runnable) () -> weather.serve(p, at))).orElse(weather::stop).run();
    }

    private Texts texts() {
        return Texts.of(hub.state().settings(), ZoneId.systemDefault());
    }

    private void makePassword(String user) {
        var password = Password.random();
        hub.submit(new Event.PasswordMade(user, password, Passwords.hash(password.text())));
    }

    private void later(Runnable task) {
        try {
            worker.execute(logged(task));
        } catch (RejectedExecutionException closing) {
            log.debug("too late, the hub is closing");
        }
    }

    /// A scheduler keeps what a task throws to itself, and does not repeat it.
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RejectedExecutionException closing) {
                log.debug("too late, the hub is closing");
            } catch (RuntimeException bug) {
                log.error("A task of the hub failed", bug);
            }
        };
    }

    // ---- settings, on the hearth thread

    private void apply(Settings changed) {
        var before = applied;
        applied = changed;
        boolean moves = connection.moves(changed);
        if (before.demo() && !changed.demo()) {
            demo.leave();
        } else if (moves) {
            demo.close();
        }
        connection.apply(changed);
        simulate();
        if (moves || before.weather() != changed.weather()) {
            forecast();
        }
        if (before.autostart() != changed.autostart()) {
            autostart(changed.autostart());
        }
    }

    private void autostart(boolean wanted) {
        try {
            if (wanted) {
                var launcher = Autostart.launcher().orElseThrow(() -> new IOException("the program does not know its own launcher"));
                new Autostart().enable(List.of(launcher));
            } else {
                new Autostart().disable();
            }
            hub.submit(new Event.TroubleOver(Trouble.Kind.SETTING));
        } catch (IOException refused) {
            hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(refused.getMessage()))));
        }
    }

    private void simulate() {
        if (applied.demo()) {
            connection.address().ifPresent(at -> demo.arrive(at, language(applied)));
        }
    }

    /// Stops in order: what was accepted is carried out, kept and said before anything goes.
    @Override public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        pulse.shutdownNow();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        bell.close();
        wakefulness.close();
        codes.close();
        channels.close();
        weather.close();
        otherHub.close();
        demo.close();
        connection.close();
        hub.close();
        store.remember(hub.state().automation().traces());
        store.close();
        try {
            directory.close();
        } catch (IOException late) {
            log.warn("the folder could not be released", late);
        }
    }
}
