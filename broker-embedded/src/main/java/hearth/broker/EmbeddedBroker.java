package hearth.broker;

import hearth.broker.tls.Certificates;
import io.moquette.broker.GuardedServer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An MQTT broker inside this program: MQTT 3.1, 3.1.1 and 5 over TCP, and over TLS and WebSocket where those doors are opened. Any
/// thread.
///
/// A message of QoS 1 or 2 is acknowledged once a crash can no longer lose it: persistent sessions, their subscriptions, what waits for
/// them or was sent and not acknowledged, and retained messages are on disk by then. What nobody absent waits for needs no disk. How
/// much is kept and taken is in [BrokerLimits]; a session left for 30 days is forgotten. Clients may not publish to topics that begin
/// with `$`.
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final BrokerSettings settings;
    private final BrokerLimits limits;
    private final Consumer<ClientSession> onChange;
    private final Consumer<BrokerReport> onReport;
    private Consumer<AccessNews> onNews = news -> log.debug("{}", news);
    private List<Permit> permits = List.of();
    private Set<String> passing = Set.of();
    private volatile @Nullable GuardedServer server;
    private @Nullable Path aside;
    private int port;
    private final Map<Door, Integer> doors = new EnumMap<>(Door.class);

    /// @param onChange told of each client that connects or goes away, on a thread of the broker's: it must return at once
    public EmbeddedBroker(BrokerSettings settings, Consumer<ClientSession> onChange) {
        this(settings, BrokerLimits.HOME, onChange, report -> log.warn("{}", report));
    }

    /// @param onReport told what the user should know, on any thread of the broker's: it must return at once
    public EmbeddedBroker(BrokerSettings settings, BrokerLimits limits, Consumer<ClientSession> onChange,
            Consumer<BrokerReport> onReport) {
        this.settings = settings;
        this.limits = limits;
        this.onChange = onChange;
        this.onReport = onReport;
    }

    /// Opens the store and listens. A store that cannot be read is renamed to `….broken-<time>` beside it and an empty one is
    /// begun: see [#setAside]. If the disk is full the broker runs all the same, keeps trying, and confirms nothing that must be kept.
    ///
    /// @throws PortTakenException if another program listens on one of the ports
    /// @throws IOException        if the store is in use by another hub, or the address is not this machine's
    public synchronized void start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("The broker runs already");
        }
        GuardedServer opened = open();
        opened.onNews(onNews);
        opened.admit(permits);
        opened.passing(passing);
        try {
            port = opened.listen(settings.port());
            server = opened;
            if (settings.webSocketPort().isPresent()) {
                open(Door.WEB_SOCKET, settings.host(), settings.webSocketPort().getAsInt(), Optional.empty());
            }
        } catch (IOException cannotListen) {
            server = null;
            doors.clear();
            opened.close();
            throw cannotListen instanceof PortTakenException ? cannotListen : named(settings.host(), settings.port(), cannotListen);
        }
        log.info("Broker listens on {}:{}", settings.host(), port);
    }

    /// Opens a further door while the broker runs; clients elsewhere notice nothing.
    ///
    /// @param host         the address to listen on, `0.0.0.0` for all
    /// @param wanted       the port, 0 for any free one
    /// @param certificates for a secure door; one that is renewed is shown from then on
    /// @return the port
    /// @throws PortTakenException    if another program listens there; all else goes on
    /// @throws IOException           if it cannot be opened for another reason
    /// @throws IllegalStateException if the door is open, or secure and there are no certificates
    public synchronized int open(Door door, String host, int wanted, Optional<Certificates> certificates) throws IOException {
        try {
            int opened = running().open(door, host, wanted, certificates.filter(_ -> door.isSecure()).map(Certificates::keys).orElse(null));
            doors.put(door, opened);
            log.info("Broker opens {} on {}:{}", door, host, opened);
            return opened;
        } catch (IOException cannotListen) {
            throw named(host, wanted, cannotListen);
        }
    }

    /// Closes a door and whoever came through it; does nothing if it is closed.
    public synchronized void close(Door door) {
        if (doors.remove(door) != null && server != null) {
            server.close(door);
            log.info("Broker closes {}", door);
        }
    }

    /// The open doors with their ports.
    public synchronized Map<Door, Integer> doors() {
        return Map.copyOf(doors);
    }

    private static IOException named(String host, int port, IOException cannotListen) {
        return PortTakenException.isTaken(host, port) ? new PortTakenException(host, port) : cannotListen;
    }

    private GuardedServer open() throws IOException {
        aside = null;
        try {
            return opened();
        } catch (GuardedServer.DamagedException damaged) {
            Path broken = settings.dataDir().resolveSibling(
                    settings.dataDir().getFileName() + ".broken-" + TIME.format(Instant.now()));
            Files.move(settings.dataDir(), broken);
            aside = broken;
            log.warn("The broker's store could not be read and was kept as {}; a new one begins: {}", broken, damaged.getMessage());
            try {
                return opened();
            } catch (GuardedServer.DamagedException again) {
                throw new IOException("The broker cannot write its store in " + settings.dataDir(), again);
            }
        }
    }

    /// A disk that takes nothing is told as [BrokerReport.StoreFails].
    private GuardedServer opened() throws IOException, GuardedServer.DamagedException {
        try {
            Files.createDirectories(settings.dataDir());
        } catch (FileAlreadyExistsException notADirectory) {
            throw new GuardedServer.DamagedException(notADirectory);
        } catch (IOException refused) {
            log.debug("{} cannot be made", settings.dataDir(), refused);
        }
        return new GuardedServer(settings, limits, onChange, onReport);
    }

    /// Where the store is that could not be read at the last start; empty if all was well.
    public synchronized Optional<Path> setAside() {
        return Optional.ofNullable(aside);
    }

    /// The port of MQTT over TCP, from the start on.
    public synchronized int port() {
        return port;
    }

    /// The port of MQTT over WebSocket, if that was asked for.
    public synchronized OptionalInt webSocketPort() {
        Integer opened = doors.get(Door.WEB_SOCKET);
        return opened == null ? OptionalInt.empty() : OptionalInt.of(opened);
    }

    /// Every client that is connected or that left a persistent session, sorted by client identifier. Reads all subscriptions: for
    /// a screen, not for every message.
    public List<ClientSession> sessions() {
        return running().sessions();
    }

    /// Closes a client's connection; its will is published, its session stays, and it may connect again.
    ///
    /// @return whether it was connected
    public boolean disconnect(String clientId) {
        return running().disconnect(clientId);
    }

    /// A login that lets in once, within half a minute; a second one takes the first one's place.
    public Invitation invite() {
        return running().invite();
    }

    /// From now on these have a login and nobody else: who is inside with one that is gone or has another password is cut at once. May be
    /// called before the start.
    public synchronized void admit(Collection<Permit> newPermits) {
        permits = List.copyOf(newPermits);
        if (server != null) {
            server.admit(permits);
        }
    }

    /// Who hears of what happens at the door, on any thread of the broker's: it must return at once. To be called before the start.
    public synchronized void onNews(Consumer<AccessNews> listener) {
        onNews = listener;
    }

    /// What is said on these topics is for who is there: it is not retained, waits for nobody who is away, and never touches the disk; who
    /// hears it hears whether it was to be retained. For what holds secrets. To be called before the start.
    public synchronized void passing(Set<String> topics) {
        passing = Set.copyOf(topics);
    }

    /// Which client published last on a topic since the start, its will included; empty where that is not known. Waits for nothing.
    public Optional<String> sender(String topic) {
        GuardedServer now = server;
        return now == null ? Optional.empty() : now.sender(topic);
    }

    /// What is retained on the topics that are wanted, in no order. Looks at every retained topic: for a screen, not for every message.
    public List<RetainedTopic> retained(Predicate<String> wanted) {
        return running().retained(wanted);
    }

    /// How many messages clients have published since the start, refused ones included.
    public long messagesReceived() {
        return running().messagesReceived();
    }

    /// Closes every connection and writes everything. Does nothing if the broker does not run.
    @Override public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
            doors.clear();
            log.info("Broker stopped");
        }
    }

    private synchronized GuardedServer running() {
        if (server == null) {
            throw new IllegalStateException("The broker does not run");
        }
        return server;
    }
}
