package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hearth.broker.Client.Got;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What ended Moquette's session loops, and with them up to all clients. Twelve innocent clients are spread over all loops.
@Timeout(120)
class AttackTest {
    @TempDir Path dir;

    private EmbeddedBroker broker;
    private final List<Client> innocent = new ArrayList<>();

    @BeforeEach void start() throws IOException {
        broker = new EmbeddedBroker(BrokerSettings.onThisMachine(dir, 0), change -> {});
        broker.start();
        for (int i = 0; i < 12; i++) {
            innocent.add((i % 2 == 0 ? Client.v3(broker.port(), "innocent" + i) : Client.v5(broker.port(), "innocent" + i)).with("all", 1));
        }
    }

    @AfterEach void everyoneIsStillServed() throws IOException {
        try {
            innocent.getFirst().say("all", "well?", 1, false);
            for (Client client : innocent) {
                assertEquals(List.of(new Got("all", "well?", 1, false)), client.next(1));
            }
            for (int i = 0; i < 12; i++) {
                Client fresh = Client.v3Kept(broker.port(), "fresh" + i).with("fresh", 1);
                fresh.say("fresh", "yes", 1, false);
                assertEquals(1, fresh.next(1).size());
            }
        } finally {
            broker.close();
        }
    }

    private void eachOfTwelve(int level, byte[]... packets) throws IOException {
        for (int i = 0; i < 12; i++) {
            try (var raw = new RawClient(broker.port()).send(RawClient.connect(level, "attacker" + i, i % 2 == 0))) {
                assertEquals(2, raw.read().type());
                raw.send(packets);
                while (raw.read().type() != 0) {}
            }
        }
    }

    @Test void anAcknowledgementAfterDisconnect() throws Exception {
        for (int i = 0; i < 12; i++) {
            try (var raw = new RawClient(broker.port())
                    .send(RawClient.connect(4, "attacker" + i, i % 2 == 0), RawClient.subscribe(4, 1, "a", 1),
                            RawClient.publish(4, 1, false, 2, "a", "x"))) {
                for (int packet = 0; packet < 4; packet++) {
                    raw.read();
                }
                raw.send(RawClient.disconnect(), RawClient.puback(1), RawClient.puback(1));
                while (raw.read().type() != 0) {}
            }
        }
    }

    @Test void aSharedSubscriptionWithoutATopic() throws Exception {
        for (String filter : List.of("$share/grp", "$share/", "$share//a", "$share/grp/", "$share/g+/a", "$share/#/a", "$share")) {
            eachOfTwelve(5, RawClient.subscribe(5, 1, filter, 1));
        }
    }

    @Test void aTopicFilterOfThousandsOfLevels() throws Exception {
        String deep = "a/".repeat(20_000) + "a";
        eachOfTwelve(4, RawClient.subscribe(4, 1, deep, 1));
        eachOfTwelve(4, RawClient.unsubscribe(1, deep));
        eachOfTwelve(4, RawClient.publish(4, 1, true, 1, deep, "x"), RawClient.disconnect());
        eachOfTwelve(4, RawClient.subscribe(4, 1, "a/".repeat(3_000), 1));
    }

