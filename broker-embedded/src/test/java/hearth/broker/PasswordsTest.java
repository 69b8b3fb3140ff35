package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    /// Made by `mosquitto_passwd` 2.0.11 (PBKDF2), by `mosquitto_passwd -H sha512`, as Hearth's first version did, and by
    /// pyca/cryptography 48 with another cost; each of `k3m9-pq7x`.
    private static final List<String> ELSEWHERE = List.of(
            "$7$101$mzsjTmhQtP980z98$a94q7yraPQaYZxRmqQGXxe0byQT+ULbnLQplpt+CPvSMihKnXutLkp3UDS8r0PXwwQ3cB8aTucRZToaJV7+fDA==",
            "$6$dQt84rus1I0/kAeF$4nzN3VjyCplnJknl1H1N5X78MGCVX9dR9fiWHT4msv3/Xjd3607jEAMCr+cBx0K07M7qVQujAtr67IiPhrqQGw==",
            "pbkdf2$210000$VDwDLoZMSYnrtZod9DCVuw==$yLTEazzywm3VzgYon9U96t61KLgNBIVNIvnGJqbyUbE=",
            "$argon2id$v=19$m=12288,t=3,p=1$9YsQMZYE9bBd5VG8ZT147Q$2UHyo+pN1rScKcZdSd3c+92NZnehiZpDU3L/ntATL6Y");

    @Test void onlyTheRightPasswordMatches() {
        String hash = Passwords.hash("Gürtel-17");
        assertTrue(Passwords.matches(hash, bytes("Gürtel-17")));
        for (String wrong : List.of("Gürtel-1", "gürtel-17", "", "Gürtel-17 ")) {
            assertFalse(Passwords.matches(hash, bytes(wrong)), wrong);
        }
        assertTrue(Passwords.isOurs(hash));
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        assertNotEquals(hash, Passwords.hash("Gürtel-17"));
    }

    @Test void hashesFromElsewhereAreReadAsTheyAre() {
        for (String hash : ELSEWHERE) {
            assertTrue(Passwords.matches(hash, bytes("k3m9-pq7x")), hash);
            assertFalse(Passwords.matches(hash, bytes("k3m9-pq7y")), hash);
            assertFalse(Passwords.isOurs(hash), hash);
        }
    }

    @Test void aHashThatIsNoneAcceptsNobody() {
        for (String hash : List.of("", "secret", "$6$x", "$7$1$x$y", "$7$0$YQ==$YQ==", "$7$99999999$YQ$", "pbkdf2$1$!$!", "$argon2id$",
                "$argon2id$v=19$m=999999,t=99,p=4$x$y", "$argon2id$v=19$m=0,t=0,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAA", "$6$YQ==$")) {
            assertFalse(Passwords.matches(hash, bytes("secret")), hash);
        }
    }

    @Test void aPasswordThatIsHardToGuessIsStrong() {
        assertEquals(List.of(true, true, true),
                List.of("k3m9-pq7x-2wfa-hd6t", "Wirbel-Katze+Ofen9", "zq7Tn2kPw8Lx").stream()
                        .map(it -> Passwords.isStrong(bytes(it), "plug")).toList());
        for (String weak : List.of("", "secret", "password123456", "aaaaaaaaaaaaaaaaaaaaaaaa", "123456789012345678901234",
                "abababababababababab",
                "my-plug-k3m9-pq7x-2wfa")) {
            assertFalse(Passwords.isStrong(bytes(weak), "plug"), weak);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
