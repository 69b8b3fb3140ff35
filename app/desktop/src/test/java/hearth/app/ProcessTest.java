package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.Passwords;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.mqtt.Mosquitto;
import hearth.mqtt.Peer;
import hearth.store.DataDirectory;
import hearth.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own: what it prints, how it ends, and what is left when it is killed.
final class ProcessTest {

    private static final DeviceId CELLAR = new DeviceId("cellar");
    private static final PropertyRef DEGREES = new PropertyRef(new DeviceId("temperature"), "climate", "temperature");

    @TempDir Path folder;

    @Test void itSaysWhenItIsReadyAndAStopInOrderIsStatusZero() throws Exception {
        try (var program = Program.headless(folder, "--port", "0")) {
            try (var peer = new Peer(program.port(), "#")) {
                peer.hears("hearth/5/hub/$state", "ready");
                program.process().destroy();
                peer.hears("hearth/5/hub/$state", "disconnected");
            }
            assertEquals(new Program.End(0, ""), program.ends());
        }
    }

    @Test void wrongArgumentsAreStatusTwoAndASentence() throws Exception {
        try (var program = Program.start(folder, Map.of(), "--colour")) {
            assertEquals(new Program.End(2, "There is no option \"--colour\"; hearth --help lists them."), program.ends());
        }
        try (var program = Program.start(folder, Map.of(), "--headless", "--broker", "localhost")) {
            assertEquals(new Program.End(2, "A broker's address begins with mqtt:// or mqtts://."), program.ends());
        }
    }

    @Test void aSecondOneForTheSameFolderIsStatusThree() throws Exception {
        try (var first = Program.headless(folder, "--port", "0"); var second = secondAfter(first)) {
            assertEquals(new Program.End(3,
                    "Another Hearth is using " + folder + ". Close it first, or choose another folder with --data-dir."), second.ends());
            assertTrue(first.process().isAlive());
        }
    }

    @Test void aLoginIsMadeChangedAndTakenAwayWithoutAWindow() throws Exception {
        var made = said("--login", "Node-RED", "--role", "everything");
        assertEquals("user:     node-red", made.getFirst());
        var password = made.get(1).replaceFirst("password: ", "");
        assertTrue(Passwords.matches(login("node-red").hash(), password.getBytes(StandardCharsets.UTF_8)));
        var changed = said("--login", "node-red");
        assertEquals(new Role.Everything(), login("node-red").role());
        assertFalse(Passwords.matches(login("node-red").hash(), password.getBytes(StandardCharsets.UTF_8)));
        assertTrue(Passwords.matches(login("node-red").hash(),
                changed.get(1).replaceFirst("password: ", "").getBytes(StandardCharsets.UTF_8)));
        said("--login", "plug", "--role", "topics=cmnd/plug/#,stat/plug/#");
        assertEquals(List.of("node-red  everything", "plug  topics=cmnd/plug/#,stat/plug/#"), said("--logins"));
        assertEquals(List.of("node-red is let in no longer."), said("--revoke", "node-red"));
        assertEquals(List.of("plug  topics=cmnd/plug/#,stat/plug/#"), said("--logins"));
        assertEquals(new Program.End(2, "A new login needs a --role; hearth --help lists them."), ends("--login", "phone"));
        assertEquals(new Program.End(2, "There is no room Attic; there are none yet."), ends("--login", "phone", "--role", "rooms=Attic"));
        assertEquals(new Program.End(2, "Nobody has the login phone; there are: plug."), ends("--revoke", "phone"));
        try (var running = Program.headless(folder, "--port", "0")) {
            assertTrue(running.port() > 0);
            assertEquals(3, ends("--login", "phone", "--role", "read").status());
        }
    }

    private List<String> said(String... words) throws Exception {
        try (var program = Program.start(folder, Map.of(), words)) {
            var said = program.out().lines().toList();
            assertEquals(new Program.End(0, ""), program.ends());
            return said;
        }
    }

    private Program.End ends(String... words) throws Exception {
        try (var program = Program.start(folder, Map.of(), words)) {
            return program.ends();
        }
    }

    private Login login(String user) throws IOException {
        try (var directory = DataDirectory.open(folder)) {
            var store = new Store(directory, Clock.systemUTC(), 1_000_000);
            var left = store.load();
            store.start(_ -> {
            });
            var login = left.logins().login(user).orElseThrow();
            store.close();
            return login;
        }
    }

    @Test void aTakenPortIsStatusFourAndNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var program = Program.start(folder, Map.of(), "--headless", "--port", Integer.toString(taken.getLocalPort()))) {
            var end = program.ends();
            assertEquals(4, end.status());
            assertTrue(end.said().startsWith("Port " + taken.getLocalPort() + " is taken"), end.said());
            assertTrue(end.said().contains("--port "), end.said());
            assertFalse(end.said().contains("\n"), end.said());
        }
    }

    @Test void withoutADisplayItSaysSoInASentenceAndRunsWithoutAWindow() throws Exception {
        try (var program = Program.start(folder, Map.of(), "--port", "0")) {
            assertTrue(program.port() > 0);
            program.process().destroy();
            assertEquals(new Program.End(0, "There is no display here, so Hearth runs without a window (as with --headless)."),
                    program.ends());
        }
    }

    @Test void aDisplayThatCannotBeOpenedIsSaidInASentenceAndItRunsWithoutAWindow() throws Exception {
        try (var program = Program.start(folder, Map.of("DISPLAY", ":4711"), "--port", "0")) {
            assertTrue(program.port() > 0);
            program.process().destroy();
            var end = program.ends();
            assertEquals(List.of(0, 1L), List.of(end.status(), end.said().lines().count()), end::said);
            assertTrue(end.said().matches("The (display :4711|window needs) .* Hearth runs without .*"), end::said);
        }
    }

    @Test void withoutAWindowNothingOfJavafxIsLoaded() throws Exception {
        var log = folder.resolve("classes.log");
        try (var program = Program.start(folder, Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "--headless", "--port",
                "0")) {
            try (var peer = new Peer(program.port())) {
                peer.say(Message.of("temperature", "21"));
            }
            program.process().destroy();
            program.ends();
        }
        try (var lines = java.nio.file.Files.lines(log)) {
            var loaded = lines.map(l -> l.replaceAll("^(\\[[^]]*])*\\s*", "")).toList();
            assertTrue(loaded.stream().anyMatch(l -> l.startsWith("hearth.hub.Hub ")));
            assertEquals(List.of(), loaded.stream().filter(l -> l.startsWith("javafx.") || l.startsWith("com.sun.javafx")).toList());
        }
    }

    @Test void anotherBrokerDoesAsWellAsTheEmbeddedOne() throws Exception {
        try (var broker = Mosquitto.open(folder);
                var program = Program.headless(folder.resolve("data"), "--broker", broker.uri());
                var peer = new Peer(broker.port(), "#")) {
            assertEquals(broker.port(), program.port());
            peer.say(Message.of("temperature", "21.5"), Message.of("lights/brightness", "40"));
            peer.hears("hearth/5/temperature/climate/temperature", "21.5");
            peer.say(Message.of("hearth/5/light/light/brightness/set", "80"));
            peer.hears("lights/brightness", "80");
            peer.say(Message.of("lights/brightness", "80"));
            peer.hears("hearth/5/light/light/brightness", "80");
        }
    }

    @Test void aKilledHubHasLostNothingAndOpensItsAlertAgain() throws Exception {
        seed();
        var since = new ArrayList<String>();
        try (var broker = Mosquitto.open(folder); var peer = new Peer(broker.port(), "hearth/5/temperature/#", "homeassistant/status")) {
            try (var program = Program.headless(folder, "--broker", broker.uri())) {
                program.port();
                peer.say(Message.of("temperature", "21.5"));
                peer.hears("hearth/5/temperature/climate/temperature", "21.5");
                Running.until(() -> disk("history.db", "SELECT value FROM series WHERE device = 'temperature'").equals(List.of("21.5")));
                peer.say(Message.retained("security/status", "break-in"));
                Running.until(() -> disk("journal.db", "SELECT word FROM incident").equals(List.of("break-in")));
                program.kill();
            }
            peer.hears("homeassistant/status", "offline");
            since.addAll(disk("journal.db", "SELECT since FROM incident"));
            try (var program = Program.headless(folder, "--broker", broker.uri())) {
                peer.hears("homeassistant/status", "online"); // by then it has taken in what the broker keeps
                program.kill();
            }
        }
        try (var hub = Running.in(folder)) {
            var house = hub.hearth().state();
            var alarm = house.incident().orElseThrow();
            assertEquals(List.of(true, 1), List.of(alarm.open(), alarm.count()));
            assertEquals(since, disk("journal.db", "SELECT since FROM incident"));
            assertEquals(Optional.of(new Value.Numeric(21.5)), house.shown(DEGREES));
            assertEquals(Optional.of("Cellar"), house.home().device(CELLAR).map(Device::name));
            assertEquals(1, house.journal().list().stream().filter(e -> e.kind().name().startsWith("BREAK_IN")).count());
        }
    }

    @Test void anAlertThatSomebodyHasSeenStaysQuietAfterTheKill() throws Exception {
        try (var hub = Running.headless(folder); var peer = new Peer(hub.port())) {
            peer.say(Message.retained("security/status", "break-in"));
            hub.awaits(house -> house.alert().isPresent());
            hub.hearth().submit(new Event.IncidentAcknowledged());
            hub.awaits(house -> house.alert().isEmpty());
        }
        try (var program = Program.headless(folder, "--port", "0")) {
            int port = program.port();
            new Peer(port, "homeassistant/status").hears("homeassistant/status", "online");
            new Peer(port, "security/#").hears("security/status", "break-in");
            program.kill();
        }
        try (var hub = Running.in(folder)) {
            var alarm = hub.hearth().state().incident().orElseThrow();
            assertEquals(List.of(false, 1), List.of(alarm.open(), alarm.count()));
        }
        assertEquals(List.of("1"), disk("journal.db", "SELECT count(*) FROM incident"));
    }

    private Program secondAfter(Program first) throws IOException {
        assertTrue(first.port() > 0);
        return Program.headless(folder, "--port", "0");
    }

    private void seed() throws IOException {
        try (var directory = DataDirectory.open(folder); var store = new Store(directory, Clock.systemUTC(), 1 << 20)) {
            store.load();
            store.start(_ -> {
            });
            var home = Home.EMPTY;
            for (var profile : List.of("light", "temperature", "security")) {
                home = home.with(new Device(new DeviceId(profile), profile, profile, Map.of(), Device.Size.SMALL), "");
            }
            store.carryOut(new Effect.Save(home.with(new Device(CELLAR, "Cellar", "humidity", Map.of("topic", "cellar/h"),
                    Device.Size.SMALL), "Cellar")));
        }
    }

    private List<String> disk(String database, String question) {
        return Running.disk(folder, database, question);
    }
}
