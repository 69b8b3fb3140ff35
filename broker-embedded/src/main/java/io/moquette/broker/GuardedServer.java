package io.moquette.broker;

import hearth.broker.AccessNews;
import hearth.broker.BrokerLimits;
import hearth.broker.BrokerReport;
import hearth.broker.BrokerSettings;
import hearth.broker.ClientSession;
import hearth.broker.Door;
import hearth.broker.EmbeddedBroker;
import hearth.broker.Invitation;
import hearth.broker.Permit;
import hearth.broker.RetainedTopic;
import io.moquette.BrokerConstants;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.AcceptAllAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.CTrieSubscriptionDirectory;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.interception.BrokerInterceptor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One broker: its store from the constructor on, its network from [#listen] on. Any thread.
@NullMarked
public final class GuardedServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    /// These log what clients do wrong, with stack traces; the classes here log as the broker's. Held here, because java.util.logging
    /// forgets loggers nobody holds.
    private static final List<java.util.logging.Logger> NOISE = Stream.of(
            "io.moquette", "io.netty.util.concurrent.DefaultPromise", "io.netty.channel.DefaultChannelPipeline")
            .map(java.util.logging.Logger::getLogger).toList();
    private static final Set<String> DELIVERIES = Set.of("deliver", "sendOfflineMessages", "flushQueues");
    /// Bytes of a retained payload that are shown.
    private static final int BEGINNING = 256;

    static {
        NOISE.forEach(logger -> logger.setLevel(java.util.logging.Level.OFF));
    }

    /// The store cannot be read; the message is the reason.
    public static final class DamagedException extends Exception {
        public DamagedException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /// A connection and since when it is what it is.
    private record Seen(Channel channel, String address, Instant since) {}

    private final BrokerSettings settings;
    private final Consumer<ClientSession> onChange;
    private volatile boolean closing;
    private final Instant started = Instant.now();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Door, Listener> doors = new ConcurrentHashMap<>();
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("broker-time").factory());
    private final BrokerInterceptor interceptor = new BrokerInterceptor(List.of());
    private final Admission admission;
    private final GuardedLoops loops;
    private final Ledger ledger;
    private final KeptSubscriptions subscriptions;
    private final GuardedRegistry registry;
    private final GuardedPostOffice office;
    private final Authorizator authorizator;
    private final GuardedSession.Surroundings around;
    private @Nullable EventLoopGroup network;
    private @Nullable Listener plain;
    private @Nullable GuardedHandler handler;

    /// Opens the store in the settings' directory, which exists.
    ///
    /// @param onReport told on any of the broker's threads: it must return at once
    /// @throws IOException      if another program has it open
    /// @throws DamagedException if it cannot be read; nothing of it is open any more
    public GuardedServer(BrokerSettings settings, BrokerLimits limits, Consumer<ClientSession> onChange, Consumer<BrokerReport> onReport)
            throws IOException, DamagedException {
        this.settings = settings;
        this.onChange = onChange;
        admission = new Admission(settings.own());
        authorizator = new Authorizator(new Limits(admission));
        LedgerFile.Contents kept;
        try {
            ledger = new Ledger(settings.dataDir(), onReport);
            kept = contents(ledger);
        } catch (LedgerFile.DamagedException unreadable) {
            interceptor.stop();
            scheduler.shutdown();
            throw new DamagedException(unreadable);
        } catch (IOException inUse) {
            interceptor.stop();
            scheduler.shutdown();
            throw inUse;
        }
        loops = new GuardedLoops(interceptor, (clientId, command, thrown) -> failed(clientId, command, thrown));
        around = new GuardedSession.Surroundings(ledger, loops, limits, onReport);
        subscriptions = new KeptSubscriptions(ledger);
        var directory = new CTrieSubscriptionDirectory();
        directory.init(subscriptions);
        registry = new GuardedRegistry(directory, authorizator, scheduler, around);
        subscriptions.begin(registry::number);
        var retained = new Retained(ledger, kept.retained(), limits.retainedBytes(), onReport);
        office = new GuardedPostOffice(directory, new Subscribing(directory, subscriptions, retained, authorizator), retained, registry,
                interceptor, authorizator, loops, scheduler, arriving -> arrived(arriving));
        registry.onTakeOver(office::fireWill);
        registry.onEnd(office::sessionEnded);
        registry.restore(kept, subscriptions);
        ledger.start();
    }

    private static LedgerFile.Contents contents(Ledger opened) throws LedgerFile.DamagedException {
        try {
            return opened.contents();
        } catch (LedgerFile.DamagedException unreadable) {
            opened.close();
            throw unreadable;
        }
    }

    /// Begins to serve MQTT over TCP.
    ///
    /// @param port 0 for any free one
    /// @return the port
    /// @throws IOException if it cannot be bound; only [#close] is left to be called then
    public int listen(int port) throws IOException {
        var config = new MemoryConfig(new Properties());
        config.setProperty(BrokerConstants.ALLOW_ZERO_BYTE_CLIENT_ID_PROPERTY_NAME, "true");
        config.setProperty(IConfig.RECEIVE_MAXIMUM, Integer.toString(Incoming.RECEIVE_MAXIMUM));
        config.setProperty(IConfig.TOPIC_ALIAS_MAXIMUM_PROPERTY_NAME, Integer.toString(Incoming.TOPIC_ALIAS_MAXIMUM));
        var connections = new MQTTConnectionFactory(new BrokerConfiguration(config), new AcceptAllAuthenticator(), registry, office);
        handler = new GuardedHandler(connections, admission, office, registry, around);
        network = new NioEventLoopGroup(1, new DefaultThreadFactory("broker-network")); // one: see GuardedLoops
        scheduler.scheduleAtFixedRate(new Logged("Telling who was refused", admission.bell::second), 1, 1, TimeUnit.SECONDS);
        plain = new Listener(null, null, handler, admission.bell);
        plain.open(settings.host(), port, network);
        return plain.port();
    }

    /// Opens a further door, after [#listen].
    ///
    /// @param port 0 for any free one
    /// @param keys for a secure door
    /// @return the port
    /// @throws IOException if it cannot be bound; all else stays as it was
    public int open(Door door, String host, int port, @Nullable X509ExtendedKeyManager keys) throws IOException {
        if (network == null || handler == null || door.isSecure() && keys == null || doors.containsKey(door)) {
            throw new IllegalStateException(door + " cannot be opened now");
        }
        var listener = new Listener(door, keys == null ? null : Encryption.with(keys), handler, admission.bell);
        listener.open(host, port, network);
        doors.put(door, listener);
        return listener.port();
    }

    /// Closes a door and whoever came through it; does nothing if it is closed.
    public void close(Door door) {
        Listener listener = doors.remove(door);
        if (listener != null) {
            listener.close();
        }
    }

    public Invitation invite() {
        return admission.invited.invite();
    }

    public long messagesReceived() {
        return handler == null ? 0 : handler.published.sum();
    }

    public List<RetainedTopic> retained(Predicate<String> wanted) {
        return office.retained(wanted).map(it -> new RetainedTopic(it.topic(), new String(it.payload(), 0,
                Math.min(BEGINNING, it.payload().length), StandardCharsets.UTF_8), it.payload().length, sender(it.topic()))).toList();
    }

    public Optional<String> sender(String topic) {
        return office.senders.last(topic);
    }

    /// Who hears of what happens at the door.
    public void onNews(Consumer<AccessNews> listener) {
        admission.bell.listener(listener);
    }

    /// Of what is said there nothing is kept: see [EmbeddedBroker#passing].
    public void passing(Set<String> topics) {
        office.passing = topics;
    }

    /// From now on these have a login and nobody else.
    public void admit(Collection<Permit> permits) {
        admission.admit(permits).forEach(this::forget);
    }

    /// Two rounds of its network thread later Moquette knows that a connection that was cut is gone.
    private void forget(String clientId) {
        Seen client = seen.get(clientId);
        if (client == null) {
            loops.routeCommand(clientId, "FORGET", () -> forgotten(clientId));
        } else {
            client.channel.closeFuture().addListener(closed -> client.channel.eventLoop().execute(() -> client.channel.eventLoop()
                    .execute(() -> loops.routeCommand(clientId, "FORGET", () -> forgotten(clientId)))));
        }
    }

    private @Nullable Void forgotten(String clientId) {
        Session session = registry.retrieve(clientId);
        if (session != null && session.disconnected()) {
            registry.remove(session);
            seen.remove(clientId);
        }
        return null;
    }

    private void arrived(Arriving arriving) {
        Channel channel = arriving.channel();
        String clientId = NettyUtils.clientID(channel);
        var now = new Seen(channel, address(channel), Instant.now());
        seen.put(clientId, now);
        Guest guest = Gate.guest(channel);
        if (guest != null) {
            admission.arrived(guest, clientId, now.address);
        }
        tell(clientId, now, arriving.version, true);
        channel.closeFuture().addListener(closed -> {
            var gone = new Seen(channel, now.address, Instant.now());
            if (registry.number(clientId) != 0 ? seen.replace(clientId, now, gone) : seen.remove(clientId, now)) {
                tell(clientId, gone, arriving.version, false);
                if (!GuardedHandler.saidGoodbye(channel)) {
                    brokeOff(clientId);
                }
            }
        });
        channel.config().setAutoRead(true);
    }

    private void brokeOff(String clientId) {
        var topics = office.senders.topics(clientId);
        if (!topics.isEmpty() && !closing) {
            admission.bell.tell(new AccessNews.BrokeOff(Doorbell.cut(clientId), topics));
        }
    }

    private void tell(String clientId, Seen what, int version, boolean here) {
        try {
            scheduler.execute(() -> onChange.accept(session(clientId, what, version, here, List.of())));
        } catch (RejectedExecutionException stopping) {
            log.debug("{} left while the broker stops", clientId);
        }
    }

    /// Closes the connection of whoever sent the failed command; a failed delivery is nobody's fault, and often the connection is gone.
    private void failed(String clientId, String command, Throwable thrown) {
        log.warn("Command {} of MQTT client {} failed: {}", command, clientId, thrown.toString());
        log.debug("Command {} of MQTT client {} failed", command, clientId, thrown);
        if (command.equals("CONN")) {
            registry.reset(clientId);
        }
        Seen client = seen.get(clientId);
        if (client != null && !DELIVERIES.contains(command)) {
            client.channel.close();
        }
    }

    public List<ClientSession> sessions() {
        return registry.all().stream()
                .filter(this::isKnown)
                .map(it -> session(it.getClientID(), seen.get(it.getClientID()), it.getSessionData().protocolVersion().protocolLevel(),
                        isHere(seen.get(it.getClientID())),
                        subscriptions.of(it.getClientID())))
                .sorted(Comparator.comparing(ClientSession::clientId))
                .toList();
    }

    private boolean isKnown(GuardedSession session) {
        return session.isKept() || isHere(seen.get(session.getClientID()));
    }

    private static boolean isHere(@Nullable Seen client) {
        return client != null && client.channel.isActive();
    }

    private ClientSession session(String clientId, @Nullable Seen client, int version, boolean here, List<String> subscriptions) {
        Guest guest = admission.guest(clientId);
        GuardedSession owing = registry.retrieve(clientId);
        return new ClientSession(clientId, client == null ? "" : client.address, client == null ? started : client.since,
                here, subscriptions,
                version == 5 ? "5" : version == 4 ? "3.1.1" : "3.1", guest == null ? "" : guest.user,
                guest == null ? 0 : guest.published.sum(), owing == null ? 0 : owing.owed(), guest == null ? Optional.empty() : guest.will);
    }

    private static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress().getHostAddress() + ":" + peer.getPort() : "";
    }

    /// By closing the connection, so that Moquette ends the session on its own loop; told from here it would end that loop.
    public boolean disconnect(String clientId) {
        Seen client = seen.get(clientId);
        if (client == null || !client.channel.isActive()) {
            return false;
        }
        if (GuardedHandler.connection(client.channel).isProtocolVersion5()) {
            client.channel.writeAndFlush(MqttMessageBuilders.disconnect()
                    .reasonCode(MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION.byteValue()).build())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            client.channel.close();
        }
        return true;
    }

    /// Clients first, then the commands under way, then the network, the sessions, last the store; nothing that writes is
    /// interrupted.
    @Override public void close() {
        closing = true;
        admission.close();
        if (network != null && plain != null) {
            plain.close();
            doors.values().forEach(Listener::close);
            seen.values().forEach(client -> client.channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS));
            loops.drain();
            network.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
        }
        loops.drain();
        office.terminate();
        registry.close();
        stopSaving();
        ledger.close();
        interceptor.stop();
    }

    private void stopSaving() {
        scheduler.shutdown();
        try {
            scheduler.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// What remains for a session restored from the store; arriving packets are checked by [GuardedHandler]. Never throws.
    private record Limits(Admission admission) implements IAuthorizatorPolicy {
        @Override public boolean canWrite(Topic topic, @Nullable String user, String client) {
            return GuardedHandler.mayPublish(topic.toString());
        }

        @Override public boolean canRead(Topic topic, @Nullable String user, String client) {
            return GuardedHandler.isWithinLimits(topic.toString()) && admission.mayRead(client, topic.toString());
        }
    }
}
