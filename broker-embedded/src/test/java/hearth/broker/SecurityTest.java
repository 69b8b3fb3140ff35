package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.broker.AccessNews.Reason;
import hearth.broker.AccessNews.Refused;
import hearth.broker.Client.Got;
import hearth.broker.Grant.Way;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who comes in and what they may do, at the real broker from the time on when nobody is anonymous.
@Timeout(120)
class SecurityTest {
    private static final OwnLogin OWN = OwnLogin.random(Set.of("hearth-itself"));
    private static final String PASSWORD = "k3m9-pq7x-2wfa-hd6t";
    private static final String OTHER = "w7rz-3mca-9tkq-ubde";
    private static final String HASH = Passwords.hash(PASSWORD);
    private static final Permit PLUG = permit("plug", new Grant("tele/plug/#", Way.BOTH), new Grant("cmnd/plug/#", Way.READ));
    private static final Permit LAMP = permit("lamp", new Grant("lamp/#", Way.BOTH));
    private static final Permit PANEL = permit("panel", new Grant("security/status", Way.WRITE));

    @TempDir Path dir;

    private final List<AccessNews> news = new CopyOnWriteArrayList<>();
    private EmbeddedBroker broker;

    @BeforeEach void start() throws IOException {
        broker = new EmbeddedBroker(new BrokerSettings(dir.resolve("broker"), "127.0.0.1", 0, OptionalInt.empty(), Optional.of(OWN)),
                change -> {});
        broker.onNews(news::add);
        broker.admit(List.of(PLUG, LAMP, PANEL));
        broker.start();
    }

    @AfterEach void stop() {
        broker.close();
    }

    @Test void nobodyIsAnonymousNotEvenOnThisMachine() throws IOException {
        assertEquals(5, answer(RawClient.connect(4, "guest", true)));
        assertEquals(0x87, answer(RawClient.connect(5, "guest", true)));
        awaits(Reason.NO_LOGIN, "guest", "");
        awaitsKnock("guest", "");
        assertEquals(0, answer(RawClient.connect(5, "hearth-itself", OWN.user(), OWN.password())));
        assertEquals(4, answer(RawClient.connect(4, "hearth-itself", OWN.user(), "x" + OWN.password())));
    }