    @Test void persistentClientsThatComeAndGoAtOnce() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            var raw = new RawClient(broker.port()).send(RawClient.connect(i % 3 == 0 ? 5 : 4, "attacker" + i % 6, i % 5 == 0));
            if (i % 4 == 0) {
                raw.send(RawClient.subscribe(i % 3 == 0 ? 5 : 4, 1, "all", 1));
            }
            raw.reset();
        }
        for (int i = 0; i < 6; i++) {
            // the last of the attackers with this name may still be on its way and take over
            Client back = Client.v3Stubborn(broker.port(), "attacker" + i).with("back" + i, 1);
            back.say("back" + i, "yes", 1, false);
            Client.await("attacker " + i + " is served", () -> back.inbox().stream().anyMatch(got -> got.text().equals("yes")));
            back.disconnect();
        }
    }

    /// A client library ends its connection over what it may not be sent; repeated at each reconnect, that would lock it out for good.
    @Test void messagesThatStrictSubscribersCannotBear() throws Exception {
        var all = Stream.of(3, 5).map(version -> Client.keptStrict(version, broker.port(), "strict" + version).with("#", 1)).toList();
        byte[] broken = new byte[65_535];
        Arrays.fill(broken, (byte) 0xFF);
        byte[] long4 = "\uD83C\uDFE0".repeat(16_383).getBytes(StandardCharsets.UTF_8);
        byte[] a = {'a'};
        byte[] none = {};
        var packets = new ArrayList<>(List.of(
                RawClient.publish(new byte[]{'a', 0, 'b'}, none),
                RawClient.publish(new byte[]{'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, none),
                RawClient.publish(new byte[]{'a', (byte) 0xFF}, none),
                RawClient.publish(a, RawClient.property(3, new byte[]{0})), RawClient.publish(a, RawClient.property(3, broken)),
                RawClient.publish(a, RawClient.property(8, new byte[]{'#'})), RawClient.publish(a, RawClient.property(8, none)),
                RawClient.publish(a, RawClient.property(38, a, broken)), RawClient.publish(a, RawClient.property(38, new byte[]{0}, a)),
                RawClient.publish(a, RawClient.property(31, a)), RawClient.publish(a, RawClient.property(9, broken)),
                RawClient.publish(a, RawClient.property(38, a, long4)),
                RawClient.publish(a, new byte[]{1, 7}), RawClient.publish(a, new byte[]{1, 1, 3, 0, 1, 'x', 3, 0, 1, 'y'})));
        for (int id : new int[]{17, 18, 19, 21, 22, 23, 24, 25, 26, 28, 33, 34, 36, 37, 39, 40, 41, 42, 11, 127}) {
            packets.add(RawClient.publish(a, new byte[]{(byte) id, 0, 0, 0, 1}));
            packets.add(RawClient.publish(a, new byte[]{(byte) id, 1}));
            packets.add(RawClient.publish(a, new byte[]{(byte) id, 0, 1}));
        }
        for (byte[] packet : packets) {
            try (var raw = new RawClient(broker.port()).send(RawClient.connect(5, "attacker", true))) {
                assertEquals(2, raw.read().type());
                raw.send(packet).finish();
                while (raw.read().type() != 0) {}
            }
        }
        for (byte[] text : List.of(new byte[]{0}, broken)) {
            byte[] will = RawClient.connect(5, "dying", true, new String(text, StandardCharsets.ISO_8859_1), "x");
            try (var raw = new RawClient(broker.port()).send(will)) {
                raw.read();
            }
        }
        innocent.getFirst().say("last", "of all", 1, false);
        for (Client strict : all) {
            Client.await("the last is heard", () -> strict.inbox().stream().anyMatch(got -> got.topic().equals("last")));
            assertEquals(0, strict.losses().get());
        }
        broker.close();
        broker.start();
        assertEquals(Optional.empty(), broker.setAside());
        for (int i = 0; i < 12; i++) {
            innocent.set(i, Client.v5(broker.port(), "innocent" + i).with("all", 1));
        }
        for (int version : new int[]{3, 5}) { // what was retained of it, too
            Client late = Client.keptStrict(version, broker.port(), "late" + version).with("#", 1);
            late.say("late" + version, "mine", 1, false);
            Client.await("it hears its own", () -> late.inbox().stream().anyMatch(got -> got.text().equals("mine")));
            assertEquals(0, late.losses().get());
        }
    }

    @Test void packetsOutOfTurn() throws Exception {
        byte[] again = RawClient.connect(4, "attacker0", true);
        eachOfTwelve(4, again, again);
        for (byte[] first : List.of(RawClient.disconnect(), RawClient.puback(1), RawClient.subscribe(4, 1, "a", 1),
                RawClient.unsubscribe(1, "a"),
                RawClient.publish(4, 2, true, 1, "a", "x"), RawClient.packet(0x62, new byte[]{0, 1}),
                RawClient.packet(0x50, new byte[]{0, 1}),
                RawClient.packet(0x70, new byte[]{0, 1}), RawClient.packet(0xC0, new byte[0]))) {
            try (var raw = new RawClient(broker.port()).send(first)) {
                assertEquals(0, raw.read().type());
            }
        }
    }

    @Test void acknowledgementsOfNothing() throws Exception {
        eachOfTwelve(4, RawClient.puback(7), RawClient.packet(0x62, new byte[]{0, 7}), RawClient.packet(0x50, new byte[]{0, 7}),
                RawClient.packet(0x70, new byte[]{0, 7}), RawClient.puback(0), RawClient.disconnect());
    }

    @Test void mutatedConnections() throws Exception {
        var random = new Random(42);
        for (int i = 0; i < 1_500; i++) {
            assertNotEquals(Answer.CLOSED, mutated(broker.port(), i, random));
        }
    }

    /// What the broker said to a CONNECT: closed where it was whole, or nobody listened.
    enum Answer { LET_IN, CLOSED, UNHEARD }

    /// A connection whose packets have one to three bits turned. Every second one is dropped at once; of the others, those whose CONNECT is
    /// whole wait for their answer.
    static Answer mutated(int port, int number, Random random) {
        int level = number % 2 == 0 ? 4 : 5;
        byte[][] packets = {
            RawClient.connect(level, "attacker" + number % 20, number % 3 == 0, number % 4 == 0 ? "will/" + number % 20 : null, "x"),
            RawClient.subscribe(level, 1, "m/#", 1),
            RawClient.publish(level, number % 3, number % 2 == 0, 2, "m/" + number % 20, "payload"), RawClient.puback(1),
            RawClient.unsubscribe(3, "m/#"),
            RawClient.packet(0x62, new byte[]{0, 2}), RawClient.disconnect()};
        byte[] whole = packets[0].clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            byte[] packet = packets[random.nextInt(packets.length)];
            int at = random.nextInt(packet.length);
            if (at == 1 && packet.length < 126) {
                packet[at] ^= (byte) (1 << random.nextInt(3)); // the length: longer ones only wait for the idle time
            } else {
                packet[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        try (var raw = new RawClient(port)) {
            raw.send(Arrays.copyOf(packets, 1 + random.nextInt(packets.length)));
            if (number % 2 == 0) {
                raw.reset();
            } else if (Arrays.equals(packets[0], whole)) {
                var connAck = raw.read();
                return connAck.type() == 2 && connAck.body()[1] == 0 ? Answer.LET_IN : Answer.CLOSED;
            }
            return Answer.UNHEARD;
        } catch (IOException closedEarly) {
            return Answer.UNHEARD;
        }
    }
}
