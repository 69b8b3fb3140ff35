package io.moquette.broker;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.WILL_DELAY_INTERVAL;

import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.persistence.MemorySessionsRepository;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// All sessions, in place of Moquette's own, which crash, forget and repeat. Session loops.
@NullMarked
final class GuardedRegistry extends SessionRegistry {
    /// The longest a session may be left, in seconds: 30 days.
    static final int LONGEST_EXPIRY = 30 * 24 * 60 * 60;

    private final Map<String, GuardedSession> pool = new ConcurrentHashMap<>();
    private final AtomicLong lastNo = new AtomicLong();
    private final ISubscriptionsDirectory directory;
    private final ScheduledExecutorService scheduler;
    private final GuardedSession.Surroundings around;
    /// Told of a session whose connection ends because another takes it over.
    private volatile Consumer<GuardedSession> takenOver = session -> {};
    /// Told of a client whose session ends.
    private volatile Consumer<String> ended = clientId -> {};

    GuardedRegistry(ISubscriptionsDirectory directory, Authorizator authorizator, ScheduledExecutorService scheduler,
            GuardedSession.Surroundings around) {
        super(directory, new MemorySessionsRepository(), new MemoryQueueRepository(), authorizator, scheduler, Clock.systemUTC(),
                LONGEST_EXPIRY, around.loops());
        this.directory = directory;
        this.scheduler = scheduler;
        this.around = around;
    }

    /// What the store knows. Before anything else is called.
    void restore(LedgerFile.Contents contents, KeptSubscriptions subscriptions) {
        Instant now = Instant.now();
        for (Ledger.Kept kept : contents.sessions()) {
            var goneAt = kept.goneAt() == 0 ? now : Instant.ofEpochMilli(kept.goneAt());
            var session = new GuardedSession(data(kept.clientId(), kept.version(), kept.expirySeconds()), kept, around, goneAt);
            lastNo.accumulateAndGet(kept.no(), Math::max);
            pool.put(kept.clientId(), session);
            subscriptions.restore(directory, session, contents.subscriptions().stream().filter(each -> each.no() == kept.no()).toList());
            if (kept.goneAt() == 0) {
                keep(session, now.toEpochMilli());
            }
        }
        scheduler.scheduleWithFixedDelay(new Logged("Ending what has expired", this::expire), 1, 1, TimeUnit.SECONDS);
    }

    void onTakeOver(Consumer<GuardedSession> listener) {
        takenOver = listener;
    }

    void onEnd(Consumer<String> listener) {
        ended = listener;
    }

    private static ISessionsRepository.SessionData data(String clientId, int version, int expirySeconds) {
        MqttVersion known = version == 5 ? MqttVersion.MQTT_5 : version == 4 ? MqttVersion.MQTT_3_1_1 : MqttVersion.MQTT_3_1;
        return new ISessionsRepository.SessionData(clientId, known, expirySeconds, Clock.systemUTC());
    }

    @Override @Nullable GuardedSession retrieve(String clientId) {
        return pool.get(clientId);
    }

    /// The number of a client's session in the ledger, 0 if it is not there.
    long number(String clientId) {
        GuardedSession session = pool.get(clientId);
        return session == null ? 0 : session.no();
    }

    Collection<GuardedSession> all() {
        return pool.values();
    }

    @Override SessionCreationResult createOrReopenSession(MqttConnectMessage connect, String clientId, @Nullable String username) {
        Arriving arriving = Arriving.of(connect);
        if (arriving != null && !arriving.channel().isActive()) {
            throw new SessionCorruptedException("Gone before its turn came: it takes over nobody's session");
        }
        GuardedSession old = pool.get(clientId);
        if (old != null && !old.disconnected()) {
            takenOver.accept(old);
            old.closeImmediately();
        }
        if (old != null && (connect.variableHeader().isCleanSession() || !old.isKept() || old.hasExpired(Instant.now()))) {
            purge(old);
            old = null;
        }
        int expiry = expirySeconds(connect);
        var data = data(clientId, connect.variableHeader().version(), expiry);
        GuardedSession session = old != null ? old
                : new GuardedSession(data, expiry == 0, expiry > 0 ? lastNo.incrementAndGet() : 0, around);
        session.updateSessionData(data);
        session.markConnecting();
        session.begin(will(connect), mostBytes(connect));
        pool.put(clientId, session);
        if (session.isKept()) {
            keep(session, 0);
        }
        if (arriving != null) {
            MQTTConnection connection = GuardedHandler.connection(arriving.channel());
            arriving.channel().closeFuture().addListener(closed -> around.loops().routeCommand(clientId, "ABANDON", () -> {
                abandon(session, connection);
                return null;
            }));
        }
        return new SessionCreationResult(session, old == null ? CreationModeEnum.CREATED_CLEAN_NEW : CreationModeEnum.REOPEN_EXISTING,
                old != null);
    }

