package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.unsuback.Mqtt5UnsubAckReasonCode;
import hearth.broker.Client.Got;
import hearth.broker.RawClient.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the public interoperability suites ask of a broker and Moquette alone does not do.
@Timeout(90)
class ConformanceTest extends WithBroker {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int PUBREC = 5;
    private static final int PUBREL = 6;
    private static final int PUBCOMP = 7;
    private static final int SUBACK = 9;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;

    // ---- sessions (MQTT 5, 3.1.2.11.2 and 3.14.2.2.2)

    @Test void anMqtt5SessionWithoutExpiryEndsWithItsConnection() throws Exception {
        assertFalse(present(connect("c", false)));
        assertFalse(present(connect("c", false)));
    }

    @Test void anMqtt5SessionLastsAsLongAsItSaid() throws Exception {
        var raw = new RawClient(port).send(five("c", true, seconds(0x11, 2)));
        assertFalse(present(raw));
        raw.send(RawClient.disconnect());
        assertEquals(0, raw.read().type());
        assertTrue(present(new RawClient(port).send(five("c", false, seconds(0x11, 2))).send(RawClient.disconnect())));
        Client.await("it has expired", () -> broker.sessions().isEmpty());
        assertFalse(present(new RawClient(port).send(five("c", false, seconds(0x11, 2)))));
    }

    @Test void aDisconnectMayChangeHowLongTheSessionLasts() throws Exception {
        try (var raw = new RawClient(port).send(five("c", true, seconds(0x11, 1)))) {
            assertFalse(present(raw));
            raw.send(leave(600));
            assertEquals(0, raw.read().type());
        }
        restart();
        try (var raw = new RawClient(port).send(five("c", false, seconds(0x11, 600)))) {
            assertTrue(present(raw));
            raw.send(leave(0));
            assertEquals(0, raw.read().type());
        }
        assertFalse(present(new RawClient(port).send(five("c", false, seconds(0x11, 600)))));
    }

    @Test void aTakenOverClientIsToldAndItsWillIsPublished() throws Exception {
        Client listener = Client.v5(port, "listener").with("will", 1);
        var old = new RawClient(port).send(RawClient.connect(5, "c", false, "will", "gone"));
        assertEquals(CONNACK, old.read().type());
        assertTrue(present(new RawClient(port).send(RawClient.connect(5, "c", false))));
        Packet told = old.read();
        assertEquals(DISCONNECT, told.type());
        assertEquals((byte) 0x8E, told.body()[0]);
        assertEquals(new Got("will", "gone", 1, false), listener.next(1).getFirst());
    }

    @Test void aDelayedWillWaitsAndIsForgottenWhenItsClientComesBack() throws Exception {
        Client listener = Client.v5(port, "listener").with("will/#", 1);
        for (String id : List.of("back", "lost")) {
            var raw = new RawClient(port).send(willing(id, "will/" + id, 2));
            assertEquals(CONNACK, raw.read().type());
            raw.reset();
        }
        Client.await("both are away", () -> broker.sessions().stream().noneMatch(s -> s.connected() && !s.clientId().equals("listener")));
        assertTrue(present(new RawClient(port).send(five("back", false, seconds(0x11, 60)))));
        assertEquals("will/lost", listener.next(1).getFirst().topic());
        listener.expect();
    }

    // ---- messages

    @Test void aMessageThatExpiresIsNotDeliveredAndTheOthersSayWhatIsLeft() throws Exception {
        Client.v5Kept(port, "away").with("a", 2).disconnect();
        Mqtt5AsyncClient speaker = Client.v5(port, "speaker").mqtt();
        for (int qos = 1; qos <= 2; qos++) {
            for (int seconds : new int[]{1, 3_000}) {
                Client.done(speaker.publishWith().topic("a").payload(("q" + qos + " " + seconds).getBytes()).qos(MqttQos.fromCode(qos))
                        .messageExpiryInterval(seconds).send());
            }
        }
        long published = System.nanoTime();
        restart();
        Client.await("the short ones have expired", () -> System.nanoTime() - published > 1_100_000_000L);
        var away = new RawClient(port).send(RawClient.connect(5, "away", false));
        assertTrue(present(away));
        for (int i = 0; i < 2; i++) {
            byte[] body = away.read().body();
            assertEquals(0x02, body[6], "a message expiry interval");
            int left = (body[7] & 255) << 24 | (body[8] & 255) << 16 | (body[9] & 255) << 8 | body[10] & 255;
            assertTrue(left > 2_000 && left < 3_000, () -> "left: " + left);
        }
    }

