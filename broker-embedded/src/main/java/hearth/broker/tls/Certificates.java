package hearth.broker.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The house's certificate authority and the broker's certificate. Any thread.
///
/// Kept in a folder of its own as `ca.pem`, `ca-key.pem`, `server.pem` and `server-key.pem`; only their owner can read the keys.
/// The authority lasts ten years and then gets a new certificate for its old key; the broker's certificate lasts 397 days.
public final class Certificates {

    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    /// Phones and browsers take no certificate that lasts longer.
    static final Duration SERVER_LIFE = Duration.ofDays(397);
    /// Long enough that a computer which is seldom on renews in time.
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path folder;
    private final String host;
    private final SwappedKeys keys;
    private final @Nullable String notice;
    private Credential authority;
    private Credential server;

    private Certificates(Path folder, String host, Credential authority, Credential server, @Nullable String notice) {
        this.folder = folder;
        this.host = host;
        this.authority = authority;
        this.server = server;
        this.notice = notice;
        keys = new SwappedKeys(server);
    }

    /// Reads what is there and makes what is missing, damaged, nearly at its end or made out to other names.
    ///
    /// @param host      this computer's name in its network
    /// @param addresses its addresses there, as they are written
    /// @throws IOException if the folder cannot be read or written
    public static Certificates open(Path folder, String host, Collection<String> addresses, Instant now) throws IOException {
        Files.createDirectories(folder);
        @Nullable String notice = null;
        Credential authority;
        try {
            authority = Credential.read(folder.resolve("ca-key.pem"), folder.resolve("ca.pem"));
            OwnFile.closeToOthers(folder.resolve("ca-key.pem"));
        } catch (NoSuchFileException first) {
            setAside(folder, now); // one of the two may be there
            authority = madeAuthority(folder, host, now);
        } catch (IOException damaged) {
            setAside(folder, now);
            authority = madeAuthority(folder, host, now);
            notice = "The house's certificate could not be read; it was kept in " + folder
                    + " and a new one was made. Devices that use encryption must be given the new one.";
            log.warn("{}", notice, damaged);
        }
        if (endsSoon(authority.certificate(), SERVER_LIFE, now)) {
            authority = Issuer.authority(new java.security.KeyPair(authority.certificate().getPublicKey(), authority.key()),
                    authority.certificate().getSubjectX500Principal(), now);
            authority.write(folder.resolve("ca-key.pem"), folder.resolve("ca.pem"));
        }
        return new Certificates(folder, host, authority, server(folder, host, authority, addresses, now), notice);
    }

    private static Credential madeAuthority(Path folder, String host, Instant now) throws IOException {
        var made = Issuer.authority(Credential.newKey(), Issuer.named("Hearth on " + host), now);
        made.write(folder.resolve("ca-key.pem"), folder.resolve("ca.pem"));
        log.info("The house has a certificate of its own: {}", folder.resolve("ca.pem"));
        return made;
    }

    private static void setAside(Path folder, Instant now) throws IOException {
        for (var name : new String[]{"ca.pem", "ca-key.pem"}) {
            if (Files.exists(folder.resolve(name))) {
                Files.move(folder.resolve(name), folder.resolve(name + ".broken-" + TIME.format(now)));
            }
        }
    }

    private static Credential server(Path folder, String host, Credential authority, Collection<String> addresses, Instant now)
            throws IOException {
        try {
            var kept = Credential.read(folder.resolve("server-key.pem"), folder.resolve("server.pem"));
            if (isFit(kept.certificate(), authority, ServerNames.of(host, addresses), now)) {
                OwnFile.closeToOthers(folder.resolve("server-key.pem"));
                return kept;
            }
        } catch (IOException noneOrDamaged) {
            log.debug("The broker's certificate is issued anew", noneOrDamaged);
        }
        return issued(folder, host, authority, ServerNames.of(host, addresses), now);
    }

    private static Credential issued(Path folder, String host, Credential authority, Set<String> names, Instant now) throws IOException {
        var made = Issuer.server(authority, host, names, now);
        made.write(folder.resolve("server-key.pem"), folder.resolve("server.pem"));
        log.info("The broker has a new certificate for {} until {}", names, made.certificate().getNotAfter().toInstant());
        return made;
    }

    private static boolean isFit(X509Certificate certificate, Credential authority, Set<String> names, Instant now) {
        try {
            certificate.verify(authority.certificate().getPublicKey());
        } catch (GeneralSecurityException anotherAuthority) {
            return false;
        }
        return !endsSoon(certificate, RENEW_BEFORE, now) && ServerNames.in(certificate).containsAll(names);
    }

    /// Whether it ends within that time, or does not hold yet: then the clock was wrong when it was made.
    private static boolean endsSoon(X509Certificate certificate, Duration within, Instant now) {
        return now.plus(within).isAfter(certificate.getNotAfter().toInstant()) || now.isBefore(certificate.getNotBefore().toInstant());
    }

    /// Issues a new certificate where the old one ends within 30 days or lacks an address. Connections stay; new ones are shown the
    /// new certificate. Quick where nothing is due.
    ///
    /// @param addresses this computer's, now
    /// @return whether there is a new one
    /// @throws IOException if it cannot be written; the old one stays in use
    public synchronized boolean renew(Collection<String> addresses, Instant now) throws IOException {
        var names = ServerNames.of(host, addresses);
        if (isFit(server.certificate(), authority, names, now)) {
            return false;
        }
        server = issued(folder, host, authority, names, now);
        keys.swap(server);
        return true;
    }

    /// What the user must know about [#open], a sentence or two; empty if all was well.
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    /// The certificate that devices are given, in PEM.
    public String authorityPem() {
        return Credential.pem(authority.certificate());
    }

    /// SHA-256 of that certificate, as programs show it: `4F:0A:…`.
    public String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(authority.certificate().getEncoded()));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    public X509Certificate authority() {
        return authority.certificate();
    }

    /// The broker's own, now.
    public synchronized X509Certificate server() {
        return server.certificate();
    }

    /// What the broker's certificate is made out to, sorted.
    public Set<String> names() {
        return ServerNames.in(server());
    }

    /// Shows each new connection the newest certificate.
    public X509ExtendedKeyManager keys() {
        return keys;
    }

    @Override public String toString() {
        return "Certificates[" + folder + "]";
    }
}
