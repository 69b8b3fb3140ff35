package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.hub.Event;
import hearth.hub.Origin;
import hearth.hub.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kinds of device that a user adds as JSON files, and nothing else.
final class OwnProfilesTest {

    private static final String FOUND = """
            {"$schema": "hub-profile-1.schema.json", "schema": "hub-profile/1", "id": "greenhouse", "name": "Greenhouse",
             "discover": {"topics": [{"topic": "greenhouse/{bed}/hello", "as": "hello"}], "key": "{bed}", "clears": "hello"},
             "device": {"name": "Bed", "source": "{bed}", "identities": "{{ hello.mac }}", "called": "{{ hello.name }}"},
             "availability": [{"topic": "greenhouse/{bed}/there"}],
             "greeting": [{"topic": "greenhouse/{bed}/ask", "payload": {"all": true}}],
             "components": [{"each": "{{ hello.valves }}", "id": "valve{index}", "name": "{item}",
               "state": {"on": {"from": "greenhouse/{bed}/state", "path": "$.valves[{index}]", "bool": {}}},
               "command": {"on": {"topic": "greenhouse/{bed}/set", "payload": {"valve": "{index}", "open": "{value}"}}}}]}
            """;
    private static final String FIXED = """
            {"schema": "hub-profile/1", "id": "well", "name": "Well", "adopt": "seen", "device": {"name": "Well"},
             "components": [{"id": "water", "state": {"number": {"from": "well/level", "number": {"range": [0, 300, 1]}}}}]}
            """;

    @TempDir Path folder;

    @Test void aDeviceIsAddedByOneFileWhetherItIsDiscoveredOrHasFixedTopics() throws Exception {
        Files.createDirectories(folder.resolve("profiles"));
        Files.writeString(folder.resolve("profiles/greenhouse.json"), FOUND);
        Files.writeString(folder.resolve("profiles/well.json"), FIXED);
        Files.writeString(folder.resolve("profiles/broken.json"), FIXED.replace("\"state\"", "\"stats\""));
        try (var hub = Running.headless(folder)) {
            var device = client(hub.port());
            try (var heard = device.publishes(MqttGlobalPublishFilter.ALL)) {
                device.subscribeWith().topicFilter("greenhouse/+/ask").send();
                device.subscribeWith().topicFilter("greenhouse/+/set").send();
                says(device, "well/level", "120");
                says(device, "greenhouse/north/hello",
                        "{\"name\": \"North bed\", \"mac\": \"mac:00:11:22:33:44:55\", \"valves\": [\"Left\", \"Right\"]}");
                assertEquals("{\"all\":true}", next(heard));
                says(device, "greenhouse/north/state", "{\"valves\": [0, \"on\"]}");
                var right = new PropertyRef(new DeviceId("001122334455"), "valve1", "on");
                hub.awaits(house -> house.shown(right).equals(Optional.of(new Value.Truth(true))));
                hub.awaits(house -> house.shown(new PropertyRef(new DeviceId("well"), "water", "number"))
                        .equals(Optional.of(new Value.Numeric(120))));
                hub.hearth().submit(new Event.CommandIssued(new Command(right, new Value.Truth(false)), new Origin.User()));
                assertEquals("{\"valve\":1,\"open\":\"off\"}", next(heard));
            }
            device.disconnect();
            assertEquals("North bed", hub.hearth().state().newcomers().getFirst().device().name());
            var trouble = hub.hearth().state().troubles().getOrDefault(Trouble.Kind.PROFILE, new Trouble(Trouble.Kind.PROFILE, ""));
            assertTrue(trouble.detail().startsWith("broken.json /components/0/stats is no key"), trouble.detail());
        }
    }

    private static Mqtt5BlockingClient client(int port) {
        var client = MqttClient.builder().useMqttVersion5().serverHost("127.0.0.1").serverPort(port).buildBlocking();
        client.connect();
        return client;
    }

    private static void says(Mqtt5BlockingClient device, String topic, String payload) {
        device.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload.getBytes(StandardCharsets.UTF_8)).send();
    }

    private static String next(Mqtt5BlockingClient.Mqtt5Publishes heard) throws InterruptedException {
        return new String(heard.receive(30, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes(), StandardCharsets.UTF_8);
    }
}