    @Test void aMessageCarriesTheIdentifiersOfAllMatchingSubscriptions() throws Exception {
        Mqtt5AsyncClient listener = Client.v5Kept(port, "listener").mqtt();
        Client.done(listener.disconnect());
        try (var raw = new RawClient(port).send(RawClient.connect(5, "listener", false))) {
            assertTrue(present(raw));
            raw.send(identified(1, 2, "a"), identified(2, 3, "a/#"));
            raw.read();
            raw.read();
        }
        restart();
        Client.v5(port, "speaker").say("a", "x", 1, false);
        try (var raw = new RawClient(port).send(RawClient.connect(5, "listener", false))) {
            assertTrue(present(raw));
            byte[] body = raw.read().body();
            assertEquals(4, body[5], "length of the properties");
            assertEquals(Set.of("11 2", "11 3"), Set.of(body[6] + " " + body[7], body[8] + " " + body[9]));
        }
    }

    @Test void aClientGetsNoPacketLongerThanItTakes() throws Exception {
        try (var raw = new RawClient(port).send(five("small", true, seconds(0x27, 64)))) {
            assertFalse(present(raw));
            raw.send(RawClient.subscribe(5, 1, "a", 1));
            raw.read();
            Client speaker = Client.v5(port, "speaker");
            for (int length : new int[]{100, 55, 54, 10}) { // 1 + 1 of the header, 2 + 1 of the topic, 2 + 1 + payload: 54 is the most
                speaker.say("a", "x".repeat(length + 2), 1, false);
            }
            assertEquals(List.of(63, 19), List.of(raw.read().body().length + 1, raw.read().body().length + 1));
        }
    }

    @Test void theTopicIsSaidOnceToWhoUnderstandsAliases() throws Exception {
        try (var raw = new RawClient(port).send(five("short", true, new byte[]{0x22, 0, 1}))) {
            assertFalse(present(raw));
            raw.send(RawClient.subscribe(5, 1, "a/#", 2));
            raw.read();
            Client speaker = Client.v5(port, "speaker");
            speaker.say("a/long", "1", 0, false);
            speaker.say("a/long", "2", 0, false);
            speaker.say("a/other", "3", 0, false);
            assertEquals("a/long [35, 0, 1] 1", said(raw.read().body()));
            assertEquals(" [35, 0, 1] 2", said(raw.read().body()));
            assertEquals("a/other [] 3", said(raw.read().body()));
        }
    }

    @Test void aClientMayUseAliasesUntilItsConnectionEnds() throws Exception {
        Client listener = Client.v5(port, "listener").with("a", 1);
        try (var raw = new RawClient(port).send(RawClient.connect(5, "c", false))) {
            raw.read();
            raw.send(aliased("a", 1, "one"), aliased("", 1, "two"));
            assertEquals(List.of(PUBACK, PUBACK), List.of(raw.read().type(), raw.read().type()));
        }
        listener.expect(new Got("a", "one", 1, false), new Got("a", "two", 1, false));
        for (int alias : new int[]{1, 0, 999}) {
            try (var raw = new RawClient(port).send(RawClient.connect(5, "c", false))) {
                raw.read();
                raw.send(aliased(alias == 1 ? "" : "a", alias, "three"));
                Packet told = raw.read();
                assertEquals(DISCONNECT, told.type());
                assertEquals((byte) 0x94, told.body()[0]);
            }
        }
    }

    @Test void noMoreIsUnderWayThanTheClientAllows() throws Exception {
        try (var raw = new RawClient(port).send(five("slow", true, new byte[]{0x21, 0, 2}))) {
            assertFalse(present(raw));
            raw.send(RawClient.subscribe(5, 1, "a", 1));
            raw.read();
            Client speaker = Client.v5(port, "speaker");
            for (int i = 0; i < 3; i++) {
                speaker.say("a", Integer.toString(i), 1, false);
            }
            int first = id(raw.read());
            int second = id(raw.read());
            raw.send(RawClient.packet(0xC0, new byte[0]));
            assertEquals(13, raw.read().type(), "the third waits: the answer to the ping comes first");
            raw.send(RawClient.puback(second));
            int third = id(raw.read());
            raw.send(RawClient.puback(first), RawClient.puback(third));
        }
    }

