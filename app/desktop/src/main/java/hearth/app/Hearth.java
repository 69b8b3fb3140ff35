package hearth.app;

import hearth.broker.BrokerLimits;
import hearth.broker.BrokerReport;
import hearth.broker.BrokerSettings;
import hearth.broker.ClientSession;
import hearth.broker.EmbeddedBroker;
import hearth.broker.OwnLogin;
import hearth.broker.Passwords;
import hearth.broker.PortTakenException;
import hearth.demo.SimulatedHome;
import hearth.demo.Study;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.BrokerAccess;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.home.Spot;
import hearth.home.Watch;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerStatus;
import hearth.hub.Checkup;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.Failover;
import hearth.hub.HomeEdit;
import hearth.hub.Hub;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Moved;
import hearth.hub.Panel;
import hearth.hub.Password;
import hearth.hub.Permit;
import hearth.hub.Places;
import hearth.hub.Retained;
import hearth.hub.Senders.Sender;
import hearth.hub.Trouble;
import hearth.hub.Vigil;
import hearth.hub.Weather;
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.HubWatch;
import hearth.mqtt.MqttSession;
import hearth.mqtt.Trust;
import hearth.notify.AlarmSound;
import hearth.notify.Autostart;
import hearth.notify.Channels;
import hearth.notify.DesktopNotification;
import hearth.notify.Wakefulness;
import hearth.profile.AlarmApi;
import hearth.profile.Profile;
import hearth.profile.ProfileCatalog;
import hearth.store.DataDirectory;
import hearth.store.Secrets;
import hearth.store.Store;
import hearth.ui.Texts;
import hearth.weather.Geocoding;
import hearth.weather.MetNorway;
import hearth.weather.OpenMeteo;
import hearth.weather.Provider;
import hearth.weather.WeatherStation;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub put together: its long-lived parts, built in order and closed in reverse. Knows no window; one may watch it.
///
/// What takes time (broker, session, simulated home, autostart) happens one after the other on the "hearth" thread.
public final class Hearth implements AutoCloseable {

    static final String VERSION = "0.1.0";

    private static final Logger log = LoggerFactory.getLogger(Hearth.class);

    static final long HISTORY_BYTES = 500L << 20;
    private static final int MOST_COMMANDS = 50;
    private static final String ANYWHERE = "0.0.0.0";
    private static final String HERE = "127.0.0.1";

