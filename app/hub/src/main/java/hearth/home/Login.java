package hearth.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One client of the embedded broker: how it proves itself and what for.
///
/// @param user    what it gives as its user name, 1 to 128 characters, unlike all others
/// @param name    what people call it, 1 to 64 characters
/// @param hash    what tells its password from others, `$argon2id$…`; `pbkdf2$…`, `$7$…` and `$6$…` from elsewhere until it is used
/// @param used    when it last came in
/// @param clients the client ids it came with, newest last: they are its own
/// @param next    of a password it was given for another broker: it may come with that too, until it gets another one here
public record Login(String user, String name, Role role, String hash, Instant made, Optional<Instant> used, List<String> clients,
        Optional<String> next) {

    /// Older client ids are forgotten.
    public static final int CLIENTS = 16;

    public Login {
        name = name.strip();
        if (user.isEmpty() || user.length() > 128 || user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user name has 1 to 128 characters, none of them a colon: " + user);
        }
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("a name has 1 to 64 characters: " + name);
        }
        clients = List.copyOf(clients);
    }

    public Login(String user, String name, Role role, String hash, Instant made, Optional<Instant> used, List<String> clients) {
        this(user, name, role, hash, made, used, clients, Optional.empty());
    }

    public Login named(String newName) {
        return new Login(user, newName, role, hash, made, used, clients, next);
    }

    public Login as(Role newRole) {
        return new Login(user, name, newRole, hash, made, used, clients, next);
    }

    /// With another password and no further one.
    public Login hashed(String newHash) {
        return new Login(user, name, role, newHash, made, used, clients);
    }

    public Login also(String nextHash) {
        return new Login(user, name, role, hash, made, used, clients, Optional.of(nextHash));
    }

    /// It came in with this client id.
    public Login used(String clientId, Instant at) {
        var ids = new ArrayList<>(clients);
        ids.remove(clientId);
        ids.add(clientId);
        return new Login(user, name, role, hash, made, Optional.of(at), ids.subList(Math.max(0, ids.size() - CLIENTS), ids.size()),
                next);
    }

    /// Without the hash.
    @Override public String toString() {
        return "Login[" + user + ", " + name + ", " + role + "]";
    }
}
