package hearth.mqtt;

import static hearth.Patience.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.hub.BrokerLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MqttSessionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<BrokerLink> links = new LinkedBlockingQueue<>();

    @AfterEach void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test void itSpeaksMqtt5WhereTheBrokerDoes() throws Exception {
        var broker = mosquitto();
        session(broker.uri());
        assertEquals(up(broker.port(), "MQTT 5"), link());
    }

    @Test void itSpeaksMqtt311WhereTheBrokerKnowsNothingElse() throws Exception {
        var broker = mosquitto();
        var old = closing(Relay.toOld(broker));
        var peer = peer(broker);
        session(old.uri());
        assertEquals(up(old.port(), "MQTT 3.1.1"), link());
        peer.say(Message.of("lights/brightness", "40"));
        assertEquals(Message.of("lights/brightness", "40"), message());
    }

    @Test void itTellsThatItIsReadyAndAfterTwoQuietSecondsThatItListens() throws Exception {
        var broker = mosquitto();
        var peer = peer(broker, "homeassistant/status", "hearth/5/hub/$state");
        long began = System.nanoTime();
        session(broker.uri());
        assertEquals(Message.of("hearth/5/hub/$state", "ready"), peer.hears(m -> true));
        assertEquals(Message.of("homeassistant/status", "online"), peer.hears(m -> true));
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() >= 2_000);
        assertEquals(List.of(Message.retained("hearth/5/hub/$state", "ready"), Message.retained("homeassistant/status", "online")),
                kept(broker, "hearth/5/hub/$state", "homeassistant/status"));
    }

    @Test void itsWillsAreHeardWhenItIsCutOff() throws Exception {
        var broker = mosquitto();
        assertItsWillsAreHeard(broker, closing(Relay.to(broker)), Relay::cut);
    }

    @Test void bothItsWillsAreHeardWhenOnlyOneConnectionIsCut() throws Exception {
        var broker = mosquitto();
        assertItsWillsAreHeard(broker, closing(Relay.to(broker)), relay -> relay.cut(0));
        assertItsWillsAreHeard(broker, closing(Relay.to(broker)), relay -> relay.cut(1));
    }

    /// The first connection is the one that asked for MQTT 5.
    @Test void bothItsWillsAreHeardInMqtt311Too() throws Exception {
        var broker = mosquitto();
        assertItsWillsAreHeard(broker, closing(Relay.toOld(broker)), relay -> relay.cut(1));
        assertItsWillsAreHeard(broker, closing(Relay.toOld(broker)), relay -> relay.cut(2));
    }

    private void assertItsWillsAreHeard(Mosquitto broker, Relay relay, Cut cut) throws Exception {
        var topics = new String[]{"hearth/5/hub/$state", "homeassistant/status"};
        try (var peer = new Peer(broker.port(), topics);
                var session = new MqttSession(List.of(BrokerAddress.of(relay.uri())), "hub", Heard.of(messages::add, links::add), () -> NOW,
                        false)) {
            session.start();
            peer.hears(m -> !m.retained() && m.equals(Message.of("homeassistant/status", "online")));
            cut.of(relay);
            var heard = new HashMap<String, Message>();
            while (heard.size() < 2) {
                var next = peer.hears(m -> true);
                heard.put(next.topic(), next);
            }
            assertEquals(Map.of(topics[0], Message.of(topics[0], "lost"), topics[1], Message.of(topics[1], "offline")), heard);
        }
        assertEquals(List.of(Message.retained(topics[0], "lost"), Message.retained(topics[1], "offline")), kept(broker, topics));
    }

    private interface Cut {
        void of(Relay relay) throws IOException;
    }

    @Test void nothingIsLostThatWasSaidWhileItAndThenTheBrokerWereAway() throws Exception {
        var broker = closing(new Mosquitto(folder, "allow_anonymous true", "autosave_on_changes true", "autosave_interval 1"));
        var relay = closing(Relay.to(broker));
        session(relay.uri());
        link();
        relay.cut();
        assertTrue(link() instanceof BrokerLink.Lost);
        try (var peer = new Peer(broker.port())) {
            peer.say(numbered(500));
        }
        broker.kill();
        broker.start();
        relay.mend();
        assertEquals(List.of(numbered(500)), messages(500));
        assertTrue(link() instanceof BrokerLink.Up);
    }

    @Test void itComesBackWhenTheBrokerWasKilled() throws Exception {
        var broker = mosquitto();
        session(broker.uri());
        link();
        broker.kill();
        assertTrue(link() instanceof BrokerLink.Lost);
        broker.start();
        var next = link();
        while (next instanceof BrokerLink.Lost) {
            next = link();
        }
        assertEquals(up(broker.port(), "MQTT 5"), next);
        peer(broker).say(Message.of("temperature", "21.5"));
        assertEquals(Message.of("temperature", "21.5"), message());
    }

    @Test void orderIsKept() throws Exception {
        var broker = mosquitto();
        session(broker.uri());
        link();
        peer(broker).say(numbered(5_000));
        assertEquals(List.of(numbered(5_000)), messages(5_000));
    }

    @Test void aConsumerThatWaitsHoldsTheBrokerBackAndLosesNothing() throws Exception {
        var broker = mosquitto();
        var permits = new Semaphore(0);
        var handed = new AtomicInteger();
        session(m -> {
            handed.incrementAndGet();
            permits.acquireUninterruptibly();
            messages.add(m);
        }, broker.uri());
        link();
        peer(broker).say(numbered(5_000));
        assertEquals(1, handed.get());
        permits.release(5_000);
        assertEquals(List.of(numbered(5_000)), messages(5_000));
    }

    @Test void aMessageComesAgainIfTheConnectionEndsBeforeItWasTakenIn() throws Exception {
        var broker = mosquitto();
        var relay = closing(Relay.to(broker));
        var permits = new Semaphore(0);
        session(m -> {
            messages.add(m);
            permits.acquireUninterruptibly();
        }, relay.uri());
        link();
        peer(broker).say(Message.of("security/status", "break-in"));
        assertEquals(Message.of("security/status", "break-in"), message());
        relay.cut();
        permits.release(10);
        assertTrue(link() instanceof BrokerLink.Lost);
        relay.mend();
        assertEquals(Message.of("security/status", "break-in"), message());
    }

    @Test void ofItsOwnTopicsOnlyCommandsAreHandedIn() throws Exception {
        var broker = mosquitto();
        session(broker.uri());
        link();
        peer(broker).say(Message.of("hearth/5/lamp/light/brightness", "3"), Message.of("hearth/5/lamp/light/brightness/set", "4"),
                Message.of("end", ""));
        assertEquals(List.of(Message.of("hearth/5/lamp/light/brightness/set", "4"), Message.of("end", "")), messages(2));
    }

    @Test void whatTheBrokerKeepsIsHandedInAsRetainedAndNewsAsNot() throws Exception {
        var broker = mosquitto();
        var peer = peer(broker);
        peer.say(Message.retained("a", "kept"));
        session(broker.uri());
        assertEquals(Message.retained("a", "kept"), message());
        peer.say(Message.retained("a", "news"));
        assertEquals(Message.of("a", "news"), message());
    }

    @Test void ofWhatIsAnnouncedWhileAwayTheNewestOfEachTopicIsSent() throws Exception {
        var broker = mosquitto();
        var peer = peer(broker, "hearth/5/lamp/#");
        var session = new MqttSession(List.of(BrokerAddress.of(broker.uri())), "hub", Heard.of(messages::add, links::add), () -> NOW,
                false);
        for (int i = 0; i < 1_000; i++) {
            session.announce(Message.retained("hearth/5/lamp/light/brightness", "" + i));
            session.announce(Message.retained("hearth/5/lamp/light/" + i % 400, "" + i));
        }
        session.publish(Message.of("hearth/5/lamp/once", "dropped"));
        assertEquals(401, session.unsent());
        closing(session).start();
        until(() -> session.unsent() == 0);
        peer.say(Message.of("hearth/5/lamp/end", ""));
        var expected = new ArrayList<Message>();
        IntStream.range(600, 1_000).forEach(i -> expected.add(Message.of("hearth/5/lamp/light/" + i % 400, "" + i)));
        expected.add(expected.size() - 1, Message.of("hearth/5/lamp/light/brightness", "999"));
        expected.add(Message.of("hearth/5/lamp/end", ""));
        peer.hears("hearth/5/lamp/light/200", "600");
        var heard = new ArrayList<>(List.of(Message.of("hearth/5/lamp/light/200", "600")));
        while (heard.size() < expected.size()) {
            heard.add(peer.hears(m -> true));
        }
        assertEquals(expected, heard);
    }

    @Test void announcementsOfOneTopicArriveInOrderAndEndWithTheNewest() throws Exception {
        var broker = mosquitto();
        var peer = peer(broker, "hearth/5/lamp/#");
        var session = session(broker.uri());
        link();
        for (int i = 0; i < 3_000; i++) {
            session.announce(Message.retained("hearth/5/lamp/light/" + i % 3, "" + i));
        }
        until(() -> session.unsent() == 0);
        peer.say(Message.of("hearth/5/lamp/end", ""));
        var heard = new ArrayList<Integer>();
        for (Message m; !(m = peer.hears(any -> true)).topic().endsWith("end");) {
            heard.add(Integer.valueOf(m.payload().toString()));
        }
        for (int topic = 0; topic < 3; topic++) {
            int t = topic;
            var of = heard.stream().filter(i -> i % 3 == t).toList();
            assertEquals(of.stream().sorted().toList(), of);
            assertEquals(2_997 + t, of.getLast());
        }
    }

    @Test void aCommandIsSentOnceAndDroppedWithoutALink() throws Exception {
        var broker = mosquitto();
        var relay = closing(Relay.to(broker));
        var peer = peer(broker, "demo/#");
        var session = session(relay.uri());
        link();
        session.publish(Message.of("demo/lamp/set", "1"));
        peer.hears("demo/lamp/set", "1");
        relay.cut();
        assertTrue(link() instanceof BrokerLink.Lost);
        session.publish(Message.of("demo/lamp/set", "2"));
        relay.mend();
        while (!(link() instanceof BrokerLink.Up)) {
            LockSupport.parkNanos(1);
        }
        session.publish(Message.of("demo/lamp/set", "3"));
        session.publish(Message.of("no/topic/#", ""));
        assertEquals(Message.of("demo/lamp/set", "3"), peer.hears(m -> true));
    }

    @Test void aRefusedLoginIsToldInPlainWordsAndARightOneWorks() throws Exception {
        var passwords = folder.resolve("passwords");
        assertEquals(0, new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "hub", "s:cret").start().waitFor());
        Files.setPosixFilePermissions(passwords, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        var broker = closing(new Mosquitto(folder, "allow_anonymous false", "password_file " + passwords));
        session("mqtt://hub:wrong@127.0.0.1:" + broker.port());
        assertEquals(new BrokerLink.Lost("127.0.0.1:" + broker.port(), "does not accept the user name or password", NOW), link());
        session("mqtt://hub:s%3Acret@127.0.0.1:" + broker.port());
        assertEquals(up(broker.port(), "MQTT 5"), link());
    }

    @Test void theSecondBrokerIsTakenWhereTheFirstIsDead() throws Exception {
        var broker = mosquitto();
        session("mqtt://127.0.0.1:" + Mosquitto.freePort(), broker.uri());
        assertEquals(up(broker.port(), "MQTT 5"), link());
    }

    @Test void whereNobodyAnswersThatIsSaidOnce() throws Exception {
        int port = Mosquitto.freePort();
        session("mqtt://127.0.0.1:" + port);
        assertEquals(new BrokerLink.Lost("127.0.0.1:" + port, "nothing answers there", NOW), link());
        assertEquals(null, links.poll(1, TimeUnit.SECONDS));
    }

    @Test void aRefusedSubscriptionIsTriedAgainAndThenTold() throws Exception {
        try (var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var subscriptions = new AtomicInteger();
            Thread.ofVirtual().start(() -> refuseSubscriptions(door, subscriptions));
            session("mqtt://127.0.0.1:" + door.getLocalPort());
            assertEquals(new BrokerLink.Lost("127.0.0.1:" + door.getLocalPort(),
                    "does not let the hub see all topics: the subscription to # was refused", NOW), link());
            assertEquals(6, subscriptions.get());
            open.removeLast().close();
        }
    }

    @Test void closingSaysFarewellIsQuickAndLeavesNoThread() throws Exception {
        var broker = mosquitto();
        var session = session(broker.uri());
        link();
        session.announce(Message.retained("hearth/5/lamp/$state", "ready"));
        long began = System.nanoTime();
        session.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 10_000);
        assertEquals(
                List.of(Message.retained("hearth/5/hub/$state", "disconnected"), Message.retained("hearth/5/lamp/$state", "ready"),
                        Message.retained("homeassistant/status", "offline")),
                kept(broker, "hearth/5/hub/$state", "hearth/5/lamp/$state", "homeassistant/status"));
        until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("mqtt")));
    }

    @Test void aLinkThatWasCutWithUnansweredMessagesLeavesNoThread() throws Exception {
        var broker = mosquitto();
        for (var relay : List.of(closing(Relay.to(broker)), closing(Relay.toOld(broker)))) {
            var session = session(relay.uri());
            link();
            IntStream.range(0, 500).forEach(i -> session.publish(Message.of("a", "" + i)));
            relay.cut();
            assertTrue(link() instanceof BrokerLink.Lost);
            session.close();
            until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("mqtt")));
        }
    }

    @Test void closingEndsTheWaitingForABroker() throws Exception {
        var session = session("mqtt://127.0.0.1:" + Mosquitto.freePort());
        link();
        assertEquals(null, links.poll(2, TimeUnit.SECONDS));
        long began = System.nanoTime();
        session.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 3_000);
    }

    @Test void anAddressIsReadWithItsLoginAndNeverShowsIt() {
        var address = BrokerAddress.of(" mqtts://anna:a%40b:c@[::1] ");
        assertEquals(List.of("::1", 8883, true, "anna", "a@b:c", "[::1]:8883"), List.of(address.host(), address.port(), address.tls(),
                address.user().orElseThrow(), address.password().orElseThrow(), address.toString()));
        for (var wrong : List.of("192.168.1.5", "http://a", "mqtt://", "mqtt://a b")) {
            assertThrows(IllegalArgumentException.class, () -> BrokerAddress.of(wrong));
        }
    }

    // ---- what the tests share

    private Mosquitto mosquitto() throws IOException {
        return closing(Mosquitto.open(folder));
    }

    private Peer peer(Mosquitto broker, String... filters) {
        return closing(new Peer(broker.port(), filters));
    }

    private MqttSession session(String... uris) {
        return session(messages::add, uris);
    }

    private MqttSession session(Consumer<Message> consumer, String... uris) {
        Consumer<Message> others = m -> {
            if (!m.topic().equals("homeassistant/status")) {
                consumer.accept(m);
            }
        };
        var session = closing(
                new MqttSession(Stream.of(uris).map(BrokerAddress::of).toList(), "hub", Heard.of(others, links::add), () -> NOW, false));
        session.start();
        return session;
    }

    private <T extends AutoCloseable> T closing(T each) {
        open.add(each);
        return each;
    }

    private BrokerLink link() throws InterruptedException {
        var link = links.poll(30, TimeUnit.SECONDS);
        assertTrue(link != null, "no change of the link in 30 s");
        return link;
    }

    private Message message() throws InterruptedException {
        var message = messages.poll(30, TimeUnit.SECONDS);
        assertTrue(message != null, "no message in 30 s");
        return message;
    }

    private List<Message> messages(int count) throws InterruptedException {
        var all = new ArrayList<Message>();
        while (all.size() < count) {
            all.add(message());
        }
        return all;
    }

    private static List<Message> kept(Mosquitto broker, String... topics) throws InterruptedException {
        var kept = new ArrayList<Message>();
        for (var topic : topics) {
            try (var peer = new Peer(broker.port(), topic)) {
                kept.add(peer.hears(m -> true));
            }
        }
        return kept;
    }

    private static Message[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> Message.of("count", "" + i)).toArray(Message[]::new);
    }

    private static BrokerLink up(int port, String protocol) {
        return new BrokerLink.Up("127.0.0.1:" + port, protocol, false, NOW);
    }

    /// A broker of version 3.1.1 that closes on a newer CONNECT and refuses every SUBSCRIBE.
    private static void refuseSubscriptions(ServerSocket door, AtomicInteger subscriptions) {
        while (!door.isClosed()) {
            try (var socket = door.accept(); var in = socket.getInputStream(); var out = socket.getOutputStream()) {
                for (int type; (type = in.read()) >= 0;) {
                    int length = 0;
                    for (int shift = 0, digit = 128; digit >= 128; shift += 7) {
                        digit = in.read();
                        length |= (digit & 127) << shift;
                    }
                    var body = in.readNBytes(length);
                    if (type >> 4 == 1 && body[6] > 4) {
                        break;
                    } else if (type >> 4 == 1) {
                        out.write(new byte[]{0x20, 2, 0, 0});
                    } else if (type >> 4 == 8) {
                        subscriptions.incrementAndGet();
                        out.write(new byte[]{(byte) 0x90, 3, body[0], body[1], (byte) 0x80});
                    }
                }
            } catch (IOException next) {
                Thread.yield();
            }
        }
    }
}