    private void keep(GuardedSession session, long goneAt) {
        var data = session.getSessionData();
        around.ledger().session(session.no(), data.clientId(), data.protocolVersion().protocolLevel(), data.expiryInterval(), goneAt);
    }

    private static int expirySeconds(MqttConnectMessage connect) {
        if (connect.variableHeader().version() != 5) {
            return connect.variableHeader().isCleanSession() ? 0 : LONGEST_EXPIRY;
        }
        return bounded(number(connect.variableHeader().properties(), SESSION_EXPIRY_INTERVAL, 0));
    }

    /// "Never" is 2^32 - 1.
    private static int bounded(long expirySeconds) {
        return (int) Math.min(expirySeconds, LONGEST_EXPIRY);
    }

    private static long mostBytes(MqttConnectMessage connect) {
        return number(connect.variableHeader().properties(), MAXIMUM_PACKET_SIZE, Long.MAX_VALUE);
    }

    private static long number(MqttProperties properties, MqttProperties.MqttPropertyType type, long otherwise) {
        return properties.getProperty(type.value()) instanceof MqttProperties.IntegerProperty it ? Integer.toUnsignedLong(it.value())
                : otherwise;
    }

    private static GuardedSession.@Nullable Will will(MqttConnectMessage connect) {
        var header = connect.variableHeader();
        if (!header.isWillFlag()) {
            return null;
        }
        var properties = new MqttProperties();
        connect.payload().willProperties().listAll().stream()
                .filter(each -> each.propertyId() != WILL_DELAY_INTERVAL.value()).forEach(properties::add);
        String topic = connect.payload().willTopic();
        var publish = new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.valueOf(header.willQos()), header.isWillRetain(), 0),
                new MqttPublishVariableHeader(topic, 0, properties), Unpooled.wrappedBuffer(connect.payload().willMessageInBytes()));
        return new GuardedSession.Will(StoredMessage.of(publish, topic),
                bounded(number(connect.payload().willProperties(), WILL_DELAY_INTERVAL, 0)));
    }

    /// Ends a session whose connection closed before it was acknowledged; Moquette would keep it half open for ever.
    private void abandon(GuardedSession session, MQTTConnection connection) {
        if (session.isBoundTo(connection) && session.assignState(Session.SessionStatus.CONNECTING, Session.SessionStatus.CONNECTED)) {
            connectionClosed(session);
        }
    }

    /// What a DISCONNECT may change, unless the session was to end with its connection.
    void changeExpiry(GuardedSession session, int seconds) {
        if (session.isKept() && !session.expireImmediately()) {
            session.updateSessionData(data(session.getClientID(), session.getSessionData().protocolVersion().protocolLevel(),
                    bounded(Integer.toUnsignedLong(seconds))));
        }
    }

    @Override void connectionClosed(Session session) {
        if (SessionEventLoop.getThreadQueueId() < 0) {
            return; // a network thread whose CONNACK failed: by now the session may be another connection's; see abandon
        }
        session.disconnect();
        if (session instanceof GuardedSession ours) {
            if (ours.isKept() && !ours.expireImmediately()) {
                keep(ours, Instant.now().toEpochMilli());
            } else {
                purge(ours);
            }
        }
    }

    private void purge(GuardedSession session) {
        session.assignState(Session.SessionStatus.DISCONNECTED, Session.SessionStatus.DESTROYED);
        remove(session);
        ended.accept(session.getClientID());
    }

    @Override void remove(Session session) {
        if (session instanceof GuardedSession ours && pool.get(ours.getClientID()) == ours) {
            for (Subscription each : ours.getSubscriptions()) {
                directory.removeSubscription(each.getTopicFilter(), ours.getClientID());
            }
            directory.removeSharedSubscriptionsForClient(ours.getClientID());
            pool.remove(ours.getClientID(), ours);
            if (ours.isKept()) {
                around.ledger().drop(ours.no());
            }
            ours.cleanUp();
        }
    }

    private void expire() {
        Instant now = Instant.now();
        for (GuardedSession each : pool.values()) {
            if (each.isStuck()) {
                around.loops().routeCommand(each.getClientID(), "STUCK", () -> {
                    each.cutIfStuck();
                    return null;
                });
            }
            if (each.hasExpired(now)) {
                around.loops().routeCommand(each.getClientID(), "EXPIRE", () -> {
                    if (each.hasExpired(Instant.now()) && each.disconnected()) {
                        purge(each);
                    }
                    return null;
                });
            }
        }
    }

    /// A session that a failed CONNECT left half open could never be connected to again.
    void reset(String clientId) {
        GuardedSession session = pool.get(clientId);
        if (session != null) {
            session.assignState(Session.SessionStatus.CONNECTING, Session.SessionStatus.DISCONNECTED);
            session.assignState(Session.SessionStatus.DISCONNECTING, Session.SessionStatus.DISCONNECTED);
        }
    }
}
