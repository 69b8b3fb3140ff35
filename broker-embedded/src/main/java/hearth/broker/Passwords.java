package hearth.broker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What tells a password from others without being it. Takes about a tenth of a second: not for a network thread. Any thread.
///
/// Made with Argon2id (RFC 9106) in the PHC text form, 19 MiB and two passes, as OWASP recommends. Read also: Mosquitto's `$7$`
/// (PBKDF2-HMAC-SHA512) and `$6$` (SHA-512 of password and salt), and `pbkdf2$` (PBKDF2-HMAC-SHA256) of Hearth's first version.
public final class Passwords {
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int MOSQUITTO_SALT_BYTES = 12;
    private static final int MOSQUITTO_KEY_BYTES = 64;
    private static final int MOSQUITTO_ITERATIONS = 1_000;
    private static final int RABBIT_SALT_BYTES = 4;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int STRONG_BITS = 60;
    private static final String OURS = "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + PASSES + ",p=1$";
    private static final Pattern ARGON = Pattern
            .compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=([1-4])\\$([^$]+)\\$([^$]+)");
    private static final Pattern MOSQUITTO_7 = Pattern.compile("\\$7\\$(\\d{1,8})\\$([^$]+)\\$([^$]+)");
    private static final Pattern MOSQUITTO_6 = Pattern.compile("\\$6\\$([^$]+)\\$([^$]+)");
    private static final Pattern FIRST = Pattern.compile("pbkdf2\\$(\\d{1,8})\\$([^$]+)\\$([^$]+)");

    private Passwords() {}

    /// With a salt of its own.
    public static String hash(byte[] password) {
        byte[] salt = salt(SALT_BYTES);
        var text = Base64.getEncoder().withoutPadding();
        return OURS + text.encodeToString(salt) + "$" + text.encodeToString(argon(password, salt, KIBIBYTES, PASSES, 1, KEY_BYTES));
    }

    private static byte[] salt(int bytes) {
        byte[] salt = new byte[bytes];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /// Of a text's UTF-8.
    public static String hash(String password) {
        return hash(password.getBytes(StandardCharsets.UTF_8));
    }

    /// As Mosquitto 2 keeps it (`$7$`). Only for passwords that nobody could guess: its network thread checks them, so it is to be quick.
    public static String forMosquitto(String password) {
        byte[] salt = salt(MOSQUITTO_SALT_BYTES);
        var text = Base64.getEncoder();
        return "$7$" + MOSQUITTO_ITERATIONS + "$" + text.encodeToString(salt) + "$" + text.encodeToString(
                key("PBKDF2WithHmacSHA512", password.getBytes(StandardCharsets.UTF_8), salt, MOSQUITTO_ITERATIONS, MOSQUITTO_KEY_BYTES));
    }

    /// As RabbitMQ keeps it (`rabbit_password_hashing_sha512`): the same goes for it.
    public static String forRabbitMq(String password) {
        byte[] salt = salt(RABBIT_SALT_BYTES);
        byte[] hash = sha512(salt, password.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(salt, salt.length + hash.length);
        System.arraycopy(hash, 0, all, salt.length, hash.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /// Whether it was made as [#hash] makes them now.
    public static boolean isOurs(String hash) {
        return hash.startsWith(OURS);
    }

    /// Whether this is the password. How long it takes tells nothing of it.
    public static boolean matches(String hash, byte[] password) {
        try {
            return password.length > 0 && known(hash, password);
        } catch (IllegalArgumentException notSuchAHash) {
            return false;
        }
    }

    private static boolean known(String hash, byte[] password) {
        Matcher argon = ARGON.matcher(hash);
        if (argon.matches()) {
            int kibibytes = Math.min(number(argon, 1), 1 << 16);
            byte[] key = bytes(argon, 5);
            return key.length >= 16
                    && MessageDigest.isEqual(key,
                            argon(password, bytes(argon, 4), kibibytes, number(argon, 2), number(argon, 3), key.length));
        }
        Matcher seven = MOSQUITTO_7.matcher(hash);
        if (seven.matches()) {
            return isKey(seven, "PBKDF2WithHmacSHA512", password);
        }
        Matcher first = FIRST.matcher(hash);
        if (first.matches()) {
            return isKey(first, "PBKDF2WithHmacSHA256", password);
        }
        Matcher six = MOSQUITTO_6.matcher(hash);
        return six.matches() && MessageDigest.isEqual(bytes(six, 2), sha512(password, bytes(six, 1)));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] bytes(Matcher parts, int group) {
        return Base64.getDecoder().decode(parts.group(group));
    }

    private static byte[] argon(byte[] password, byte[] salt, int kibibytes, int passes, int lanes, int bytes) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt).withMemoryAsKB(kibibytes).withIterations(passes).withParallelism(lanes).build());
        byte[] key = new byte[bytes];
        generator.generateBytes(password, key);
        return key;
    }

    private static boolean isKey(Matcher parts, String algorithm, byte[] password) {
        byte[] key = bytes(parts, 3);
        int iterations = Math.min(number(parts, 1), MOST_ITERATIONS);
        return key.length >= 16 && MessageDigest.isEqual(key, key(algorithm, password, bytes(parts, 2), iterations, key.length));
    }

    private static byte[] key(String algorithm, byte[] password, byte[] salt, int iterations, int bytes) {
        char[] text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password)).toString().toCharArray();
        var spec = new PBEKeySpec(text, salt, iterations, bytes * 8);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] sha512(byte[] password, byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            digest.update(password);
            return digest.digest(salt);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// Whether a password that somebody chose is good enough to keep: an estimate of at least 60 bits, which runs (`1234`) and repeats
    /// add nothing to, without the user name in it.
    public static boolean isStrong(byte[] password, String user) {
        String text = new String(password, StandardCharsets.UTF_8);
        if (!user.isEmpty() && text.toLowerCase(Locale.ROOT).contains(user.toLowerCase(Locale.ROOT))) {
            return false;
        }
        int signs = (text.chars().anyMatch(Character::isDigit) ? 10 : 0) + (text.chars().anyMatch(Character::isLowerCase) ? 26 : 0)
                + (text.chars().anyMatch(Character::isUpperCase) ? 26 : 0)
                + (text.chars().allMatch(Character::isLetterOrDigit) ? 0 : 20);
        int fresh = 0;
        for (int i = 0; i < text.length(); i++) {
            fresh += i == 0 || Math.abs(text.charAt(i) - text.charAt(i - 1)) > 1 ? 1 : 0;
        }
        long different = text.chars().distinct().count();
        return Math.min(fresh, 3 * different) * Math.log(Math.max(signs, 1)) / Math.log(2) >= STRONG_BITS;
    }
}