    @Test void whoHasTooMuchUnderWayIsToldAndClosed() throws Exception {
        try (var raw = new RawClient(port).send(RawClient.connect(5, "pushy", true))) {
            byte[] told = raw.read().body();
            int most = property(told, 3, 0x21);
            for (int i = 1; i <= most + 1; i++) {
                raw.send(RawClient.publish(5, 2, false, i, "a", "x"));
            }
            Packet last = raw.read();
            for (; last.type() == PUBREC; last = raw.read()) {}
            assertEquals(DISCONNECT, last.type());
            assertEquals((byte) 0x93, last.body()[0]);
        }
    }

    /// Not even for the answer to its subscription: that of a ping, which came after it, says that it was read.
    @Test void whoSubscribesBeforeAnotherPublishesGetsIt() throws Exception {
        try (var listener = new RawClient(port).send(RawClient.connect(5, "listener", true));
                var speaker = new RawClient(port).send(RawClient.connect(5, "speaker", true))) {
            listener.read();
            speaker.read();
            for (int i = 0; i < 300; i++) {
                listener.send(RawClient.subscribe(5, 1, "first/" + i, 0), RawClient.packet(0xC0, new byte[0]));
                int first = listener.read().type();
                speaker.send(RawClient.publish(5, 1, false, 1, "first/" + i, "x"));
                assertEquals(Set.of(PINGRESP, SUBACK), Set.of(first, listener.read().type()));
                assertEquals(PUBACK, speaker.read().type());
                listener.send(RawClient.packet(0xC0, new byte[0]));
                assertEquals(List.of(PUBLISH, PINGRESP), List.of(listener.read().type(), listener.read().type()), "message " + i);
            }
        }
    }

