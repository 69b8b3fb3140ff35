package hearth.hub;

import hearth.device.Message;
import hearth.device.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The newest dozen messages of a device, packed: in a large house they are most of what there is, and as bytes of one array they are
/// nothing to the collector. A value; adding copies the array.
public final class RecentMessages {

    static final RecentMessages NONE = new RecentMessages("", new byte[0]);

    /// As many as the device page lists.
    private static final int MOST = 12;
    /// Bytes of a payload.
    private static final int KEPT = 512;

    /// A message: its flags above microseconds since 1970, the payload's size, and as much of that as is kept.
    private static final int FLAGS = 56;
    private static final long TIME = (1L << FLAGS) - 1;
    private static final int QOS = 3;
    private static final int SENT = 4;
    private static final int RETAINED = 8;
    /// Or instead, and followed by a text: from here on the topic is this one.
    private static final int TURN = 16;
    /// A size is one byte, or if that is this one, an `int` after it.
    private static final int LARGE = 255;

    /// Of the newest.
    private final String topic;
    /// Newest first.
    private final byte[] packed;

    private RecentMessages(String topic, byte[] packed) {
        this.topic = topic;
        this.packed = packed;
    }

    RecentMessages with(Instant at, boolean sent, Message m) {
        var before = packed.length == 0 || m.topic().equals(topic) ? null : topic.getBytes(StandardCharsets.UTF_8);
        int size = m.payload().size();
        int older = older();
        var next = ByteBuffer.allocate(length(size) + Math.min(KEPT, size) + (before == null ? 0 : length(before.length) + before.length)
                + older);
        long flags = m.qos() | (sent ? SENT : 0) | (m.retained() ? RETAINED : 0);
        head(next, flags << FLAGS | ChronoUnit.MICROS.between(Instant.EPOCH, at) & TIME, size);
        m.payload().put(next, Math.min(KEPT, size));
        if (before != null) {
            head(next, (long) TURN << FLAGS, before.length);
            next.put(before);
        }
        next.put(packed, 0, older);
        return new RecentMessages(m.topic(), next.array());
    }

    /// Of a head.
    private static int length(int size) {
        return size < LARGE ? Long.BYTES + 1 : Long.BYTES + 1 + Integer.BYTES;
    }

    private static void head(ByteBuffer to, long what, int size) {
        to.putLong(what).put((byte) Math.min(LARGE, size));
        if (size >= LARGE) {
            to.putInt(size);
        }
    }

    private static int size(ByteBuffer from) {
        int size = Byte.toUnsignedInt(from.get());
        return size == LARGE ? from.getInt() : size;
    }

    /// Bytes of those that stay when one comes.
    private int older() {
        var all = ByteBuffer.wrap(packed);
        for (int count = 0; all.hasRemaining();) {
            int start = all.position();
            boolean turn = all.getLong() >>> FLAGS == TURN;
            count += turn ? 0 : 1;
            if (count == MOST) {
                return start;
            }
            int size = size(all);
            all.position(all.position() + (turn ? size : Math.min(KEPT, size)));
        }
        return packed.length;
    }

    /// Newest first.
    public List<SeenMessage> list() {
        var list = new ArrayList<SeenMessage>(MOST);
        var all = ByteBuffer.wrap(packed);
        var on = topic;
        while (all.hasRemaining()) {
            long what = all.getLong();
            int flags = (int) (what >>> FLAGS);
            int size = size(all);
            var bytes = new byte[flags == TURN ? size : Math.min(KEPT, size)];
            all.get(bytes);
            if (flags == TURN) {
                on = new String(bytes, StandardCharsets.UTF_8);
            } else {
                var at = Instant.EPOCH.plus(what << Long.SIZE - FLAGS >> Long.SIZE - FLAGS, ChronoUnit.MICROS);
                list.add(new SeenMessage(at, (flags & SENT) != 0, on, Payload.of(bytes), flags & QOS, (flags & RETAINED) != 0, size));
            }
        }
        return list;
    }

    @Override public boolean equals(Object other) {
        return other instanceof RecentMessages that && topic.equals(that.topic) && Arrays.equals(packed, that.packed);
    }

    @Override public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override public String toString() {
        return list().toString();
    }
}
