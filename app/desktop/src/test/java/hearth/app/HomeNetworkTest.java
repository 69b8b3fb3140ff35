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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole hub, without a window.
@Timeout(120)
class HomeNetworkTest {

    private static final String PROGRAM = "node-red";
    private static final Logger LOG = Logger.getLogger("hearth");

    @TempDir Path folder;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler catcher = new Handler() {
        @Override public void publish(LogRecord line) {
            logged.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
        }

        @Override public void flush() {
        }

        @Override public void close() {
        }
    };
    private Running hub;

    @BeforeEach void listen() {
        catcher.setLevel(Level.ALL);
        LOG.setLevel(Level.ALL);
        LOG.addHandler(catcher);
    }

    @AfterEach void close() {
        if (hub != null) {
            hub.close();
        }
        LOG.removeHandler(catcher);
        LOG.setLevel(null);
    }

    private void open(String host) throws IOException {
        hub = Running.headless(folder, "--host", host);
        hub.awaits(h -> h.link() instanceof BrokerLink.Up && !h.broker().listeners().isEmpty());
    }

    private HubState house() {
        return hub.hearth().state();
    }

    /// Once the hub is closed.
    private void assertNowhere(List<String> secrets) throws IOException {
        assertFalse(logged.isEmpty());
        assertEquals(List.of(), logged.stream().filter(line -> secrets.stream().anyMatch(line::contains)).toList());
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertTrue(secrets.stream().noneMatch(content::contains), file.toString());
            }
        }
    }

    @Test void othersComeInWithTheNewestPasswordOnlyAndItIsNotOnDisk() throws Exception {
        open("127.0.0.1");
        assertTrue(house().broker().listeners().getFirst().startsWith("mqtt://127.0.0.1:"));
        hub.hearth().submit(new Event.SettingsChanged(house().settings().withHomeNetwork(true)));
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        hub.awaits(HomeNetworkTest::isOpen);
        assertEquals(Logins.NONE, house().access().logins(), "opening lets nobody in");
        var first = wanted();
        await(() -> refused(house(), first).isEmpty());
        assertEquals(Optional.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD), refused(house(), first + "x"));
        hub.hearth().submit(new Event.PasswordRenewed(PROGRAM));
        await(() -> refused(house(), first).equals(Optional.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD)));
        assertEquals(Optional.empty(), refused(house(), password(house())));
        var password = password(house());
        hub.close();
        assertTrue(Files.readString(folder.resolve("logins.json")).contains("argon2id$"));
        assertNowhere(List.of(first, first + "x", password));
    }

    /// The password of a login that may do everything.
    private String wanted() {
        hub.hearth().submit(new Event.LoginWanted("Node-RED", new Role.Everything()));
        hub.awaits(h -> h.access().fresh().isPresent());
        return password(house());
    }

    @Test void onceOthersMayComeNobodyIsAnonymousButTheHubIsAtHome() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        open(LanAddress.all().getFirst());
        hub.awaits(HomeNetworkTest::isOpen);
        assertEquals(Optional.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD), refused(house(), "guess"));
        hub.awaits(h -> !h.access().knocks().isEmpty());
    }

    @Test void aPairedDeviceComesInSaysItsOwnAndIsCutWhenRevoked() throws Exception {
        var secrets = new ArrayList<String>();
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        open(LanAddress.all().getFirst());
        hub.awaits(HomeNetworkTest::isOpen);
        hub.hearth().submit(new Event.PairingOpened(Family.TASMOTA));
        hub.awaits(h -> h.access().pairing().flatMap(Pairing::password).isPresent());
        var pairing = house().access().pairing().orElseThrow();
        var password = pairing.password().orElseThrow().text();
        secrets.add(password);
        var plug = client(house());
        await(() -> connects(plug, pairing.user(), password));
        hub.awaits(h -> h.access().pairing().flatMap(Pairing::arrival).isPresent());
        plug.publishWith().topic("tele/kettle/STATE").qos(MqttQos.AT_LEAST_ONCE).payload("{}".getBytes(StandardCharsets.UTF_8)).send();
        hub.awaits(h -> h.access().logins().login(pairing.user()).orElseThrow().role().toString().contains("tele/kettle/#"));
        hub.hearth().submit(new Event.PairingEnded());
        plug.publishWith().topic("security/status").qos(MqttQos.AT_LEAST_ONCE).payload("ok".getBytes(StandardCharsets.UTF_8)).send();
        hub.awaits(h -> h.troubles().containsKey(Trouble.Kind.TAMPERING));
        assertTrue(house().topics().get("security/status") == null, "the impostor was not heard");
        hub.hearth().submit(new Event.LoginRevoked(pairing.user()));
        await(() -> !plug.getState().isConnected());
        hub.hearth().submit(new Event.LoginWanted("Phone", new Role.ReadAll()));
        hub.awaits(h -> h.access().fresh().isPresent());
        secrets.add(house().access().fresh().orElseThrow().password().text());
        hub.close();
        hub = Running.in(folder);
        assertEquals(List.of("phone"), house().access().logins().all().stream().map(Login::user).toList());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(folder.resolve("logins.json")));
        assertNowhere(secrets);
    }

    @Test void whatTheBrokerBoundsReachesTheWindowAndTheJournal() throws Exception {
        open("127.0.0.1");
        var camera = client(house());
        camera.connect();
        var picture = new byte[15 << 20];
        for (int i = 0; i < 5; i++) {
            camera.publishWith().topic("camera/" + i).qos(MqttQos.AT_LEAST_ONCE).retain(true).payload(picture).send();
        }
        hub.awaits(h -> h.access().refusals().stream().anyMatch(r -> r.reason() == Refusal.Reason.RETAINED_FULL));
        var refusal = house().access().refusals().getFirst();
        assertEquals(List.of("plug", "camera/4"), List.of(refusal.clientId(), refusal.topic()));
        assertTrue(house().journal().list().stream()
                .anyMatch(l -> l.kind() == JournalEntry.Kind.LIMITED && l.detail().equals("RETAINED_FULL plug")));
        camera.disconnect();
    }

    @Test void aRetainedCommandIsToldOfWithItsSenderAndGoesWhenItIsCleared() throws Exception {
        open("127.0.0.1");
        var phone = client(house());
        phone.connect();
        phone.publishWith().topic("cmnd/kettle/POWER").qos(MqttQos.AT_LEAST_ONCE).retain(true)
                .payload("ON".getBytes(StandardCharsets.UTF_8))
                .send();
        hub.awaits(h -> h.troubles().containsKey(Trouble.Kind.KEPT_COMMAND));
        assertEquals(List.of(new Retained("cmnd/kettle/POWER", "ON", 2, Optional.of(new Sender("plug", false)))),
                house().broker().commands());
        hub.hearth().submit(new Event.RetainedAsked("kettle"));
        hub.awaits(h -> h.retained().total() == 1);
        hub.hearth().submit(new Event.MessageWritten(Message.retained("cmnd/kettle/POWER", "")));
        hub.awaits(h -> !h.troubles().containsKey(Trouble.Kind.KEPT_COMMAND));
        hub.hearth().submit(new Event.RetainedAsked("kettle"));
        hub.awaits(h -> h.retained().total() == 0);
        assertTrue(hub.hearth().sender("cmnd/kettle/POWER").orElseThrow().hub(), "the hub cleared it");
        phone.disconnect();
    }

    @Test void aStrangersMistakesAreEachSaidToThemAndToTheUser() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        open("127.0.0.1");
        hub.hearth().submit(new Event.SettingsChanged(house().settings().withHomeNetwork(true)));
        hub.awaits(h -> isOpen(h) && h.network().certificate().isPresent());
        var password = wanted();
        await(() -> refused(house(), password).isEmpty());
        var plain = URI.create(house().broker().listeners().getFirst());
        var tls = URI.create(house().broker().listeners().stream().filter(l -> l.startsWith("mqtts:")).findFirst().orElseThrow());
        var own = Files.writeString(folder.resolve("own.pem"), house().network().certificate().orElseThrow().pem()).toString();
        var foreign = new Certificates(folder.resolve("foreign")).path("ca.pem");
        assertEquals(0, publishes(plain, "-P", password));
        assertEquals(0, publishes(tls, "-P", password, "--cafile", own));
        assertNotEquals(0, publishes(plain, "-P", "guess"));
        said(Refusal.Reason.WRONG_PASSWORD);
        assertNotEquals(0, publishes(tls, "-P", password, "--cafile", foreign));
        said(Refusal.Reason.CERTIFICATE_REFUSED);
        assertNotEquals(0, publishes(tls, "-P", password));
        said(Refusal.Reason.NOT_ENCRYPTED);
        assertNotEquals(0, publishes(plain, "-P", password, "--cafile", own));
        said(Refusal.Reason.NOT_MQTT);
    }

    private void said(Refusal.Reason reason) {
        hub.awaits(h -> h.access().refusals().stream().anyMatch(r -> r.reason() == reason));
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
        open(LanAddress.all().getFirst());
        hub.awaits(HomeNetworkTest::isOpen);
        var password = wanted();
        await(() -> refused(house(), password).isEmpty());
        var at = URI.create(house().broker().listeners().getFirst());
        var listener = new ProcessBuilder("mosquitto_sub", "-h", at.getHost().replaceAll("[\\[\\]]", ""), "-p",
                Integer.toString(at.getPort()), "-u", PROGRAM, "-P", password, "-i", "listener", "-t", "a").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        hub.awaits(h -> h.broker().sessions().stream().anyMatch(s -> s.clientId().equals("listener") && s.connected()
                && s.user().equals(PROGRAM) && s.subscriptions().equals(List.of("a"))));
        hub.hearth().submit(new Event.LoginRevoked(PROGRAM));
        hub.awaits(h -> h.broker().sessions().stream().noneMatch(s -> s.clientId().equals("listener")));
        assertTrue(listener.waitFor(60, TimeUnit.SECONDS), "it tries again once, is refused and gives up");
        assertNotEquals(0, listener.exitValue());
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
            new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS); // who asks more often is slowed
        }
    }

    @Test void theOpenHomeNetworkIsEncryptedForWhoTrustsTheHouseAndThePlainPortCanBeClosed() throws Exception {
        assumeTrue(!LanAddress.all().isEmpty(), "this machine has a network");
        open("127.0.0.1");
        assertTrue(house().broker().listeners().stream().noneMatch(l -> l.startsWith("mqtts:") || l.startsWith("wss:")));
        assertFalse(Files.exists(folder.resolve("certificates")), "nothing is made before it is needed");
        hub.hearth().submit(new Event.SettingsChanged(house().settings().withHomeNetwork(true)));
        hub.awaits(h -> isOpen(h) && h.network().certificate().isPresent());
        wanted();
        await(() -> refused(house(), password(house())).isEmpty());
        assertEquals(Optional.empty(), encrypted(house()));
        var plain = URI.create(house().broker().listeners().getFirst());
        new Socket(plain.getHost().replaceAll("[\\[\\]]", ""), plain.getPort()).close();
        hub.hearth().submit(new Event.SettingsChanged(
                house().settings().withListening(house().settings().listening().withPlain(false))));
        hub.awaits(h -> h.link() instanceof BrokerLink.Up
                && h.broker().listeners().stream().allMatch(l -> l.contains("127.0.0.1") == !l.matches("(mqtts|wss):.*")));
        int port = URI.create(house().broker().listeners().getFirst()).getPort();
        assertThrows(IOException.class, () -> new Socket(plain.getHost().replaceAll("[\\[\\]]", ""), port).close());
        assertEquals(Optional.empty(), encrypted(house()));
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
            var _ = client.toAsync().disconnect(); // it may have been cut already: a new password ends what came in by the old one
            return Optional.empty();
        } catch (Mqtt3ConnAckException no) {
            return Optional.of(no.getMqttMessage().getReturnCode());
        }
    }
}
