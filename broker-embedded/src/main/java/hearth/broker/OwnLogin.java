package hearth.broker;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// How the program's own clients prove themselves while no other is let in without a login. Lives as long as the program; a value.
///
/// @param clients the client ids that nobody else may use
public record OwnLogin(String user, String password, Set<String> clients) {
    public OwnLogin {
        clients = Set.copyOf(clients);
    }

    /// With a password of 128 bits.
    public static OwnLogin random(Set<String> clients) {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return new OwnLogin("hearth", HexFormat.of().formatHex(bytes), clients);
    }

    /// Without the password.
    @Override public String toString() {
        return "OwnLogin[" + user + "]";
    }
}
