package hearth.app;

import static hearth.app.HomeNetwork.HERE;

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
import hearth.mqtt.BrokerAddress;
import hearth.mqtt.MqttSession;
import hearth.store.DataDirectory;
import hearth.store.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub's way to its broker: the embedded one, or others beyond this computer, and the session with it. The "hearth" thread, but for
/// what says otherwise.
final class Connection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private static final int MOST_COMMANDS = 50;

    private final Arguments arguments;
    private final DataDirectory directory;
    private final Clock clock;
    private final Hub hub;
    private final Instant alive;
    private final OwnBroker own;
    private final OtherBrokers others;
    private final AtomicLong received = new AtomicLong();
    private final Settings first;
    private Settings applied;
    private volatile @Nullable MqttSession session;
    private @Nullable BrokerAddress address;
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
        own = new OwnBroker(arguments.host().orElse(HERE), directory, clock, hub);
        others = new OtherBrokers(directory.clientId(), new Secrets(directory.folder()), clock, hub::submit);
    }

    /// @param whenReady told once, with the broker's address
    void whenReady(Consumer<String> whenReady) {
        ready = whenReady;
    }

    /// Whether the embedded broker lets in others than this computer's own programs.
    boolean opensHere() {
        return own.isOpen(applied) && arguments.brokers().isEmpty() && listens(applied);
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
        var here = listens(applied) && !asked ? Optional.of(own.listen(applied, port())) : Optional.<BrokerAddress>empty();
        var nodes = asked ? others.addresses(arguments.brokers(), BrokerAccess.NONE)
                : embedded ? List.of(here.orElseThrow()) : others.addresses(applied.brokers(), applied.brokerAccess());
        address = nodes.getFirst();
        var next = new MqttSession(nodes, directory.clientId(), heard, clock, embedded);
        session = next;
        next.start();
        if (!embedded && here.isPresent()) {
            others.startBridge(here.get(), nodes);
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

    private int port() {
        return arguments.port().isPresent() && applied.port() == first.port() ? arguments.port().getAsInt() : applied.port();
    }

    /// Whether other settings mean another way to the broker.
    boolean moves(Settings changed) {
        return otherListener(changed) && (listens(applied) || listens(changed)) || !applied.brokers().equals(changed.brokers())
                || !applied.brokerAccess().equals(changed.brokerAccess());
    }

    private boolean otherListener(Settings changed) {
        return applied.port() != changed.port() || !own.plainHost(applied).equals(own.plainHost(changed))
                || own.isOpen(applied) != own.isOpen(changed) || listens(applied) != listens(changed);
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
                own.stop();
            }
            hub.submit(new Event.LinkChanged(new BrokerLink.Connecting()));
            openOrTell();
        } else if (!(before.listening().equals(changed.listening()) && own.host(before).equals(own.host(changed)))) {
            own.openDoors(changed, port() == 0);
        }
    }

    /// To another broker, or back to the embedded one; the house is told how it went.
    void move(BrokerChoice choice, boolean carry) {
        var known = OtherBrokers.known(hub.state());
        Moved how;
        if (choice.nodes().isEmpty()) {
            try {
                var nodes = carry ? others.addresses(applied.brokers(), applied.brokerAccess()) : List.<BrokerAddress>of();
                how = others.comeBack(nodes, own.listen(applied, port()), known);
            } catch (IOException | IllegalArgumentException stuck) {
                how = new Moved(HERE, clock.instant(), 0, 0, 0, String.valueOf(stuck.getMessage()));
            }
        } else {
            how = others.leave(own.address(applied), choice, carry, known);
        }
        hub.submit(new Event.MoveEnded(how));
        if (how.problem().isEmpty() || choice.nodes().isEmpty() && own.runs()) {
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

        @Override public void overheard(Message message) {
            var by = own.sender(message.topic()).filter(s -> !s.hub()).map(Sender::clientId).orElse("");
            hub.submit(new Event.Overheard(message, by));
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
        long total = own.messagesReceived().orElseGet(received::get);
        hub.submit(new Event.BrokerSeen(new BrokerStatus(Math.max(0, total - counted), own.listeners(applied), own.sessions(),
                retained(Retained::isCommand).filter(r -> r.sender().filter(Sender::hub).isEmpty())
                        .sorted(Comparator.comparing(Retained::topic)).limit(MOST_COMMANDS).toList())));
        counted = total;
        var bridged = others.report();
        if (bridged.isPresent() || hub.state().beyond().bridge().isPresent()) {
            hub.submit(new Event.BridgeReported(bridged));
        }
    }

    void checkUp() {
        if (own.checkUp(applied)) {
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
        own.cut(clientId);
    }

    void admit(List<Permit> permits) {
        own.admit(permits);
    }

    /// Who said something last on a topic. Any thread.
    Optional<Sender> sender(String topic) {
        return own.sender(topic);
    }

    void listRetained(String search) {
        var all = retained(topic -> topic.toLowerCase(Locale.ROOT).contains(search)).sorted(Comparator.comparing(Retained::topic)).toList();
        hub.submit(new Event.RetainedListed(
                new Retained.Found(all.subList(0, Math.min(Retained.Found.MOST, all.size())), all.size())));
    }

    /// As the embedded broker has it; of another one, what it told when the hub came.
    private Stream<Retained> retained(Predicate<String> wanted) {
        return (applied.brokers().isEmpty() ? own.retained(wanted) : Optional.<Stream<Retained>>empty())
                .orElseGet(() -> hub.state().topics().entrySet().stream().filter(e -> e.getValue().retained() && wanted.test(e.getKey()))
                        .map(e -> new Retained(e.getKey(), e.getValue().payload().shown(256), e.getValue().size(), Optional.empty())));
    }

    private void disconnect() {
        var oldSession = session;
        session = null;
        if (oldSession != null) {
            oldSession.close();
        }
        others.close();
    }

    /// First the session: what the broker was told is taken must still reach the hub.
    @Override public void close() {
        disconnect();
        own.close();
    }
}
