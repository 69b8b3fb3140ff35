package hearth.broker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// MQTT packets byte by byte, to send what a client library would not.
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(InetAddress.getLoopbackAddress(), port);
    }

    RawClient(InetAddress host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    record Packet(int type, int flags, byte[] body) {}

    static byte[] connect(int level, String id, boolean clean) {
        return connect(level, id, clean, null, null);
    }

    /// With a retained QoS 1 will unless the topic is null.
    static byte[] connect(int level, String id, boolean clean, String willTopic, String will) {
        var body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(level);
        body.write((clean ? 2 : 0) | (willTopic != null ? 0x2C : 0));
        body.write(0);
        body.write(60);
        if (level == 5) {
            body.writeBytes(clean ? new byte[]{0} : new byte[]{5, 0x11, 0, 0, 14, 16}); // session expiry 3,600 s
        }
        text(body, id);
        if (willTopic != null) {
            if (level == 5) {
                body.write(0);
            }
            text(body, willTopic);
            text(body, will);
        }
        return packet(0x10, body.toByteArray());
    }

    /// With a clean session, and no password if that is null.
    static byte[] connect(int level, String id, String user, String password) {
        return connect(level, id, user, password, null);
    }

    /// With a QoS 0 will unless the topic is null.
    static byte[] connect(int level, String id, String user, String password, String willTopic) {
        var body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(level);
        body.write((password == null ? 0x82 : 0xC2) | (willTopic == null ? 0 : 4));
        body.write(0);
        body.write(60);
        if (level == 5) {
            body.write(0);
        }
        text(body, id);
        if (willTopic != null) {
            if (level == 5) {
                body.write(0);
            }
            text(body, willTopic);
            text(body, "gone");
        }
        text(body, user);
        if (password != null) {
            text(body, password);
        }
        return packet(0x10, body.toByteArray());
    }

    static byte[] subscribe(int level, int id, String filter, int qos) {
        var body = new ByteArrayOutputStream();
        body.write(id >> 8);
        body.write(id);
        if (level == 5) {
            body.write(0);
        }
        text(body, filter);
        body.write(qos);
        return packet(0x82, body.toByteArray());
    }

    static byte[] unsubscribe(int id, String filter) {
        var body = new ByteArrayOutputStream();
        body.write(id >> 8);
        body.write(id);
        text(body, filter);
        return packet(0xA2, body.toByteArray());
    }

    static byte[] publish(int level, int qos, boolean retain, int id, String topic, String payload) {
        var body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            body.write(id >> 8);
            body.write(id);
        }
        if (level == 5) {
            body.write(0);
        }
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        return packet(0x30 | qos << 1 | (retain ? 1 : 0), body.toByteArray());
    }

    /// A retained QoS 1 message of MQTT 5, with these bytes for its topic and its properties.
    static byte[] publish(byte[] topic, byte[] properties) {
        var body = new ByteArrayOutputStream();
        bytes(body, topic);
        body.write(0);
        body.write(1);
        int length = properties.length;
        do {
            body.write(length % 128 | (length >= 128 ? 128 : 0));
            length /= 128;
        } while (length > 0);
        body.writeBytes(properties);
        body.write('x');
        return packet(0x33, body.toByteArray());
    }

    /// A property whose value is a text, or for 38 a name and a text.
    static byte[] property(int id, byte[]... texts) {
        var property = new ByteArrayOutputStream();
        property.write(id);
        for (byte[] text : texts) {
            bytes(property, text);
        }
        return property.toByteArray();
    }

    static byte[] puback(int id) {
        return packet(0x40, new byte[]{(byte) (id >> 8), (byte) id});
    }

    static byte[] disconnect() {
        return packet(0xE0, new byte[0]);
    }

    static byte[] packet(int header, byte[] body) {
        var all = new ByteArrayOutputStream();
        all.write(header);
        int length = body.length;
        do {
            all.write(length % 128 | (length >= 128 ? 128 : 0));
            length /= 128;
        } while (length > 0);
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    /// All packets in one write.
    RawClient send(byte[]... packets) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            all.writeBytes(packet);
        }
        socket.getOutputStream().write(all.toByteArray());
        return this;
    }

    /// Each byte in a write of its own.
    void sendSlowly(byte[] packet) throws IOException {
        for (byte each : packet) {
            socket.getOutputStream().write(each);
        }
    }

    /// The next packet; `type` is 0 if the broker closed the connection.
    Packet read() throws IOException {
        try {
            int header = in.read();
            if (header < 0) {
                return new Packet(0, 0, new byte[0]);
            }
            int length = 0;
            int shift = 0;
            int next;
            do {
                next = in.readUnsignedByte();
                length |= (next & 127) << shift;
                shift += 7;
            } while (next >= 128);
            byte[] body = new byte[length];
            in.readFully(body);
            return new Packet(header >> 4, header & 15, body);
        } catch (SocketException reset) {
            return new Packet(0, 0, new byte[0]);
        }
    }

    /// Says that nothing more will come.
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /// Drops the connection without a word.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override public void close() throws IOException {
        socket.close();
    }
}
