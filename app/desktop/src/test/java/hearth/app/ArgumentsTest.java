package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hearth.home.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every word of the command line, right and wrong; the sentences are those that people read.
final class ArgumentsTest {

    private static final String SCHEME = "A broker's address begins with mqtt:// or mqtts://.";
    private static final String PLACE = "A broker's address names a host and no more than a port behind it, as in mqtt://192.168.1.5:1883.";
    private static final String PORT = "--port needs a number from 0 to 65535, not \"%s\".";
    private static final String HOST = "--host needs an address of this computer, and \"%s\" is none; 127.0.0.1 is for its own programs only, "
            + "0.0.0.0 for all who can reach it.";
    private static final String ROLE = "--role does not take %s (%s); hearth --help lists the roles.";

    @TempDir Path folder;

    @Test void allThatIsRightIsUnderstood() {
        var all = Arguments.of("--headless", "--demo", "--data-dir", folder + "/a/b", "--port", "0", "--host", "127.0.0.1", "--broker",
                "mqtt://my_broker,mqtts://u:p@[::1]:8883/");
        assertEquals(new Arguments(true, true, Optional.of(folder.resolve("a/b")), OptionalInt.of(0), Optional.of("127.0.0.1"),
                List.of("mqtt://my_broker", "mqtts://u:p@[::1]:8883/"), Optional.empty(), false, false, Optional.empty()), all);
        assertEquals(Optional.of(new LoginTask.Make("phone", Optional.of(new Role.ControlRooms(Set.of("Kitchen", "Hall"))))),
                Arguments.of("--login", "phone", "--role", "rooms=Kitchen,Hall").logins());
        assertEquals(Optional.of("0.0.0.0"), Arguments.of("--host", "0.0.0.0").host());
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> wrong() {
        var needs = Stream.of("--data-dir", "--port", "--host", "--broker", "--screenshot", "--login", "--revoke")
                .flatMap(o -> Stream.of(List.of(o), List.of(o, "--demo"))
                        .map(words -> arguments(words, o + " needs a value; hearth --help tells which.")));
        var brokers = Stream.of(arguments("", SCHEME), arguments(",", SCHEME), arguments("localhost", SCHEME),
                arguments("http://h", SCHEME), arguments("ws://h", SCHEME), arguments("mqtt://h,", SCHEME),
                arguments("mqtt://h,,mqtt://i", SCHEME), arguments("mqtt://h,h2", SCHEME),
                arguments("mqtt://", "A broker's address looks like mqtt://192.168.1.5:1883: Expected authority."),
                arguments("mqtt://a b", "A broker's address looks like mqtt://192.168.1.5:1883: Illegal character in authority."),
                arguments("mqtt:h", PLACE), arguments("mqtt:///h", PLACE), arguments("mqtt://h:", PLACE), arguments("mqtt://h:abc", PLACE),
                arguments("mqtt://h:-1", PLACE), arguments("mqtt://h:18.3", PLACE), arguments("mqtt://:1883", PLACE),
                arguments("mqtt://h/topic", PLACE), arguments("mqtt://h?tls", PLACE), arguments("mqtt://h#1", PLACE),
                arguments("mqtt://h:0", "A broker's port is a number from 1 to 65535, not 0."),
                arguments("mqtt://h:99999", "A broker's port is a number from 1 to 65535, not 99999."))
                .map(a -> arguments(List.of("--broker", a.get()[0]), a.get()[1]));
        var ports = Stream.of("", "abc", "-1", "65536", "99999999999", "1.5", "0x10", " 1883")
                .map(p -> arguments(List.of("--port", p), PORT.formatted(p)));
        var hosts = Stream.of("", " ", "a b", "no.such.host.invalid", "999.1.1.1", "192.0.2.1")
                .map(h -> arguments(List.of("--host", h), HOST.formatted(h)));
        var roles = Stream.of(arguments("nobody", "there is no such role"), arguments("rooms", "there is no such role"),
                arguments("read=x", "there is no such role"), arguments("rooms=", "a room has a name"),
                arguments("rooms=Hall,", "a room has a name"), arguments("topics=", "not a topic filter: "),
                arguments("topics=a/#/b", "not a topic filter: a/#/b"))
                .map(a -> arguments(List.of("--login", "x", "--role", a.get()[0]), ROLE.formatted(a.get())));
        var rest = Stream.of(arguments(List.of("--colour"), "There is no option \"--colour\"; hearth --help lists them."),
                arguments(List.of(""), "There is no option \"\"; hearth --help lists them."),
                arguments(List.of("--data-dir", ""), "--data-dir needs a path, and \"\" is none."),
                arguments(List.of("--data-dir", "\0"), "--data-dir needs a path, and \"\0\" is none."),
                arguments(List.of("--screenshot", " "), "--screenshot needs a path, and \" \" is none."),
                arguments(List.of("--screenshot", "a.png", "--headless"),
                        "--screenshot needs the window, so it does not go with --headless."),
                arguments(List.of("--login", ""), "A login's name has 1 to 64 characters."),
                arguments(List.of("--login", "x".repeat(65)), "A login's name has 1 to 64 characters."),
                arguments(List.of("--role", "read"), "--role goes with --login NAME."),
                arguments(List.of("--revoke", "x", "--role", "read"), "--role goes with --login NAME."),
                arguments(List.of("--logins", "--login", "x"), "Only one of --login, --revoke and --logins can be done at a time."));
        return Stream.of(needs, brokers, ports, hosts, roles, rest).flatMap(s -> s);
    }

    @ParameterizedTest @MethodSource("wrong") void whatIsWrongIsSaidInASentence(List<String> words, String sentence) {
        assertEquals(sentence, refused(words.toArray(String[]::new)));
    }

    @Test void aFileIsNoFolderAndAFolderNoPicture() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertEquals("--data-dir needs a folder, and " + file + " is a file.", refused("--data-dir", file.toString()));
        assertEquals("--data-dir needs a folder, and " + file + " is a file.", refused("--data-dir", file.resolve("a/b").toString()));
        assertEquals("--screenshot needs a file, and " + folder + " is a folder.", refused("--screenshot", folder.toString()));
        assertEquals("--screenshot writes into a folder that is there, and " + folder.resolve("none") + " is not.",
                refused("--screenshot", folder.resolve("none/a.png").toString()));
    }

    @Test void nothingIsMadeBeforeAllIsUnderstood() throws Exception {
        var fresh = folder.resolve("fresh");
        for (var words : List.of(List.of("--broker", "localhost"), List.of("--host", "192.0.2.1"), List.of("--login", "x"),
                List.of("--login", "x", "--role", "rooms=Attic"), List.of("--revoke", "x"), List.of("--logins"))) {
            try (var program = Program.start(folder.resolve("errors"), Map.of(),
                    Stream.concat(Stream.of("--headless", "--data-dir", fresh.toString()), words.stream()).toArray(String[]::new))) {
                assertEquals(words.equals(List.of("--logins")) ? 0 : 2, program.ends().status(), words::toString);
            }
            assertFalse(Files.exists(fresh), words::toString);
        }
    }

    private static String refused(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> Arguments.of(words)).getMessage();
    }
}
