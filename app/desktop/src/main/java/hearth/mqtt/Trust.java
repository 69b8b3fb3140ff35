package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import hearth.hub.LinkFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whom a secure connection trusts and what it shows of itself: read once, from PEM files as brokers' manuals make them. Any thread.
///
/// @param others whose certificates are believed; empty for those the system believes
/// @param own    the certificate to show, with its key; empty for none
public record Trust(Optional<TrustManagerFactory> others, Optional<KeyManagerFactory> own) {

    public static final Trust SYSTEM = new Trust(Optional.empty(), Optional.empty());

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final char[] NO_PASSWORD = new char[0];

    /// Each may be empty. Throws [IOException] with a sentence that names the file.
    ///
    /// @param authority   certificates that are trusted instead of the system's
    /// @param certificate the hub's own, with those between it and its authority behind it
    /// @param key         its private key (PKCS #8, not encrypted); empty where it stands in the same file
    public static Trust of(String authority, String certificate, String key) throws IOException {
        var others = authority.isBlank() ? Optional.<TrustManagerFactory>empty() : Optional.of(believing(Path.of(authority.strip())));
        var own = certificate.isBlank() ? Optional.<KeyManagerFactory>empty()
                : Optional.of(showing(Path.of(certificate.strip()), Path.of(key.isBlank() ? certificate.strip() : key.strip())));
        return new Trust(others, own);
    }

    MqttClientSslConfig config() {
        return MqttClientSslConfig.builder().trustManagerFactory(others.orElse(null)).keyManagerFactory(own.orElse(null))
                .protocols(PROTOCOLS).build();
    }

    private static TrustManagerFactory believing(Path file) throws IOException {
        try {
            var store = empty();
            int n = 0;
            for (var each : certificates(file)) {
                store.setCertificateEntry("authority-" + n++, each);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException unfit) {
            throw new IOException(file + " " + LinkFault.NO_CERTIFICATE + ".", unfit);
        }
    }

    private static KeyManagerFactory showing(Path file, Path key) throws IOException {
        var chain = certificates(file).toArray(Certificate[]::new);
        try {
            var store = empty();
            store.setKeyEntry("hub", privateKey(key), NO_PASSWORD, chain);
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory;
        } catch (GeneralSecurityException unfit) {
            throw new IOException(file + " " + LinkFault.OTHER_KEY + " " + key + ".", unfit);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException {
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content(file)));
            if (found.isEmpty()) {
                throw new IOException(file + " " + LinkFault.NO_CERTIFICATE + ".");
            }
            return List.copyOf(found);
        } catch (GeneralSecurityException unfit) {
            throw new IOException(file + " " + LinkFault.NO_CERTIFICATE + ".", unfit);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        var pem = KEY.matcher(new String(content(file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " " + LinkFault.NO_KEY.words("openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW"));
        }
        byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
        for (var kind : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (GeneralSecurityException another) {
                continue;
            }
        }
        throw new IOException(file + " " + LinkFault.ODD_KEY + ".");
    }

    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IOException(file + " " + LinkFault.UNREADABLE + ".", unreadable);
        }
    }
}
