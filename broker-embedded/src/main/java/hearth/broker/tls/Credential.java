package hearth.broker.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// A certificate and its private key, an elliptic one on P-256: small enough for a QR code and quick on a microcontroller. A value.
record Credential(PrivateKey key, X509Certificate certificate) {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// What [#write] left, both files in PEM (RFC 7468).
    ///
    /// @throws java.nio.file.NoSuchFileException if one of the files is not there
    /// @throws IOException if they cannot be read, are damaged or do not belong together
    static Credential read(Path keyFile, Path certificateFile) throws IOException {
        var key = Files.readString(keyFile, StandardCharsets.ISO_8859_1);
        var certificate = Files.readAllBytes(certificateFile);
        try {
            var made = new Credential(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(key))),
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
            made.prove();
            return made;
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new IOException(certificateFile + " and its key cannot be read", damaged);
        }
    }

    private void prove() throws GeneralSecurityException {
        var words = "the same key".getBytes(StandardCharsets.UTF_8);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(words);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(words);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("key and certificate do not belong together");
        }
    }

    /// The key first, so that no certificate stands without it; nobody but the owner can read it.
    void write(Path keyFile, Path certificateFile) throws IOException {
        OwnFile.write(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        OwnFile.write(certificateFile, pem(certificate));
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException itWasRead) {
            throw new IllegalStateException(itWasRead);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(content) + "\n-----END " + what + "-----\n";
    }

    private static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    /// Without the key.
    @Override public String toString() {
        return "Credential[" + certificate.getSubjectX500Principal() + "]";
    }
}
