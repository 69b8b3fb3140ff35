package io.moquette.broker;

import io.moquette.broker.SessionRegistry.PublishedMessage;
import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.Subscription;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.NullMarked;

/// Moquette's sessions, which lose no unacknowledged message when a client comes back. Session loops.
@NullMarked
final class GuardedRegistry extends SessionRegistry {
    private static final int EXPIRY_SECONDS = 30 * 24 * 60 * 60;
    private static final VarHandle IN_FLIGHT;
    private static final VarHandle TIMEOUTS;

    static {
        try {
            var session = MethodHandles.privateLookupIn(Session.class, MethodHandles.lookup());
            IN_FLIGHT = session.findVarHandle(Session.class, "inflightWindow", Map.class);
            TIMEOUTS = session.findVarHandle(Session.class, "inflightTimeouts", DelayQueue.class);
        } catch (ReflectiveOperationException anotherMoquette) {
            throw new ExceptionInInitializerError(anotherMoquette);
        }
    }

    private final ISessionsRepository stored;
    private final GuardedQueues queues;
    private final SessionEventLoopGroup loops;

    GuardedRegistry(ISubscriptionsDirectory directory, Collection<Subscription> subscriptions, ISessionsRepository stored,
            GuardedQueues queues, Authorizator authorizator, ScheduledExecutorService scheduler, SessionEventLoopGroup loops) {
        super(directory, datedSessions(stored), queues, authorizator, scheduler, Clock.systemUTC(), EXPIRY_SECONDS, loops);
        this.stored = stored;
        this.queues = queues;
        this.loops = loops;
        for (var data : List.copyOf(stored.list())) {
            if (retrieve(data.clientId()) == null) {
                stored.delete(data);
            }
        }
        queues.listQueueNames().stream().filter(clientId -> retrieve(clientId) == null).forEach(queues::drop);
        for (Subscription subscription : subscriptions) { // Moquette restores the tree, but not what a session is subscribed to
            Session session = retrieve(subscription.getClientId());
            if (session == null) {
                directory.removeSubscription(subscription.getTopicFilter(), subscription.getClientId());
            } else {
                session.addSubscriptions(List.of(subscription));
            }
        }
    }

    /// After a crash sessions have no expiry date, and Moquette does not start with such.
    private static ISessionsRepository datedSessions(ISessionsRepository stored) {
        for (var data : List.copyOf(stored.list())) {
            if (data.expireAt().isEmpty()) {
                stored.saveSession(data.withExpirationComputed());
            }
        }
        return stored;
    }

    @Override SessionCreationResult createOrReopenSession(MqttConnectMessage connect, String clientId, String username) {
        SessionCreationResult result = super.createOrReopenSession(connect, clientId, username);
        Arriving arriving = Arriving.of(connect);
        if (arriving != null) {
            MQTTConnection connection = GuardedHandler.connection(arriving.channel());
            if (result.mode == CreationModeEnum.REOPEN_EXISTING) {
                sendAgain(result.session, connection);
            }
            arriving.channel().closeFuture().addListener(closed -> loops.routeCommand(clientId, "ABANDON", () -> {
                abandon(result.session, connection);
                return null;
            }));
        }
        return result;
    }

    /// Ends a session whose connection closed before it was acknowledged; Moquette would keep it half open for ever.
    private void abandon(Session session, MQTTConnection connection) {
        if (session.isBoundTo(connection) && session.assignState(Session.SessionStatus.CONNECTING, Session.SessionStatus.CONNECTED)) {
            connectionClosed(session);
        }
    }

    /// Makes every unacknowledged message due at once, in order, and keeps new messages from taking their packet identifiers.
    @SuppressWarnings("unchecked") private static void sendAgain(Session session, MQTTConnection connection) {
        var inFlight = new TreeMap<>((Map<Integer, SessionRegistry.EnqueuedMessage>) IN_FLIGHT.get(session));
        if (inFlight.isEmpty()) {
            return;
        }
        var timeouts = (DelayQueue<Session.InFlightPacket>) TIMEOUTS.get(session);
        timeouts.clear();
        inFlight.keySet().forEach(id -> timeouts.add(new Session.InFlightPacket(id, id - 100_000L)));
        while (connection.nextPacketId() < inFlight.lastKey()) {}
    }

    /// A session that a failed CONNECT left half open could never be connected to again.
    void reset(String clientId) {
        Session session = retrieve(clientId);
        if (session != null) {
            session.assignState(Session.SessionStatus.CONNECTING, Session.SessionStatus.DISCONNECTED);
            session.assignState(Session.SessionStatus.DISCONNECTING, Session.SessionStatus.DISCONNECTED);
        }
    }

    /// Keeps what was sent but not acknowledged, then closes. Only after the session loops have ended.
    @Override
    @SuppressWarnings("unchecked") public void close() {
        for (var data : stored.list()) {
            Session session = retrieve(data.clientId());
            if (session != null && !session.isClean()) {
                var inFlight = (Map<Integer, SessionRegistry.EnqueuedMessage>) IN_FLIGHT.get(session);
                queues.putBack(data.clientId(), new TreeMap<>(inFlight).values().stream()
                        .filter(PublishedMessage.class::isInstance).map(PublishedMessage.class::cast).toList());
                inFlight.values().removeIf(PublishedMessage.class::isInstance);
            }
        }
        super.close();
    }
}
