package hearth.app;

import hearth.home.Grant;
import hearth.home.Role;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The command line, understood.
///
/// @param port    the embedded broker's, 0 for any free one
/// @param brokers URIs of brokers to use instead of the embedded one
/// @param logins  what is to be done about logins, instead of running
record Arguments(boolean headless, boolean demo, Optional<Path> dataDir, OptionalInt port, Optional<String> host, List<String> brokers,
        Optional<Path> screenshot, boolean version, boolean help, Optional<LoginTask> logins) {

    static final String HELP = """
            hearth                       opens the window; closing it keeps broker and alarm running
            hearth --headless            the same without a window
              --data-dir DIR             everything it keeps, in one place
              --port N  --host ADDRESS   where the embedded broker listens (1883 on 127.0.0.1)
              --broker URI[,URI...]      use these brokers instead (mqtt:// or mqtts://, tried in turn)
              --demo                     adds a simulated home to try things on
              --screenshot FILE          draws the window into a PNG and ends
              --version  --help
            hearth --login NAME --role everything | read | rooms=ROOM[,ROOM...] | topics=FILTER[,FILTER...]
                                         makes a login for the embedded broker and prints its password, once; for a NAME
                                         that is there, another password. topics= is for a device, the others for programs
            hearth --revoke NAME         takes a login away
            hearth --logins              lists them; for all three Hearth must not be running
            """;

    /// @throws IllegalArgumentException with a sentence for the user
    static Arguments of(String... words) {
        var rest = new ArrayDeque<>(Arrays.asList(words));
        boolean headless = false;
        boolean demo = false;
        boolean version = false;
        boolean help = false;
        var dataDir = Optional.<Path>empty();
        var port = OptionalInt.empty();
        var host = Optional.<String>empty();
        var brokers = List.<String>of();
        var screenshot = Optional.<Path>empty();
        var role = Optional.<Role>empty();
        var logins = Optional.<LoginTask>empty();
        while (!rest.isEmpty()) {
            var word = rest.remove();
            switch (word) {
                case "--headless" -> headless = true;
                case "--demo" -> demo = true;
                case "--version" -> version = true;
                case "--help" -> help = true;
                case "--data-dir" -> dataDir = Optional.of(path(word, rest));
                case "--screenshot" -> screenshot = Optional.of(path(word, rest));
                case "--port" -> port = OptionalInt.of(port(next(word, rest)));
                case "--host" -> host = Optional.of(next(word, rest));
                case "--broker" -> brokers = List.of(next(word, rest).split(","));
                case "--login" -> logins = Optional.of(new LoginTask.Make(next(word, rest), Optional.empty()));
                case "--role" -> role = Optional.of(role(next(word, rest)));
                case "--revoke" -> logins = Optional.of(new LoginTask.Revoke(next(word, rest)));
                case "--logins" -> logins = Optional.of(new LoginTask.Show());
                default -> throw new IllegalArgumentException("There is no option " + word + "; hearth --help lists them.");
            }
        }
        if (headless && screenshot.isPresent()) {
            throw new IllegalArgumentException("--screenshot needs the window, so it does not go with --headless.");
        }
        if (role.isPresent()) {
            logins = Optional.of(logins.filter(LoginTask.Make.class::isInstance).map(LoginTask.Make.class::cast)
                    .orElseThrow(() -> new IllegalArgumentException("--role goes with --login NAME.")).as(role.get()));
        }
        return new Arguments(headless, demo, dataDir, port, host, brokers, screenshot, version, help, logins);
    }

    private static Role role(String text) {
        var names = text.contains("=") ? List.of(text.substring(text.indexOf('=') + 1).split(",")) : List.<String>of();
        try {
            return switch (text.replaceFirst("=.*", "")) {
                case "everything" -> new Role.Everything();
                case "read" -> new Role.ReadAll();
                case "rooms" -> new Role.ControlRooms(Set.copyOf(names));
                case "topics" -> new Role.Device(names.stream().map(filter -> Grant.of(filter, Grant.Way.BOTH)).toList());
                default -> throw new IllegalArgumentException("there is no such role");
            };
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException(
                    "--role does not take " + text + " (" + no.getMessage() + "); hearth --help lists the roles.",
                    no);
        }
    }

    private static String next(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value; hearth --help tells which.");
        }
        return rest.remove();
    }

    private static Path path(String option, ArrayDeque<String> rest) {
        var text = next(option, rest);
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException(option + " needs a path, and this is none: " + text, noPath);
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("--port needs a number from 0 to 65535, not " + text + ".", noNumber);
        }
        throw new IllegalArgumentException("--port needs a number from 0 to 65535, not " + text + ".");
    }
}
