package hearth.broker.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Issues certificates (RFC 5280), signed with ECDSA and SHA-256.
final class Issuer {

    /// A device whose clock runs behind takes a new certificate all the same.
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_652);

    private Issuer() {
    }

    static Credential authority(KeyPair keys, X500Principal name, Instant now) {
        try {
            var usages = new JcaX509ExtensionUtils();
            var from = now.minus(CLOCKS_DIFFER);
            var builder = new JcaX509v3CertificateBuilder(name, serial(), Date.from(from), Date.from(from.plus(AUTHORITY_LIFE)), name,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, usages.createSubjectKeyIdentifier(keys.getPublic()));
            return new Credential(keys.getPrivate(), signed(builder, keys.getPrivate()));
        } catch (GeneralSecurityException | CertIOException itIsOurOwn) {
            throw new IllegalStateException(itIsOurOwn);
        }
    }

    /// @param names host names and IP addresses, each as it is written; at least one
    static Credential server(Credential authority, String commonName, Collection<String> names, Instant now) {
        try {
            var keys = Credential.newKey();
            var usages = new JcaX509ExtensionUtils();
            var from = now.minus(CLOCKS_DIFFER);
            var builder = new JcaX509v3CertificateBuilder(authority.certificate(), serial(), Date.from(from),
                    Date.from(from.plus(Certificates.SERVER_LIFE).minusSeconds(1)), named(commonName), keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            builder.addExtension(Extension.authorityKeyIdentifier, false, usages.createAuthorityKeyIdentifier(authority.certificate()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, usages.createSubjectKeyIdentifier(keys.getPublic()));
            return new Credential(keys.getPrivate(), signed(builder, authority.key()));
        } catch (GeneralSecurityException | CertIOException itIsOurOwn) {
            throw new IllegalStateException(itIsOurOwn);
        }
    }

    /// A distinguished name of nothing but this, with what has a meaning in one taken out.
    static X500Principal named(String commonName) {
        return new X500Principal("CN=" + commonName.replaceAll("[^\\p{L}\\p{N} ._-]", "-"));
    }

    private static GeneralNames alternatives(Collection<String> names) {
        var all = new ArrayList<GeneralName>();
        for (var name : names) {
            all.add(new GeneralName(ServerNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, java.security.PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(126, new SecureRandom()).setBit(126);
    }
}
