package io.moquette.broker;

import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.ShareName;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.broker.subscriptions.SubscriptionIdentifier;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.broker.subscriptions.Topics;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What becomes of a SUBSCRIBE and an UNSUBSCRIBE. Session loop.
///
/// Moquette's own part of it lets whoever may not read a topic share a subscription to it, knows shared subscriptions only in MQTT 5,
/// and gives one reason for all filters of an UNSUBSCRIBE.
@NullMarked
final class Subscribing {
    /// A filter as a client sent it.
    ///
    /// @param share empty if it is the client's alone
    private record Wish(String share, Topic filter) {
        static Wish of(String sent) {
            if (!sent.startsWith("$share/")) {
                return new Wish("", Topics.of(sent));
            }
            String[] parts = sent.split("/", 3);
            return new Wish(parts[1], Topics.of(parts[2]));
        }
    }

    private final ISubscriptionsDirectory directory;
    private final KeptSubscriptions subscriptions;
    private final Retained retained;
    private final Authorizator authorizator;

    Subscribing(ISubscriptionsDirectory directory, KeptSubscriptions subscriptions, Retained retained, Authorizator authorizator) {
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.retained = retained;
        this.authorizator = authorizator;
    }

    /// Answers before anything retained is sent.
    void subscribe(MqttSubscribeMessage subscribe, GuardedSession session, MQTTConnection connection) {
        @Nullable SubscriptionIdentifier identifier = identifier(subscribe);
        var granted = new ArrayList<Integer>();
        var wantRetained = new ArrayList<Subscription>();
        for (MqttTopicSubscription each : subscribe.payload().topicSubscriptions()) {
            Wish wish = Wish.of(each.topicFilter());
            String clientId = session.getClientID();
            boolean valid = wish.filter.isValid();
            boolean may = valid && authorizator.canRead(wish.filter, connection.getUsername(), clientId);
            granted.add(may ? each.qualityOfService().value() : refusal(valid, connection.isProtocolVersion5()));
            if (may && wish.share.isEmpty()) {
                boolean known = subscriptions.has(clientId, "", wish.filter);
                Subscription its = add(wish.filter, each.option(), identifier, session);
                if (wantsRetained(each.option(), known)) {
                    wantRetained.add(its);
                }
            } else if (may) {
                share(wish, each.option(), identifier, clientId);
            }
        }
        int id = subscribe.variableHeader().messageId();
        connection.sendSubAckMessage(id, new MqttSubAckMessage(header(MqttMessageType.SUBACK), MqttMessageIdVariableHeader.from(id),
                new MqttSubAckPayload(granted)));
        wantRetained.forEach(its -> retained.matching(its.getTopicFilter()).forEach(message -> session.deliver(message.to(its, true))));
    }

    /// MQTT 3.1.1 knows one.
    private static int refusal(boolean valid, boolean five) {
        var why = !five ? MqttReasonCodes.SubAck.UNSPECIFIED_ERROR
                : valid ? MqttReasonCodes.SubAck.NOT_AUTHORIZED : MqttReasonCodes.SubAck.TOPIC_FILTER_INVALID;
        return why.byteValue() & 0xFF;
    }

    private static @Nullable SubscriptionIdentifier identifier(MqttSubscribeMessage subscribe) {
        return subscribe.idAndPropertiesVariableHeader().properties()
                .getProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value()) instanceof IntegerProperty number
                        ? new SubscriptionIdentifier(number.value()) : null;
    }

    private Subscription add(Topic filter, MqttSubscriptionOption option, @Nullable SubscriptionIdentifier identifier,
            GuardedSession session) {
        String clientId = session.getClientID();
        Subscription its;
        if (identifier == null) {
            directory.add(clientId, filter, option);
            its = new Subscription(clientId, filter, option);
        } else {
            directory.add(clientId, filter, option, identifier);
            its = new Subscription(clientId, filter, option, identifier);
        }
        session.addSubscriptions(List.of(its));
        return its;
    }

    private void share(Wish wish, MqttSubscriptionOption option, @Nullable SubscriptionIdentifier identifier, String clientId) {
        if (identifier == null) {
            directory.addShared(clientId, new ShareName(wish.share), wish.filter, option);
        } else {
            directory.addShared(clientId, new ShareName(wish.share), wish.filter, option, identifier);
        }
    }

    private static boolean wantsRetained(MqttSubscriptionOption option, boolean known) {
        return switch (option.retainHandling()) {
            case SEND_AT_SUBSCRIBE -> true;
            case SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS -> !known;
            case DONT_SEND_AT_SUBSCRIBE -> false;
        };
    }

    void unsubscribe(List<String> filters, GuardedSession session, MQTTConnection connection, int messageId) {
        var reasons = new ArrayList<Short>();
        for (String each : filters) {
            Wish wish = Wish.of(each);
            boolean known = subscriptions.has(session.getClientID(), wish.share, wish.filter);
            reasons.add((short) (known ? MqttReasonCodes.UnsubAck.SUCCESS : MqttReasonCodes.UnsubAck.NO_SUBSCRIPTION_EXISTED).byteValue());
            if (!wish.share.isEmpty()) {
                directory.removeSharedSubscription(new ShareName(wish.share), wish.filter, session.getClientID());
            } else {
                directory.removeSubscription(wish.filter, session.getClientID());
                session.removeSubscription(wish.filter);
            }
        }
        connection.channel.writeAndFlush(new MqttUnsubAckMessage(header(MqttMessageType.UNSUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(messageId, MqttProperties.NO_PROPERTIES), new MqttUnsubAckPayload(reasons)));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }
}
