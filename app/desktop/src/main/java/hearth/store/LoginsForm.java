package hearth.store;

import hearth.home.Grant;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The logins as their file spells them; of the passwords only hashes.
record LoginsForm(List<LoginForm> logins) {

    /// @param used empty for never
    /// @param next empty for none
    record LoginForm(String user, String name, String role, List<String> rooms, List<GrantForm> topics, String hash, String made,
            String used, List<String> clients, String next) {

        static LoginForm of(Login login) {
            var grants = login.role() instanceof Role.Device(var topics) ? topics : List.<Grant>of();
            var rooms = login.role() instanceof Role.ControlRooms(var some) ? some : Set.<String>of();
            return new LoginForm(login.user(), login.name(), word(login.role()), rooms.stream().sorted().toList(),
                    grants.stream().map(g -> new GrantForm(g.topics().filter(), g.way().name().toLowerCase(Locale.ROOT))).toList(),
                    login.hash(), login.made().toString(), login.used().map(Instant::toString).orElse(""), login.clients(),
                    login.next().orElse(""));
        }

        /// @throws RuntimeException if this is no login
        Login login() {
            Role whole = switch (role) {
                case "device" -> new Role.Device(
                        topics.stream().map(g -> Grant.of(g.topics(), Grant.Way.valueOf(g.way().toUpperCase(Locale.ROOT)))).toList());
                case "read_all" -> new Role.ReadAll();
                case "control_rooms" -> new Role.ControlRooms(Set.copyOf(rooms));
                case "everything" -> new Role.Everything();
                default -> throw new IllegalArgumentException("no role: " + role);
            };
            return new Login(user, name, whole, hash, Instant.parse(made),
                    used.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(used)), clients,
                    Optional.of(next).filter(n -> !n.isEmpty()));
        }

        private static String word(Role role) {
            return switch (role) {
                case Role.Device _ -> "device";
                case Role.ReadAll() -> "read_all";
                case Role.ControlRooms _ -> "control_rooms";
                case Role.Everything() -> "everything";
            };
        }
    }

    record GrantForm(String topics, String way) {
    }

    static LoginsForm of(Logins logins) {
        return new LoginsForm(logins.all().stream().map(LoginForm::of).toList());
    }

    /// @throws IllegalArgumentException if these are no logins
    Logins known() {
        try {
            return new Logins(logins.stream().map(LoginForm::login).toList());
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(noTime);
        }
    }
}
