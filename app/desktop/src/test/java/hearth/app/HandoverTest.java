package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import hearth.home.Role;
import hearth.hub.Event;
import hearth.hub.Handover;
import hearth.hub.Password;
import hearth.hub.Permit;
import hearth.mqtt.Mosquitto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Logins that go along to another broker.
@Timeout(120)
final class HandoverTest {

    private static final Instant MADE = Instant.parse("2026-01-01T12:00:00Z");
    /// `mosquitto_passwd` 2.0.11 made this of `k3m9-pq7x`.
    private static final String SEVEN = "$7$101$mzsjTmhQtP980z98"
            + "$a94q7yraPQaYZxRmqQGXxe0byQT+ULbnLQplpt+CPvSMihKnXutLkp3UDS8r0PXwwQ3cB8aTucRZToaJV7+fDA==";

    @TempDir Path folder;

    /// A plug, a program that reads, one that came from Mosquitto, in a house that is open to its network; then the same in Mosquitto.
    @Test void mosquittoLetsInWhoHasTheNewPasswordAndForItsOwnTopicsOnly() throws Exception {
        try (var hub = Running.headless(folder.resolve("hub"))) {
            hub.hearth().submit(new Event.LoginsImported(devices()));
            hub.hearth().submit(new Event.LoginWanted("Node-RED", new Role.ReadAll()));
            hub.awaits(house -> house.access().fresh().isPresent());
            hub.hearth().submit(new Event.HandoverWanted(Handover.Kind.MOSQUITTO, folder.toString()));
            hub.awaits(house -> house.access().handover().isPresent());
            var made = hub.hearth().state().access().handover().orElseThrow();
            assertEquals("", made.problem());
            assertEquals(Set.of("node-red", "plug"), Set.copyOf(
                    made.given().stream().filter(g -> g.password().isPresent()).map(Handover.Given::user).toList()));
            for (var file : made.kind().files()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))));
            }
            try (var broker = new Mosquitto(folder, "allow_anonymous false", "password_file " + folder.resolve("hearth.passwd"),
                    "acl_file " + folder.resolve("hearth.acl"))) {
                comeAndGo(broker.port(), made);
            }
            assertNowhere(folder, made);
        }
    }

    static List<Login> devices() {
        return List.of(login("plug", "$argon2id$x", Grant.of("tele/plug/#", Way.BOTH)),
                login("zigbee", SEVEN, Grant.of("zigbee2mqtt/#", Way.BOTH)));
    }

    /// Each message over a connection of its own: Mosquitto 2.0.11 ends one that says anything after a refused message.
    static void comeAndGo(int port, Handover made) {
        var own = made.own().orElseThrow();
        var hears = new CopyOnWriteArrayList<String>();
        var hub = client(port, "hub", own.user(), own.password().orElseThrow().text());
        hub.publishes(MqttGlobalPublishFilter.ALL, p -> hears.add(p.getTopic().toString()));
        var reads = new CopyOnWriteArrayList<String>();
        var program = client(port, "node-red-1", "node-red", password(made, "node-red"));
        program.publishes(MqttGlobalPublishFilter.ALL, p -> reads.add(p.getTopic().toString()));
        var all = List.of(hub, program);
        all.forEach(client -> client.connect().join());
        all.forEach(client -> client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).send().join());
        for (var foreign : List.of("cmnd/lamp/POWER", "security/status", "hearth/5/light/$state", "homeassistant/status",
                "zigbee2mqtt/x")) {
            say(port, "plug", password(made, "plug"), foreign);
        }
        say(port, "plug", password(made, "plug"), "tele/plug/STATE");
        say(port, "zigbee", password(made, "zigbee"), "tele/plug/STATE");
        say(port, "zigbee", password(made, "zigbee"), "zigbee2mqtt/lamp");
        say(port, "node-red", password(made, "node-red"), "tele/plug/STATE");
        say(port, own.user(), own.password().orElseThrow().text(), "security/status");
        var said = List.of("tele/plug/STATE", "zigbee2mqtt/lamp", "security/status");
        Running.until(() -> hears.contains("security/status") && reads.contains("security/status"));
        assertEquals(List.of(said, said), List.of(hears, reads));
        for (var wrong : Map.of("plug", password(made, "node-red"), "stranger", "x").entrySet()) {
            var refused = assertThrows(CompletionException.class,
                    () -> client(port, "wrong", wrong.getKey(), wrong.getValue()).connect().join());
            assertTrue(refused.getCause() instanceof Mqtt3ConnAckException, refused::toString);
        }
        all.forEach(client -> client.disconnect().join());
    }

    /// Returns when the broker has acknowledged it, as Mosquitto does what it drops, or ended the connection, as RabbitMQ does.
    private static void say(int port, String user, String password, String topic) {
        var client = client(port, "once", user, password);
        client.connect().join();
        client.publishWith().topic(topic).payload(new byte[]{'1'}).qos(MqttQos.AT_LEAST_ONCE).send().exceptionally(_ -> null).join();
        client.disconnect();
    }

    private static Mqtt3AsyncClient client(int port, String id, String user, String password) {
        return MqttClient.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).useMqttVersion3().simpleAuth().username(user)
                .password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
    }

    private static String password(Handover made, String user) {
        return made.given().stream().filter(g -> g.user().equals(user)).findFirst().orElseThrow().password()
                .map(Password::text).orElse("k3m9-pq7x");
    }

    /// Passwords are in memory only.
    private static void assertNowhere(Path folder, Handover made) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (var user : List.of("plug", "node-red")) {
                    assertFalse(content.contains(password(made, user)), file::toString);
                }
            }
        }
    }

    @Test void aFolderThatTakesNothingIsSaid() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var made = Handovers.made(Handover.Kind.RABBITMQ, file, List.of());
        assertEquals(Handover.Kind.RABBITMQ, made.kind());
        assertFalse(made.problem().isEmpty());
        assertEquals(Optional.empty(), made.own());
    }

    /// Routing keys as RabbitMQ has them, subscriptions among them.
    @Test void rightsInRabbitMqReachAsFarAsHere() {
        var plug = permit(Grant.of("tele/plug.1/#", Way.BOTH), Grant.of("stat/+/POWER", Way.READ),
                Grant.of("tele/plug.1/secret", Way.DENY));
        assertMatches(RabbitMq.pattern(plug, Way.WRITE), List.of("tele.plug/1", "tele.plug/1.STATE", "tele.plug/1.a.b"),
                List.of("tele.plug/2", "tele.plug.1", "stat.x.POWER", "tele.plug/1.secret", "tele", ""));
        assertMatches(RabbitMq.pattern(plug, Way.READ),
                List.of("tele.plug/1.STATE", "stat.x.POWER", "stat.*.POWER", "tele.plug/1.a.#"),
                List.of("tele.plug/1.#", "tele.plug/1.*", "#", "tele.#", "stat.#", "stat.x.*", "stat.x.y.POWER", "tele.plug/1.secret"));
        var old = permit(Grant.of("#", Way.BOTH), Grant.of("security/#", Way.READ), Grant.of("hearth/#", Way.READ));
        assertMatches(RabbitMq.pattern(old, Way.WRITE), List.of("a", "a.b", "securityx.a", "homeassistant.light.x.config"),
                List.of("security.status", "hearth.5.x", "homeassistant.status"));
        assertMatches(RabbitMq.pattern(old, Way.READ), List.of("#", "security.status", "*.status", "a.#"), List.of());
        var half = permit(Grant.of("#", Way.READ));
        assertMatches(RabbitMq.pattern(half, Way.READ), List.of("a.#", "a.*"),
                List.of("#", "*", "security.#", "*.status", "security", "*.#", "hearth.5.#"));
        assertMatches(RabbitMq.pattern(half, Way.WRITE), List.of(), List.of("a", "#"));
    }

    private static void assertMatches(String pattern, List<String> matching, List<String> others) {
        assertEquals(matching, matching.stream().filter(key -> key.matches(pattern)).toList(), pattern);
        assertFalse(others.stream().anyMatch(key -> key.matches(pattern)), pattern);
    }

    private static Permit permit(Grant... grants) {
        return new Permit(login("plug", "$argon2id$x"), List.of(grants), false);
    }

    private static Login login(String user, String hash, Grant... grants) {
        return new Login(user, user, new Role.Device(List.of(grants)), hash, MADE, Optional.empty(), List.of());
    }
}
