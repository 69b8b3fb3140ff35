package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import hearth.home.Channel.Address;
import hearth.home.Channel.Protection;
import hearth.hub.Answer;
import hearth.hub.Notice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Mail to a real mail server of this machine, and to some that do not behave.
final class MailTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:14:07Z");

    /// GreenMail reads its key once in a JVM, however often this test runs there.
    private static final OwnCertificate CERTIFICATE = certificate();
    private static GreenMail server;

    @BeforeAll static void start() {
        System.setProperty("greenmail.tls.keystore.file", CERTIFICATE.store().toString());
        System.setProperty("greenmail.tls.keystore.password", OwnCertificate.PASSWORD);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort());
        server.start();
        server.setUser("hearth@example.org", "hearth", "s3cret");
    }

    private static OwnCertificate certificate() {
        try {
            var folder = Files.createTempDirectory("mail");
            var made = OwnCertificate.in(folder);
            List.of(folder, made.store()).forEach(file -> file.toFile().deleteOnExit());
            return made;
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterAll static void stop() {
        server.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @Test void aMailArrivesWithUmlautsMarkedAsUrgent() throws Exception {
        server.purgeEmailFromAllMailboxes();
        var answer = mail(server.getSmtps().getPort(), "hearth", trusted()).send(ChannelsTest.letter("mail", Notice.Kind.ALARM),
                Optional.of("s3cret"));
        assertInstanceOf(Answer.Accepted.class, answer, answer.words());
        assertTrue(answer.words().startsWith("SAID 250 "), answer.words());
        var arrived = server.getReceivedMessages();
        assertEquals(1, arrived.length);
        assertEquals("Einbruch: Küche", arrived[0].getSubject());
        assertEquals("Since 02:14:07", String.valueOf(arrived[0].getContent()).strip());
        assertEquals("1", arrived[0].getHeader("X-Priority", null));
        assertEquals(NOW, arrived[0].getSentDate().toInstant());
        assertEquals("anna@example.org", arrived[0].getAllRecipients()[0].toString());
    }

    @Test void aMailArrivesOverAConnectionThatIsEncryptedOnTheWay() throws Exception {
        server.purgeEmailFromAllMailboxes();
        try (var front = new StartTlsFront(CERTIFICATE, server.getSmtps().getPort())) {
            var answer = startTls(front.port(), trusted()).send(ChannelsTest.letter("mail", Notice.Kind.ALARM), Optional.of("s3cret"));
            assertInstanceOf(Answer.Accepted.class, answer, answer.words());
            assertEquals(List.of("EHLO hearth.invalid", "STARTTLS"), front.heard(), "nothing else is said in the clear");
        }
        assertEquals(List.of("Einbruch: Küche"), List.of(server.getReceivedMessages()[0].getSubject()));
    }

    @Test void whoeverEncryptsOnTheWayMustBeVouchedForToo() throws Exception {
        try (var front = new StartTlsFront(CERTIFICATE, server.getSmtps().getPort())) {
            var answer = startTls(front.port(), Optional.empty()).send(ChannelsTest.letter("mail", Notice.Kind.TEST),
                    Optional.of("s3cret"));
            assertTrue(assertInstanceOf(Answer.Unavailable.class, answer).words().startsWith("CERTIFICATE 127.0.0.1:"), answer.words());
            assertEquals(List.of("EHLO hearth.invalid", "STARTTLS"), front.heard());
        }
    }

    /// Not with GreenMail: what its threads throw when a client turns away would be taken for a fault of whatever window is tested next.
    @Test void aServerThatNobodyVouchesForGetsNeitherMailNorPassword() throws Exception {
        try (var unknown = CERTIFICATE.owned().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var heard = CompletableFuture.supplyAsync(() -> {
                try (var client = unknown.accept()) {
                    return client.getInputStream().read();
                } catch (IOException turnedAway) {
                    return -1;
                }
            });
            var answer = mail(unknown.getLocalPort(), "hearth", Optional.empty()).send(ChannelsTest.letter("mail", Notice.Kind.TEST),
                    Optional.of("s3cret"));
            assertTrue(assertInstanceOf(Answer.Unavailable.class, answer).words().startsWith("CERTIFICATE 127.0.0.1:"), answer.words());
            assertEquals(-1, heard.get(20, TimeUnit.SECONDS), "nothing was said to it");
        }
    }

    @Test void aWrongPasswordIsRefused() throws Exception {
        var answer = mail(server.getSmtps().getPort(), "hearth", trusted()).send(ChannelsTest.letter("mail", Notice.Kind.TEST),
                Optional.of("wrong"));
        assertTrue(assertInstanceOf(Answer.Refused.class, answer).words().startsWith("LOGIN "), answer.words());
    }

    @Test void withoutEncryptionNothingIsSent() throws Exception {
        try (var plain = new Script("220 hello", "250 no encryption here")) {
            var answer = startTls(plain.port()).send(ChannelsTest.letter("mail", Notice.Kind.TEST), Optional.of("s3cret"));
            assertEquals(new Answer.Refused("NO_ENCRYPTION 127.0.0.1:" + plain.port()), answer);
            assertTrue(plain.heard().stream().noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL")),
                    plain.heard().toString());
        }
    }

    @Test void aServerThatIsNotThereSilentOrTalksNonsenseIsToldApart() throws Exception {
        int free;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        assertEquals(new Answer.Unavailable("NO_CONNECTION 127.0.0.1:" + free, Optional.empty()), send(free));
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(new Answer.Unavailable("TIMEOUT 127.0.0.1:" + silent.getLocalPort(), Optional.empty()),
                    send(silent.getLocalPort()));
        }
        try (var busy = new Script("421 too busy")) {
            assertInstanceOf(Answer.Unavailable.class, send(busy.port()));
        }
        try (var nonsense = new Script("HTTP/1.1 400 Bad Request")) {
            assertInstanceOf(Answer.Unavailable.class, send(nonsense.port()));
        }
    }

    private static Answer send(int port) {
        return startTls(port).send(ChannelsTest.letter("mail", Notice.Kind.TEST), Optional.of("s3cret"));
    }

    private static Mail startTls(int port) {
        return startTls(port, Optional.empty());
    }

    private static Mail startTls(int port, Optional<SSLContext> trust) {
        return new Mail(new Address.Mail("127.0.0.1", port, Protection.STARTTLS, "hearth", "hearth@example.org", "anna@example.org"),
                trust, Duration.ofSeconds(trust.isPresent() ? 20 : 2), InstantSource.fixed(NOW));
    }

    private static Mail mail(int port, String user, Optional<SSLContext> trust) {
        return new Mail(new Address.Mail("127.0.0.1", port, Protection.TLS, user, "hearth@example.org", "anna@example.org"), trust,
                Duration.ofSeconds(20), InstantSource.fixed(NOW));
    }

    private static Optional<SSLContext> trusted() throws Exception {
        return Optional.of(CERTIFICATE.trusted());
    }

    /// A server for one client that says these lines, one for each it hears.
    private static final class Script implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final Deque<String> lines;

        Script(String... lines) throws IOException {
            this.lines = new ArrayDeque<>(List.of(lines));
            Thread.ofVirtual().start(this::talk);
        }

        int port() {
            return socket.getLocalPort();
        }

        List<String> heard() {
            return heard;
        }

        private void talk() {
            try (var client = socket.accept();
                    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line : lines) {
                    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                    var said = in.readLine();
                    if (said == null) {
                        return;
                    }
                    heard.add(said);
                }
            } catch (IOException gone) {
                heard.add("gone");
            }
        }

        @Override public void close() throws IOException {
            socket.close();
        }
    }
}
