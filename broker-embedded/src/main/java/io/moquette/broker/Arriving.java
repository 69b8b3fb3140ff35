package io.moquette.broker;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A CONNECT's connection, carried through Moquette in the packet itself as a property that no packet can have.
@NullMarked
final class Arriving extends MqttProperties.MqttProperty<Channel> {
    private static final int ID = 0x7E;

    final int version;
    final boolean keepsSession;

    private Arriving(MqttConnectVariableHeader header, Channel channel, int sessionExpiry) {
        super(ID, channel);
        version = header.version();
        keepsSession = !header.isCleanSession() || sessionExpiry > 0;
    }

    static MqttConnectMessage on(Channel channel, MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        var properties = new MqttProperties();
        header.properties().listAll().forEach(properties::add);
        int expiry = 0;
        if (properties.getProperty(SESSION_EXPIRY_INTERVAL.value()) instanceof MqttProperties.IntegerProperty seconds) {
            // "never" is 2^32 - 1, which reads as -1: Moquette would end the session at once
            expiry = seconds.value() < 0 ? Integer.MAX_VALUE : seconds.value();
            properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL.value(), expiry));
        }
        properties.add(new Arriving(header, channel, expiry));
        var carrying = new MqttConnectVariableHeader(header.name(), header.version(), header.hasUserName(), header.hasPassword(),
                header.isWillRetain(), header.willQos(), header.isWillFlag(), header.isCleanSession(), header.keepAliveTimeSeconds(),
                properties);
        return new MqttConnectMessage(connect.fixedHeader(), carrying, connect.payload());
    }

    static @Nullable Arriving of(MqttConnectMessage connect) {
        return connect.variableHeader().properties().getProperty(ID) instanceof Arriving arriving ? arriving : null;
    }

    Channel channel() {
        return value();
    }
}
