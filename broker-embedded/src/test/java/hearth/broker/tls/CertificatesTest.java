package hearth.broker.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:42:00Z");
    private static final List<String> LAN = List.of("192.168.1.20", "fd00::2");

    @TempDir Path dir;

    private Certificates open(List<String> addresses, Instant now) throws IOException {
        return Certificates.open(dir.resolve("tls"), "Kitchen-PC.lan", addresses, now);
    }

    @Test void theBrokersCertificateNamesTheComputerAndLastsNoLongerThan397Days() throws Exception {
        var certificates = open(LAN, NOW);
        X509Certificate server = certificates.server();
        assertEquals(Set.of("kitchen-pc.lan", "kitchen-pc.local", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "192.168.1.20",
                "fd00:0:0:0:0:0:0:2"), certificates.names());
        var life = Duration.between(server.getNotBefore().toInstant(), server.getNotAfter().toInstant());
        assertTrue(life.compareTo(Duration.ofDays(397)) <= 0, life.toString());
        server.verify(certificates.authority().getPublicKey());
        server.checkValidity(java.util.Date.from(NOW));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
        assertEquals(-1, server.getBasicConstraints());
        assertEquals(0, certificates.authority().getBasicConstraints());
        assertTrue(certificates.authority().getKeyUsage()[5] && !server.getKeyUsage()[5], "only the authority signs certificates");
    }

    @Test void theSameCertificatesAreThereAfterARestart() throws Exception {
        var first = open(LAN, NOW);
        var again = open(LAN, NOW.plus(Duration.ofDays(300)));
        assertEquals(first.authority(), again.authority());
        assertEquals(first.server(), again.server());
        assertEquals(Optional.empty(), again.notice());
    }

    @Test void nobodyElseCanReadTheKeysAlsoNotAfterACopyOpenedThem() throws Exception {
        open(LAN, NOW);
        assumeTrue(dir.getFileSystem().supportedFileAttributeViews().contains("posix"), "this system has such permissions");
        for (var name : List.of("ca-key.pem", "server-key.pem")) {
            var file = dir.resolve("tls").resolve(name);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        open(LAN, NOW);
        for (var name : List.of("ca-key.pem", "server-key.pem")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("tls").resolve(name))));
        }
    }

    @Test void theBrokersCertificateIsRenewedThirtyDaysBeforeItEnds() throws Exception {
        var certificates = open(LAN, NOW);
        var first = certificates.server();
        var due = first.getNotAfter().toInstant().minus(Duration.ofDays(30)).plusSeconds(1);
        assertFalse(certificates.renew(LAN, due.minusSeconds(2)));
        assertTrue(certificates.renew(LAN, due));
        assertNotEquals(first, certificates.server());
        assertTrue(certificates.server().getNotAfter().toInstant().isAfter(due.plus(Duration.ofDays(390))));
        assertEquals(certificates.server(), open(LAN, due).server());
    }

    @Test void aNewAddressIsCertifiedAtOnceAndALostOneChangesNothing() throws Exception {
        var certificates = open(LAN, NOW);
        assertFalse(certificates.renew(List.of("192.168.1.20"), NOW));
        assertTrue(certificates.renew(List.of("10.0.0.7"), NOW));
        assertTrue(certificates.names().contains("10.0.0.7"));
        var keys = certificates.keys();
        var alias = keys.chooseEngineServerAlias("EC", null, null);
        assertEquals(certificates.server(), keys.getCertificateChain(alias)[0]);
    }

    @Test void aCertificateMadeWithAWrongClockIsRenewed() throws Exception {
        var certificates = open(LAN, NOW.plus(Duration.ofDays(3_000)));
        assertTrue(certificates.renew(LAN, NOW));
        certificates.server().checkValidity(java.util.Date.from(NOW));
    }

    @Test void theAuthorityKeepsItsKeyWhenItsTimeIsUp() throws Exception {
        var first = open(LAN, NOW).authority();
        var later = NOW.plus(Duration.ofDays(3_300));
        var next = open(LAN, later).authority();
        assertNotEquals(first, next);
        assertEquals(first.getPublicKey(), next.getPublicKey());
        open(LAN, later).server().verify(first.getPublicKey());
    }

    @Test void aDamagedAuthorityIsKeptToldAndReplaced() throws Exception {
        var first = open(LAN, NOW);
        Files.writeString(dir.resolve("tls").resolve("ca-key.pem"), "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n");
        var next = open(LAN, NOW);
        assertTrue(next.notice().isPresent());
        assertNotEquals(first.authority(), next.authority());
        next.server().verify(next.authority().getPublicKey());
        try (var files = Files.list(dir.resolve("tls"))) {
            assertEquals(2, files.filter(f -> f.getFileName().toString().contains(".broken-")).count());
        }
    }

    @Test void theAuthoritysCertificateIsShortEnoughForAPhonesCamera() throws Exception {
        var pem = open(LAN, NOW).authorityPem();
        assertTrue(pem.length() < 750, pem.length() + " characters");
        assertTrue(open(LAN, NOW).fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    }

    @Test void whatIsNoHostNameIsLeftOut() throws Exception {
        var certificates = Certificates.open(dir.resolve("odd"), "Küche, CN=evil", List.of("not an address"), NOW);
        assertEquals(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), certificates.names());
        assertEquals("CN=Hearth on Küche- CN-evil", certificates.authority().getSubjectX500Principal().getName());
    }
}
