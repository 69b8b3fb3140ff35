package hearth.app;

import hearth.broker.Passwords;
import hearth.home.Home;
import hearth.home.Login;
import hearth.home.Role;
import hearth.home.Room;
import hearth.home.Settings;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Password;
import hearth.profile.ProfileCatalog;
import hearth.store.DataDirectory;
import hearth.store.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is done about logins where there is no window, while no hub runs on the folder. A value.
sealed interface LoginTask {

    /// Another password for a login that is there, else a new login.
    ///
    /// @param role needed for a new one; one that is there keeps its own without
    record Make(String name, Optional<Role> role) implements LoginTask {

        public Make {
            if (name.isBlank() || name.strip().length() > 64) {
                throw new IllegalArgumentException("A login's name has 1 to 64 characters.");
            }
        }

        Make as(Role newRole) {
            return new Make(name, Optional.of(newRole));
        }
    }

    record Revoke(String user) implements LoginTask {
    }

    record Show() implements LoginTask {
    }

    /// Says what was done; a password only here.
    ///
    /// @throws IllegalArgumentException       with a sentence for the user
    /// @throws hearth.store.DataInUseException if a hub has the folder
    /// @throws IOException                    if it cannot be kept
    default void carryOut(Path folder, PrintStream out) throws IOException {
        if (Files.notExists(folder) && events(house(Home.EMPTY, Settings.DEFAULT), new ArrayList<>()).isEmpty()) {
            return; // where nothing is, nothing is made to say so
        }
        try (var directory = DataDirectory.open(folder)) {
            var store = new Store(directory, Clock.systemUTC(), Hearth.HISTORY_BYTES);
            var left = store.load();
            var house = house(left.home(), left.settings()).with(left.logins());
            store.start(_ -> {
            });
            try {
                var said = new ArrayList<String>();
                for (var event : events(house, said)) {
                    var next = house.after(event, Clock.systemUTC().instant());
                    next.effects().stream().filter(e -> e instanceof Effect.SaveLogins || e instanceof Effect.Append)
                            .forEach(store::carryOut);
                    house = next.state();
                }
                if (!store.flush()) {
                    throw new IOException("the disk takes no logins in " + folder + "; none was changed.");
                }
                said.forEach(out::println);
            } catch (InterruptedException stopped) {
                throw new IOException("stopped before it was done", stopped);
            } finally {
                store.close();
            }
        }
    }

    private static HubState house(Home home, Settings settings) {
        return HubState.start(Hearth.VERSION, home, settings, ProfileCatalog.builtIn(), Map.of(), Optional.empty(), List.of());
    }

    private List<Event> events(HubState house, List<String> said) {
        var logins = house.access().logins();
        return switch (this) {
            case Show() -> {
                logins.all().forEach(login -> said.add(login.user() + "  " + words(login)));
                yield List.of();
            }
            case Revoke(var user) -> {
                var login = logins.login(user).orElseThrow(() -> nobody(user, house));
                said.add(login.user() + " is let in no longer.");
                yield List.of(new Event.LoginRevoked(user));
            }
            case Make(var name, var role) -> {
                role.ifPresent(r -> check(r, house.home()));
                boolean known = logins.login(name).isPresent();
                if (!known && role.isEmpty()) {
                    throw new IllegalArgumentException("A new login needs a --role; hearth --help lists them.");
                }
                var user = known ? name : logins.free(name);
                var password = Password.random();
                said.addAll(List.of("user:     " + user, "password: " + password.text(),
                        "Only its hash is kept, so this password cannot be shown again."));
                var events = new ArrayList<Event>();
                role.ifPresent(r -> events.add(known ? new Event.RoleSet(user, r) : new Event.LoginWanted(name, r)));
                events.add(new Event.PasswordMade(user, password, Passwords.hash(password.text())));
                yield events;
            }
        };
    }

    private static void check(Role role, Home home) {
        var known = home.rooms().stream().map(Room::name).filter(n -> !n.isEmpty()).toList();
        if (role instanceof Role.ControlRooms(var rooms) && !known.containsAll(rooms)) {
            throw new IllegalArgumentException("There is no room " + rooms.stream().filter(r -> !known.contains(r)).sorted()
                    .collect(Collectors.joining(", ")) + "; " + thereAre(known) + ".");
        }
    }

    private static IllegalArgumentException nobody(String user, HubState house) {
        return new IllegalArgumentException("Nobody has the login " + user + "; "
                + thereAre(house.access().logins().all().stream().map(Login::user).toList()) + ".");
    }

    private static String thereAre(List<String> names) {
        return names.isEmpty() ? "there are none yet" : "there are: " + String.join(", ", names);
    }

    private static String words(Login login) {
        return switch (login.role()) {
            case Role.Everything() -> "everything";
            case Role.ReadAll() -> "read";
            case Role.ControlRooms(var rooms) -> rooms.stream().sorted().collect(Collectors.joining(",", "rooms=", ""));
            case Role.Device(var grants) ->
                grants.stream().map(g -> g.topics().filter()).distinct().collect(Collectors.joining(",", "topics=", ""));
        };
    }
}
