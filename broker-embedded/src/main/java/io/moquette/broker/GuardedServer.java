package io.moquette.broker;

import hearth.broker.AccessNews;
import hearth.broker.BrokerSettings;
import hearth.broker.ClientSession;
import hearth.broker.EmbeddedBroker;
import hearth.broker.Permit;
import io.moquette.BrokerConstants;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.AcceptAllAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.CTrieSubscriptionDirectory;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.interception.BrokerInterceptor;
import io.moquette.persistence.H2Builder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.time.Clock;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
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
    private static final Set<String> DELIVERIES = Set.of("batched PUB", "sendOfflineMessages", "flushQueues");
    private static final int AUTOSAVE_SECONDS = 1;
    private static final int STORE_IN_USE = 7; // MVStore's number for it
    private static final VarHandle WORKERS;
    private static final VarHandle BOSSES;

    static {
        NOISE.forEach(logger -> logger.setLevel(java.util.logging.Level.OFF));
        try {
            var acceptor = MethodHandles.privateLookupIn(NewNettyAcceptor.class, MethodHandles.lookup());
            WORKERS = acceptor.findVarHandle(NewNettyAcceptor.class, "workerGroup", EventLoopGroup.class);
            BOSSES = acceptor.findVarHandle(NewNettyAcceptor.class, "bossGroup", EventLoopGroup.class);
        } catch (ReflectiveOperationException anotherMoquette) {
            throw new ExceptionInInitializerError(anotherMoquette);
        }
    }

    /// The store cannot be read.
    public static final class DamagedException extends Exception {
        DamagedException(Exception cause) {
            super("The broker's store cannot be read", cause);
        }
    }

    /// A connection and since when it is what it is.
    private record Seen(Channel channel, String address, Instant since) {}

    private final BrokerSettings settings;
    private final Consumer<ClientSession> onChange;
    private final Instant started = Instant.now();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final BrokerInterceptor interceptor = new BrokerInterceptor(List.of());
    private final Admission admission;
    private final GuardedLoops loops;
    private final H2Builder store;
    private final MVStore messages;
    private final ISubscriptionsRepository subscriptionStore;
    private final ISessionsRepository sessionStore;
    private final GuardedRegistry registry;
    private final GuardedPostOffice office;
    private @Nullable NewNettyAcceptor acceptor;
    private @Nullable GuardedHandler handler;

    /// Opens the store in the settings' directory, which exists.
    ///
    /// @throws IOException      if another program has it open
    /// @throws DamagedException if it cannot be read; nothing of it is open any more
    public GuardedServer(BrokerSettings settings, Consumer<ClientSession> onChange) throws IOException, DamagedException {
        this.settings = settings;
        this.onChange = onChange;
        admission = new Admission(settings.own());
        loops = new GuardedLoops(interceptor, (clientId, command, thrown) -> failed(clientId, command, thrown));
        store = new H2Builder(scheduler, settings.dataDir(), AUTOSAVE_SECONDS, Clock.systemUTC());
        boolean opened = false;
        @Nullable MVStore queued = null;
        try {
            store.initStore();
            opened = true;
            queued = new MVStore.Builder().fileName(settings.dataDir().resolve("messages.h2").toString())
                    .backgroundExceptionHandler((thread, failure) -> log.warn("Messages cannot be saved", failure)).open();
            var queues = new GuardedQueues(queued);
            var retained = new Retained(queued);
            subscriptionStore = store.subscriptionsRepository();
            sessionStore = store.sessionsRepository();
            var directory = new CTrieSubscriptionDirectory();
            directory.init(subscriptionStore);
            var authorizator = new Authorizator(new Limits(admission));
            registry = new GuardedRegistry(
                    directory, subscriptionStore.listAllSubscriptions(), sessionStore, queues, authorizator, scheduler, loops);
            office = new GuardedPostOffice(
                    directory, retained, registry, sessionStore, interceptor, authorizator, loops, arriving -> arrived(arriving));
            messages = queued;
        } catch (RuntimeException unreadable) {
            loops.terminate();
            stopSaving();
            if (queued != null) {
                queued.closeImmediately();
            }
            if (opened) {
                store.closeStore();
            }
            interceptor.stop();
            if (unreadable instanceof MVStoreException known && known.getErrorCode() == STORE_IN_USE) {
                throw new IOException("The broker's store is in use by another program: " + settings.dataDir(), unreadable);
            }
            throw new DamagedException(unreadable);
        }
    }

    /// @param port          not 0, for Moquette tells too late which it took
    /// @param webSocketPort 0 for no WebSocket
    /// @throws IOException if one of them cannot be bound; only [#close] is left to be called then
    public void listen(int port, int webSocketPort) throws IOException {
        var config = new MemoryConfig(new Properties());
        config.setProperty(IConfig.HOST_PROPERTY_NAME, settings.host());
        config.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        if (webSocketPort > 0) {
            config.setProperty(IConfig.WEB_SOCKET_PORT_PROPERTY_NAME, Integer.toString(webSocketPort));
        }
        config.setProperty(BrokerConstants.WEB_SOCKET_MAX_FRAME_SIZE_PROPERTY_NAME, Integer.toString(BrokerSettings.MAX_MESSAGE_BYTES));
        config.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(BrokerSettings.MAX_MESSAGE_BYTES));
        config.setProperty(BrokerConstants.ALLOW_ZERO_BYTE_CLIENT_ID_PROPERTY_NAME, "true");
        config.setProperty(IConfig.RECEIVE_MAXIMUM, "65535");
        var configuration = new BrokerConfiguration(config);
        var connections = new MQTTConnectionFactory(configuration, new AcceptAllAuthenticator(), registry, office);
        handler = new GuardedHandler(connections, admission, loops);
        acceptor = new NewNettyAcceptor();
        scheduler.scheduleAtFixedRate(admission.bell::second, 1, 1, TimeUnit.SECONDS);
        try {
            acceptor.initialize(handler, config, () -> null, configuration);
        } catch (RuntimeException cannotListen) {
            throw new IOException("The broker cannot listen on " + settings.host() + ":" + port, cannotListen);
        }
    }

    public long messagesReceived() {
        return handler == null ? 0 : handler.published.sum();
    }

    /// Who hears of what happens at the door.
    public void onNews(Consumer<AccessNews> listener) {
        admission.bell.listener(listener);
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
        tell(clientId, now, arriving.version);
        channel.closeFuture().addListener(closed -> {
            var gone = new Seen(channel, now.address, Instant.now());
            if (arriving.keepsSession ? seen.replace(clientId, now, gone) : seen.remove(clientId, now)) {
                tell(clientId, gone, arriving.version);
            }
        });
        channel.config().setAutoRead(true);
    }

    private void tell(String clientId, Seen what, int version) {
        try {
            scheduler.execute(() -> onChange.accept(session(clientId, what, version, List.of())));
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
        Map<String, List<String>> subscriptions = Stream.concat(
                subscriptionStore.listAllSubscriptions().stream()
                        .map(it -> Map.entry(it.getClientId(), it.getTopicFilter().toString())),
                subscriptionStore.listAllSharedSubscription().stream()
                        .map(it -> Map.entry(it.clientId(), "$share/" + it.getShareName() + "/" + it.topicFilter())))
                .sorted(Map.Entry.comparingByValue())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return sessionStore.list().stream()
                .filter(this::isKnown)
                .map(it -> session(it.clientId(), seen.get(it.clientId()), it.protocolVersion().protocolLevel(),
                        subscriptions.getOrDefault(it.clientId(), List.of())))
                .sorted(Comparator.comparing(ClientSession::clientId))
                .toList();
    }

    private boolean isKnown(ISessionsRepository.SessionData data) {
        Session session = registry.retrieve(data.clientId());
        Seen client = seen.get(data.clientId());
        return session != null && (!session.isClean() || client != null && client.channel.isActive());
    }

    private ClientSession session(String clientId, @Nullable Seen client, int version, List<String> subscriptions) {
        Guest guest = admission.guest(clientId);
        return new ClientSession(clientId, client == null ? "" : client.address, client == null ? started : client.since,
                client != null && client.channel.isActive(), subscriptions,
                version == 5 ? "5" : version == 4 ? "3.1.1" : "3.1", guest == null ? "" : guest.user,
                guest == null ? 0 : guest.published.sum(), 0, guest == null ? Optional.empty() : guest.will);
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
        admission.close();
        if (acceptor != null) {
            ((EventLoopGroup) BOSSES.get(acceptor)).shutdownGracefully(0, 5, TimeUnit.SECONDS); // Moquette: two quiet seconds
            seen.values().forEach(client -> client.channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS));
            loops.drain();
            ((EventLoopGroup) WORKERS.get(acceptor)).shutdownGracefully(0, 5, TimeUnit.SECONDS);
            acceptor.close();
        }
        loops.drain();
        office.terminate();
        registry.close();
        stopSaving();
        store.closeStore();
        messages.close();
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
