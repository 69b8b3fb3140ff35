package hearth.broker;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A login and what it is good for. A value.
///
/// Topics of the house itself, `security/…`, `hearth/…`, `homeassistant/status` and `$…`, are reached only by a filter that names their
/// first level, and `homeassistant/status` is written only with a filter that is just that.
///
/// @param hash     as [Passwords] makes and reads them; another text accepts nobody
/// @param learning whether topics that are nobody's become its own as it uses them; told by [AccessNews.Learned]
/// @param clients  the client identifiers that nobody else may use
/// @param next     of another password that is right too
public record Permit(String user, String hash, List<Grant> grants, boolean learning, Set<String> clients, Optional<String> next) {
    public Permit(String user, String hash, List<Grant> grants, boolean learning, Set<String> clients) {
        this(user, hash, grants, learning, clients, Optional.empty());
    }

    public Permit {
        grants = List.copyOf(grants);
        clients = Set.copyOf(clients);
    }

    /// The same with other grants.
    public Permit with(List<Grant> others) {
        return new Permit(user, hash, others, learning, clients, next);
    }

    /// Without the hashes.
    @Override public String toString() {
        return "Permit[" + user + ", " + grants + "]";
    }
}
