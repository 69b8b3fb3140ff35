package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import hearth.device.Message;
import hearth.home.BrokerAccess;
import hearth.home.Role;
import hearth.hub.BrokerChoice;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerProbe;
import hearth.hub.Event;
import hearth.hub.Handover;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A house at a cluster of three, one of which is killed. Run by the profile `cluster`, since it downloads packages.
@Timeout(600)
class ClusterTest {

    private static final Path SCRIPT = Path.of("src/cluster/rabbitmq.sh");
    private static final Path PLACE = Path.of(System.getProperty("cluster.folder", "target/cluster"));

    @TempDir Path folder;

    private List<Integer> ports = List.of();

    @BeforeEach void up() throws Exception {
        ports = List.of(script("up").split("\\s+")).stream().map(Integer::valueOf).toList();
        assertEquals(3, ports.size());
        ports.forEach(port -> until(() -> lets(port)));
    }

    /// A node that runs refuses clients until the cluster has agreed on who keeps their names.
    private static boolean lets(int port) {
        try {
            var client = client(port).buildBlocking();
            client.connect();
            client.disconnect();
            return true;
        } catch (Mqtt3ConnAckException | ConnectionFailedException notYet) {
            return false;
        }
    }

    @AfterEach void down() throws Exception {
        script("down");
    }

    private static String script(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", SCRIPT.toString(), words[0], PLACE.toString()));
        command.addAll(List.of(words).subList(1, words.length));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test void aNodeKilledMidStreamLosesNoMessageAndTheWindowSaysWhatHappened() throws Exception {
        try (var hub = Running.headless(folder)) {
            var choice = new BrokerChoice(ports.stream().map(p -> "mqtt://127.0.0.1:" + p).toList(),
                    new BrokerAccess("hearth", "", "", "", false), Optional.of(new Secret("hearth")));
            hub.hearth().submit(new Event.BrokerTried(choice));
            until(() -> hub.hearth().state().beyond().trial().filter(t -> !t.runs()).isPresent());
            for (var probe : hub.hearth().state().beyond().trial().orElseThrow().probes()) {
                System.getLogger("cluster").log(System.Logger.Level.INFO, probe.toString());
                assertEquals(new BrokerProbe.Answers(probe.node(), "MQTT 3.1.1", 1, BrokerProbe.Keeps.TOPICS, BrokerProbe.Answers.LARGE,
                        true, Optional.of(false)), probe);
            }
            hub.hearth().submit(new Event.MoveWanted(choice, true));
            until(() -> at(hub.hearth().state(), ports.getFirst()));
            say(ports.get(1), Message.retained("garden/pump", "on"));
            until(() -> hub.hearth().state().topics().containsKey("garden/pump"));
            var publisher = Thread.ofPlatform().start(() -> stream(ports.get(1)));
            until(() -> count(hub) > 100);
            script("kill", "1");
            publisher.join();
            until(() -> count(hub) >= MESSAGES);
            var house = hub.hearth().state();
            System.getLogger("cluster").log(System.Logger.Level.INFO, house.beyond().toString());
            assertTrue(house.link() instanceof BrokerLink.Up up && !up.address().endsWith(":" + ports.getFirst()), house.link().toString());
            assertEquals(BrokerNode.Kind.FAILED,
                    Objects.requireNonNull(house.beyond().nodes().get("127.0.0.1:" + ports.getFirst())).kind());
            assertTrue(house.beyond().failover().orElseThrow().resumed(), "the session went along");
            var lines = house.journal().list().stream().map(JournalEntry::kind).toList();
            assertTrue(lines.containsAll(Set.of(JournalEntry.Kind.MOVED, JournalEntry.Kind.BROKER_LOST, JournalEntry.Kind.BROKER_UP)));
        }
    }

    @Test void loginsTakenAlongMayDoTheirOwnThere() throws Exception {
        try (var hub = Running.headless(folder)) {
            hub.hearth().submit(new Event.LoginsImported(HandoverTest.devices()));
            hub.hearth().submit(new Event.LoginWanted("Node-RED", new Role.ReadAll()));
            hub.awaits(house -> house.access().fresh().isPresent());
            hub.hearth().submit(new Event.HandoverWanted(Handover.Kind.RABBITMQ, folder.toString()));
            hub.awaits(house -> house.access().handover().isPresent());
            script("import", folder.resolve("hearth-logins.json").toString());
            HandoverTest.comeAndGo(ports.get(1), hub.hearth().state().access().handover().orElseThrow());
        }
    }

    private static final int MESSAGES = 400;

    /// How many of the numbered topics the house has heard.
    private static long count(Running hub) {
        return hub.hearth().state().topics().keySet().stream().filter(t -> t.startsWith("stream/")).count();
    }

    /// One after the other, each until it is acknowledged.
    private static void stream(int port) {
        var client = client(port).automaticReconnectWithDefaultConfig().buildBlocking();
        client.connect();
        for (int i = 0; i < MESSAGES; i++) {
            client.publishWith().topic("stream/" + i).payload(Integer.toString(i).getBytes(StandardCharsets.UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE).send();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        client.disconnect();
    }

    private static void say(int port, Message message) {
        var client = client(port).automaticReconnectWithDefaultConfig().buildBlocking();
        client.connect();
        client.publishWith().topic(message.topic()).payload(message.payload().buffer()).qos(MqttQos.AT_LEAST_ONCE)
                .retain(message.retained()).send();
        client.disconnect();
    }

    private static Mqtt3ClientBuilder client(int port) {
        return MqttClient.builder().identifier("stream-" + port).serverHost("127.0.0.1").serverPort(port).useMqttVersion3().simpleAuth()
                .username("hearth").password("hearth".getBytes(StandardCharsets.UTF_8)).applySimpleAuth();
    }

    private static boolean at(HubState house, int port) {
        return house.link() instanceof BrokerLink.Up up && up.address().equals("127.0.0.1:" + port);
    }

    private static void until(BooleanSupplier so) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not so within 2 min");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
