package hearth.broker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A name and what tells its password from others, without being the password. A value.
///
/// @param hash `pbkdf2$<iterations>$<salt>$<key>` with PBKDF2-HMAC-SHA256 (RFC 8018), salt and key in Base64; another text accepts nobody
public record Login(String user, String hash) {
    private static final int ITERATIONS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;

    /// With a salt of its own. Takes as long as [#accepts].
    ///
    /// @param password not empty
    public static Login of(String user, String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var text = Base64.getEncoder();
        return new Login(user, "pbkdf2$" + ITERATIONS + "$" + text.encodeToString(salt) + "$"
                + text.encodeToString(key(password.toCharArray(), salt, ITERATIONS)));
    }

    /// Whether these are the name and the password, in UTF-8. Takes about a tenth of a second where the name is right: not for a
    /// network thread. How long it takes tells nothing of the password.
    public boolean accepts(String name, byte[] password) {
        String[] part = hash.split("\\$");
        if (!name.equals(user) || password.length == 0 || part.length != 4 || !part[0].equals("pbkdf2")) {
            return false;
        }
        try {
            char[] characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password)).toString().toCharArray();
            return MessageDigest.isEqual(Base64.getDecoder().decode(part[3]),
                    key(characters, Base64.getDecoder().decode(part[2]), Integer.parseInt(part[1])));
        } catch (IllegalArgumentException notSuchAHash) {
            return false;
        }
    }

    private static byte[] key(char[] password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password, salt, iterations, KEY_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        } finally {
            spec.clearPassword();
        }
    }

    /// Without the hash.
    @Override public String toString() {
        return "Login[" + user + "]";
    }
}
