package hearth.broker.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// One server certificate at a time, which may be replaced while connections are being made. Any thread.
///
/// A handshake first chooses an alias and then asks for key and chain: the one before the newest stays until the next.
final class SwappedKeys extends X509ExtendedKeyManager {

    private record Served(String alias, Credential credential) {
    }

    private volatile Served newest;
    private volatile Served before;

    SwappedKeys(Credential first) {
        newest = new Served("1", first);
        before = newest;
    }

    synchronized void swap(Credential next) {
        before = newest;
        newest = new Served(Integer.toString(Integer.parseInt(before.alias) + 1), next);
    }

    private @Nullable Credential of(String alias) {
        var now = newest;
        var last = before;
        return alias.equals(now.alias) ? now.credential : alias.equals(last.alias) ? last.credential : null;
    }

    private @Nullable String chosen(String keyType) {
        return keyType.equals("EC") ? newest.alias : null;
    }

    @Override public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chosen(keyType);
    }

    @Override public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chosen(keyType);
    }

    @Override public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        var alias = chosen(keyType);
        return alias == null ? null : new String[]{alias};
    }

    @Override public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var credential = of(alias);
        return credential == null ? null : new X509Certificate[]{credential.certificate()};
    }

    @Override public @Nullable PrivateKey getPrivateKey(String alias) {
        var credential = of(alias);
        return credential == null ? null : credential.key();
    }

    @Override public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
