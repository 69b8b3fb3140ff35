package hearth.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A subscriber of `q/#` at QoS 2 that never forgets which messages it has not been told to release, as MQTT asks of it (3.1.1, 4.3.3).
final class ExactClient {
    private static final int PUBLISH = 3;
    private static final int PUBREL = 6;

    private final Map<String, Integer> delivered = new ConcurrentHashMap<>();
    private final Set<Integer> unreleased = new HashSet<>();
    private Thread reader = Thread.ofVirtual().unstarted(() -> {});

    /// What came at QoS 2, and how often.
    Map<String, Integer> delivered() {
        return delivered;
    }

    /// Until the connection ends.
    void connect(int port) throws Exception {
        if (reader.isAlive()) {
            return;
        }
        var raw = new RawClient(port).send(RawClient.connect(4, "exact", false), RawClient.subscribe(4, 1, "q/#", 2));
        if (raw.read().type() != 2) {
            throw new IOException("not let in");
        }
        reader = Thread.ofVirtual().start(() -> {
            try (raw) {
                for (var packet = raw.read(); packet.type() != 0; packet = raw.read()) {
                    take(packet, raw);
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private void take(RawClient.Packet packet, RawClient raw) throws IOException {
        byte[] body = packet.body();
        int at = packet.type() == PUBLISH ? 2 + ((body[0] & 255) << 8 | body[1] & 255) : 0;
        int id = packet.type() == PUBLISH || packet.type() == PUBREL ? (body[at] & 255) << 8 | body[at + 1] & 255 : 0;
        if (packet.type() == PUBREL) {
            unreleased.remove(id);
            raw.send(RawClient.packet(0x70, new byte[]{(byte) (id >> 8), (byte) id}));
        } else if (packet.type() == PUBLISH && (packet.flags() >> 1 & 3) == 2) {
            if (unreleased.add(id)) {
                delivered.merge(new String(body, at + 2, body.length - at - 2), 1, Integer::sum);
            }
            raw.send(RawClient.packet(0x50, new byte[]{(byte) (id >> 8), (byte) id}));
        } else if (packet.type() == PUBLISH) {
            raw.send(RawClient.puback(id));
        }
    }
}
