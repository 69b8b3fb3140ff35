package io.moquette.broker;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL;

import io.moquette.broker.subscriptions.Topic;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.NullMarked;

/// The retained messages, in memory and written through to the store. Any thread.
///
/// Moquette erases a topic on a retained QoS 0 message; here only [#forget] and expiry do.
@NullMarked
final class Retained implements IRetainedRepository {
    /// A property that travels with a retained message to [Flag], for Moquette forgets the flag of what it queues. Never on the wire.
    static final MqttProperties.MqttProperty<?> MARK = new MqttProperties.IntegerProperty(0x7F, 1);

    private final MVMap<String, byte[]> stored;
    private final ConcurrentHashMap<Topic, RetainedMessage> messages = new ConcurrentHashMap<>();

    Retained(MVStore store) {
        stored = store.openMap("retained");
        stored.values().stream().map(StoredMessage::of).forEach(it -> messages.put(new Topic(it.topic()), message(it)));
    }

    private static RetainedMessage message(StoredMessage it) {
        return it.expiry().equals(Instant.MAX)
                ? new RetainedMessage(new Topic(it.topic()), it.qos(), it.payload(), it.properties())
                : new RetainedMessage(new Topic(it.topic()), it.qos(), it.payload(), it.properties(), it.expiry());
    }

    /// Moquette calls this for every retained QoS 0 message and when one has expired: only the latter goes.
    @Override public void cleanRetained(Topic topic) {
        RetainedMessage message = messages.get(topic);
        if (message != null && hasExpired(message)) {
            forget(topic);
        }
    }

    void forget(Topic topic) {
        messages.computeIfPresent(topic, (t, gone) -> {
            stored.remove(t.toString());
            return null;
        });
    }

    @Override public void retain(Topic topic, MqttPublishMessage message) {
        retain(topic, message, Instant.MAX);
    }

    @Override public void retain(Topic topic, MqttPublishMessage message, Instant expiry) {
        var kept = new StoredMessage(topic.toString(), message.fixedHeader().qosLevel(), expiry,
                message.variableHeader().properties().listAll().toArray(MqttProperties.MqttProperty<?>[]::new),
                Utils.readBytesAndRewind(message.payload()));
        messages.compute(topic, (t, old) -> {
            stored.put(t.toString(), kept.toBytes());
            return message(kept);
        });
    }

    @Override public boolean isEmpty() {
        return messages.isEmpty();
    }

    @Override public Collection<RetainedMessage> retainedOnTopic(String filter) {
        Topic wanted = new Topic(filter);
        Stream<RetainedMessage> found = filter.indexOf('+') < 0 && filter.indexOf('#') < 0
                ? Stream.ofNullable(messages.get(wanted))
                : messages.values().stream().filter(message -> message.getTopic().match(wanted));
        return found.filter(message -> !hasExpired(message)).map(Retained::marked).toList();
    }

    /// With [#MARK], and with its remaining seconds as a property: Moquette would add a second, negative one.
    private static RetainedMessage marked(RetainedMessage message) {
        Stream<MqttProperties.MqttProperty<?>> properties = Stream.concat(Stream.of(MARK),
                Arrays.<MqttProperties.MqttProperty<?>>stream(message.getMqttProperties())
                        .filter(property -> property.propertyId() != PUBLICATION_EXPIRY_INTERVAL.value()));
        if (message.getExpiryTime() != null) {
            int seconds = (int) Math.max(1, Duration.between(Instant.now(), message.getExpiryTime()).toSeconds());
            properties = Stream.concat(properties,
                    Stream.of(new MqttProperties.IntegerProperty(PUBLICATION_EXPIRY_INTERVAL.value(), seconds)));
        }
        return new RetainedMessage(message.getTopic(), message.qosLevel(), message.getPayload(),
                properties.toArray(MqttProperties.MqttProperty<?>[]::new));
    }

    @Override public Collection<RetainedMessage> listExpirable() {
        return messages.values().stream().filter(message -> message.getExpiryTime() != null).toList();
    }

    private static boolean hasExpired(RetainedMessage message) {
        return message.getExpiryTime() != null && !message.getExpiryTime().isAfter(Instant.now());
    }

    /// Turns [#MARK] into the retain flag on the way out.
    static final class Flag extends ChannelOutboundHandlerAdapter {
        @Override public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (message instanceof MqttPublishMessage publish
                    && publish.variableHeader().properties().getProperty(MARK.propertyId()) != null) {
                ctx.write(flagged(publish), promise);
            } else {
                ctx.write(message, promise);
            }
        }

        private static MqttPublishMessage flagged(MqttPublishMessage publish) {
            var header = new MqttFixedHeader(
                    MqttMessageType.PUBLISH, publish.fixedHeader().isDup(), publish.fixedHeader().qosLevel(), true, 0);
            var properties = new MqttProperties();
            publish.variableHeader().properties().listAll().stream()
                    .filter(property -> property.propertyId() != MARK.propertyId()).forEach(properties::add);
            var variable = new MqttPublishVariableHeader(
                    publish.variableHeader().topicName(), publish.variableHeader().packetId(), properties);
            return new MqttPublishMessage(header, variable, publish.payload());
        }
    }
}
