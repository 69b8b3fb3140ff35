package hearth.app;

import hearth.home.Grant;
import hearth.home.Role;
import hearth.mqtt.BrokerAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The command line, understood: every word of it was looked at before anything is made or opened.
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
                case "--data-dir" -> dataDir = Optional.of(folder(word, path(word, rest)));
                case "--screenshot" -> screenshot = Optional.of(picture(path(word, rest)));
                case "--port" -> port = OptionalInt.of(port(next(word, rest)));
                case "--host" -> host = Optional.of(host(next(word, rest)));
                case "--broker" -> brokers = brokers(next(word, rest));
                case "--login" -> logins = only(logins, new LoginTask.Make(next(word, rest), Optional.empty()));
                case "--role" -> role = Optional.of(role(next(word, rest)));
                case "--revoke" -> logins = only(logins, new LoginTask.Revoke(next(word, rest)));
                case "--logins" -> logins = only(logins, new LoginTask.Show());
                default -> throw new IllegalArgumentException("There is no option \"" + word + "\"; hearth --help lists them.");
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

    private static Optional<LoginTask> only(Optional<LoginTask> before, LoginTask task) {
        if (before.isPresent()) {
            throw new IllegalArgumentException("Only one of --login, --revoke and --logins can be done at a time.");
        }
        return Optional.of(task);
    }

    private static Role role(String text) {
        var names = text.contains("=") ? List.of(text.substring(text.indexOf('=') + 1).split(",", -1)) : List.<String>of();
        try {
            return switch (text.replaceFirst("=.*", "=")) {
                case "everything" -> new Role.Everything();
                case "read" -> new Role.ReadAll();
                case "rooms=" -> new Role.ControlRooms(rooms(names));
                case "topics=" -> new Role.Device(names.stream().map(filter -> Grant.of(filter, Grant.Way.BOTH)).toList());
                default -> throw new IllegalArgumentException("there is no such role");
            };
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException(
                    "--role does not take " + text + " (" + no.getMessage() + "); hearth --help lists the roles.",
                    no);
        }
    }

    private static Set<String> rooms(List<String> names) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a room has a name");
        }
        return Set.copyOf(names);
    }

    /// Not looked for: whether they are there shows when they are dialled.
    private static List<String> brokers(String text) {
        var all = List.of(text.split(",", -1));
        all.forEach(BrokerAddress::of);
        return all;
    }

    /// Looks a name up.
    private static String host(String text) {
        try {
            var address = InetAddress.getByName(text);
            if (!text.isBlank() && (address.isAnyLocalAddress() || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null)) {
                return text;
            }
        } catch (UnknownHostException | SocketException unknown) {
            throw noHost(text, unknown);
        }
        throw noHost(text, null);
    }

    private static IllegalArgumentException noHost(String text, @Nullable Exception why) {
        return new IllegalArgumentException("--host needs an address of this computer, and \"" + text
                + "\" is none; 127.0.0.1 is for its own programs only, 0.0.0.0 for all who can reach it.", why);
    }

    /// A folder, or a place where one can be made.
    private static Path folder(String option, Path path) {
        for (var at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at) && !Files.isDirectory(at)) {
                throw new IllegalArgumentException(option + " needs a folder, and " + at + " is a file.");
            }
        }
        return path;
    }

    private static Path picture(Path path) {
        var parent = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException("--screenshot needs a file, and " + path + " is a folder.");
        }
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IllegalArgumentException("--screenshot writes into a folder that is there, and " + parent + " is not.");
        }
        return path;
    }

    private static String next(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty() || rest.element().startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value; hearth --help tells which.");
        }
        return rest.remove();
    }

    private static Path path(String option, ArrayDeque<String> rest) {
        var text = next(option, rest);
        try {
            if (text.isBlank()) {
                throw new InvalidPathException(text, "empty");
            }
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException(option + " needs a path, and \"" + text + "\" is none.", noPath);
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("--port needs a number from 0 to 65535, not \"" + text + "\".", noNumber);
        }
        throw new IllegalArgumentException("--port needs a number from 0 to 65535, not \"" + text + "\".");
    }
}
