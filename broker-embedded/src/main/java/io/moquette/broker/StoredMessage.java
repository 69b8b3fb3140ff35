package io.moquette.broker;

import io.moquette.broker.subscriptions.Subscription;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringPair;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A message on its way through the broker and as the store keeps it, with all its properties. A value.
///
/// @param retained   whether it is sent with the retain flag
/// @param expiry     [Instant#MAX] for never
/// @param properties without the expiry
@NullMarked
record StoredMessage(
        String topic, MqttQoS qos, boolean retained, Instant expiry, List<? extends MqttProperty<?>> properties, byte[] payload) {
    /// What a message costs in memory beside its text.
    private static final int OVERHEAD = 200;
    private static final int RETAINED = 0x80;

    /// A PUBLISH as it came, without what concerns only its connection.
    static StoredMessage of(MqttPublishMessage publish, String topic) {
        var properties = new ArrayList<MqttProperty<?>>();
        Instant expiry = Instant.MAX;
        for (MqttProperty<?> each : publish.variableHeader().properties().listAll()) {
            if (each.propertyId() == MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value() && each instanceof IntegerProperty seconds) {
                expiry = Instant.now().plusSeconds(Integer.toUnsignedLong(seconds.value()));
            } else if (each.propertyId() != MqttPropertyType.TOPIC_ALIAS.value()
                    && each.propertyId() != MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value()) {
                        properties.add(each);
                    }
        }
        byte[] payload = new byte[publish.payload().readableBytes()];
        publish.payload().getBytes(publish.payload().readerIndex(), payload);
        return new StoredMessage(topic, publish.fixedHeader().qosLevel(), publish.fixedHeader().isRetain(), expiry, properties, payload);
    }

    /// As one subscriber gets it: no better than asked for, and with the identifier of the subscription.
    StoredMessage to(Subscription subscription, boolean itsRetained) {
        MqttQoS most = subscription.option().qos();
        var its = new ArrayList<MqttProperty<?>>(properties);
        if (subscription.hasSubscriptionIdentifier()) {
            its.add(new IntegerProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value(),
                    subscription.getSubscriptionIdentifier().value()));
        }
        return with(most.value() < qos.value() ? most : qos, itsRetained, its);
    }

    StoredMessage with(MqttQoS otherQos, boolean otherRetained, List<? extends MqttProperty<?>> otherProperties) {
        return new StoredMessage(topic, otherQos, otherRetained, expiry, otherProperties, payload);
    }

    boolean hasExpired() {
        return !expiry.equals(Instant.MAX) && !expiry.isAfter(Instant.now());
    }

    int bytesInMemory() {
        return OVERHEAD + topic.length() + payload.length;
    }

    /// As MQTT 5 counts a packet, with its fixed header.
    int bytesOnTheWire() {
        int all = expiry.equals(Instant.MAX) ? 0 : 5;
        for (MqttProperty<?> property : properties) {
            all += switch (property) {
                case IntegerProperty number when number.propertyId() == MqttPropertyType.PAYLOAD_FORMAT_INDICATOR.value() -> 2;
                case IntegerProperty number -> 1 + lengthOf(number.value());
                case StringProperty text -> 3 + ByteBufUtil.utf8Bytes(text.value());
                case BinaryProperty binary -> 3 + binary.value().length;
                case UserProperties pairs -> pairs.value().stream()
                        .mapToInt(pair -> 5 + ByteBufUtil.utf8Bytes(pair.key) + ByteBufUtil.utf8Bytes(pair.value)).sum();
                default -> 0;
            };
        }
        all += lengthOf(all) + 2 + ByteBufUtil.utf8Bytes(topic) + (qos == MqttQoS.AT_MOST_ONCE ? 0 : 2) + payload.length;
        return 1 + lengthOf(all) + all;
    }

    private static int lengthOf(int number) {
        return number < 128 ? 1 : number < 16_384 ? 2 : number < 2_097_152 ? 3 : 4;
    }

    MqttPublishMessage packet(int packetId, boolean again) {
        var all = new MqttProperties();
        properties.forEach(all::add);
        if (!expiry.equals(Instant.MAX)) {
            long millis = Math.max(0, Duration.between(Instant.now(), expiry).toMillis());
            all.add(new IntegerProperty(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value(), (int) ((millis + 999) / 1_000)));
        }
        return new MqttPublishMessage(new MqttFixedHeader(MqttMessageType.PUBLISH, again, qos, retained, 0),
                new MqttPublishVariableHeader(topic, packetId, all), Unpooled.wrappedBuffer(payload));
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(payload.length + 64);
        try (var out = new DataOutputStream(bytes)) {
            text(topic, out);
            out.writeByte(qos.value() | (retained ? RETAINED : 0));
            out.writeLong(expiry.equals(Instant.MAX) ? Long.MAX_VALUE : expiry.toEpochMilli());
            out.writeShort(properties.size());
            for (MqttProperty<?> property : properties) {
                write(property, out);
            }
            out.writeInt(payload.length);
            out.write(payload);
        } catch (IOException tooLong) {
            throw new UncheckedIOException(tooLong);
        }
        return bytes.toByteArray();
    }

    /// [DataOutputStream#writeUTF] writes more bytes for some characters than MQTT, and so cannot take all texts.
    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void write(MqttProperty<?> property, DataOutputStream out) throws IOException {
        switch (property) {
            case IntegerProperty number -> {
                out.writeByte('I');
                out.writeInt(number.propertyId());
                out.writeInt(number.value());
            }
            case StringProperty text -> {
                out.writeByte('S');
                out.writeInt(text.propertyId());
                text(text.value(), out);
            }
            case BinaryProperty binary -> {
                out.writeByte('B');
                out.writeInt(binary.propertyId());
                out.writeInt(binary.value().length);
                out.write(binary.value());
            }
            case UserProperties pairs -> {
                out.writeByte('U');
                out.writeShort(pairs.value().size());
                for (StringPair pair : pairs.value()) {
                    text(pair.key, out);
                    text(pair.value, out);
                }
            }
            default -> throw new IOException("No property of a message: " + property.propertyId());
        }
    }

    /// One that has expired long ago if these are not the bytes of a message.
    static StoredMessage readable(byte[] bytes) {
        try {
            return of(bytes);
        } catch (UncheckedIOException damaged) {
            return new StoredMessage("", MqttQoS.AT_LEAST_ONCE, false, Instant.EPOCH, List.of(), new byte[0]);
        }
    }

    /// @throws UncheckedIOException if these are not the bytes of a message
    static StoredMessage of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String topic = text(in);
            int flags = in.readUnsignedByte();
            long millis = in.readLong();
            var properties = new ArrayList<MqttProperty<?>>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                properties.add(property(in));
            }
            int length = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (payload.length != length) {
                throw new IOException("Cut short");
            }
            return new StoredMessage(topic, MqttQoS.valueOf(flags & ~RETAINED), (flags & RETAINED) != 0,
                    millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis), properties, payload);
        } catch (IOException | IllegalArgumentException damaged) {
            throw new UncheckedIOException(new IOException("Not a stored message", damaged));
        }
    }

    private static MqttProperty<?> property(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 'I' -> new IntegerProperty(in.readInt(), in.readInt());
            case 'S' -> new StringProperty(in.readInt(), text(in));
            case 'B' -> new BinaryProperty(in.readInt(), in.readNBytes(in.readInt()));
            case 'U' -> {
                var pairs = new UserProperties();
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    pairs.add(text(in), text(in));
                }
                yield pairs;
            }
            default -> throw new IOException("Unknown kind of property");
        };
    }
}
