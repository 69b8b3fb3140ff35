package hearth.hub;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A login as the broker checks it: the role spelt out in topics.
///
/// @param learning whether topics that are nobody's become its own as it uses them
public record Permit(Login login, List<Grant> grants, boolean learning) {

    public Permit {
        grants = List.copyOf(grants);
    }

    /// The grants without `%u` and `%c`, for a broker that knows no such names: the client ids are those it came with. Where one of them
    /// would widen a filter the line permits nothing, as at the embedded broker.
    public List<Grant> spelt() {
        return grants.stream().flatMap(this::spelt).distinct().toList();
    }

    private Stream<Grant> spelt(Grant grant) {
        var filter = grant.topics().filter();
        if (filter.contains("%u") && !isPlain(login.user())) {
            return Stream.empty();
        }
        var named = filter.replace("%u", login.user());
        return !named.contains("%c") ? Stream.of(Grant.of(named, grant.way()))
                : login.clients().stream().filter(Permit::isPlain).map(id -> Grant.of(named.replace("%c", id), grant.way()));
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c == '+' || c == '#' || c == '/');
    }

    /// Topics of the house that a wildcard at a filter's beginning would reach elsewhere, though it does not here.
    ///
    /// @param ways those that count as a permission
    public List<String> houseTopicsNotMeant(Set<Way> ways) {
        var filters = spelt().stream().filter(g -> ways.contains(g.way())).map(g -> g.topics().filter()).toList();
        boolean wild = filters.stream().anyMatch(f -> f.startsWith("#") || f.startsWith("+"));
        return !wild ? List.of() : Stream.of("security", "hearth").filter(h -> filters.stream().noneMatch(f -> f.startsWith(h + "/")))
                .map(h -> h + "/#").toList();
    }
}
