package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import hearth.hub.Trouble;
import hearth.store.Child;
import hearth.store.SmallDisk;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole hub on a disk that fills up: it goes on, says so, confirms nothing it cannot keep, and is well again by itself.
final class FullDiskTest {

    @TempDir Path folder;

    @Test void theHouseAndItsBrokerGoOnAndTellUntilThereIsRoom() throws Exception {
        var disk = new SmallDisk(folder);
        assumeTrue(disk.works(), "mounting needs Linux and root");
        try (var child = Child.start(disk.command(), Scenario.class, folder.toString())) {
            assertEquals("well again", child.line());
        }
    }

    static final class Scenario {

        private static final Logger QUIET = Logger.getLogger("");

        public static void main(String[] arguments) throws Exception {
            QUIET.setLevel(Level.OFF);
            var disk = new SmallDisk(Path.of(arguments[0]));
            try (var running = Running.headless(disk.folder().resolve("data"))) {
                int port = running.port();
                var away = connected(port, "away", false);
                away.subscribeWith().topicFilter("q").qos(MqttQos.AT_LEAST_ONCE).send().join();
                away.disconnect().join();
                var speaker = connected(port, "speaker", true);
                disk.fill();
                var owed = speaker.publishWith().topic("q").qos(MqttQos.AT_LEAST_ONCE).payload(new byte[10_000]).send();
                running.awaits(house -> house.troubles().containsKey(Trouble.Kind.BROKER_STORE));
                speaker.publishWith().topic("temperature").payload("21.5".getBytes()).send();
                running.awaits(house -> house.topics().containsKey("temperature"));
                if (owed.isDone()) {
                    throw new AssertionError("confirmed, and not kept");
                }
                disk.free();
                running.awaits(house -> house.troubles().isEmpty());
                owed.join();
            }
            System.out.println("well again");
        }

        private static Mqtt3AsyncClient connected(int port, String id, boolean clean) {
            var client = MqttClient.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).useMqttVersion3().buildAsync();
            client.connectWith().cleanSession(clean).send().join();
            return client;
        }
    }
}
