package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hearth.device.Message;
import hearth.device.Payload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecentMessagesTest {

    private static final int DOZEN = 12;
    private static final int KEPT = 512;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

    @Test void keepsTheNewestDozenAsTheyWereSaid() {
        var random = new Random(1);
        var topics = List.of("zigbee2mqtt/lamp", "zigbee2mqtt/lamp/availability", "haus/küche/💡", "");
        var sizes = new int[]{0, 1, 5, 254, 255, 256, 511, 512, 513, 5_000};
        var recent = RecentMessages.NONE;
        var expected = new ArrayList<SeenMessage>();
        for (int i = 0; i < 5_000; i++) {
            var bytes = new byte[sizes[random.nextInt(sizes.length)]];
            random.nextBytes(bytes);
            var at = NOW.plus(random.nextLong(-2_000_000_000_000_000L, 2_000_000_000_000_000L), ChronoUnit.MICROS);
            boolean sent = random.nextBoolean();
            var message = new Message(topics.get(random.nextInt(topics.size())), Payload.of(bytes), random.nextInt(3),
                    random.nextBoolean());
            var before = recent;
            recent = recent.with(at, sent, message);
            assertEquals(List.copyOf(expected), before.list());
            expected.addFirst(new SeenMessage(at, sent, message.topic(), message.payload().first(KEPT), message.qos(),
                    message.retained(), bytes.length));
            if (expected.size() > DOZEN) {
                expected.removeLast();
            }
            assertEquals(expected, recent.list());
        }
    }

    @Test void sameMessagesAreTheSame() {
        var one = RecentMessages.NONE.with(NOW, false, Message.of("home/temperature", "21.5"));
        var other = RecentMessages.NONE.with(NOW, false, Message.of("home/temperature", "21.5"));
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertNotEquals(one, RecentMessages.NONE.with(NOW, true, Message.of("home/temperature", "21.5")));
        assertNotEquals(one, RecentMessages.NONE.with(NOW, false, Message.of("home/humidity", "21.5")));
    }
}