    private final Arguments arguments;
    private final boolean hostIsHere;
    private final OwnLogin own;
    private final Clock clock;
    private final Optional<LongSupplier> steady;
    private final ScheduledExecutorService pulse = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("pulse").factory());
    private final Wakefulness wakefulness = new Wakefulness();
    private final DataDirectory directory;
    private final Store store;
    private final Hub hub;
    private final AlarmSound sound;
    private final DesktopNotification notification;
    private final Codes codes;
    private final Channels channels;
    private final ScheduledExecutorService worker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("hearth").factory());
    private final AtomicLong received = new AtomicLong();
    private final Settings first;
    private final Instant alive;
    private final HomeNetwork network;
    private final OtherBrokers others;
    private final WeatherStation weather;
    private volatile Optional<Spot> spot = Optional.empty();
    private volatile @Nullable EmbeddedBroker broker;
    private volatile @Nullable MqttSession session;
    private @Nullable SimulatedHome demo;
    private @Nullable BrokerAddress address;
    private Settings applied;
    private final Map<String, Long> published = new HashMap<>();
    private long counted;
    private @Nullable HubWatch otherHub;
    private boolean closed;
    private volatile Consumer<HubState> watcher = _ -> {
    };
    private volatile Consumer<String> ready = _ -> {
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
        hostIsHere = InetAddress.getByName(arguments.host().orElse(HERE)).isLoopbackAddress();
        var folder = folder(arguments);
        directory = DataDirectory.open(folder);
        own = OwnLogin.random(Set.of(directory.clientId(), directory.clientId() + "-state"));
        store = new Store(directory, clock, HISTORY_BYTES);
        var left = store.load();
        first = left.settings();
        alive = Stream.concat(left.journal().stream().map(JournalEntry::at), left.kept().values().stream().map(HubState.Kept::at))
                .max(Comparator.naturalOrder()).orElseGet(clock::instant);
        applied = first;
        var profiles = ProfileCatalog.builtIn().with(ownProfiles(folder.resolve("profiles")));
        var home = Files.exists(folder.resolve("home.json")) ? left.home() : seeds(profiles, language(first));
        var logins = store.logins();
        var house = HubState.start(VERSION, home, first, profiles, store.announced(), left.kept(), left.incident(), left.journal());
        hub = new Hub(house.with(logins).with(store.outbox()).with(Vigil.of(store.watch())).with(left.panel(), store.codes())
                .with(store.unfinished(home.automations())),
                this::carryOutAll,
                state -> watcher.accept(state), clock);
        sound = new AlarmSound(hub::submit);
        notification = new DesktopNotification();
        codes = new Codes(hub::submit);
        channels = new Channels(new Safe(directory.folder(), hub::submit), hub::submit, clock);
        network = new HomeNetwork(folder.resolve("certificates"), clock, hub::submit);
        others = new OtherBrokers(directory.clientId(), new Secrets(directory.folder()), clock, hub::submit);
        weather = new WeatherStation(folder.resolve("weather.json"), VERSION, Duration.ofSeconds(20), clock,
                new WeatherStation.Listener(this::announce,
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

    /// The first house: a tile for each kind of device that is there from the beginning.
    private static Home seeds(ProfileCatalog profiles, String language) {
        var home = Home.EMPTY;
        for (var profile : profiles.profiles()) {
            if (profile.adopt() == Profile.Adopt.ALWAYS) {
                home = home.with(
                        new Device(DeviceId.of(profile.id()), profile.deviceName(language), profile.id(), Map.of(), Device.Size.SMALL), "");
            }
        }
        return home;
    }

    private static String language(Settings settings) {
        return Texts.of(settings, ZoneId.systemDefault()).language();
    }

    private static Map<String, String> ownProfiles(Path folder) throws IOException {
        var files = new LinkedHashMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var list = Files.newDirectoryStream(folder, "*.json")) {
                for (var file : list) {
                    files.put(file.getFileName().toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    HubState state() {
        return hub.state();
    }

    Store history() {
        return store;
    }

    /// Who said something last on a topic.
    Optional<Sender> sender(String topic) {
        var own = broker;
        return own == null ? Optional.empty()
                : own.sender(topic).map(this::known);
    }

    private Sender known(String clientId) {
        return new Sender(clientId, own.clients().contains(clientId));
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
        if (isOpen(first) && arguments.brokers().isEmpty() && listens(first) && hub.state().access().logins().all().isEmpty()) {
            log.warn("Other devices have no login yet, so none is let in. Make one: hearth --help tells how, under --login.");
        }
        ready = whenReady;
        hub.start();
        connect();
        carryOn();
    }

    /// Starts everything without waiting; a port that is taken is shown in the window.
    void startBehindWindow() {
        hub.start();
        worker.execute(() -> {
            try {
                connect();
            } catch (PortTakenException taken) {
                hub.submit(new Event.LinkChanged(new BrokerLink.PortTaken(taken.port(), taken.holder(), taken.freePort())));
            } catch (IOException broken) {
                hub.submit(new Event.LinkChanged(new BrokerLink.Lost(HERE, String.valueOf(broken.getMessage()), clock.instant())));
            }
            carryOn();
        });
    }

    private void carryOn() {
        worker.scheduleAtFixedRate(this::report, 1, 1, TimeUnit.SECONDS);
        steady.ifPresent(s -> pulse.scheduleAtFixedRate(() -> hub.submit(new Event.Pulse(clock.instant(), Duration.ofNanos(s.getAsLong()))),
                0, 5, TimeUnit.SECONDS));
        if (arguments.demo() && !first.demo()) {
            hub.submit(new Event.SettingsChanged(hub.state().settings().withDemo(true)));
        }
        worker.execute(() -> simulate(applied.demo()));
        worker.execute(() -> watch(hub.state().vigil().watch()));
        worker.execute(this::forecast);
    }

    // ---- broker and session, on the hearth thread

    private void connect() throws IOException {
        boolean asked = !arguments.brokers().isEmpty() && applied.brokers().equals(first.brokers());
        boolean embedded = !asked && applied.brokers().isEmpty();
        var own = listens(applied) && !asked ? Optional.of(ownAddress(listen())) : Optional.<BrokerAddress>empty();
        var nodes = asked ? others.addresses(arguments.brokers(), BrokerAccess.NONE)
                : embedded ? List.of(own.orElseThrow()) : others.addresses(applied.brokers(), applied.brokerAccess());
        address = nodes.getFirst();
        var next = new MqttSession(nodes, directory.clientId(), heard, clock, embedded);
        session = next;
        next.start();
        if (!embedded && own.isPresent()) {
            others.startBridge(own.get(), nodes);
        }
    }

    /// Whether the embedded broker is wanted: always, unless another one has taken its place for good.
    private static boolean listens(Settings settings) {
        return settings.brokers().isEmpty() || settings.brokerAccess().bridge();
    }

    private int listen() throws IOException {
        var running = broker;
        if (running != null) {
            return running.port();
        }
        var started = started(plainHost(applied), port());
        broker = started;
        network.open(started, host(applied), applied.listening(), port() == 0);
        started.setAside().ifPresent(
                aside -> hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.DAMAGED, "broker (" + aside.getFileName() + ")"))));
        return started.port();
    }

    private int port() {
        return arguments.port().isPresent() && applied.port() == first.port() ? arguments.port().getAsInt() : applied.port();
    }

    /// Where the embedded broker listens. Who comes from elsewhere needs a login, and so then does everybody here.
    private String host(Settings settings) {
        return settings.homeNetwork() ? ANYWHERE : arguments.host().orElse(HERE);
    }

    private boolean isOpen(Settings settings) {
        return settings.homeNetwork() || !hostIsHere;
    }

    /// Where the hub's own clients find the embedded broker, with their login where one is needed.
    private BrokerAddress ownAddress(int port) {
        var host = plainHost(applied);
        var target = host.equals(ANYWHERE) || host.equals("::") ? HERE : host.contains(":") ? "[" + host + "]" : host;
        return BrokerAddress.of("mqtt://" + (isOpen(applied) ? own.user() + ":" + own.password() + "@" : "") + target + ":" + port);
    }

    /// The same for what is not encrypted.
    private String plainHost(Settings settings) {
        return settings.listening().plain() ? host(settings) : HERE;
    }

    private EmbeddedBroker started(String host, int port) throws IOException {
        var login = Optional.of(own).filter(_ -> isOpen(applied));
        var next = new EmbeddedBroker(new BrokerSettings(directory.folder().resolve("broker"), host, port, OptionalInt.empty(), login),
                BrokerLimits.HOME, _ -> {
                }, this::reported);
        next.onNews(news -> hub.submit(AtTheDoor.event(news)));
        next.admit(AtTheDoor.permits(hub.state().permits()));
        next.passing(Set.of(AlarmApi.SET)); // there may be codes in it
        next.start();
        return next;
    }

    private void reported(BrokerReport report) {
        log.warn("{}", report);
        hub.submit(AtTheDoor.event(report, clock.instant()));
    }

    private void disconnect() {
        var oldSession = session;
        session = null;
        if (oldSession != null) {
            oldSession.close();
        }
        others.close();
    }

    private void stopListening() {
        var oldBroker = broker;
        broker = null;
        network.stop();
        if (oldBroker != null) {
            oldBroker.close();
        }
    }

    /// What the session tells.
    private final MqttSession.Listener heard = new MqttSession.Listener() {

        private boolean begun;

        @Override public void received(Message message) {
            received.incrementAndGet();
            hub.submit(new Event.MessageReceived(message));
        }

        @Override public void linked(BrokerLink link) {
            hub.submit(new Event.LinkChanged(link));
            if (link instanceof BrokerLink.Up(var at, _, _, _)) {
                var whenReady = ready;
                ready = _ -> {
                };
                whenReady.accept(at);
                if (!begun) {
                    begun = true;
                    hub.submit(new Event.Began(ZoneId.systemDefault(), alive));
                }
            }
        }

        @Override public void met(BrokerNode node) {
            hub.submit(new Event.NodeMet(node));
        }

        @Override public void regained(Failover how) {
            hub.submit(new Event.BrokerRegained(how));
        }

        @Override public Collection<String> known() {
            return OtherBrokers.known(hub.state());
        }
    };

    private void report() {
        var own = broker;
        long total = own == null ? received.get() : own.messagesReceived();
        var listeners = own == null ? List.<String>of() : network.listeners(own, plainHost(applied), host(applied));
        network.report();
        var sessions = own == null ? List.<ClientSession>of() : own.sessions();
        hub.submit(new Event.BrokerSeen(new BrokerStatus(Math.max(0, total - counted), listeners,
                sessions.stream().map(this::shown).toList(),
                retained(Retained::isCommand).filter(r -> r.sender().filter(Sender::hub).isEmpty())
                        .sorted(Comparator.comparing(Retained::topic)).limit(MOST_COMMANDS).toList())));
        published.keySet().retainAll(sessions.stream().map(ClientSession::clientId).toList());
        counted = total;
        var bridged = others.report();
        if (bridged.isPresent() || hub.state().beyond().bridge().isPresent()) {
            hub.submit(new Event.BridgeReported(bridged));
        }
    }

    private BrokerStatus.Session shown(ClientSession s) {
        var before = published.put(s.clientId(), s.published());
        return new BrokerStatus.Session(s.clientId(), s.address(), s.since(), s.connected(), s.subscriptions(), s.user(), s.version(),
                before == null ? 0 : Math.max(0, s.published() - before), s.waiting(),
                s.will().map(w -> new BrokerStatus.LastWords(w.topic(), w.text(), w.retain())));
    }

    // ---- effects, on the hub thread: nothing here waits

    private void carryOutAll(List<Effect> effects) {
        store.together(() -> effects.forEach(this::carryOut));
    }

    private void carryOut(Effect effect) {
        var link = session;
        switch (effect) {
            case Effect.Publish(var message) -> {
                if (link != null) {
                    link.publish(message);
                }
            }
            case Effect.Announce(var message) -> {
                if (link != null) {
                    link.announce(message);
                }
            }
            case Effect.SaveSettings(var changed) -> {
                store.carryOut(effect);
                later(() -> apply(changed));
            }
            case Effect.Ring(var incident) -> {
                if (incident.kind().loud()) {
                    sound.start();
                }
                tell(incident);
            }
            case Effect.CheckCode asked -> codes.check(asked);
            case Effect.MakeCode asked -> codes.make(asked);
            case Effect.StayAwake(boolean armed) -> wakefulness.stay(armed);
            case Effect.Chime _ -> chime();
            case Effect.Notify(var words) -> notification.show("Hearth", words, this::notified);
            case Effect.FindPlaces(var name, var language) ->
                weather.find(new Geocoding(), name, language.isEmpty() ? texts().language() : language,
                        (found, problem) -> hub.submit(new Event.PlacesFound(new Places(name, false, found, problem))));
            case Effect.Save(var home) -> {
                store.carryOut(effect);
                if (!home.automations().spot().equals(spot)) {
                    later(this::forecast);
                }
            }
            case Effect.Learn(var thermostat, var now) -> new Lesson(store, thermostat, now).learnt()
                    .thenAccept(warmth -> hub.submit(new Event.RoomLearnt(thermostat.id(), warmth)));
            case Effect.Hush() -> sound.stop();
            case Effect.CheckConnection() -> later(this::checkConnection);
            case Effect.TryBroker(var choice) -> others.probe(choice);
            case Effect.MoveHouse(var choice, boolean carry) -> later(() -> move(choice, carry));
            case Effect.MakePassword(var user) -> later(() -> makePassword(user));
            case Effect.HandOver(var kind, var folder, var permits) -> Thread.ofVirtual().name("hand-over")
                    .start(() -> hub.submit(new Event.HandedOver(Handovers.made(kind, Path.of(folder), permits))));
            case Effect.Admit(var permits) -> later(() -> admit(permits));
            case Effect.SaveLogins _, Effect.SaveCodes _, Effect.RecordPanel _ -> store.carryOut(effect);
            case Effect.ListRetained(var search) -> later(() -> listRetained(search));
            case Effect.Cut(var clientId) -> later(() -> cut(clientId));
            case Effect.Send(var delivery, var channel) -> channels.send(new Words(texts()).letter(delivery), channel);
            case Effect.TestNotification() -> testNotification();
            case Effect.Ping(var url) -> channels.ping(url);
            case Effect.SaveWatch(var watch) -> {
                store.carryOut(effect);
                later(() -> watch(watch));
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

    private void tell(Incident incident) {
        var texts = texts();
        var kind = texts.of("incident." + incident.kind().name().toLowerCase(Locale.ROOT));
        var where = incident.zone().map(texts::plain).map(z -> texts.of("notify.zone", kind, z)).orElse(kind);
        notification.show(texts.of("notify.title", kind), where + " · " + texts.exactTime(incident.since()), this::notified);
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

    private void announce(Message message) {
        var link = session;
        if (link != null) {
            link.announce(message);
        }
    }

    private void testNotification() {
        var now = clock.instant();
        notification.show(texts().of("letter.test.title"), texts().of("letter.test", texts().day(now), texts().timeWithSeconds(now)),
                this::notified);
    }

    private void notified(Optional<String> problem) {
        hub.submit(problem.<Event>map(p -> new Event.TroubleFound(new Trouble(Trouble.Kind.NOTIFICATION, p)))
                .orElseGet(() -> new Event.TroubleOver(Trouble.Kind.NOTIFICATION)));
    }

    private void chime() {
        if (!hub.state().home().alarm().quiet(LocalTime.now(clock.withZone(ZoneId.systemDefault())))) {
            sound.chime();
        }
    }

    /// Listens for the other hub, if that is wanted.
    private void watch(Watch watch) {
        var before = otherHub;
        otherHub = null;
        if (before != null) {
            before.close();
        }
        if (watch.watches()) {
            try {
                var at = BrokerAddress.of(watch.broker()).with(Optional.of(watch.user()).filter(u -> !u.isEmpty()),
                        channels.secret(Vigil.SECRET), Trust.of(watch.authority(), "", ""));
                var next = new HubWatch(at, directory.clientId() + "-watch", () -> hub.submit(new Event.OtherHubHeard()),
                        Duration.ofSeconds(5));
                otherHub = next;
                next.start();
            } catch (IOException | IllegalArgumentException unfit) {
                hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(unfit.getMessage()))));
            }
        }
    }

    private Texts texts() {
        return Texts.of(hub.state().settings(), ZoneId.systemDefault());
    }

    private void checkConnection() {
        var own = broker;
        if (own != null) {
            network.checkUp(own, applied.listening().plain());
            return;
        }
        hub.submit(new Event.CheckMade(hub.state().link() instanceof BrokerLink.PortTaken(int port, var holder, int free)
                ? Checkup.Check.of(Checkup.Finding.LISTENER_TAKEN, port, holder.orElse(""), free)
                : applied.brokers().isEmpty() && arguments.brokers().isEmpty()
                        ? Checkup.Check.of(Checkup.Finding.LISTENER_CLOSED, applied.port())
                : Checkup.Check.of(Checkup.Finding.LISTENER_ELSEWHERE)));
        hub.submit(new Event.CheckupOver());
    }

    private void cut(String clientId) {
        var own = broker;
        if (own != null && !own.disconnect(clientId)) {
            log.info("{} was not connected any more", clientId);
        }
    }

    private void admit(List<Permit> permits) {
        var running = broker;
        if (running != null) {
            running.admit(AtTheDoor.permits(permits));
        }
    }

    private void listRetained(String search) {
        var all = retained(topic -> topic.toLowerCase(Locale.ROOT).contains(search)).sorted(Comparator.comparing(Retained::topic)).toList();
        hub.submit(new Event.RetainedListed(
                new Retained.Found(search, all.subList(0, Math.min(Retained.Found.MOST, all.size())), all.size())));
    }

    /// As the embedded broker has it; of another one, what it told when the hub came.
    private Stream<Retained> retained(Predicate<String> wanted) {
        var own = broker;
        return own == null || !applied.brokers().isEmpty()
                ? hub.state().topics().entrySet().stream().filter(e -> e.getValue().retained() && wanted.test(e.getKey()))
                        .map(e -> new Retained(e.getKey(), e.getValue().payload().shown(256), e.getValue().size(), Optional.empty()))
                : own.retained(wanted).stream()
                        .map(r -> new Retained(r.topic(), r.beginning(), r.size(), r.sender().map(this::known)));
    }

    private void makePassword(String user) {
        var password = Password.random();
        hub.submit(new Event.PasswordMade(user, password, Passwords.hash(password.text())));
    }

    private void later(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException closing) {
            log.debug("too late, the hub is closing");
        }
    }

    // ---- settings, on the hearth thread

    private void apply(Settings changed) {
        var before = applied;
        applied = changed;
        boolean otherListener = before.port() != changed.port() || !plainHost(before).equals(plainHost(changed))
                || isOpen(before) != isOpen(changed) || listens(before) != listens(changed);
        boolean otherBroker = otherListener && (listens(before) || listens(changed)) || !before.brokers().equals(changed.brokers())
                || !before.brokerAccess().equals(changed.brokerAccess());
        if (otherBroker || before.demo() != changed.demo()) {
            simulate(false);
        }
        if (otherBroker) {
            if (before.brokerAccess().bridge() && !changed.brokerAccess().bridge()) {
                others.endBridge();
            }
            disconnect();
            if (otherListener) {
                stopListening();
            }
            reconnect();
        } else if (broker != null && !(before.listening().equals(changed.listening()) && host(before).equals(host(changed)))) {
            network.open(broker, host(changed), changed.listening(), port() == 0);
        }
        simulate(changed.demo());
        if (otherBroker || before.weather() != changed.weather()) {
            forecast();
        }
        if (before.autostart() != changed.autostart()) {
            autostart(changed.autostart());
        }
    }

    private void reconnect() {
        hub.submit(new Event.LinkChanged(new BrokerLink.Connecting()));
        try {
            connect();
        } catch (PortTakenException taken) {
            hub.submit(new Event.LinkChanged(new BrokerLink.PortTaken(taken.port(), taken.holder(), taken.freePort())));
        } catch (IOException | IllegalArgumentException broken) {
            hub.submit(new Event.LinkChanged(new BrokerLink.Lost(HERE, String.valueOf(broken.getMessage()), clock.instant())));
        }
    }

    private void move(BrokerChoice choice, boolean carry) {
        var known = OtherBrokers.known(hub.state());
        var own = Optional.ofNullable(broker).map(b -> ownAddress(b.port()));
        Moved how;
        if (choice.nodes().isEmpty()) {
            try {
                var nodes = carry ? others.addresses(applied.brokers(), applied.brokerAccess()) : List.<BrokerAddress>of();
                how = others.comeBack(nodes, ownAddress(listen()), known);
            } catch (IOException | IllegalArgumentException stuck) {
                how = new Moved(HERE, clock.instant(), 0, 0, 0, String.valueOf(stuck.getMessage()));
            }
        } else {
            how = others.leave(own, choice, carry, known);
        }
        hub.submit(new Event.MoveEnded(how));
        if (how.problem().isEmpty() || choice.nodes().isEmpty() && broker != null) {
            hub.submit(new Event.SettingsChanged(
                    hub.state().settings().withBrokers(choice.nodes()).withBrokerAccess(choice.access())));
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

    private void simulate(boolean wanted) {
        var running = demo;
        var at = address;
        if (wanted && running == null && at != null) {
            var home = hub.state().home();
            SimulatedHome.arrival(language(applied)).stream()
                    .filter(edit -> !(edit instanceof HomeEdit.Add(var device, _) && home.devices().containsKey(device.id())))
                    .forEach(edit -> hub.submit(new Event.HomeEdited(edit)));
            if (!home.devices().containsKey(Study.THERMOSTAT)) {
                settleStudy();
            }
            var next = new SimulatedHome(at, clock);
            demo = next;
            next.start();
        } else if (!wanted && running != null) {
            demo = null;
            if (applied.demo()) {
                running.close();
            } else {
                hub.submit(new Event.HomeEdited(new HomeEdit.Dismantle("demo-")));
                clear(running);
            }
        }
    }

    /// The room brings its past along, and its thermostat learns of it: so it comes when that has been written.
    private void settleStudy() {
        var now = clock.instant();
        boolean unknown = hub.state().climate().weather().outside().isEmpty();
        Study.past(now, ZoneId.systemDefault()).stream().filter(s -> unknown || !s.property().equals(Weather.OUTSIDE))
                .forEach(s -> store.carryOut(new Effect.Keep(s.property(), s.value(), s.at())));
        var edits = Study.arrival(language(applied), now, ZoneId.systemDefault());
        edits.subList(0, edits.size() - 1).forEach(edit -> hub.submit(new Event.HomeEdited(edit)));
        worker.schedule(() -> {
            if (demo != null) {
                hub.submit(new Event.HomeEdited(edits.getLast()));
            }
        }, 3, TimeUnit.SECONDS);
    }

    private void clear(SimulatedHome gone) {
        try {
            gone.remove();
        } catch (IOException left) {
            hub.submit(new Event.TroubleFound(new Trouble(Trouble.Kind.SETTING, String.valueOf(left.getMessage()))));
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
        sound.close();
        wakefulness.close();
        codes.close();
        channels.close();
        weather.close();
        if (otherHub != null) {
            otherHub.close();
        }
        if (demo != null) {
            demo.close();
        }
        disconnect(); // first: what the broker was told is taken must still reach the hub
        stopListening();
        network.close();
        hub.close();
        store.close();
        try {
            directory.close();
        } catch (IOException late) {
            log.warn("the folder could not be released", late);
        }
    }
}
