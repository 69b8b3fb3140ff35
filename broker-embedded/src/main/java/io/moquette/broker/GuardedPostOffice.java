package io.moquette.broker;

import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.interception.BrokerInterceptor;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Moquette's routing, which also retains QoS 0 messages and wills. Session loops, and network threads for QoS 2.
@NullMarked
final class GuardedPostOffice extends PostOffice {
    private final Retained retained;
    private final Authorizator authorizator;
    private final Consumer<Arriving> arrived;

    GuardedPostOffice(ISubscriptionsDirectory subscriptions, Retained retained,
            SessionRegistry sessions, ISessionsRepository sessionStore, BrokerInterceptor interceptor, Authorizator authorizator,
            SessionEventLoopGroup loops, Consumer<Arriving> arrived) {
        super(subscriptions, retained, sessions, sessionStore, interceptor, authorizator, loops, Clock.systemUTC(), MqttQoS.EXACTLY_ONCE);
        this.retained = retained;
        this.authorizator = authorizator;
        this.arrived = arrived;
    }

    @Override CompletableFuture<Void> receivedPublishQos0(MQTTConnection connection, @Nullable String username, String clientId,
            MqttPublishMessage message, Instant expiry) {
        keepFirst(message, username, clientId, expiry);
        return super.receivedPublishQos0(connection, username, clientId, message, expiry);
    }

    @Override RoutingResults receivedPublishQos1(MQTTConnection connection, @Nullable String username, int id, MqttPublishMessage message,
            Instant expiry) {
        keepFirst(message, username, connection.getClientId(), expiry);
        return super.receivedPublishQos1(connection, username, id, message, expiry);
    }

    @Override RoutingResults receivedPublishQos2(MQTTConnection connection, MqttPublishMessage message, @Nullable String username,
            Instant expiry) {
        keepFirst(message, username, connection.getClientId(), expiry);
        return super.receivedPublishQos2(connection, message, username, expiry);
    }

    /// Moquette retains what it has passed on already: who subscribes between the two would never hear of it.
    private void keepFirst(MqttPublishMessage message, @Nullable String username, String clientId, Instant expiry) {
        Topic topic = new Topic(message.variableHeader().topicName());
        if (message.fixedHeader().isRetain() && authorizator.canWrite(topic, username, clientId)) {
            keep(topic, message, expiry);
        }
    }

    private void keep(Topic topic, MqttPublishMessage message, Instant expiry) {
        if (message.payload().isReadable()) {
            retained.retain(topic, message, expiry);
        } else {
            retained.forget(topic);
        }
    }

    /// A will with a delay is published later by Moquette, and not retained.
    @Override public void fireWill(Session session) {
        ISessionsRepository.Will will = session.getWill();
        if (will.retained && will.delayInterval == 0) {
            keep(new Topic(will.topic), MqttMessageBuilders.publish().topicName(will.topic).qos(will.qos).retained(true)
                    .payload(Unpooled.wrappedBuffer(will.payload)).build(), Instant.MAX);
        }
        super.fireWill(session);
    }

    @Override void dispatchConnection(MqttConnectMessage connect) {
        super.dispatchConnection(connect);
        Arriving arriving = Arriving.of(connect);
        if (arriving != null) {
            arrived.accept(arriving);
        }
    }
}
