package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final byte[] PASSWORD = "päss-wörd".getBytes(StandardCharsets.UTF_8);

    @Test void onlyTheNameAndThePasswordAreAccepted() {
        var login = Login.of("home", "päss-wörd");
        assertTrue(login.accepts("home", PASSWORD));
        assertTrue(new Login("home", login.hash()).accepts("home", PASSWORD));
        assertFalse(login.accepts("Home", PASSWORD));
        assertFalse(login.accepts("home", "pass-word".getBytes(StandardCharsets.UTF_8)));
        assertFalse(login.accepts("home", new byte[0]));
        assertFalse(login.accepts("home", new byte[]{(byte) 0xFF}));
    }

    @Test void theSamePasswordIsNeverKeptTheSameWay() {
        assertNotEquals(Login.of("home", "secret"), Login.of("home", "secret"));
        assertTrue(Login.of("home", "secret").hash().matches("pbkdf2\\$210000\\$[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}="));
        assertEquals("Login[home]", Login.of("home", "secret").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "pbkdf2$0$AA==$AA==", "pbkdf2$x$AA==$AA==", "pbkdf2$1$?$AA==", "pbkdf2$1$$AA==",
        "md5$1$AA==$AA==", "pbkdf2$1$AA==$"}) void whatIsNoHashAcceptsNobody(String hash) {
        assertFalse(new Login("home", hash).accepts("home", PASSWORD));
    }
}
