package io.moquette.broker;

import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.broker.subscriptions.Topics;
import io.moquette.interception.BrokerInterceptor;
import io.moquette.persistence.MemorySessionsRepository;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Who gets a message. Moquette's own routing is left to subscriptions: of messages it loses what is repeated and the retain flag.
/// Session loops.
@NullMarked
final class GuardedPostOffice extends PostOffice {
    /// One subscriber of one message: the highest quality of its matching filters, and the identifiers of all.
    private record Recipient(Subscription first, MqttQoS qos, boolean asPublished, List<MqttProperty<?>> identifiers) {
        static Recipient of(Subscription it) {
            return new Recipient(it, it.option().qos(), it.option().isRetainAsPublished(),
                    it.hasSubscriptionIdentifier() ? List.of(identifier(it)) : List.of());
        }

        private static MqttProperty<?> identifier(Subscription it) {
            return new IntegerProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value(), it.getSubscriptionIdentifier().value());
        }

        Recipient and(Subscription other) {
            var all = new ArrayList<>(identifiers);
            if (other.hasSubscriptionIdentifier()) {
                all.add(identifier(other));
            }
            return new Recipient(first, other.option().qos().value() > qos.value() ? other.option().qos() : qos,
                    asPublished || other.option().isRetainAsPublished(), all);
        }
    }

    /// What became of a message.
    enum Outcome {
        /// It may be acknowledged.
        DONE,
        /// It may be acknowledged once it is on disk.
        TO_DISK,
        /// Somebody could not take it: it is to be said again later.
        REFUSED
    }

    /// @param room done once nobody who is there is far behind: so long the sender should wait
    record Handed(Outcome outcome, CompletableFuture<Void> room) {}

    /// A will of a client that may come back.
    private record Delayed(StoredMessage message, ScheduledFuture<?> due) {}

    final Senders senders = new Senders();
    /// Topics of which nothing is kept.
    volatile Set<String> passing = Set.of();
    private final ISubscriptionsDirectory directory;
    private final Subscribing subscribing;
    private final Retained retained;
    private final GuardedRegistry registry;
    private final GuardedLoops loops;
    private final ScheduledExecutorService scheduler;
    private final Consumer<Arriving> arrived;
    private final Map<String, Delayed> delayedWills = new ConcurrentHashMap<>();

    GuardedPostOffice(ISubscriptionsDirectory directory, Subscribing subscribing, Retained retained, GuardedRegistry registry,
            BrokerInterceptor interceptor,
            Authorizator authorizator, GuardedLoops loops, ScheduledExecutorService scheduler, Consumer<Arriving> arrived) {
        super(directory, retained, registry, new MemorySessionsRepository(), interceptor, authorizator, loops, Clock.systemUTC(),
                MqttQoS.EXACTLY_ONCE);
        this.directory = directory;
        this.subscribing = subscribing;
        this.retained = retained;
        this.registry = registry;
        this.loops = loops;
        this.scheduler = scheduler;
        this.arrived = arrived;
    }

    Stream<StoredMessage> retained(Predicate<String> wanted) {
        return retained.on(wanted);
    }

    @Override public void subscribeClientToTopics(MqttSubscribeMessage subscribe, String clientId, String user, MQTTConnection connection) {
        GuardedSession session = registry.retrieve(clientId);
        if (session != null) {
            subscribing.subscribe(subscribe, session, connection);
        }
    }

    @Override public void unsubscribe(List<String> filters, MQTTConnection connection, int messageId) {
        GuardedSession session = registry.retrieve(connection.getClientId());
        if (session != null) {
            subscribing.unsubscribe(filters, session, connection, messageId);
        }
    }

    /// Hands a message to all who want it, who have it when this returns. Session loop.
    ///
    /// @param acknowledge told what became of it, before its own sender gets it unless that is to be on disk first: so a client that
    ///                    hears itself is through with what it said before it is with what it heard
    void publish(String sender, StoredMessage message, Consumer<Handed> acknowledge) {
        senders.said(sender, message.topic());
        boolean passes = passing.contains(message.topic());
        boolean kept = message.retained() && !(passes && message.payload().length > 0) && retained.take(sender, message);
        boolean taken = true;
        CompletableFuture<Void> room = Room.ENOUGH;
        var toSender = new ArrayList<StoredMessage>();
        for (Recipient each : recipients(sender, message)) {
            GuardedSession session = registry.retrieve(each.first.getClientId());
            if (session != null) {
                StoredMessage its = forRecipient(message, each, passes);
                kept |= session.isKept() && its.qos() != MqttQoS.AT_MOST_ONCE && !passes;
                if (session.getClientID().equals(sender) && !session.isKept()) {
                    toSender.add(its);
                } else {
                    taken &= deliver(its, session, passes);
                    CompletableFuture<Void> itsRoom = session.room();
                    room = itsRoom == Room.ENOUGH ? room : CompletableFuture.allOf(room, itsRoom);
                }
            }
        }
        acknowledge.accept(new Handed(!taken ? Outcome.REFUSED : kept ? Outcome.TO_DISK : Outcome.DONE, room));
        GuardedSession back = registry.retrieve(sender);
        if (back != null) {
            toSender.forEach(its -> deliver(its, back, passes));
        }
    }

    private void publish(String sender, StoredMessage message) {
        publish(sender, message, handed -> {});
    }

    private boolean deliver(StoredMessage message, GuardedSession to, boolean passes) {
        boolean[] taken = new boolean[1];
        return loops.attempt(to.getClientID(), "deliver", () -> taken[0] = passes ? to.pass(message) : to.deliver(message)) && taken[0];
    }

    private Collection<Recipient> recipients(String sender, StoredMessage message) {
        var all = new LinkedHashMap<Object, Recipient>();
        for (Subscription each : directory.matchWithoutQosSharpening(Topics.of(message.topic()))) {
            if (!each.option().isNoLocal() || !each.getClientId().equals(sender)) {
                all.compute(each.getShareName().isEmpty() ? each.getClientId() : each,
                        (who, known) -> known == null ? Recipient.of(each) : known.and(each));
            }
        }
        return all.values();
    }

    private static StoredMessage forRecipient(StoredMessage message, Recipient to, boolean asPublished) {
        MqttQoS qos = to.qos.value() < message.qos().value() ? to.qos : message.qos();
        boolean flag = message.retained() && (to.asPublished || asPublished);
        if (to.identifiers.isEmpty()) {
            return qos == message.qos() && flag == message.retained() ? message : message.with(qos, flag, message.properties());
        }
        var properties = new ArrayList<MqttProperty<?>>(message.properties());
        properties.addAll(to.identifiers);
        return message.with(qos, flag, properties);
    }

    @Override public void fireWill(Session session) {
        GuardedSession.Will will = session instanceof GuardedSession ours ? ours.takeWill() : null;
        if (will == null) {
            return;
        }
        String clientId = session.getClientID();
        int delay = Math.min(will.delaySeconds(), session.getSessionData().expiryInterval());
        if (delay == 0) {
            publish(clientId, will.message());
        } else {
            delayedWills.put(clientId, new Delayed(will.message(), scheduler.schedule(() -> loops.routeCommand(clientId, "WILL", () -> {
                sessionEnded(clientId);
                return null;
            }), delay, TimeUnit.SECONDS)));
        }
    }

    /// Says a will that waits.
    void sessionEnded(String clientId) {
        Delayed delayed = delayedWills.remove(clientId);
        if (delayed != null) {
            delayed.due.cancel(false);
            publish(clientId, delayed.message);
        }
    }

    /// Of a client that is back.
    @Override public void wipeExistingScheduledWill(String clientId) {
        Delayed delayed = delayedWills.remove(clientId);
        if (delayed != null) {
            delayed.due.cancel(false);
        }
    }

    @Override void dispatchConnection(MqttConnectMessage connect) {
        super.dispatchConnection(connect);
        @Nullable Arriving arriving = Arriving.of(connect);
        if (arriving != null) {
            arrived.accept(arriving);
        }
    }
}