    @Test void aWrongPasswordIsRefusedInTheClientsOwnTerms() throws IOException {
        assertEquals(4, answer(RawClient.connect(4, "plug-1", "plug", OTHER)));
        assertEquals(0x86, answer(RawClient.connect(5, "plug-1", "plug", OTHER)));
        assertEquals(0x86, answer(RawClient.connect(5, "plug-1", "plug", "")));
        awaits(Reason.WRONG_PASSWORD, "plug-1", "");
        assertEquals(0, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD)));
        assertEquals(0, answer(RawClient.connect(5, "plug-1", "plug", PASSWORD)));
        Client.await("it is told who came in",
                () -> news.stream().anyMatch(it -> it instanceof AccessNews.Arrived arrived && arrived.user().equals("plug")));
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(5, "plug-1", "plug", OTHER))) {
            assertTrue(new String(raw.read().body(), StandardCharsets.UTF_8).contains("user name or password is wrong"));
        }
    }

    @Test void wrongPasswordsAreSlowedDownAndWhoIsKnownIsNot() throws IOException {
        assertEquals(0, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD)));
        for (int i = 0; i < 30; i++) {
            answer(RawClient.connect(5, "guess", "lamp", "wrong" + i));
        }
        awaits(Reason.SLOWED, "guess", "");
        assertEquals(0x9F, answer(RawClient.connect(5, "guess", "lamp", PASSWORD)));
        assertEquals(3, answer(RawClient.connect(4, "guess", "lamp", PASSWORD)));
        assertEquals(0, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD)));
        assertTrue(count(Reason.WRONG_PASSWORD) < 20, () -> "checked " + count(Reason.WRONG_PASSWORD));
    }

    @Test void aDeviceSaysAndHearsItsOwnTopicsOnly() throws IOException {
        Client own = own();
        own.subscribe("#", 1);
        try (var plug = new RawClient(broker.port()).send(RawClient.connect(5, "plug-1", "plug", PASSWORD))) {
            assertEquals(0, plug.read().body()[1]);
            assertEquals(List.of(0x87, 0, 0x87), Arrays.asList(puback(plug, "cmnd/lamp/POWER"), puback(plug, "tele/plug/STATE"),
                    puback(plug, "homeassistant/status")));
            assertEquals(List.of(true, true, false), Arrays.asList(refusesSubscription(plug, "#"), refusesSubscription(plug, "lamp/#"),
                    refusesSubscription(plug, "cmnd/plug/#")));
        }
        own.expect(new Got("tele/plug/STATE", "on", 1, false));
        awaits(Reason.MAY_NOT_WRITE, "plug-1", "cmnd/lamp/POWER");
        awaits(Reason.MAY_NOT_READ, "plug-1", "lamp/#");
    }

    /// A share of a subscription is one.
    @Test void whoMayNotReadATopicMayNotShareItEither() throws IOException {
        Client own = own();
        for (int level : new int[]{4, 5}) {
            try (var plug = new RawClient(broker.port()).send(RawClient.connect(level, "plug-" + level, "plug", PASSWORD))) {
                assertEquals(0, plug.read().body()[1]);
                for (String filter : List.of("$share/g/lamp/#", "$share/g/#", "$share/g/cmnd/plug/#")) {
                    RawClient.Packet answer = plug.send(RawClient.subscribe(level, 9, filter, 1)).read();
                    assertEquals(filter.endsWith("plug/#") ? 1 : level == 5 ? 0x87 : 0x80, answer.body()[answer.body().length - 1] & 0xFF,
                            filter);
                }
                own.say("lamp/state", "secret", 1, false);
                own.say("cmnd/plug/POWER", "on", 1, false);
                assertTrue(new String(plug.read().body(), StandardCharsets.UTF_8).contains("cmnd/plug/POWER"));
            }
        }
    }

    @Test void whoIsNotEnrolledIsAnImpostorOnSecurityStatus() throws IOException {
        Client own = own();
        own.subscribe("security/#", 1);
        for (int level : new int[]{4, 5}) {
            try (var plug = new RawClient(broker.port()).send(RawClient.connect(level, "plug-" + level, "plug", PASSWORD))) {
                assertEquals(0, plug.read().body()[1]);
                assertEquals(level == 5 ? 0x87 : 0, puback(plug, level, "security/status"));
            }
            awaits(Reason.TAMPERING, "plug-" + level, "security/status");
        }
        try (var panel = new RawClient(broker.port()).send(RawClient.connect(5, "panel-1", "panel", PASSWORD))) {
            assertEquals(0, panel.read().body()[1]);
            assertEquals(0, puback(panel, "security/status"));
        }
        own.expect(new Got("security/status", "on", 1, false));
    }

    @Test void lastWordsAreRefusedBeforeTheyAreSaid() throws IOException {
        Client own = own();
        own.subscribe("#", 1);
        assertEquals(0x87, answer(RawClient.connect(5, "plug-1", "plug", PASSWORD, "security/status")));
        assertEquals(5, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD, "lamp/state")));
        assertEquals(0, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD, "tele/plug/LWT")));
        awaits(Reason.MAY_NOT_WILL, "plug-1", "lamp/state");
        own.expect(new Got("tele/plug/LWT", "gone", 0, false));
    }

    @Test void aRevokedClientIsCutAtOnceAndItsSessionForgotten() throws IOException {
        try (var plug = new RawClient(broker.port()).send(RawClient.connect(5, "plug-1", "plug", PASSWORD));
                var lamp = new RawClient(broker.port()).send(RawClient.connect(4, "lamp-1", "lamp", PASSWORD))) {
            assertEquals(0, plug.read().body()[1]);
            assertEquals(0, lamp.read().body()[1]);
            plug.send(RawClient.subscribe(5, 1, "tele/plug/#", 1)).read();
            broker.admit(List.of(LAMP, PANEL));
            RawClient.Packet farewell = plug.read();
            assertEquals(14, farewell.type());
            assertEquals((byte) 0x87, farewell.body()[0]);
            assertEquals(0, plug.read().type());
            Client.await("nothing is left of it", () -> broker.sessions().stream().noneMatch(it -> it.clientId().equals("plug-1")));
            assertEquals(0, puback(lamp, 4, "lamp/state"));
        }
        assertEquals(4, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD)));
    }

    @Test void aNewPasswordCutsWhoHasTheOldOneAndOthersStay() throws IOException {
        try (var plug = new RawClient(broker.port()).send(RawClient.connect(4, "plug-1", "plug", PASSWORD))) {
            assertEquals(0, plug.read().body()[1]);
            broker.admit(List.of(new Permit("plug", Passwords.hash(OTHER), PLUG.grants(), false, Set.of()), LAMP, PANEL));
            assertEquals(0, plug.read().type());
        }
        assertEquals(4, answer(RawClient.connect(4, "plug-1", "plug", PASSWORD)));
        assertEquals(0, answer(RawClient.connect(4, "plug-1", "plug", OTHER)));
    }

    @Test void aClientIdBelongsToTheLoginItCameWith() throws IOException {
        try (var plug = new RawClient(broker.port()).send(RawClient.connect(5, "plug-1", "plug", PASSWORD))) {
            assertEquals(0, plug.read().body()[1]);
            assertEquals(0x85, answer(RawClient.connect(5, "plug-1", "lamp", PASSWORD)));
            awaits(Reason.CLIENT_ID_TAKEN, "plug-1", "");
            assertEquals(0, puback(plug, "tele/plug/STATE"));
            assertEquals(0, answer(RawClient.connect(5, "plug-1", "plug", PASSWORD)));
            awaits(Reason.CLIENT_ID_TWICE, "plug-1", "");
        }
        broker.admit(List.of(PLUG, new Permit("lamp", HASH, LAMP.grants(), false, Set.of("lamp-1")), PANEL));
        assertEquals(2, answer(RawClient.connect(4, "lamp-1", "plug", PASSWORD)));
        assertEquals(2, answer(RawClient.connect(4, "hearth-itself", "plug", PASSWORD)));
    }

    @Test void aDeviceThatIsPairedLearnsItsTopicsAndNobodyElses() throws IOException {
        var kettle = new Permit("kettle", HASH, List.of(), true, Set.of());
        broker.admit(List.of(PLUG, LAMP, PANEL, kettle));
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(5, "DVES_1", "kettle", PASSWORD))) {
            assertEquals(0, raw.read().body()[1]);
            assertEquals(List.of(0, 0, 0x87, 0x87),
                    Arrays.asList(puback(raw, "tele/kettle/STATE"), puback(raw, "tele/kettle/SENSOR"), puback(raw, "tele/plug/STATE"),
                            puback(raw, "security/status")));
            assertEquals(List.of(false, true), Arrays.asList(refusesSubscription(raw, "cmnd/kettle/#"), refusesSubscription(raw, "#")));
            List<AccessNews.Learned> learnt = news.stream().filter(AccessNews.Learned.class::isInstance).map(AccessNews.Learned.class::cast)
                    .toList();
            assertEquals(List.of(new AccessNews.Learned("kettle", new Grant("tele/kettle/#", Way.BOTH)),
                    new AccessNews.Learned("kettle", new Grant("cmnd/kettle/#", Way.BOTH))), learnt);
            broker.admit(List.of(PLUG, LAMP, PANEL,
                    new Permit("kettle", HASH, learnt.stream().map(AccessNews.Learned::grant).toList(), false, Set.of("DVES_1"))));
            assertEquals(List.of(0, 0x87), Arrays.asList(puback(raw, "tele/kettle/STATE"), puback(raw, "stat/kettle/POWER")));
        }
    }

    @Test void aStrangersGoodPasswordIsKeptAsAHashUntilItIsAllowed() throws IOException {
        assertEquals(0x86, answer(RawClient.connect(5, "kettle-1", "kettle", OTHER)));
        awaitsKnock("kettle-1", "kettle");
        String hash = news.stream().flatMap(it -> it instanceof AccessNews.Knocked knock ? Optional.of(knock.hash()).stream()
                : Optional.<String>empty().stream()).findFirst().orElseThrow();
        assertTrue(Passwords.matches(hash, OTHER.getBytes(StandardCharsets.UTF_8)));
        broker.admit(List.of(PLUG, LAMP, PANEL, new Permit("kettle", hash, List.of(), true, Set.of())));
        assertEquals(0, answer(RawClient.connect(5, "kettle-1", "kettle", OTHER)));
        answer(RawClient.connect(5, "weak-1", "weak", "secret"));
        awaitsKnock("weak-1", "weak");
        assertEquals("", ((AccessNews.Knocked) news.stream()
                .filter(it -> it instanceof AccessNews.Knocked knock && knock.user().equals("weak")).findFirst().orElseThrow()).hash());
    }

    @Test void aLoginFromMosquittoIsRehashedWhenItIsUsedAndNobodyIsCut() throws IOException {
        String seven = "$7$101$mzsjTmhQtP980z98$a94q7yraPQaYZxRmqQGXxe0byQT+ULbnLQplpt+CPvSMihKnXutLkp3UDS8r0PXwwQ3cB8aTucRZToaJV7+fDA==";
        broker.admit(List.of(new Permit("zigbee", seven, List.of(new Grant("zigbee2mqtt/#", Way.BOTH)), false, Set.of())));
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(5, "z2m", "zigbee", "k3m9-pq7x"))) {
            assertEquals(0, raw.read().body()[1]);
            var rehashed = (AccessNews.Rehashed) news.stream().filter(AccessNews.Rehashed.class::isInstance).findFirst().orElseThrow();
            assertEquals(seven, rehashed.from());
            broker.admit(List.of(new Permit("zigbee", rehashed.to(), List.of(new Grant("zigbee2mqtt/#", Way.BOTH)), false, Set.of())));
            assertEquals(0, puback(raw, "zigbee2mqtt/lamp"));
        }
        assertEquals(0, answer(RawClient.connect(5, "z2m", "zigbee", "k3m9-pq7x")));
    }

    /// So that a device can be changed before its house moves, or after it is back.
    @Test void aPasswordForAnotherBrokerIsRightHereBesideTheOldOne() throws IOException {
        broker.admit(List.of(new Permit("plug", HASH, PLUG.grants(), false, Set.of(), Optional.of(Passwords.hash(OTHER)))));
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(5, "plug-1", "plug", PASSWORD))) {
            assertEquals(0, raw.read().body()[1]);
            for (int i = 0; i < 2; i++) { // the second time it is known
                assertEquals(0, answer(RawClient.connect(5, "plug-2", "plug", OTHER)));
                assertEquals(0, answer(RawClient.connect(5, "plug-3", "plug", PASSWORD)));
            }
            assertEquals(0x86, answer(RawClient.connect(5, "plug-2", "plug", "neither")) & 0xFF);
            assertEquals(0, puback(raw, "tele/plug/STATE"));
            broker.admit(List.of(new Permit("plug", HASH, PLUG.grants(), false, Set.of())));
            assertEquals(0x86, answer(RawClient.connect(5, "plug-2", "plug", OTHER)) & 0xFF);
        }
    }

    @Test void whatFollowsAConnectInOnePacketWaitsForThePassword() throws IOException {
        Client own = own();
        own.subscribe("tele/#", 1);
        try (var raw = new RawClient(broker.port()).send(RawClient.connect(4, "plug-1", "plug", PASSWORD),
                RawClient.publish(4, 1, false, 1, "tele/plug/STATE", "on"))) {
            assertEquals(2, raw.read().type());
            assertEquals(4, raw.read().type());
        }
        own.expect(new Got("tele/plug/STATE", "on", 1, false));
    }

    @Test void aRefusedMessageNeverPassesHoweverMuchIsSentAfterIt() throws IOException {
        try (var guest = new RawClient(broker.port()).send(RawClient.connect(4, "guest", true),
                RawClient.publish(4, 1, false, 1, "lamp/state", "on"))) {
            assertEquals(2, guest.read().type());
            assertEquals(0, guest.read().type());
        }
        assertEquals(0, broker.messagesReceived());
    }

    @Test void whileNobodyNeedsALoginOnThisMachineOthersDo() throws IOException {
        InetAddress outside = outside();
        try (var open = new EmbeddedBroker(new BrokerSettings(dir.resolve("open"), "0.0.0.0", 0, OptionalInt.empty(), Optional.empty()),
                change -> {})) {
            open.admit(List.of(PLUG));
            open.start();
            assertEquals(0x87, answer(outside, open, RawClient.connect(5, "guest", true)));
            assertEquals(0, answer(outside, open, RawClient.connect(5, "guest", "plug", PASSWORD)));
            Client.v3(open.port(), "local").say("security/status", "ok", 1, false);
            assertEquals(0, answer(InetAddress.getLoopbackAddress(), open, RawClient.connect(4, "any", "thing", "x")));
            assertEquals(4, answer(InetAddress.getLoopbackAddress(), open, RawClient.connect(4, "any", "plug", "x")));
        }
    }

    @Test void noPasswordIsInALogAFileOrTheNews() throws IOException {
        var lines = new CopyOnWriteArrayList<String>();
        Handler catcher = new Handler() {
            @Override public void publish(LogRecord line) {
                lines.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
            }

            @Override public void flush() {}

            @Override public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        catcher.setLevel(Level.ALL);
        root.addHandler(catcher);
        Logger hearth = Logger.getLogger("hearth");
        hearth.setLevel(Level.ALL);
        try {
            answer(RawClient.connect(5, "plug-1", "plug", PASSWORD));
            answer(RawClient.connect(4, "plug-1", "plug", OTHER));
            answer(RawClient.connect(4, "kettle-1", "kettle", OTHER));
            answer(RawClient.connect(4, "hearth-itself", OWN.user(), OWN.password()));
            awaitsKnock("kettle-1", "kettle");
            broker.close();
        } finally {
            hearth.setLevel(null);
            root.setLevel(before);
            root.removeHandler(catcher);
        }
        var said = new ArrayList<>(lines);
        said.add(news.toString());
        said.add(List.of(PLUG, OWN, broker).toString());
        try (var files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                said.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        for (String secret : List.of(PASSWORD, OTHER, OWN.password(), HASH)) {
            assertFalse(said.stream().anyMatch(it -> it.contains(secret)),
                    () -> said.stream().filter(it -> it.contains(secret)).toList().toString());
        }
        assertFalse(lines.isEmpty());
    }

    // ---- the tests' words

    private static Permit permit(String user, Grant... grants) {
        return new Permit(user, HASH, List.of(grants), false, Set.of());
    }

    private Client own() {
        var client = Client.V5.with(com.hivemq.client.mqtt.mqtt5.Mqtt5Client.builder().identifier("hearth-itself").serverHost("127.0.0.1")
                .serverPort(broker.port()).buildAsync());
        Client.done(client.mqtt().connectWith().simpleAuth().username(OWN.user()).password(OWN.password().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth().send());
        return client;
    }

    private int answer(byte[] connect) throws IOException {
        return answer(InetAddress.getLoopbackAddress(), broker, connect);
    }

    private static int answer(InetAddress host, EmbeddedBroker broker, byte[] connect) throws IOException {
        try (var raw = new RawClient(host, broker.port()).send(connect)) {
            return Byte.toUnsignedInt(raw.read().body()[1]);
        }
    }

    /// The reason code the message is acknowledged with.
    private static int puback(RawClient client, String topic) throws IOException {
        return puback(client, 5, topic);
    }

    private static int puback(RawClient client, int level, String topic) throws IOException {
        RawClient.Packet packet = client.send(RawClient.publish(level, 1, false, 7, topic, "on")).read();
        assertEquals(4, packet.type());
        return packet.body().length > 2 ? Byte.toUnsignedInt(packet.body()[2]) : 0;
    }

    private static boolean refusesSubscription(RawClient client, String filter) throws IOException {
        RawClient.Packet packet = client.send(RawClient.subscribe(5, 9, filter, 1)).read();
        assertEquals(9, packet.type());
        return (packet.body()[packet.body().length - 1] & 0x80) != 0;
    }

    private void awaits(Reason reason, String clientId, String topic) {
        Client.await(reason + " of " + clientId + " is told", () -> news.stream().anyMatch(it -> it instanceof Refused refused
                && refused.reason() == reason && refused.clientId().equals(clientId) && refused.topic().equals(topic)));
    }

    private void awaitsKnock(String clientId, String user) {
        Client.await(clientId + " knocks", () -> news.stream()
                .anyMatch(it -> it instanceof AccessNews.Knocked knock && knock.clientId().equals(clientId) && knock.user().equals(user)));
    }

    private long count(Reason reason) {
        return news.stream().mapToLong(it -> it instanceof Refused refused && refused.reason() == reason ? refused.count() : 0).sum();
    }

    private static InetAddress outside() throws SocketException {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()).findFirst();
        assumeTrue(outside.isPresent(), "this machine has a network");
        return outside.get();
    }
}
