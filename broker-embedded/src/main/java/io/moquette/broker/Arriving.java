package io.moquette.broker;

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

    private Arriving(MqttConnectVariableHeader header, Channel channel) {
        super(ID, channel);
        version = header.version();
    }

    static MqttConnectMessage on(Channel channel, MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        var properties = new MqttProperties();
        header.properties().listAll().forEach(properties::add);
        properties.add(new Arriving(header, channel));
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
