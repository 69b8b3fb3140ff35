package hearth.hub;

import hearth.device.Message;
import hearth.device.Payload;
import java.time.Instant;

/// The last message on a topic.
///
/// @param topic    its name: the one text of it that is kept
/// @param payload  its first 4,096 bytes
/// @param size     bytes of the whole payload
/// @param retained whether the broker is known to keep one here
/// @param count    messages seen here since the start
public record TopicSeen(String topic, Payload payload, int size, int qos, boolean retained, Instant at, long count) {

    /// More topics than this are only counted.
    public static final int MOST = 20_000;

    private static final int KEPT = 4_096;

    static TopicSeen first(Message m, Instant now) {
        return new TopicSeen(m.topic(), m.payload().first(KEPT), m.payload().size(), m.qos(), m.retained(), now, 1);
    }

    TopicSeen then(Message m, Instant now) {
        return new TopicSeen(topic, m.payload().first(KEPT), m.payload().size(), m.qos(),
                m.retained() || retained && m.payload().size() > 0,
                now, count + 1);
    }
}
