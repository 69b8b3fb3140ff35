package io.moquette.broker;

import hearth.broker.AccessNews.Reason;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// How the broker encrypts: TLS 1.3 and 1.2 (RFC 8446, 5246), with keys that are forgotten after each connection and ciphers that also
/// prove who wrote what (RFC 9325, section 4.2).
@NullMarked
final class Encryption {
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    /// What a client says that does not like the certificate (RFC 8446, section 6.2), as Java names it.
    private static final List<String> CERTIFICATE_ALERTS = List.of("unknown_ca", "bad_certificate", "certificate_unknown",
            "unsupported_certificate", "certificate_expired");

    private Encryption() {}

    /// The broker's end of a new connection. By Java's own means: Netty's would load all of Bouncy Castle when that is there.
    static SSLEngine of(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS.toArray(String[]::new));
        engine.setEnabledCipherSuites(CIPHERS.toArray(String[]::new));
        return engine;
    }

    /// What the user can do something about, of all that ends a handshake. OpenSSL says in plain text that it does not like the
    /// certificate, when both sides encrypt already: Java then tells what it was in the cause of the cause.
    static Optional<Reason> problem(@Nullable Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return Optional.of(Reason.NOT_ENCRYPTED);
        }
        for (Throwable each = cause instanceof SSLException ? cause : null; each != null; each = each.getCause()) {
            String words = String.valueOf(each.getMessage());
            if (CERTIFICATE_ALERTS.stream().anyMatch(words::endsWith)) {
                return Optional.of(Reason.CERTIFICATE_REFUSED);
            }
            if (words.contains("is not enabled or supported") || words.contains("no cipher suites in common")) {
                return Optional.of(Reason.TLS_TOO_OLD);
            }
        }
        return Optional.empty();
    }

    static SSLContext with(X509ExtendedKeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[]{keys}, null, null);
            return context;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
