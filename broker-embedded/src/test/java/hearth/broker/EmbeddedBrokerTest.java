package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import hearth.broker.Client.Got;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerTest {
    @TempDir Path dir;

    private final LinkedBlockingQueue<ClientSession> changes = new LinkedBlockingQueue<>();
    private EmbeddedBroker broker;
    private int port;

    @BeforeEach void start() throws Exception {
        broker = new EmbeddedBroker(
                new BrokerSettings(dir.resolve("broker"), "127.0.0.1", 0, OptionalInt.of(0), Optional.empty()), changes::add);
        broker.start();
        port = broker.port();
    }

    @AfterEach void stop() {
        broker.close();
    }

    @Test void whoBreaksOffIsToldWithWhatNobodyElseSaidSinceAndWhoSaysGoodbyeIsNot() throws Exception {
        broker.close();
        var news = new LinkedBlockingQueue<AccessNews>();
        broker.onNews(news::add);
        broker.start();
        Client other = Client.v5(broker.port(), "other");
        try (var polite = new RawClient(broker.port()); var raw = new RawClient(broker.port())) {
            polite.send(RawClient.connect(4, "polite", true), RawClient.publish(4, 1, false, 1, "c", "x")).read();
            polite.read();
            polite.send(RawClient.disconnect());
            raw.send(RawClient.connect(4, "sensor", true), RawClient.publish(4, 1, false, 1, "a", "x"),
                    RawClient.publish(4, 1, false, 2, "b", "x")).read();
            raw.read();
            raw.read();
            other.say("b", "y", 1, false);
            raw.reset();
            assertEquals(new AccessNews.BrokeOff("sensor", Set.of("a")), news.poll(30, TimeUnit.SECONDS));
        }
        broker.close();
        assertEquals(List.of(), List.copyOf(news), "a broker that stops has not lost anybody");
    }

    @Test void everyQualityOfServiceArrivesAtTheLowerOfBothWishes() {
        for (Client listener : List.of(Client.v3(port, "three"), Client.v5(port, "five"))) {
            for (int wish = 0; wish <= 2; wish++) {
                listener.subscribe("wish/" + wish, wish);
            }
        }
        Client three = Client.v3(port, "l3").with("wish/0", 0).with("wish/1", 1).with("wish/2", 2);
        Client five = Client.v5(port, "l5").with("wish/0", 0).with("wish/1", 1).with("wish/2", 2);
        for (Client speaker : List.of(Client.v3(port, "s3"), Client.v5(port, "s5"))) {
            var expected = new HashSet<Got>();
            for (int wish = 0; wish <= 2; wish++) {
                for (int qos = 0; qos <= 2; qos++) {
                    speaker.say("wish/" + wish, "qos " + qos, qos, false);
                    expected.add(new Got("wish/" + wish, "qos " + qos, Math.min(wish, qos), false));
                }
            }
            assertEquals(expected, Set.copyOf(three.next(9)));
            assertEquals(expected, Set.copyOf(five.next(9)));
        }
    }

    @Test void aRetainedMessageOfAnyQualityReachesALateSubscriberOnceAndMarked() {
        Client speaker = Client.v3(port, "speaker");
        Client early = Client.v5(port, "early").with("state/#", 2);
        for (int qos = 0; qos <= 2; qos++) {
            speaker.say("state/" + qos, "on", qos, true);
        }
        early.expect(new Got("state/0", "on", 0, false), new Got("state/1", "on", 1, false), new Got("state/2", "on", 2, false));
        for (Client late : List.of(Client.v3(port, "late3"), Client.v5(port, "late5"))) {
            late.subscribe("state/+", 2);
            assertEquals(Set.of(new Got("state/0", "on", 0, true), new Got("state/1", "on", 1, true), new Got("state/2", "on", 2, true)),
                    Set.copyOf(late.next(3)));
            late.expect();
        }
        Client.v5(port, "exact").with("state/0", 1).expect(new Got("state/0", "on", 0, true));
    }

    @Test void anEmptyRetainedMessageOfAnyQualityClears() {
        Client speaker = Client.v5(port, "speaker");
        for (int qos = 0; qos <= 2; qos++) {
            for (int before = 0; before <= 2; before++) {
                speaker.say("state/" + qos + before, "on", before, true);
                speaker.say("state/" + qos + before, "", qos, true);
            }
        }
        Client.v5(port, "late").with("state/#", 2).expect();
    }

    @Test void theLastOfManyRetainedMessagesStays() {
        Client speaker = Client.v5(port, "speaker");
        Client.v5(port, "other").with("#", 0);
        IntStream.rangeClosed(1, 2_000).mapToObj(i -> speaker.publish("count", Integer.toString(i).getBytes(), i % 3, true)).toList()
                .forEach(Client::done);
        speaker.say("done", "", 2, false);
        speaker.say("count", "last", 0, true);
        Client.await("the last one is retained", () -> {
            Client late = Client.v5(port, "late" + System.nanoTime()).with("count", 0);
            Got got = late.next(1).getFirst();
            late.disconnect();
            return got.equals(new Got("count", "last", 0, true));
        });
    }

    @Test void thousandsOfRetainedMessagesAreAllMarkedAsRetained() {
        Client speaker = Client.v5(port, "speaker");
        IntStream.range(0, 2_000).mapToObj(i -> speaker.publish("many/" + i, "x".getBytes(), i % 2, true)).toList()
                .forEach(Client::done);
        for (Client late : List.of(Client.v3(port, "late3"), Client.v5(port, "late5"), Client.v3Kept(port, "kept"))) {
            late.subscribe("many/#", 1);
            List<Got> all = late.next(2_000);
            assertEquals(2_000, all.stream().filter(Got::retain).map(Got::topic).distinct().count());
            assertEquals(2_000, all.size());
        }
    }

    @Test void aRetainedMessageWithPropertiesAndExpiryReachesAnMqtt5Subscriber() {
        var speaker = Client.v5(port, "speaker");
        Client.done(speaker.mqtt().publishWith().topic("with").payload("x".getBytes()).qos(MqttQos.AT_LEAST_ONCE)
                .retain(true).messageExpiryInterval(60).contentType("text/plain").userProperties().add("a", "b").applyUserProperties()
                .correlationData(new byte[]{1}).send());
        Client.v5(port, "late5").with("with", 1).expect(new Got("with", "x", 1, true));
        Client.v3(port, "late3").with("with", 1).expect(new Got("with", "x", 1, true));
    }

    @Test void aWillIsPublishedAndRetainedWhenTheConnectionBreaks() throws Exception {
        for (int level : new int[]{4, 5}) {
            String topic = "will/" + level;
            Client listener = Client.v5(port, "listener" + level).with(topic, 1);
            var raw = new RawClient(port).send(RawClient.connect(level, "dying" + level, true, topic, "gone"));
            raw.read();
            raw.reset();
            listener.expect(new Got(topic, "gone", 1, false));
            Client.v5(port, "late" + level).with(topic, 1).expect(new Got(topic, "gone", 1, true));
        }
    }

    @Test void noWillIsPublishedAfterADisconnect() throws Exception {
        Client listener = Client.v5(port, "listener").with("will", 1);
        try (var raw = new RawClient(port).send(RawClient.connect(4, "polite", true, "will", "gone"))) {
            raw.read();
            raw.send(RawClient.disconnect());
            assertEquals(0, raw.read().type());
        }
        listener.expect();
    }

    @Test void aMessageOf1400KilobytesPassesOverTcpAndWebSocket() {
        byte[] payload = "x".repeat(1_400_000).getBytes();
        var web = Client.V5.with(Mqtt5Client.builder().identifier("web").serverHost("127.0.0.1")
                .serverPort(broker.webSocketPort().getAsInt()).webSocketConfig().serverPath("mqtt").applyWebSocketConfig().buildAsync());
        Client.done(web.mqtt().connect());
        Client tcp = Client.v3(port, "tcp").with("to/tcp", 1);
        web.subscribe("to/web", 1);
        Client.done(web.publish("to/tcp", payload, 1, false));
        Client.done(tcp.publish("to/web", payload, 1, false));
        assertEquals(1_400_000, tcp.next(1).getFirst().text().length());
        assertEquals(1_400_000, web.next(1).getFirst().text().length());
    }

    @Test void aPacketOverTheLimitClosesOnlyItsOwnConnection() throws Exception {
        Client other = Client.v5(port, "other").with("a", 1);
        try (var raw = new RawClient(port)) {
            raw.send(RawClient.connect(4, "big", true));
            raw.read();
            raw.send(new byte[]{0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F}); // announces 256 MiB
            assertEquals(0, raw.read().type());
        }
        other.say("a", "still here", 1, false);
        other.expect(new Got("a", "still here", 1, false));
    }

    @Test void aPublishToADollarTopicIsDeniedAndAcknowledged() throws Exception {
        Client listener = Client.v5(port, "listener").with("$SYS/#", 1);
        var five = Client.v5(port, "five");
        var denied = assertThrows(CompletionException.class, () -> five.say("$SYS/broker", "mine", 1, true));
        assertTrue(denied.getCause() instanceof Mqtt5PubAckException, denied::toString);
        Client three = Client.v3(port, "three");
        three.say("$SYS/broker", "mine", 2, true);
        three.say("$SYS/broker", "mine", 1, true);
        three.say("fine", "mine", 2, true);
        try (var raw = new RawClient(port).send(RawClient.connect(4, "will", true, "$SYS/broker", "mine"))) {
            assertEquals(5, raw.read().body()[1]); // not authorized
        }
        listener.expect();
    }

    @Test void anMqtt5SubscriberMayExcludeItsOwnMessagesAndKeepTheRetainFlag() {
        var client = Client.v5(port, "client");
        Client.done(client.mqtt().subscribeWith().topicFilter("a").noLocal(true).retainAsPublished(true).qos(MqttQos.AT_LEAST_ONCE)
                .retainHandling(Mqtt5RetainHandling.DO_NOT_SEND).send());
        client.say("a", "own", 1, true);
        Client other = Client.v3(port, "other");
        other.say("a", "other's", 1, true);
        other.say("a", "other's", 0, true);
        other.say("a", "live", 1, false);
        client.expect(new Got("a", "other's", 1, true), new Got("a", "other's", 0, true), new Got("a", "live", 1, false));
    }

    @Test void anEmptyClientIdentifierIsAccepted() throws Exception {
        try (var raw = new RawClient(port).send(RawClient.connect(4, "", true))) {
            assertEquals(0, raw.read().body()[1]);
        }
    }

    @Test void aSubscribeIsHeardHoweverSoonItFollows() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (var raw = new RawClient(port)) {
                raw.send(RawClient.connect(4, "quick" + i, i % 2 == 0), RawClient.subscribe(4, 1, "a/" + i, 1),
                        RawClient.publish(4, 1, false, 2, "a/" + i, "x"));
                assertEquals(2, raw.read().type());
                assertEquals(9, raw.read().type());
                assertEquals(Set.of(3, 4), Set.of(raw.read().type(), raw.read().type()));
            }
        }
    }

    @Test void sessionsTellWhoIsThereAndWhoMayComeBack() throws Exception {
        Instant before = Instant.now();
        Client here = Client.v5(port, "here").with("b", 1).with("a/#", 0);
        Client away = Client.v3Kept(port, "away").with("c", 1);
        Client.v3(port, "gone").disconnect();
        away.disconnect();
        Client.await("the others have left", () -> broker.sessions().stream().filter(ClientSession::connected).count() == 1);
        List<ClientSession> sessions = broker.sessions();
        assertEquals(List.of("away", "here"), sessions.stream().map(ClientSession::clientId).toList());
        assertEquals(List.of(false, true), sessions.stream().map(ClientSession::connected).toList());
        assertEquals(List.of("3.1.1", "5"), sessions.stream().map(ClientSession::version).toList());
        assertEquals(List.of(List.of("c"), List.of("a/#", "b")), sessions.stream().map(ClientSession::subscriptions).toList());
        for (ClientSession session : sessions) {
            assertTrue(session.address().matches("127\\.0\\.0\\.1:\\d+"), session.address());
            assertFalse(session.since().isBefore(before));
        }
        here.disconnect();
    }

    @Test void sessionsTellHowManyMessagesWaitAlsoForWhoIsAway() throws Exception {
        Client away = Client.v3Kept(port, "away").with("c", 1);
        away.disconnect();
        Client sender = Client.v5(port, "sender");
        for (int i = 0; i < 700; i++) { // more than are held in memory
            sender.publish("c", "x".getBytes(StandardCharsets.UTF_8), 1, false).get(10, TimeUnit.SECONDS);
        }
        Client.await("all wait", () -> waiting("away") == 700);
        assertEquals(0, waiting("sender"));
        Client back = Client.v3Kept(port, "away");
        Client.await("all are taken", () -> waiting("away") == 0);
        back.disconnect();
        sender.disconnect();
    }

    private long waiting(String clientId) {
        return broker.sessions().stream().filter(s -> s.clientId().equals(clientId)).findFirst().orElseThrow().waiting();
    }

    @Test void whoSpokeLastOnATopicIsKnown() throws Exception {
        Client one = Client.v5(port, "one");
        Client other = Client.v3(port, "other");
        one.publish("a/b", new byte[0], 1, false).get(10, TimeUnit.SECONDS);
        assertEquals(Optional.of("one"), broker.sender("a/b"));
        other.publish("a/b", new byte[0], 1, true).get(10, TimeUnit.SECONDS);
        assertEquals(Optional.of("other"), broker.sender("a/b"));
        assertEquals(Optional.empty(), broker.sender("a"));
        one.disconnect();
        other.disconnect();
    }

    @Test void whatIsRetainedIsListedByTopicWithItsSender() throws Exception {
        Client one = Client.v5(port, "one");
        one.publish("a/set", "on".getBytes(StandardCharsets.UTF_8), 1, true).get(10, TimeUnit.SECONDS);
        one.publish("b", new byte[300], 1, true).get(10, TimeUnit.SECONDS);
        assertEquals(List.of(new RetainedTopic("a/set", "on", 2, Optional.of("one"))), broker.retained(topic -> topic.startsWith("a")));
        assertEquals(List.of(300), broker.retained("b"::equals).stream().map(RetainedTopic::size).toList());
        one.publish("a/set", new byte[0], 1, true).get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), broker.retained(topic -> topic.startsWith("a")));
        one.disconnect();
    }

    @Test void theListenerHearsOfEachArrivalAndDeparture() throws Exception {
        Client client = Client.v5(port, "client");
        client.disconnect();
        assertEquals(List.of("client true", "client false"), List.of(change(), change()));
    }

    private String change() throws InterruptedException {
        ClientSession session = changes.poll(30, TimeUnit.SECONDS);
        return session.clientId() + " " + session.connected();
    }

    @Test void aClientThatIsCutComesBackAndTheOthersNeverNotice() throws Exception {
        Client other = Client.v5(port, "other").with("a", 1);
        for (int i = 0; i < 20; i++) {
            for (int level : new int[]{4, 5}) {
                try (var raw = new RawClient(port).send(RawClient.connect(level, "cut" + level, false))) {
                    assertEquals(2, raw.read().type());
                    Client.await("it is cut", () -> broker.disconnect("cut" + level));
                    assertEquals(level == 5 ? 14 : 0, raw.read().type()); // MQTT 3.1.1 has no DISCONNECT from the broker
                }
            }
        }
        assertFalse(broker.disconnect("nobody"));
        other.say("a", "well", 1, false);
        other.expect(new Got("a", "well", 1, false));
    }

    @Test void messagesReceivedCountsWhatClientsPublish() {
        Client client = Client.v5(port, "client").with("#", 2);
        for (int qos = 0; qos <= 2; qos++) {
            client.say("a", "x", qos, false);
        }
        assertEquals(3, broker.messagesReceived());
    }

    @Test void aBurstOf20000LosesNothingOnTheWayToAnAbsentSubscriber() {
        Client.v3Kept(port, "three").with("burst", 1).disconnect();
        Client.v5Kept(port, "five").with("burst", 1).disconnect();
        Client speaker = Client.v5(port, "speaker");
        IntStream.range(0, 20_000).mapToObj(i -> speaker.publish("burst", Integer.toString(i).getBytes(), 1, false)).toList()
                .forEach(Client::done);
        List<String> expected = IntStream.range(0, 20_000).mapToObj(Integer::toString).toList();
        assertEquals(expected, Client.v3Kept(port, "three").next(20_000).stream().map(Got::text).toList());
        assertEquals(expected, Client.v5Kept(port, "five").next(20_000).stream().map(Got::text).toList());
    }

    @Test void aBurstOf20000FromEachOfFourLosesNothingOnTheWayToThosePresent() {
        Client three = Client.v3(port, "three").with("burst/#", 1);
        Client five = Client.v5Kept(port, "five").with("burst/#", 1);
        List<CompletableFuture<?>> sent = IntStream.range(0, 4).boxed().flatMap(s -> {
            Client speaker = s % 2 == 0 ? Client.v3(port, "s" + s) : Client.v5(port, "s" + s);
            return IntStream.range(0, 20_000).<CompletableFuture<?>>mapToObj(
                    i -> speaker.publish("burst/" + s, Integer.toString(i).getBytes(), 1, false));
        }).toList();
        assertEquals(80_000, Set.copyOf(three.next(80_000)).size());
        assertEquals(80_000, Set.copyOf(five.next(80_000)).size());
        sent.forEach(Client::done);
    }

    @Test void anUnacknowledgedMessageComesAgainAfterAReconnectAndOnlyThen() throws Exception {
        for (int level : new int[]{4, 5}) {
            String topic = "again/" + level;
            Client speaker = Client.v5(port, "speaker" + level);
            var raw = new RawClient(port).send(RawClient.connect(level, "sleepy" + level, false), RawClient.subscribe(level, 1, topic, 1));
            assertEquals(2, raw.read().type());
            assertEquals(9, raw.read().type());
            speaker.say(topic, "one", 1, false);
            speaker.say(topic, "two", 1, false);
            assertEquals(3, raw.read().type());
            assertEquals(3, raw.read().type());
            raw.reset();
            Client.await("it has left",
                    () -> broker.sessions().stream().noneMatch(s -> s.connected() && s.clientId().startsWith("sleepy")));
            speaker.say(topic, "three", 1, false);
            try (var back = new RawClient(port).send(RawClient.connect(level, "sleepy" + level, false))) {
                assertEquals(2, back.read().type());
                assertEquals(List.of("one", "two", "three"), List.of(text(back, level), text(back, level), text(back, level)));
                speaker.say(topic, "four", 1, false);
                assertEquals("four", text(back, level));
            }
        }
    }

    private static String text(RawClient raw, int level) throws Exception {
        byte[] body = raw.read().body();
        int start = 2 + body[1] + 2 + (level == 5 ? 1 : 0);
        return new String(body, start, body.length - start);
    }

    @Test void aTakenPortIsNamedAndAnotherOffered() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int wanted = taken.getLocalPort();
            var settings = List.of(BrokerSettings.onThisMachine(dir.resolve("second"), wanted),
                    new BrokerSettings(dir.resolve("third"), "127.0.0.1", 0, OptionalInt.of(wanted), Optional.empty()));
            for (BrokerSettings each : settings) {
                var second = new EmbeddedBroker(each, change -> {});
                var failure = assertThrows(PortTakenException.class, second::start);
                assertEquals(wanted, failure.port());
                assertTrue(failure.freePort() > 0 && failure.freePort() != wanted);
                if (System.getProperty("os.name").equals("Linux")) {
                    assertEquals(Optional.of("java (process " + ProcessHandle.current().pid() + ")"), failure.holder());
                }
                assertTrue(failure.getMessage().contains("Port " + wanted + " is taken"), failure.getMessage());
                try (var offered = new EmbeddedBroker(BrokerSettings.onThisMachine(each.dataDir(), failure.freePort()), change -> {})) {
                    offered.start();
                    assertEquals(failure.freePort(), offered.port());
                }
            }
        }
    }

    @Test void aStoreInUseIsLeftAlone() {
        var second = new EmbeddedBroker(BrokerSettings.onThisMachine(dir.resolve("broker"), 0), change -> {});
        var failure = assertThrows(IOException.class, second::start);
        assertTrue(failure.getMessage().contains("in use"), failure.getMessage());
        Client.v5(port, "client").say("a", "x", 1, true);
    }

    @Test void startAndStopAreQuick() throws Exception {
        broker.close();
        Instant before = Instant.now();
        broker.start();
        broker.close();
        assertTrue(Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(3)) < 0,
                () -> "took " + Duration.between(before, Instant.now()));
        broker.start();
    }
}
