package hearth.app;

import static hearth.app.HomeNetwork.ANYWHERE;
import static hearth.app.HomeNetwork.HERE;

import hearth.broker.BrokerLimits;
import hearth.broker.BrokerReport;
import hearth.broker.BrokerSettings;
import hearth.broker.ClientSession;
import hearth.broker.EmbeddedBroker;
import hearth.broker.OwnLogin;
import hearth.broker.PortTakenException;
import hearth.device.Message;
import hearth.home.BrokerAccess;
import hearth.home.Settings;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerStatus;
import hearth.hub.Checkup;
import hearth.hub.Event;
import hearth.hub.Failover;
import hearth.hub.Hub;
import hearth.hub.Moved;
import hearth.hub.Permit;
import hearth.hub.Retained;
import hearth.hub.Senders.Sender;
import hearth.hub.Trouble;
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.MqttSession;
import hearth.profile.AlarmApi;
import hearth.store.DataDirectory;
import hearth.store.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub's way to its broker: the embedded one with all its doors, or others beyond this computer, and the session with it. The
/// "hearth" thread, but for what says otherwise.
final class Connection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final int MOST_COMMANDS = 50;

    private final Arguments arguments;
    private final boolean hostIsHere;
    private final DataDirectory directory;
    private final Clock clock;
    private final Hub hub;
    private final Instant alive;
    private final OwnLogin own;
    private final HomeNetwork network;
    private final OtherBrokers others;
    private final AtomicLong received = new AtomicLong();
    private final Settings first;
    private Settings applied;
    private volatile @Nullable EmbeddedBroker broker;
    private volatile @Nullable MqttSession session;
    private @Nullable BrokerAddress address;
    private final Map<String, Long> published = new HashMap<>();
    private long counted;
    private volatile Consumer<String> ready = _ -> {
    };

    /// @param first the settings as they were left
    /// @param alive when something was last heard of the hub
    Connection(Arguments arguments, Settings first, Instant alive, DataDirectory directory, Clock clock, Hub hub) throws IOException {
        this.arguments = arguments;
        this.first = first;
        this.alive = alive;
        this.directory = directory;
        this.clock = clock;
        this.hub = hub;
        applied = first;
        hostIsHere = InetAddress.getByName(arguments.host().orElse(HERE)).isLoopbackAddress();
        own = OwnLogin.random(Set.of(directory.clientId(), directory.clientId() + "-state"));
        network = new HomeNetwork(directory.folder().resolve("certificates"), clock, hub::submit);
        others = new OtherBrokers(directory.clientId(), new Secrets(directory.folder()), clock, hub::submit);
    }

    /// @param whenReady told once, with the broker's address
    void whenReady(Consumer<String> whenReady) {
        ready = whenReady;
    }

    /// Whether the embedded broker lets in others than this computer's own programs.
    boolean opensHere() {
        return isOpen(applied) && arguments.brokers().isEmpty() && listens(applied);
    }

    /// Where the hub's own clients find their broker; empty while there is none.
    Optional<BrokerAddress> address() {
        return Optional.ofNullable(address);
    }

    /// Any thread.
    void publish(Message message) {
        var link = session;
        if (link != null) {
            link.publish(message);
        }
    }

    /// Any thread.
    void announce(Message message) {
        var link = session;
        if (link != null) {
            link.announce(message);
        }
    }

    /// Answers in the house, from another thread.
    void probe(BrokerChoice choice) {
        others.probe(choice);
    }

    /// Starts what is wanted; a port that is taken is an error.
    void open() throws IOException {
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

    /// The same, but what goes wrong is shown in the window.
    void openOrTell() {
        try {
            open();
        } catch (PortTakenException taken) {
            hub.submit(new Event.LinkChanged(new BrokerLink.PortTaken(taken.port(), taken.holder(), taken.freePort())));
        } catch (IOException | IllegalArgumentException broken) {
            hub.submit(new Event.LinkChanged(new BrokerLink.Lost(HERE, String.valueOf(broken.getMessage()), clock.instant())));
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

    /// Whether other settings mean another way to the broker.
    boolean moves(Settings changed) {
        return otherListener(changed) && (listens(applied) || listens(changed)) || !applied.brokers().equals(changed.brokers())
                || !applied.brokerAccess().equals(changed.brokerAccess());
    }

    private boolean otherListener(Settings changed) {
        return applied.port() != changed.port() || !plainHost(applied).equals(plainHost(changed)) || isOpen(applied) != isOpen(changed)
                || listens(applied) != listens(changed);
    }

    /// Goes another way where the settings say so; else only doors open and close.
    void apply(Settings changed) {
        var before = applied;
        boolean moves = moves(changed);
        boolean otherListener = otherListener(changed);
        applied = changed;
        if (moves) {
            if (before.brokerAccess().bridge() && !changed.brokerAccess().bridge()) {
                others.endBridge();
            }
            disconnect();
            if (otherListener) {
                stopListening();
            }
            hub.submit(new Event.LinkChanged(new BrokerLink.Connecting()));
            openOrTell();
        } else if (broker != null && !(before.listening().equals(changed.listening()) && host(before).equals(host(changed)))) {
            network.open(broker, host(changed), changed.listening(), port() == 0);
        }
    }

    /// To another broker, or back to the embedded one; the house is told how it went.
    void move(BrokerChoice choice, boolean carry) {
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

    /// Once a second: who is there, and what is said.
    void report() {
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

    void checkUp() {
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

    void cut(String clientId) {
        var own = broker;
        if (own != null && !own.disconnect(clientId)) {
            log.info("{} was not connected any more", clientId);
        }
    }

    void admit(List<Permit> permits) {
        var running = broker;
        if (running != null) {
            running.admit(AtTheDoor.permits(permits));
        }
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

    void listRetained(String search) {
        var all = retained(topic -> topic.toLowerCase(Locale.ROOT).contains(search)).sorted(Comparator.comparing(Retained::topic)).toList();
        hub.submit(new Event.RetainedListed(
                new Retained.Found(all.subList(0, Math.min(Retained.Found.MOST, all.size())), all.size())));
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

    /// First the session: what the broker was told is taken must still reach the hub.
    @Override public void close() {
        disconnect();
        stopListening();
        network.close();
    }
}
