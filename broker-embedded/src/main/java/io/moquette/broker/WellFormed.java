package io.moquette.broker;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import org.jspecify.annotations.NullMarked;

/// Whether a message can be passed on as it is: a subscriber that reads strictly would end its connection over what these refuse, and
/// again each time the message is repeated to it. MQTT 5, sections 1.5.4 and 3.3.2.3. Any thread.
@NullMarked
final class WellFormed {
    private static final int LONGEST_TEXT = 65_535;
    private static final int EXPIRY = MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value();

    private WellFormed() {}

    /// A topic, a filter or a name. Bytes that were no UTF-8 have become longer as text.
    static boolean text(String text) {
        return text.indexOf('\0') < 0 && (text.length() <= LONGEST_TEXT / 3 || ByteBufUtil.utf8Bytes(text) <= LONGEST_TEXT);
    }

    /// The properties of a PUBLISH.
    static boolean message(MqttProperties properties) {
        return properties.isEmpty() || properties.listAll().stream().allMatch(each -> property(each, MqttPropertyType.TOPIC_ALIAS));
    }

    /// The properties of a will.
    static boolean will(MqttProperties properties) {
        return properties.isEmpty() || properties.listAll().stream().allMatch(each -> property(each, MqttPropertyType.WILL_DELAY_INTERVAL));
    }

    /// @param another that is allowed beside those of every message
    private static boolean property(MqttProperty<?> it, MqttPropertyType another) {
        return switch (it) {
            case IntegerProperty format when format.propertyId() == MqttPropertyType.PAYLOAD_FORMAT_INDICATOR.value() ->
                format.value() == 0 || format.value() == 1;
            case IntegerProperty number -> number.propertyId() == EXPIRY || number.propertyId() == another.value();
            case UserProperties pairs -> pairs.value().stream().allMatch(pair -> text(pair.key) && text(pair.value));
            case StringProperty topic when topic.propertyId() == MqttPropertyType.RESPONSE_TOPIC.value() ->
                !topic.value().isEmpty() && text(topic.value()) && topic.value().indexOf('+') < 0 && topic.value().indexOf('#') < 0;
            case StringProperty content -> content.propertyId() == MqttPropertyType.CONTENT_TYPE.value() && text(content.value());
            case BinaryProperty data -> data.propertyId() == MqttPropertyType.CORRELATION_DATA.value();
            default -> false;
        };
    }
}