    @Test void retainHandlingDecidesWhoHearsOfWhatIsRetained() {
        Client speaker = Client.v5(port, "speaker");
        for (int qos = 0; qos <= 2; qos++) {
            speaker.say("r/" + qos, "on", qos, true);
        }
        var expected = Set.of(new Got("r/0", "on", 0, true), new Got("r/1", "on", 1, true), new Got("r/2", "on", 2, true));
        var always = Client.v5(port, "always");
        for (int i = 0; i < 2; i++) {
            Client.done(always.mqtt().subscribeWith().topicFilter("r/#").send());
            assertEquals(expected, new HashSet<>(always.next(3)));
        }
        var once = Client.v5(port, "once");
        for (int i = 0; i < 2; i++) {
            Client.done(once.mqtt().subscribeWith().topicFilter("r/#")
                    .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST).send());
            assertEquals(i == 0 ? expected : Set.of(), new HashSet<>(i == 0 ? once.next(3) : List.of()));
        }
        once.expect();
    }

    @Test void everyFilterOfAnUnsubscribeHasItsReason() {
        var client = Client.v5(port, "client");
        client.subscribe("a", 1);
        client.subscribe("$share/g/b", 1);
        var answer = client.mqtt().unsubscribeWith().addTopicFilter("a").addTopicFilter("never").addTopicFilter("$share/g/b")
                .addTopicFilter("$share/h/b").send().orTimeout(30, TimeUnit.SECONDS).join();
        assertEquals(List.of(0, 0x11, 0, 0x11), answer.getReasonCodes().stream().map(Mqtt5UnsubAckReasonCode::getCode).toList());
        Client speaker = Client.v5(port, "speaker");
        speaker.say("a", "x", 1, false);
        speaker.say("b", "x", 1, false);
        client.expect();
    }

    @Test void anMqtt3ClientMayShareASubscription() throws Exception {
        Client one = Client.v3(port, "one").with("$share/g/a", 1);
        Client.v3Kept(port, "two").with("$share/g/a", 1).disconnect();
        Client alone = Client.v3(port, "one-g").with("a", 1);
        Client speaker = Client.v5(port, "speaker");
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            speaker.say("a", Integer.toString(i), 1, false);
            all.add(Integer.toString(i));
        }
        assertEquals(64, alone.next(64).size(), "a client of its own, whose name looks like a share of the first one's");
        restart();
        Set<String> heard = new HashSet<>();
        one.inbox().forEach(got -> heard.add(got.text()));
        int first = heard.size();
        Client.v3Kept(port, "two").next(64 - first).forEach(got -> heard.add(got.text()));
        assertEquals(all, heard);
        assertTrue(first > 0 && first < 64, () -> "the first got " + first); // the broker draws lots
    }

    @Test void acknowledgementsKeepTheOrderOfTheMessages() throws Exception {
        Client.v3Kept(port, "away").with("kept", 1).disconnect();
        try (var raw = new RawClient(port).send(RawClient.connect(4, "speaker", true))) {
            raw.read();
            for (int i = 1; i <= 200; i++) {
                raw.send(RawClient.publish(4, 1, false, i, i % 3 == 0 ? "kept" : "nobody", "x"));
            }
            var order = new ArrayList<Integer>();
            for (int i = 1; i <= 200; i++) {
                byte[] body = raw.read().body();
                order.add((body[0] & 255) << 8 | body[1] & 255);
            }
            assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), order);
        }
    }

    @Test void whoHearsItselfIsAnsweredFirst() throws Exception {
        try (var raw = new RawClient(port).send(RawClient.connect(5, "echo", true), RawClient.subscribe(5, 1, "a", 2))) {
            raw.read();
            raw.read();
            for (int i = 1; i <= 50; i++) {
                raw.send(RawClient.publish(5, 2, false, i, "a", "x"));
                assertEquals(List.of(PUBREC, PUBLISH), List.of(raw.read().type(), raw.read().type()));
                raw.send(RawClient.packet(0x62, new byte[]{0, (byte) i}), RawClient.packet(0x50, new byte[]{0, (byte) i}));
                assertEquals(List.of(PUBCOMP, PUBREL), List.of(raw.read().type(), raw.read().type()));
                raw.send(RawClient.packet(0x70, new byte[]{0, (byte) i}));
            }
        }
    }

    // ---- QoS 2 exactly once, over restarts

    @Test void aQos2MessageToTheBrokerIsTakenOnceHoweverOftenItComes() throws Exception {
        Client.v3Kept(port, "away").with("a", 2).disconnect();
        byte[] message = RawClient.publish(4, 2, false, 7, "a", "once");
        byte[] again = message.clone();
        again[0] |= 8; // DUP
        try (var raw = new RawClient(port).send(RawClient.connect(4, "speaker", false), message)) {
            assertEquals(CONNACK, raw.read().type());
            assertEquals(PUBREC, raw.read().type());
        }
        restart();
        try (var raw = new RawClient(port).send(RawClient.connect(4, "speaker", false), again)) {
            assertTrue(present(raw));
            assertEquals(PUBREC, raw.read().type());
            raw.send(RawClient.packet(0x62, new byte[]{0, 7}));
            assertEquals(PUBCOMP, raw.read().type());
        }
        restart();
        try (var raw = new RawClient(port).send(RawClient.connect(4, "speaker", false), RawClient.packet(0x62, new byte[]{0, 7}),
                RawClient.publish(4, 2, false, 7, "a", "another"))) {
            assertTrue(present(raw));
            assertEquals(PUBCOMP, raw.read().type());
            assertEquals(PUBREC, raw.read().type());
        }
        assertEquals(List.of("once", "another"), Client.v3Kept(port, "away").next(2).stream().map(Got::text).toList());
    }

    @Test void aQos1MessageThatComesAgainAfterACrashOfTheBrokerIsDelivered() throws Exception {
        Client listener = Client.v5(port, "listener").with("a", 1);
        byte[] again = RawClient.publish(4, 1, false, 7, "a", "x");
        again[0] |= 8; // DUP, of a message this broker never saw
        try (var raw = new RawClient(port).send(RawClient.connect(4, "speaker", false), again)) {
            assertEquals(CONNACK, raw.read().type());
            assertEquals(PUBACK, raw.read().type());
        }
        listener.expect(new Got("a", "x", 1, false));
    }

    @Test void aQos2MessageFromTheBrokerGoesOnWhereItStoodBeforeARestart() throws Exception {
        try (var raw = new RawClient(port).send(RawClient.connect(4, "listener", false), RawClient.subscribe(4, 1, "a", 2))) {
            raw.read();
            raw.read();
            Client.v5(port, "speaker").say("a", "once", 2, false);
            Packet publish = raw.read();
            assertEquals(PUBLISH, publish.type());
            assertEquals(0, publish.flags() & 8);
        }
        restart();
        byte[] id;
        try (var raw = new RawClient(port).send(RawClient.connect(4, "listener", false))) {
            assertTrue(present(raw));
            Packet again = raw.read();
            assertEquals(PUBLISH, again.type());
            assertEquals(8, again.flags() & 8, "a repetition");
            id = new byte[]{again.body()[3], again.body()[4]};
            raw.send(RawClient.packet(0x50, id));
            Packet release = raw.read();
            assertEquals(PUBREL, release.type());
            assertArrayEquals(id, release.body());
        }
        restart();
        try (var raw = new RawClient(port).send(RawClient.connect(4, "listener", false))) {
            assertTrue(present(raw));
            Packet release = raw.read();
            assertEquals(PUBREL, release.type());
            assertArrayEquals(id, release.body());
            raw.send(RawClient.packet(0x70, id), RawClient.packet(0xC0, new byte[0]));
            assertEquals(13, raw.read().type());
        }
        restart();
        try (var raw = new RawClient(port).send(RawClient.connect(4, "listener", false), RawClient.packet(0xC0, new byte[0]))) {
            assertTrue(present(raw));
            assertEquals(13, raw.read().type(), "nothing is left");
        }
    }

    // ---- packets

    private RawClient connect(String id, boolean clean) throws IOException {
        return new RawClient(port).send(five(id, clean, new byte[0]), RawClient.disconnect());
    }

    private static boolean present(RawClient raw) throws IOException {
        Packet ack = raw.read();
        assertEquals(CONNACK, ack.type());
        assertEquals(0, ack.body()[1]);
        return ack.body()[0] == 1;
    }

    private static byte[] five(String id, boolean clean, byte[] properties) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[]{0, 4, 'M', 'Q', 'T', 'T', 5, (byte) (clean ? 2 : 0), 0, 60, (byte) properties.length});
        body.writeBytes(properties);
        text(body, id);
        return RawClient.packet(0x10, body.toByteArray());
    }

    /// With a will of QoS 1 and a session of a minute.
    private static byte[] willing(String id, String topic, int delaySeconds) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[]{0, 4, 'M', 'Q', 'T', 'T', 5, 0x0E, 0, 60, 5});
        body.writeBytes(seconds(0x11, 60));
        text(body, id);
        body.write(5);
        body.writeBytes(seconds(0x18, delaySeconds));
        text(body, topic);
        text(body, "gone");
        return RawClient.packet(0x10, body.toByteArray());
    }

    private static byte[] leave(int expirySeconds) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[]{0, 5});
        body.writeBytes(seconds(0x11, expirySeconds));
        return RawClient.packet(0xE0, body.toByteArray());
    }

    private static byte[] identified(int packet, int identifier, String filter) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[]{0, (byte) packet, 2, 0x0B, (byte) identifier});
        text(body, filter);
        body.write(1);
        return RawClient.packet(0x82, body.toByteArray());
    }

    private static byte[] aliased(String topic, int alias, String payload) {
        var body = new ByteArrayOutputStream();
        text(body, topic);
        body.writeBytes(new byte[]{0, 1, 3, 0x23, (byte) (alias >> 8), (byte) alias});
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        return RawClient.packet(0x32, body.toByteArray());
    }

    private static byte[] seconds(int property, int value) {
        return new byte[]{(byte) property, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    /// The packet identifier of a PUBLISH.
    private static int id(Packet publish) {
        assertEquals(PUBLISH, publish.type());
        int at = 2 + publish.body()[1];
        return (publish.body()[at] & 255) << 8 | publish.body()[at + 1] & 255;
    }

    /// Topic, properties and payload of a QoS 0 PUBLISH.
    private static String said(byte[] body) {
        int topic = body[1];
        int properties = body[2 + topic];
        var all = new ArrayList<Byte>();
        for (int i = 0; i < properties; i++) {
            all.add(body[3 + topic + i]);
        }
        int payload = 3 + topic + properties;
        return new String(body, 2, topic) + " " + all + " " + new String(body, payload, body.length - payload);
    }

    /// A two-byte property; there are none before it that contain its number.
    private static int property(byte[] body, int from, int number) {
        for (int i = from; i < body.length; i++) {
            if (body[i] == number) {
                return (body[i + 1] & 255) << 8 | body[i + 2] & 255;
            }
        }
        throw new AssertionError("no property " + number);
    }
}
