package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.Patience;
import hearth.device.Message;
import hearth.mqtt.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The JVM itself breaks down in the thread that looks at the alarm's codes, started as people start it: by the script that is shipped.
@EnabledOnOs(OS.LINUX)
final class CrashTest {

    private static final String SET = "security/alarm/set";
    private static final String RIGHT = "58203917";
    private static final String WRONG = "40496271";

    @TempDir Path folder;

    @Test void whereItBrokeDownIsSaidAndNoCodeIsWrittenAnywhere() throws Exception {
        var data = folder.resolve("data");
        GuardedHome.furnish(data, Duration.ZERO, GuardedHome.code("Ann", RIGHT));
        var said = folder.resolve("said.txt");
        var process = shipped("--headless", "--port", "0", "--data-dir", data.toString()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        try {
            var panel = new Peer(port(said), "security/alarm/state", "security/alarm/event");
            panel.say(Message.of("home/door", "OFF"), Message.of("home/window", "OFF"), Message.of("home/hall", "OFF"));
            panel.say(Message.of(SET, "{\"command\":\"ARM_AWAY\",\"force\":true}"));
            panel.hears("security/alarm/state", "armed_away");
            panel.say(disarm(WRONG));
            panel.hears(m -> m.payload().text().orElse("").contains("code_wrong"));
            var thread = thread(process, "codes");
            panel.say(disarm(RIGHT));
            breakDown(thread);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it has broken down");
        } finally {
            process.destroyForcibly();
        }
        assertTrue(text(said).contains("A fatal error has been detected"), () -> text(said));
        var here = folder.resolve("here");
        assertEquals(List.of(), files(here, _ -> true), "beside the program nothing is written");
        for (var secret : List.of(RIGHT, WRONG)) {
            assertEquals(List.of(), files(folder, file -> text(file).contains(secret)), secret);
        }
        assertTrue(files(folder, file -> text(file).contains("$argon2id$")).contains(data.resolve("codes.json")),
                "what is sought would be found");
    }

    private static Message disarm(String code) {
        return Message.of(SET, "{\"command\":\"DISARM\",\"code\":\"" + code + "\"}");
    }

    /// While it works, if it can be caught at that; a thread that rests holds what it had last.
    private static void breakDown(Path thread) throws Exception {
        for (int i = 0; i < 1_000 && !text(thread.resolve("stat")).contains(") R "); i++) {
            Thread.onSpinWait();
        }
        assertEquals(0, new ProcessBuilder("kill", "-SEGV", thread.getFileName().toString()).start().waitFor());
    }

    /// The script, beside a jar that leads to the classes under test.
    private ProcessBuilder shipped(String... words) throws IOException {
        var lib = Files.createDirectories(folder.resolve("hearth/lib"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Stream.of(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(lib.resolve("hearth.jar")), manifest).close();
        var script = Files.createDirectories(folder.resolve("hearth/bin")).resolve("hearth");
        Files.copy(Path.of("src/main/bin/hearth"), script);
        var builder = new ProcessBuilder(Stream.concat(Stream.of("sh", script.toString()), Stream.of(words)).toList())
                .directory(Files.createDirectories(folder.resolve("here")).toFile());
        builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        return builder;
    }

    private static int port(Path said) {
        var ready = "Hearth is ready on 127.0.0.1:";
        Patience.until(Duration.ofSeconds(60), () -> text(said).lines().anyMatch(line -> line.startsWith(ready)));
        return text(said).lines().filter(line -> line.startsWith(ready)).findFirst().map(line -> Integer.parseInt(line.substring(
                ready.length()))).orElseThrow();
    }

    private static Path thread(Process process, String name) throws IOException {
        try (var all = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return all.filter(task -> text(task.resolve("comm")).strip().equals(name)).findFirst().orElseThrow();
        }
    }

    private static List<Path> files(Path in, Predicate<Path> such) throws IOException {
        try (var all = Files.walk(in)) {
            return all.filter(file -> Files.isRegularFile(file) && such.test(file)).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
