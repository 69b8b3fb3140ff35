package io.moquette.broker;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.NullMarked;

/// How the broker encrypts: TLS 1.3 and 1.2 (RFC 8446, 5246), with keys that are forgotten after each connection and ciphers that also
/// prove who wrote what (RFC 9325, section 4.2).
@NullMarked
final class Encryption {
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    private Encryption() {}

    static SslContext with(X509ExtendedKeyManager keys) {
        try {
            return SslContextBuilder.forServer(keys).sslProvider(SslProvider.JDK).protocols(PROTOCOLS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE).build();
        } catch (SSLException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
