package hearth.home;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may use the embedded broker, sorted by user name.
public record Logins(List<Login> all) {

    public static final Logins NONE = new Logins(List.of());

    /// @throws IllegalArgumentException if a user name is there twice
    public Logins {
        all = all.stream().sorted(Comparator.comparing(Login::user)).toList();
        if (all.stream().map(Login::user).distinct().count() < all.size()) {
            throw new IllegalArgumentException("a user name is there twice");
        }
    }

    public Optional<Login> login(String user) {
        return all.stream().filter(l -> l.user().equals(user)).findFirst();
    }

    /// With this one in the place of the one of the same user name.
    public Logins with(Login login) {
        return new Logins(Stream.concat(without(login.user()).all.stream(), Stream.of(login)).toList());
    }

    public Logins with(Collection<Login> more) {
        var names = more.stream().map(Login::user).collect(Collectors.toSet());
        return new Logins(Stream.concat(all.stream().filter(l -> !names.contains(l.user())), more.stream()).toList());
    }

    public Logins without(String user) {
        return new Logins(all.stream().filter(l -> !l.user().equals(user)).toList());
    }

    /// The same ones if nobody has this user name.
    public Logins changed(String user, Function<Login, Login> change) {
        return login(user).map(l -> with(change.apply(l))).orElse(this);
    }

    /// A user name nobody has: the wish in lower case with `-` between its words, and a number if it is taken.
    public String free(String wish) {
        var plain = wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var base = plain.isEmpty() ? "device" : plain.substring(0, Math.min(40, plain.length()));
        return Stream.concat(Stream.of(base), Stream.iterate(2, n -> n + 1).map(n -> base + "-" + n)).filter(u -> login(u).isEmpty())
                .findFirst().orElseThrow();
    }
}
