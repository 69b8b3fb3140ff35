package hearth.broker;

import io.moquette.broker.GuardedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An MQTT broker inside this program: MQTT 3.1, 3.1.1 and 5 over TCP and WebSocket. Any thread.
///
/// Persistent sessions, what waits for them and retained messages outlive a [#close]; a crash loses what the last seconds brought and
/// what was sent but not acknowledged. Up to 100,000 messages wait for a session, then the oldest goes; a session left for 30 days is
/// forgotten. Clients may not publish to topics that begin with `$`.
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final BrokerSettings settings;
    private final Consumer<ClientSession> onChange;
    private Consumer<AccessNews> onNews = news -> log.debug("{}", news);
    private List<Permit> permits = List.of();
    private @Nullable GuardedServer server;
    private @Nullable String notice;
    private int port;
    private int webSocketPort;

    /// @param onChange told of each client that connects or goes away, on a thread of the broker's that saves once a second: it
    ///                 must return at once
    public EmbeddedBroker(BrokerSettings settings, Consumer<ClientSession> onChange) {
        this.settings = settings;
        this.onChange = onChange;
    }

    /// Opens the store and listens. A store that cannot be read is renamed to `….broken-<time>` beside it and an empty one is
    /// begun: see [#startNotice].
    ///
    /// @throws PortTakenException if another program listens on one of the ports
    /// @throws IOException        if the store is in use by another hub or the disk refuses, or the address is not this machine's
    public synchronized void start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("The broker runs already");
        }
        GuardedServer opened = open();
        opened.onNews(onNews);
        opened.admit(permits);
        int tcp = 0;
        int web = 0;
        try {
            tcp = portFor(settings.port());
            web = settings.webSocketPort().isPresent() ? portFor(settings.webSocketPort().getAsInt()) : 0;
            opened.listen(tcp, web);
        } catch (IOException cannotListen) {
            opened.close();
            for (int each : new int[]{tcp, web}) {
                if (PortTakenException.isTaken(settings.host(), each)) {
                    throw new PortTakenException(settings.host(), each);
                }
            }
            throw cannotListen;
        }
        server = opened;
        port = tcp;
        webSocketPort = web;
        log.info("Broker listens on {}:{}", settings.host(), port);
    }

    private int portFor(int wanted) throws IOException {
        return wanted == 0 ? PortTakenException.anyFreePort(settings.host()) : wanted;
    }

    private GuardedServer open() throws IOException {
        notice = null;
        Files.createDirectories(settings.dataDir());
        try {
            return new GuardedServer(settings, onChange);
        } catch (GuardedServer.DamagedException damaged) {
            Path aside = settings.dataDir().resolveSibling(
                    settings.dataDir().getFileName() + ".broken-" + TIME.format(Instant.now()));
            Files.move(settings.dataDir(), aside);
            Files.createDirectories(settings.dataDir());
            notice = "The broker's store could not be read and was kept as " + aside
                    + ". Sessions and retained messages begin empty.";
            log.warn("{}", notice, damaged);
            try {
                return new GuardedServer(settings, onChange);
            } catch (GuardedServer.DamagedException again) {
                throw new IOException("The broker cannot write its store in " + settings.dataDir(), again);
            }
        }
    }

    /// What the user must know about the last start, one or two sentences; empty if all was well.
    public synchronized Optional<String> startNotice() {
        return Optional.ofNullable(notice);
    }

    /// The port of MQTT over TCP, from the start on.
    public synchronized int port() {
        return port;
    }

    /// The port of MQTT over WebSocket, if that was asked for.
    public synchronized OptionalInt webSocketPort() {
        return webSocketPort > 0 ? OptionalInt.of(webSocketPort) : OptionalInt.empty();
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

    /// How many messages clients have published since the start, refused ones included.
    public long messagesReceived() {
        return running().messagesReceived();
    }

    /// Closes every connection and writes everything. Does nothing if the broker does not run.
    @Override public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
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
