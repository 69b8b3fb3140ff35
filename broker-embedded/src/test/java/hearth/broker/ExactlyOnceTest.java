package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// QoS 2 over clean restarts of the broker between any two packets of its exchange (MQTT 3.1.1, 4.3.3 and 4.4): nothing lost, nothing twice.
@Timeout(120)
class ExactlyOnceTest extends WithBroker {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBREC = 5;
    private static final int PUBREL = 6;
    private static final int PUBCOMP = 7;

    /// Where a restart falls: the answer that was not read may have been sent or not.
    private enum At { PUBLISH_SENT, PUBREC_HERE, PUBREC_LOST, PUBREL_SENT, PUBCOMP_HERE }

    @Test void aStreamToOneWhoIsAwayAndBackToItIsWholeHoweverOftenTheBrokerIsStartedAnew() throws Exception {
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(4, "away", false), RawClient.subscribe(4, 1, "q", 2))) {
            assertEquals(CONNACK, raw.read().type());
            assertEquals(9, raw.read().type());
        }
        restart();
        List<String> said = IntStream.range(0, 20).mapToObj(i -> "message " + i).toList();
        for (int i = 0; i < said.size(); i++) {
            say(said.get(i), i + 1, At.values()[i % At.values().length]);
        }
        assertEquals(Stream.concat(said.stream(), Stream.of("the end")).toList(), heard(said));
    }

    private RawClient back(String id) throws IOException {
        var raw = new RawClient(broker.port()).send(RawClient.connect(4, id, false));
        assertEquals(CONNACK, raw.read().type());
        return raw;
    }

    // ---- to the broker

    /// With a restart there, and then as whoever does not know what has arrived must go on.
    private void say(String text, int id, At restart) throws IOException {
        byte[] message = RawClient.publish(4, 2, false, id, "q", text);
        byte[] again = message.clone();
        again[0] |= 8; // DUP
        byte[] release = answer(0x62, id);
        try (var raw = back("speaker").send(message)) {
            if (restart != At.PUBLISH_SENT) {
                assertEquals(PUBREC, raw.read().type());
            }
            if (restart == At.PUBREL_SENT || restart == At.PUBCOMP_HERE) {
                raw.send(release);
            }
            if (restart == At.PUBCOMP_HERE) {
                assertEquals(PUBCOMP, raw.read().type());
            }
            restart();
        }
        switch (restart) {
            case PUBLISH_SENT, PUBREC_LOST -> {
                try (var raw = back("speaker").send(again)) {
                    assertEquals(PUBREC, raw.read().type());
                    restart();
                }
                releaseAfter(release);
            }
            case PUBREC_HERE, PUBREL_SENT -> releaseAfter(release);
            case PUBCOMP_HERE -> {}
        }
    }

    private void releaseAfter(byte[] release) throws IOException {
        try (var raw = back("speaker").send(release)) {
            assertEquals(PUBCOMP, raw.read().type());
        }
    }

    // ---- from the broker

    /// First one packet at a time, then more, with a restart after them that may come before the answers. Until all is here, some is to come.
    private List<String> heard(List<String> said) throws IOException {
        var heard = new ArrayList<String>();
        Set<Integer> unreleased = new HashSet<>();
        for (int round = 0; heard.size() < said.size() || !unreleased.isEmpty(); round++) {
            try (var raw = back("away")) {
                for (int most = 1 + round / 4; most > 0 && (heard.size() < said.size() || !unreleased.isEmpty()); most--) {
                    answered(raw, raw.read(), heard, unreleased);
                }
                restart();
            }
        }
        try (var raw = back("away")) {
            Client.v5(broker.port(), "other").say("q", "the end", 2, false);
            while (!heard.getLast().equals("the end") || !unreleased.isEmpty()) {
                answered(raw, raw.read(), heard, unreleased);
            }
        }
        return heard;
    }

    private static void answered(RawClient raw, RawClient.Packet packet, List<String> heard, Set<Integer> unreleased) throws IOException {
        byte[] body = packet.body();
        assertTrue(packet.type() == PUBLISH || packet.type() == PUBREL, () -> "a packet of type " + packet.type());
        int at = packet.type() == PUBLISH ? 2 + body[1] : 0;
        int id = (body[at] & 255) << 8 | body[at + 1] & 255;
        if (packet.type() == PUBLISH) {
            if (unreleased.add(id)) {
                heard.add(new String(Arrays.copyOfRange(body, at + 2, body.length), StandardCharsets.UTF_8));
            }
            raw.send(answer(0x50, id));
        } else {
            unreleased.remove(id);
            raw.send(answer(0x70, id));
        }
    }

    private static byte[] answer(int header, int id) {
        return RawClient.packet(header, new byte[]{(byte) (id >> 8), (byte) id});
    }
}
