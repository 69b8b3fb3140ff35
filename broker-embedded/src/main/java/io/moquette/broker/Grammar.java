package io.moquette.broker;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.*;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// What MQTT (3.1.1 and 5, chapter 3) forbids a client to send and Netty's decoder lets pass. What that does not even tell of is for
/// [Frames].
@NullMarked
final class Grammar {
    private static final int LIST = USER_PROPERTY.value();
    private static final Set<Integer> IN_CONNECT = ids(SESSION_EXPIRY_INTERVAL, RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE, TOPIC_ALIAS_MAXIMUM,
            REQUEST_RESPONSE_INFORMATION, REQUEST_PROBLEM_INFORMATION, AUTHENTICATION_METHOD, AUTHENTICATION_DATA);
    private static final Set<Integer> IN_SUBSCRIBE = ids(SUBSCRIPTION_IDENTIFIER);
    private static final Set<Integer> IN_ACKNOWLEDGEMENT = ids(REASON_STRING);
    private static final Set<Integer> IN_DISCONNECT = ids(SESSION_EXPIRY_INTERVAL, REASON_STRING);
    private static final Set<Integer> FLAGS = ids(REQUEST_RESPONSE_INFORMATION, REQUEST_PROBLEM_INFORMATION);
    private static final Set<Integer> POSITIVE = ids(RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE, SUBSCRIPTION_IDENTIFIER);

    private Grammar() {}

    private static Set<Integer> ids(MqttPropertyType... types) {
        return Arrays.stream(types).map(MqttPropertyType::value).collect(Collectors.toUnmodifiableSet());
    }

    /// What is wrong with a CONNECT; a client of MQTT 3 is not told.
    static Optional<MqttConnectReturnCode> fault(MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        boolean five = header.version() == 5;
        if (header.willQos() > 2 || !header.isWillFlag() && (header.willQos() > 0 || header.isWillRetain())
                || !five && header.hasPassword() && !header.hasUserName() || !WellFormed.text(connect.payload().clientIdentifier())
                || header.isWillFlag() && !WellFormed.will(connect.payload().willProperties())) {
            return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_MALFORMED_PACKET);
        }
        if (!five) {
            return Optional.empty();
        }
        MqttProperties properties = header.properties();
        if (properties.getProperty(AUTHENTICATION_METHOD.value()) != null) {
            return Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD);
        }
        return areRight(properties, IN_CONNECT) && properties.getProperty(AUTHENTICATION_DATA.value()) == null ? Optional.empty()
                : Optional.of(MqttConnectReturnCode.CONNECTION_REFUSED_PROTOCOL_ERROR);
    }

    /// What is wrong with any later packet.
    static Optional<Disconnect> fault(MqttMessage packet, boolean five) {
        return switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> inPublish((MqttPublishMessage) packet);
            case SUBSCRIBE -> inSubscribe((MqttSubscribeMessage) packet, five);
            case UNSUBSCRIBE -> unless(!((MqttUnsubscribeMessage) packet).payload().topics().isEmpty()
                    && areRight(((MqttUnsubscribeMessage) packet).idAndPropertiesVariableHeader().properties(), Set.of()));
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> unless(!(packet.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply)
                    || areRight(reply.properties(), IN_ACKNOWLEDGEMENT));
            case DISCONNECT -> unless(!(packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader reason)
                    || areRight(reason.properties(), IN_DISCONNECT));
            case CONNECT, PINGREQ -> Optional.empty();
            case CONNACK, SUBACK, UNSUBACK, PINGRESP, AUTH -> Optional.of(Disconnect.PROTOCOL_ERROR);
        };
    }

    private static Optional<Disconnect> unless(boolean right) {
        return right ? Optional.empty() : Optional.of(Disconnect.PROTOCOL_ERROR);
    }

    private static Optional<Disconnect> inPublish(MqttPublishMessage publish) {
        String topic = publish.variableHeader().topicName();
        MqttProperties properties = publish.variableHeader().properties();
        return !WellFormed.text(topic) || !WellFormed.message(properties) ? Optional.of(Disconnect.MALFORMED_PACKET)
                : unless(!topic.isEmpty() || properties.getProperty(TOPIC_ALIAS.value()) != null);
    }

    private static Optional<Disconnect> inSubscribe(MqttSubscribeMessage subscribe, boolean five) {
        MqttMessageIdAndPropertiesVariableHeader header = subscribe.idAndPropertiesVariableHeader();
        var wishes = subscribe.payload().topicSubscriptions();
        if (!five && !wishes.stream().map(MqttTopicSubscription::option).allMatch(Grammar::hasOnlyQos)) {
            return Optional.of(Disconnect.MALFORMED_PACKET);
        }
        return unless(!wishes.isEmpty() && areRight(header.properties(), IN_SUBSCRIBE)
                && header.properties().getProperties(SUBSCRIPTION_IDENTIFIER.value()).size() < 2
                && wishes.stream().noneMatch(wish -> wish.option().isNoLocal() && wish.topicFilter().startsWith("$share/")));
    }

    private static boolean hasOnlyQos(MqttSubscriptionOption option) {
        return !option.isNoLocal() && !option.isRetainAsPublished() && option.retainHandling() == RetainedHandlingPolicy.SEND_AT_SUBSCRIBE;
    }

    private static boolean areRight(MqttProperties properties, Set<Integer> allowed) {
        return properties.listAll().stream()
                .allMatch(each -> each.propertyId() == LIST || allowed.contains(each.propertyId()) && hasItsRange(each));
    }

    private static boolean hasItsRange(MqttProperty<?> property) {
        return !(property instanceof IntegerProperty number)
                || !(FLAGS.contains(number.propertyId()) && (number.value() & ~1) != 0)
                        && !(POSITIVE.contains(number.propertyId()) && number.value() == 0);
    }
}
