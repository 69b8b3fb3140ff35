package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.Client.Got;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Wills in all their cases, keep-alive as it was agreed, and answers that say what was refused.
@Timeout(60)
class MannersTest extends WithBroker {
    // ---- wills (MQTT 5, 3.1.2.5 and 3.1.3.2.2; 3.1.1, 3.1.2.5)

    private enum End { BREAKS_OFF, IS_SILENT, SAYS_NONSENSE, LEAVES, LEAVES_WITH_WILL, IS_TAKEN_OVER, IS_TAKEN_OVER_CLEANLY, IS_CUT }

    /// @param delay        seconds, 0 for none
    /// @param sessionLasts seconds after its connection, 0 for no longer; for ever in MQTT 3.1.1
    private record Case(int level, End end, boolean retain, int delay, int sessionLasts) {
        boolean isSaid() {
            boolean comesBack = (end == End.IS_TAKEN_OVER && sessionLasts > 0) && delay > 0;
            return end != End.LEAVES && !comesBack;
        }

        /// The session ends first, if it ends before the delay.
        Duration after() {
            return Duration.ofSeconds(end == End.IS_TAKEN_OVER_CLEANLY ? 0 : Math.min(delay, sessionLasts));
        }
    }

    static Stream<Case> cases() {
        var all = new ArrayList<Case>();
        for (End end : End.values()) {
            if (end != End.LEAVES_WITH_WILL) {
                all.add(new Case(4, end, true, 0, 0));
                all.add(new Case(4, end, false, 0, 3_600));
            }
            all.add(new Case(5, end, false, 0, 0));
            all.add(new Case(5, end, true, 0, 60));
            all.add(new Case(5, end, true, 1, 60));
            all.add(new Case(5, end, false, 60, 1));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases") void aWillIsSaidWhenItShouldBe(Case it) throws Exception {
        Client listener = Client.v5(port, "listener").with("will", 1);
        long begun = System.nanoTime();
        var raw = new RawClient(port).send(connect(it));
        assertEquals(2, raw.read().type());
        Optional<RawClient> successor = end(raw, it);
        Duration patience = Duration.ofSeconds(4);
        if (it.isSaid()) {
            assertEquals(List.of(new Got("will", "gone", 1, false)), listener.next(1));
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(taken.compareTo(it.after()) >= 0 && taken.compareTo(it.after().plus(patience)) < 0, () -> "said after " + taken);
        }
        listener.expect();
        Client late = Client.v5(port, "late").with("will", 1);
        late.expect(it.isSaid() && it.retain ? new Got[]{new Got("will", "gone", 1, true)} : new Got[0]);
        raw.close();
        if (successor.isPresent()) {
            successor.get().close();
        }
    }

    private Optional<RawClient> end(RawClient raw, Case it) throws Exception {
        switch (it.end) {
            case BREAKS_OFF -> raw.reset();
            case IS_SILENT -> assertEquals(0, raw.read().type());
            case SAYS_NONSENSE -> raw.send(RawClient.packet(0x36, new byte[]{0, 1, 'a'}));
            case LEAVES -> raw.send(RawClient.disconnect());
            case LEAVES_WITH_WILL -> raw.send(RawClient.packet(0xE0, new byte[]{4, 0}));
            case IS_CUT -> Client.await("it is cut", () -> broker.disconnect("dying"));
            case IS_TAKEN_OVER, IS_TAKEN_OVER_CLEANLY -> {
                var next = new RawClient(port).send(RawClient.connect(it.level, "dying", it.end == End.IS_TAKEN_OVER_CLEANLY));
                assertEquals(2, next.read().type());
                return Optional.of(next);
            }
        }
        Client.await("it is gone", () -> broker.sessions().stream().noneMatch(s -> s.clientId().equals("dying") && s.connected()));
        return Optional.empty();
    }

    /// With a QoS 1 will and a keep-alive of a second where silence is its end.
    private static byte[] connect(Case it) {
        var body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(it.level);
        body.write((it.sessionLasts == 0 || it.level == 5 ? 2 : 0) | 0x0C | (it.retain ? 0x20 : 0));
        body.write(0);
        body.write(it.end == End.IS_SILENT ? 1 : 60);
        if (it.level == 5) {
            body.writeBytes(new byte[]{5, 0x11, 0, 0, 0, (byte) it.sessionLasts});
        }
        text(body, "dying");
        if (it.level == 5) {
            body.writeBytes(new byte[]{5, 0x18, 0, 0, 0, (byte) it.delay});
        }
        text(body, "will");
        text(body, "gone");
        return RawClient.packet(0x10, body.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    // ---- keep-alive (MQTT 5, 3.1.2.10)

    @ParameterizedTest
    @ValueSource(ints = {4, 5}) void whoIsSilentForOneAndAHalfTimesItsKeepAliveIsGoneAndWhoPingsIsNot(int level) throws Exception {
        var pinging = new RawClient(port).send(alive(level, "pinging", 1));
        var never = new RawClient(port).send(alive(level, "never", 0));
        assertEquals(2, pinging.read().type());
        assertEquals(2, never.read().type());
        long begun = System.nanoTime();
        var silent = new RawClient(port).send(alive(level, "silent", 2));
        assertEquals(2, silent.read().type());
        Thread pings = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 400; i++) {
                    pinging.send(RawClient.packet(0xC0, new byte[0]));
                    assertEquals(13, pinging.read().type());
                    LockSupport.parkNanos(10_000_000);
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        assertEquals(0, silent.read().type());
        double seconds = (System.nanoTime() - begun) * 1e-9;
        assertTrue(seconds > 2.9 && seconds < 5, () -> "gone after " + seconds + " s");
        pings.join();
        assertEquals(List.of("never", "pinging"),
                broker.sessions().stream().filter(ClientSession::connected).map(ClientSession::clientId).toList());
        silent.close();
        pinging.close();
        never.close();
    }

    private static byte[] alive(int level, String id, int seconds) {
        byte[] packet = RawClient.connect(level, id, true);
        packet[11] = (byte) seconds; // the lower byte of the keep-alive
        return packet;
    }

    // ---- refused filters (MQTT 5, 3.9.3; 3.1.1, 3.9.3)

    @Test void aFilterThatCannotBeIsRefusedInTheAnswerAndTheOthersAreGranted() throws Exception {
        for (int level : new int[]{4, 5}) {
            for (String filter : List.of("a/#/b", "a#", "a/b+", "#a")) {
                try (var raw = new RawClient(port).send(RawClient.connect(level, "c" + level, true))) {
                    assertEquals(2, raw.read().type());
                    var body = new ByteArrayOutputStream();
                    body.writeBytes(level == 5 ? new byte[]{0, 9, 0} : new byte[]{0, 9});
                    text(body, "good");
                    body.write(1);
                    text(body, filter);
                    body.write(1);
                    var answer = raw.send(RawClient.packet(0x82, body.toByteArray())).read();
                    assertEquals(9, answer.type());
                    int first = level == 5 ? 3 : 2;
                    assertEquals(first + 2, answer.body().length);
                    assertEquals(1, answer.body()[first]);
                    assertEquals(level == 5 ? 0x8F : 0x80, answer.body()[first + 1] & 0xFF, filter);
                }
            }
        }
    }

    // ---- the shortest packets a client takes (MQTT 5, 3.1.2.11.4)

    @Test void aClientIsToldOfNothingInALongerPacketThanItTakes() throws Exception {
        assertEquals(0, welcome("c", 4));
        assertEquals(5, welcome("c", 5));
        assertEquals(5, welcome("c", 12));
        assertTrue(welcome("c", 100) > 12);
        assertEquals(0, welcome("", 4));
        assertEquals(5, welcome("", 5));
        int named = welcome("", 44);
        assertTrue(named > 5 && named <= 44, () -> "" + named);
    }

    /// How long the answer is; 0 for none. Whether it lets in is in its second byte, and only a name that does not fit is refused.
    private int welcome(String id, int most) throws IOException {
        var connect = new ByteArrayOutputStream();
        connect.writeBytes(new byte[]{0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 5, 0x27, 0, 0, 0, (byte) most});
        text(connect, id);
        try (var raw = new RawClient(port).send(RawClient.packet(0x10, connect.toByteArray()))) {
            RawClient.Packet answer = raw.read();
            if (answer.type() == 0) {
                return 0;
            }
            assertEquals(2, answer.type());
            assertEquals(id.isEmpty() && most < 44 ? 0x83 : 0, answer.body()[1] & 0xFF);
            return answer.body().length + 2;
        }
    }
}
