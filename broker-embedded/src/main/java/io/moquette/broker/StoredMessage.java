package io.moquette.broker;

import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringPair;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/// A message as the store keeps it, with all its properties: Moquette's own stores read back neither user nor binary ones. A value.
///
/// @param expiry [Instant#MAX] for never
@NullMarked
record StoredMessage(String topic, MqttQoS qos, Instant expiry, MqttProperty<?>[] properties, byte[] payload) {
    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(payload.length + 64);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(topic);
            out.writeByte(qos.value());
            out.writeLong(expiry.equals(Instant.MAX) ? Long.MAX_VALUE : expiry.toEpochMilli());
            out.writeShort(properties.length);
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
                out.writeUTF(text.value());
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
                    out.writeUTF(pair.key);
                    out.writeUTF(pair.value);
                }
            }
            default -> throw new IOException("No property of a message: " + property.propertyId());
        }
    }

    /// @throws UncheckedIOException if these are not the bytes of a message
    static StoredMessage of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String topic = in.readUTF();
            MqttQoS qos = MqttQoS.valueOf(in.readByte());
            long millis = in.readLong();
            var properties = new MqttProperty<?>[in.readUnsignedShort()];
            for (int i = 0; i < properties.length; i++) {
                properties[i] = property(in);
            }
            byte[] payload = in.readNBytes(in.readInt());
            return new StoredMessage(topic, qos, millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis), properties,
                    payload);
        } catch (IOException | IllegalArgumentException damaged) {
            throw new UncheckedIOException(new IOException("Not a stored message", damaged));
        }
    }

    private static MqttProperty<?> property(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 'I' -> new IntegerProperty(in.readInt(), in.readInt());
            case 'S' -> new StringProperty(in.readInt(), in.readUTF());
            case 'B' -> new BinaryProperty(in.readInt(), in.readNBytes(in.readInt()));
            case 'U' -> {
                var pairs = new UserProperties();
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    pairs.add(in.readUTF(), in.readUTF());
                }
                yield pairs;
            }
            default -> throw new IOException("Unknown kind of property");
        };
    }
}
