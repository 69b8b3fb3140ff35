package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import hearth.device.Message;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.Family;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.Pairing;
import hearth.hub.Refusal;
import hearth.hub.Retained;
import hearth.hub.Senders.Sender;
import hearth.hub.Trouble;
import hearth.mqtt.Certificates;
import hearth.network.LanAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole hub, without a window.
@Timeout(120)
class HomeNetworkTest {

    private static final String PROGRAM = "node-red";

    @TempDir Path folder;

    private Hearth hearth(String host) throws IOException {
        return new Hearth(new Arguments(true, false, Optional.of(folder), OptionalInt.of(0), Optional.of(host), List.of(), Optional.empty(),
                false, false, Optional.empty()));
    }

    @Test void othersComeInWithTheNewestPasswordOnlyAndItIsNotOnDisk() throws Exception {
        var passwords = new ArrayList<String>();
        try (var hearth = hearth("127.0.0.1")) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, h -> h.link() instanceof BrokerLink.Up && !h.broker().listeners().isEmpty());
            assertTrue(house.get().broker().listeners().getFirst().startsWith("mqtt://127.0.0.1:"));
            hearth.submit(new Event.SettingsChanged(house.get().settings().withHomeNetwork(true)));
            assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
            await(house, HomeNetworkTest::isOpen);
            assertEquals(Logins.NONE, house.get().access().logins(), "opening lets nobody in");
            var first = wanted(hearth, house);
            await(() -> refused(house.get(), first).isEmpty());
            assertEquals(Optional.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD), refused(house.get(), first + "x"));
            hearth.submit(new Event.PasswordRenewed(PROGRAM));
            await(() -> refused(house.get(), first).equals(Optional.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD)));
            assertEquals(Optional.empty(), refused(house.get(), password(house.get())));
            passwords.addAll(List.of(first, password(house.get())));
        }
        assertTrue(Files.readString(folder.resolve("logins.json")).contains("argon2id$"));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertTrue(passwords.stream().noneMatch(content::contains), file.toString());
            }
        }
    }

    /// The password of a login that may do everything.
    private static String wanted(Hearth hearth, AtomicReference<HubState> house) throws InterruptedException {
        hearth.submit(new Event.LoginWanted("Node-RED", new Role.Everything()));
        await(house, h -> h.access().fresh().isPresent());
        return password(house.get());
    }

    @Test void onceOthersMayComeNobodyIsAnonymousButTheHubIsAtHome() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        try (var hearth = hearth(LanAddress.all().getFirst())) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, HomeNetworkTest::isOpen);
            assertEquals(Optional.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD), refused(house.get(), "guess"));
            await(house, h -> !h.access().knocks().isEmpty());
        }
    }

    @Test void aPairedDeviceComesInSaysItsOwnAndIsCutWhenRevoked() throws Exception {
        var secrets = new ArrayList<String>();
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        try (var hearth = hearth(LanAddress.all().getFirst())) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, HomeNetworkTest::isOpen);
            hearth.submit(new Event.PairingOpened(Family.TASMOTA));
            await(house, h -> h.access().pairing().flatMap(Pairing::password).isPresent());
            var pairing = house.get().access().pairing().orElseThrow();
            var password = pairing.password().orElseThrow().text();
            secrets.add(password);
            var plug = client(house.get());
            await(() -> connects(plug, pairing.user(), password));
            await(house, h -> h.access().pairing().flatMap(Pairing::arrival).isPresent());
            plug.publishWith().topic("tele/kettle/STATE").qos(MqttQos.AT_LEAST_ONCE).payload("{}".getBytes(StandardCharsets.UTF_8)).send();
            await(house, h -> h.access().logins().login(pairing.user()).orElseThrow().role().toString().contains("tele/kettle/#"));
            hearth.submit(new Event.PairingEnded());
            plug.publishWith().topic("security/status").qos(MqttQos.AT_LEAST_ONCE).payload("ok".getBytes(StandardCharsets.UTF_8)).send();
            await(house, h -> h.troubles().containsKey(Trouble.Kind.TAMPERING));
            assertTrue(house.get().topics().get("security/status") == null, "the impostor was not heard");
            hearth.submit(new Event.LoginRevoked(pairing.user()));
            await(() -> !plug.getState().isConnected());
            hearth.submit(new Event.LoginWanted("Phone", new Role.ReadAll()));
            await(house, h -> h.access().fresh().isPresent());
            secrets.add(house.get().access().fresh().orElseThrow().password().text());
        }
        try (var again = hearth("127.0.0.1")) {
            assertEquals(List.of("phone"), again.state().access().logins().all().stream().map(Login::user).toList());
        }
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(folder.resolve("logins.json")));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertTrue(secrets.stream().noneMatch(content::contains), file.toString());
            }
        }
    }

    @Test void whatTheBrokerBoundsReachesTheWindowAndTheJournal() throws Exception {
        try (var hearth = hearth("127.0.0.1")) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, h -> h.link() instanceof BrokerLink.Up && !h.broker().listeners().isEmpty());
            var camera = client(house.get());
            camera.connect();
            var picture = new byte[15 << 20];
            for (int i = 0; i < 5; i++) {
                camera.publishWith().topic("camera/" + i).qos(MqttQos.AT_LEAST_ONCE).retain(true).payload(picture).send();
            }
            await(house, h -> h.access().refusals().stream().anyMatch(r -> r.reason() == Refusal.Reason.RETAINED_FULL));
            var refusal = house.get().access().refusals().getFirst();
            assertEquals(List.of("plug", "camera/4"), List.of(refusal.clientId(), refusal.topic()));
            assertTrue(house.get().journal().list().stream()
                    .anyMatch(l -> l.kind() == JournalEntry.Kind.LIMITED && l.detail().equals("RETAINED_FULL plug")));
            camera.disconnect();
        }
    }

    @Test void aRetainedCommandIsToldOfWithItsSenderAndGoesWhenItIsCleared() throws Exception {
        try (var hearth = hearth("127.0.0.1")) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, h -> h.link() instanceof BrokerLink.Up && !h.broker().listeners().isEmpty());
            var phone = client(house.get());
            phone.connect();
            phone.publishWith().topic("cmnd/kettle/POWER").qos(MqttQos.AT_LEAST_ONCE).retain(true)
                    .payload("ON".getBytes(StandardCharsets.UTF_8))
                    .send();
            await(house, h -> h.troubles().containsKey(Trouble.Kind.KEPT_COMMAND));
            assertEquals(List.of(new Retained("cmnd/kettle/POWER", "ON", 2, Optional.of(new Sender("plug", false)))),
                    house.get().broker().commands());
            hearth.submit(new Event.RetainedAsked("kettle"));
            await(house, h -> h.retained().total() == 1);
            hearth.submit(new Event.MessageWritten(Message.retained("cmnd/kettle/POWER", "")));
            await(house, h -> !h.troubles().containsKey(Trouble.Kind.KEPT_COMMAND));
            hearth.submit(new Event.RetainedAsked("kettle"));
            await(house, h -> h.retained().total() == 0);
            assertTrue(hearth.sender("cmnd/kettle/POWER").orElseThrow().hub(), "the hub cleared it");
            phone.disconnect();
        }
    }

    @Test void aStrangersMistakesAreEachSaidToThemAndToTheUser() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        try (var hearth = hearth("127.0.0.1")) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, h -> h.link() instanceof BrokerLink.Up && !h.broker().listeners().isEmpty());
            hearth.submit(new Event.SettingsChanged(house.get().settings().withHomeNetwork(true)));
            await(house, h -> isOpen(h) && h.network().certificate().isPresent());
            var password = wanted(hearth, house);
            await(() -> refused(house.get(), password).isEmpty());
            var plain = URI.create(house.get().broker().listeners().getFirst());
            var tls = URI.create(house.get().broker().listeners().stream().filter(l -> l.startsWith("mqtts:")).findFirst().orElseThrow());
            var own = Files.writeString(folder.resolve("own.pem"), house.get().network().certificate().orElseThrow().pem()).toString();
            var foreign = new Certificates(folder.resolve("foreign")).path("ca.pem");
            assertEquals(0, publishes(plain, "-P", password));
            assertEquals(0, publishes(tls, "-P", password, "--cafile", own));
            assertNotEquals(0, publishes(plain, "-P", "guess"));
            said(house, Refusal.Reason.WRONG_PASSWORD);
            assertNotEquals(0, publishes(tls, "-P", password, "--cafile", foreign));
            said(house, Refusal.Reason.CERTIFICATE_REFUSED);
            assertNotEquals(0, publishes(tls, "-P", password));
            said(house, Refusal.Reason.NOT_ENCRYPTED);
            assertNotEquals(0, publishes(plain, "-P", password, "--cafile", own));
            said(house, Refusal.Reason.NOT_MQTT);
        }
    }

    private static void said(AtomicReference<HubState> house, Refusal.Reason reason) throws InterruptedException {
        await(house, h -> h.access().refusals().stream().anyMatch(r -> r.reason() == reason));
    }

    /// With a client of Mosquitto's, as a stranger would try it; its exit status.
    private static int publishes(URI to, String... more) throws Exception {
        var command = new ArrayList<>(List.of("mosquitto_pub", "-h", to.getHost().replaceAll("[\\[\\]]", ""), "-p",
                Integer.toString(to.getPort()), "-u", PROGRAM, "-t", "a", "-m", "1", "-q", "1"));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "in time");
        return process.exitValue();
    }

    @Test void whoIsRevokedIsCutAtOnceAndDoesNotComeBack() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        try (var hearth = hearth(LanAddress.all().getFirst())) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, HomeNetworkTest::isOpen);
            var password = wanted(hearth, house);
            await(() -> refused(house.get(), password).isEmpty());
            var at = URI.create(house.get().broker().listeners().getFirst());
            var listener = new ProcessBuilder("mosquitto_sub", "-h", at.getHost().replaceAll("[\\[\\]]", ""), "-p",
                    Integer.toString(at.getPort()), "-u", PROGRAM, "-P", password, "-i", "listener", "-t", "a").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            await(house, h -> h.broker().sessions().stream().anyMatch(s -> s.clientId().equals("listener") && s.connected()
                    && s.user().equals(PROGRAM) && s.subscriptions().equals(List.of("a"))));
            hearth.submit(new Event.LoginRevoked(PROGRAM));
            await(house, h -> h.broker().sessions().stream().noneMatch(s -> s.clientId().equals("listener")));
            assertTrue(listener.waitFor(60, TimeUnit.SECONDS), "it tries again once, is refused and gives up");
            assertNotEquals(0, listener.exitValue());
        }
    }

    private static Mqtt3BlockingClient client(HubState house) {
        var address = URI.create(house.broker().listeners().getFirst());
        return Mqtt3Client.builder().identifier("plug").serverHost(address.getHost()).serverPort(address.getPort()).buildBlocking();
    }

    private static boolean connects(Mqtt3BlockingClient client, String user, String password) {
        try {
            client.connectWith().simpleAuth().username(user).password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth().send();
            return true;
        } catch (Mqtt3ConnAckException notYet) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in time");
            new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
        }
    }

    @Test void theOpenHomeNetworkIsEncryptedForWhoTrustsTheHouseAndThePlainPortCanBeClosed() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        try (var hearth = hearth("127.0.0.1")) {
            var house = new AtomicReference<HubState>(hearth.state());
            hearth.watch(house::set);
            hearth.start(_ -> {
            });
            await(house, h -> h.link() instanceof BrokerLink.Up && !h.broker().listeners().isEmpty());
            assertTrue(house.get().broker().listeners().stream().noneMatch(l -> l.startsWith("mqtts:") || l.startsWith("wss:")));
            assertFalse(Files.exists(folder.resolve("certificates")), "nothing is made before it is needed");
            hearth.submit(new Event.SettingsChanged(house.get().settings().withHomeNetwork(true)));
            await(house, h -> isOpen(h) && h.network().certificate().isPresent());
            wanted(hearth, house);
            await(() -> refused(house.get(), password(house.get())).isEmpty());
            assertEquals(Optional.empty(), encrypted(house.get()));
            var plain = URI.create(house.get().broker().listeners().getFirst());
            new Socket(plain.getHost().replaceAll("[\\[\\]]", ""), plain.getPort()).close();
            hearth.submit(new Event.SettingsChanged(
                    house.get().settings().withListening(house.get().settings().listening().withPlain(false))));
            await(house, h -> h.link() instanceof BrokerLink.Up
                    && h.broker().listeners().stream().allMatch(l -> l.contains("127.0.0.1") == !l.matches("(mqtts|wss):.*")));
            int port = URI.create(house.get().broker().listeners().getFirst()).getPort();
            assertThrows(IOException.class, () -> new Socket(plain.getHost().replaceAll("[\\[\\]]", ""), port).close());
            assertEquals(Optional.empty(), encrypted(house.get()));
        }
    }

    /// With the house's certificate, the address as the name, and the password.
    private static Optional<Mqtt3ConnAckReturnCode> encrypted(HubState house) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("house", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(
                house.network().certificate().orElseThrow().pem().getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var address = URI.create(house.broker().listeners().stream().filter(l -> l.startsWith("mqtts:")).findFirst().orElseThrow());
        return refused(Mqtt3Client.builder().identifier("plug").serverHost(address.getHost()).serverPort(address.getPort()).sslConfig()
                .trustManagerFactory(trust).applySslConfig().buildBlocking(), password(house));
    }

    private static boolean isOpen(HubState house) {
        return house.link() instanceof BrokerLink.Up && !house.broker().listeners().isEmpty()
                && house.broker().listeners().stream().noneMatch(l -> l.contains("127.0.0.1"));
    }

    private static String password(HubState house) {
        return house.access().fresh().orElseThrow().password().text();
    }

    private static Optional<Mqtt3ConnAckReturnCode> refused(HubState house, String password) {
        var address = URI.create(house.broker().listeners().getFirst());
        return refused(Mqtt3Client.builder().identifier("plug").serverHost(address.getHost()).serverPort(address.getPort()).buildBlocking(),
                password);
    }

    private static Optional<Mqtt3ConnAckReturnCode> refused(Mqtt3BlockingClient client, String password) {
        try {
            client.connectWith().simpleAuth().username(PROGRAM).password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth()
                    .send();
            client.disconnect();
            return Optional.empty();
        } catch (Mqtt3ConnAckException no) {
            return Optional.of(no.getMqttMessage().getReturnCode());
        }
    }

    private static void await(AtomicReference<HubState> house, Predicate<HubState> condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.test(house.get())) {
            assertTrue(System.nanoTime() < deadline, "in time");
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }
}
