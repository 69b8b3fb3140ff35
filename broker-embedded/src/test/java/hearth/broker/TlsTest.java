package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import hearth.broker.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
    private static final Instant NOW = Instant.now();
    /// A whole ClientHello of TLS 1.1 (RFC 4346) with the elliptic suites of its day, and groups and point formats (RFC 8422).
    private static final byte[] HELLO_1_1 = HexFormat.of().parseHex(
            "1603010049" + "01000045" + "0302" + "5a".repeat(32) + "00" + "000a" + "c009c00ac013c014002f" + "0100"
                    + "0012" + "000a00080006001700180019" + "000b00020100");

    @TempDir Path dir;

    private EmbeddedBroker broker;
    private Certificates certificates;

    @BeforeEach void start() throws Exception {
        broker = new EmbeddedBroker(new BrokerSettings(dir.resolve("broker"), "127.0.0.1", 0, OptionalInt.empty(), Optional.empty()), _ -> {
        });
        broker.start();
        certificates = certificates("tls", NOW);
    }

    @AfterEach void stop() {
        broker.close();
    }

    private Certificates certificates(String folder, Instant now) throws IOException {
        return Certificates.open(dir.resolve(folder), "kitchen-pc", List.of("192.168.1.20"), now);
    }

    private int open(Certificates shown) throws IOException {
        return broker.open(Door.TLS, "127.0.0.1", 0, Optional.of(shown));
    }

    @Test void whoTrustsTheHouseTalksOverTlsAndSecureWebSocketBesideThePlainPort() throws Exception {
        int tls = open(certificates);
        int secure = broker.open(Door.SECURE_WEB_SOCKET, "127.0.0.1", 0, Optional.of(certificates));
        int web = broker.open(Door.WEB_SOCKET, "127.0.0.1", 0, Optional.empty());
        var listener = Client.v5(broker.port(), "plain").with("said/#", 1);
        speak(encrypted(certificates, "tls", tls), "said/tls");
        speak(encrypted(certificates, "wss", secure).webSocketConfig().serverPath("mqtt").applyWebSocketConfig(), "said/wss");
        speak(Mqtt5Client.builder().identifier("ws").serverHost("127.0.0.1").serverPort(web).webSocketConfig().serverPath("mqtt")
                .applyWebSocketConfig(), "said/ws");
        listener.expect(new Client.Got("said/tls", "x", 1, false), new Client.Got("said/wss", "x", 1, false),
                new Client.Got("said/ws", "x", 1, false));
        assertEquals(java.util.Map.of(Door.TLS, tls, Door.SECURE_WEB_SOCKET, secure, Door.WEB_SOCKET, web), broker.doors());
    }

    private static Mqtt5ClientBuilder encrypted(Certificates trusted, String id, int port) throws Exception {
        return Mqtt5Client.builder().identifier(id).serverHost("localhost").serverPort(port).sslConfig()
                .trustManagerFactory(trust(trusted.authority())).handshakeTimeout(30, TimeUnit.SECONDS).applySslConfig();
    }

    private static void speak(Mqtt5ClientBuilder builder, String topic) {
        var client = Client.V5.with(builder.buildAsync());
        Client.done(client.mqtt().connect());
        client.say(topic, "x", 1, false);
        client.disconnect();
    }

    @Test void versions12And13AreSpokenAndOlderOnesRefused() throws Exception {
        int port = open(certificates);
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            try (var socket = shaken(certificates.authority(), port, "localhost", version)) {
                assertEquals(version, socket.getSession().getProtocol());
            }
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(HELLO_1_1);
            var answer = socket.getInputStream().readNBytes(7);
            assertEquals(0x15, answer[0], "an alert (RFC 4346, section 7.2)");
            assertEquals(70, answer[6], "protocol_version");
        }
    }

    @Test void whoComesEncryptedInTheWrongWayIsToldOf() throws Exception {
        var news = new LinkedBlockingQueue<AccessNews>();
        broker.close();
        broker.onNews(news::add);
        broker.start();
        int port = open(certificates);
        var foreign = certificates("foreign", NOW).authority();
        assertThrows(SSLException.class, () -> shaken(foreign, port, "localhost", "TLSv1.3").close());
        assertEquals(AccessNews.Reason.CERTIFICATE_REFUSED, refused(news));
        assertThrows(SSLException.class, () -> shaken(foreign, port, "localhost", "TLSv1.2").close());
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(HELLO_1_1);
            assertEquals(AccessNews.Reason.TLS_TOO_OLD, refused(news));
        }
        try (var raw = new RawClient(port)) {
            raw.send(RawClient.connect(4, "plain", true));
            assertEquals(AccessNews.Reason.NOT_ENCRYPTED, refused(news));
        }
        try (var socket = new Socket("127.0.0.1", broker.port())) {
            socket.getOutputStream().write(HELLO_1_1);
            assertEquals(AccessNews.Reason.NOT_MQTT, refused(news));
        }
    }

    private static AccessNews.Reason refused(LinkedBlockingQueue<AccessNews> news) throws InterruptedException {
        var told = news.poll(30, TimeUnit.SECONDS);
        return ((AccessNews.Refused) Objects.requireNonNull(told, "in time")).reason();
    }

    @Test void aCipherThatDoesNotProveWhoWroteIsRefused() throws Exception {
        int port = open(certificates);
        try (var socket = (SSLSocket) context(certificates.authority()).getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.setEnabledProtocols(new String[]{"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[]{"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThrows(SSLException.class, socket::startHandshake);
        }
    }

    @Test void anAuthorityThatIsNotTheHousesIsRefusedByTheClient() throws Exception {
        int port = open(certificates);
        var foreign = certificates("foreign", NOW);
        assertThrows(SSLHandshakeException.class, () -> shaken(foreign.authority(), port, "localhost", "TLSv1.3"));
    }

    @Test void aCertificateThatHasEndedIsRefusedByTheClient() throws Exception {
        var old = certificates("old", NOW.minus(Duration.ofDays(400)));
        int port = open(old);
        var refused = assertThrows(SSLHandshakeException.class, () -> shaken(old.authority(), port, "localhost", "TLSv1.3"));
        assertTrue(String.valueOf(refused.getMessage()).contains("NotAfter") || String.valueOf(refused.getMessage()).contains("expired"),
                refused.getMessage());
        assertTrue(old.renew(List.of(), NOW));
        shaken(old.authority(), port, "localhost", "TLSv1.3").close();
    }

    @Test void aCertificateMadeOutToOthersIsRefusedByTheClient() throws Exception {
        int port = open(certificates);
        shaken(certificates.authority(), port, "192.168.1.20", "TLSv1.3").close();
        assertThrows(SSLHandshakeException.class, () -> shaken(certificates.authority(), port, "192.168.1.21", "TLSv1.3"));
    }

    @Test void aRenewedCertificateIsShownToTheNextClientWhileTheOthersStay() throws Exception {
        int port = open(certificates);
        var before = certificates.server();
        var early = Client.V5.with(encrypted(certificates, "early", port).buildAsync());
        Client.done(early.mqtt().connect());
        assertTrue(certificates.renew(List.of("10.0.0.7"), NOW));
        try (var socket = shaken(certificates.authority(), port, "10.0.0.7", "TLSv1.3")) {
            assertNotEquals(before, socket.getSession().getPeerCertificates()[0]);
        }
        early.subscribe("still/here", 1);
        early.say("still/here", "yes", 1, false);
        early.expect(new Client.Got("still/here", "yes", 1, false));
    }

    @Test void aTakenPortIsNamedWithAFreeOneAndTheRestGoesOn() throws Exception {
        var plain = Client.v5(broker.port(), "plain");
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = assertThrows(PortTakenException.class,
                    () -> broker.open(Door.TLS, "127.0.0.1", holder.getLocalPort(), Optional.of(certificates)));
            assertEquals(holder.getLocalPort(), taken.port());
            assertTrue(taken.freePort() > 0 && taken.freePort() != taken.port());
        }
        plain.say("still/here", "yes", 1, false);
        assertEquals(java.util.Map.of(), broker.doors());
        open(certificates);
    }

    @Test void aClosedDoorCutsOnlyWhoCameThroughIt() throws Exception {
        int port = open(certificates);
        var outside = Client.V5.with(encrypted(certificates, "outside", port).buildAsync());
        Client.done(outside.mqtt().connect());
        var plain = Client.v5(broker.port(), "plain").with("still/#", 1);
        broker.close(Door.TLS);
        Client.await("cut", () -> !outside.mqtt().getState().isConnected());
        assertThrows(IOException.class, () -> new Socket("127.0.0.1", port).close());
        plain.say("still/here", "yes", 1, false);
        plain.expect(new Client.Got("still/here", "yes", 1, false));
        assertFalse(broker.doors().containsKey(Door.TLS));
    }

    /// A connection whose certificate was checked as a browser does, name and all.
    private static SSLSocket shaken(X509Certificate trusted, int port, String name, String version)
            throws IOException, GeneralSecurityException {
        var plain = new Socket("127.0.0.1", port);
        plain.setSoTimeout(60_000);
        var socket = (SSLSocket) context(trusted).getSocketFactory().createSocket(plain, name, port, true);
        var how = socket.getSSLParameters();
        how.setEndpointIdentificationAlgorithm("HTTPS");
        how.setProtocols(new String[]{version});
        socket.setSSLParameters(how);
        try {
            socket.startHandshake();
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
        return socket;
    }

    private static SSLContext context(X509Certificate trusted) throws GeneralSecurityException, IOException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust(trusted).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("house", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
