package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.PropertyRef;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.mqtt.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a hub says on the wire, against the document that describes it.
final class ApiTest {

    /// What the document promises of one operation.
    ///
    /// @param open how many levels of its topic stand for several
    private record Promise(String name, String action, Pattern topic, int open, String contentType, String schema, int qos,
            boolean retain) {
    }

    /// What the simulated home's own thermostat is made of: it comes a little later, and its heater is told now and then.
    private static final Set<String> HEATED = Set.of("demo-warmth", "demo-radiator");

    @TempDir Path folder;
    private final List<Message> heard = new CopyOnWriteArrayList<>();

    @Test void allThatAHubSaysIsInTheDocumentAndAllOfTheDocumentIsSaid() throws Exception {
        try (var broker = Mosquitto.open(folder)) {
            var client = listener(broker.port());
            live(broker, client);
            await(m -> m.topic().equals("hearth/5/hub/$state") && said(m).equals("disconnected"));
            await(m -> m.topic().equals("homeassistant/status") && said(m).equals("offline"));
            client.disconnect().join();
        }
        var promises = promises();
        var kept = new ArrayList<String>();
        var broken = new ArrayList<String>();
        for (var message : heard) {
            var fits = nearest(promises.stream().filter(p -> p.topic().matcher(message.topic()).matches()).toList());
            if (fits.size() != 1) {
                broken.add(message.topic() + " fits " + fits);
            } else if (fits.getFirst().action().equals("send")) {
                kept.add(fits.getFirst().name());
                broken.addAll(wrong(message, fits.getFirst()));
            }
        }
        assertEquals(List.of(), broken.stream().distinct().toList());
        assertEquals(promises.stream().filter(p -> p.action().equals("send")).map(Promise::name).collect(Collectors.toSet()),
                Set.copyOf(kept));
    }

    /// Those that leave the fewest levels open: what holds for one topic counts for more than what holds for many.
    private static List<Promise> nearest(List<Promise> fits) {
        int fewest = fits.stream().mapToInt(p -> p.open()).min().orElse(0);
        return fits.stream().filter(p -> p.open() == fewest).toList();
    }

    /// As a program does that clears all it finds retained, the interoperability suites among them.
    @Test void whatOnlyTheHubSaysIsSaidAgainWhenSomebodyClearsIt() throws Exception {
        try (var hub = Running.headless(folder)) {
            var client = listener(hub.port());
            say(client, "temperature", "21.5");
            await(m -> m.topic().equals("hearth/5/temperature/climate/temperature"));
            await(m -> m.topic().equals("homeassistant/status") && said(m).equals("online"));
            var before = kept();
            assertTrue(before.keySet().containsAll(List.of("hearth/5/hub/$state", "hearth/5/hub/$description", "homeassistant/status",
                    "hearth/5/light/$description", "hearth/5/light/$state", "hearth/5/temperature/climate/temperature")), before::toString);
            heard.clear();
            before.keySet().forEach(topic -> client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).retain(true).send().join());
            Running.until(() -> kept().equals(before));
            assertEquals(before.keySet(), cleared(""));
            client.disconnect().join();
        }
    }

    /// As the broker has it now, of those that have been heard of.
    private Map<String, Payload> kept() {
        var last = new HashMap<String, Payload>();
        heard.stream().filter(Message::retained).forEach(m -> last.put(m.topic(), m.payload()));
        last.values().removeIf(payload -> payload.size() == 0);
        return last;
    }

    /// A hub with the simulated home from its first word to its last.
    private void live(Mosquitto broker, Mqtt5AsyncClient client) throws Exception {
        try (var hub = Running.headless(folder.resolve("data"), "--broker", broker.uri(), "--demo")) {
            await(m -> m.topic().equals("homeassistant/status") && said(m).equals("online"));
            hub.awaits(house -> house.devices().size() >= 15
                    && house.devices().keySet().stream().filter(id -> id.value().startsWith("demo-") && !HEATED.contains(id.value()))
                            .allMatch(id -> house.device(id).orElseThrow().condition() == Condition.LIVE));
            say(client, "hearth/5/demo-lamp/light/brightness/set", "30");
            await(m -> m.topic().equals("hearth/5/demo-lamp/light/brightness") && said(m).equals("30"));
            say(client, "hearth/5/demo-lamp/light/brightness/set", "300");
            await(m -> m.topic().equals("hearth/5/hub/$log/warn"));
            say(client, "temperature", "21.5");
            say(client, "temperature", "abc");
            await(m -> m.topic().equals("hearth/5/temperature/$alert/unreadable"));
            guarded(client);
            heated(hub, client);
            hub.hearth().submit(new Event.HomeEdited(new HomeEdit.Remove(new DeviceId("temperature"))));
            await(m -> m.topic().equals("hearth/5/temperature/$alert/silent"));
            assertEquals(retained("hearth/5/temperature/"), cleared("hearth/5/temperature/"));
            assertEquals("hearth/5/temperature/$state", heard.stream().filter(m -> m.topic().startsWith("hearth/5/temperature/"))
                    .filter(m -> m.payload().size() == 0).findFirst().orElseThrow().topic());
        }
    }

    /// A thermostat of the user's own, beside that of the simulated home.
    private void heated(Running hub, Mqtt5AsyncClient client) {
        hub.hearth().submit(new Event.HomeEdited(new HomeEdit.Heat(new Thermostat(new DeviceId("warmth"), "thermostat/setpoint",
                new PropertyRef(new DeviceId("demo-study"), "climate", "temperature"),
                new PropertyRef(new DeviceId("demo-washer"), "switch", "on"), List.of(), WeekPlan.NONE, Thermostat.Tuning.USUAL), "Warmth",
                "")));
        await(m -> m.topic().equals("thermostat/setpoint") && List.of("20", "21").contains(said(m))); // a degree more where frost is near
        say(client, "thermostat/setpoint/set", "22");
        await(m -> m.topic().equals("thermostat/setpoint") && said(m).equals("22"));
        say(client, "thermostat/mode/set", "off");
        await(m -> m.topic().equals("thermostat/mode") && said(m).equals("off"));
        await(m -> m.topic().equals("thermostat/action"));
    }

    private void guarded(Mqtt5AsyncClient client) {
        say(client, "security/alarm/set", "ARM_HOME");
        await(m -> m.topic().equals("security/alarm/state") && said(m).equals("armed_home"));
        say(client, "security/alarm/set", "ARM AT ONCE");
        await(m -> m.topic().equals("security/alarm/event") && said(m).contains("\"unreadable\""));
        say(client, "security/status", "{\"status\":\"break-in\",\"zone\":\"kitchen\"}");
        await(m -> m.topic().equals("security/alarm/event") && said(m).contains("\"kitchen\""));
        await(m -> m.topic().equals("security/alarm/state") && said(m).equals("triggered"));
        say(client, "security/alarm/set", "ACKNOWLEDGE");
        await(m -> m.topic().equals("security/alarm/event") && said(m).contains("\"acknowledged\""));
        say(client, "security/alarm/set", "{\"command\":\"DISARM\"}");
        await(m -> m.topic().equals("security/alarm/state") && said(m).equals("disarmed"));
    }

    private Set<String> retained(String root) {
        return heard.stream().filter(m -> m.topic().startsWith(root) && m.retained() && m.payload().size() > 0).map(Message::topic)
                .collect(Collectors.toSet());
    }

    private Set<String> cleared(String root) {
        return heard.stream().filter(m -> m.topic().startsWith(root) && m.retained() && m.payload().size() == 0).map(Message::topic)
                .filter(retained(root)::contains).collect(Collectors.toSet());
    }

    private static List<String> wrong(Message message, Promise promise) {
        var all = new ArrayList<String>();
        if (message.qos() != promise.qos() || message.retained() != promise.retain()) {
            all.add(message.topic() + ": QoS " + message.qos() + (message.retained() ? ", retained" : ", not retained"));
        }
        if (message.payload().size() > 0) {
            var json = promise.contentType().equals("application/json") ? said(message)
                    : JsonNodeFactory.instance.textNode(said(message)).toString();
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(promise.schema())
                    .validate(json, InputFormat.JSON).forEach(e -> all.add(message.topic() + ": " + e + " in " + json));
        }
        return all;
    }

    // ---- the document

    private static List<Promise> promises() throws IOException {
        JsonNode document;
        try (var file = ApiTest.class.getResourceAsStream("/hearth/api/asyncapi.json")) {
            document = new JsonMapper().readTree(file);
        }
        var all = new ArrayList<Promise>();
        for (var operation : document.at("/operations").properties()) {
            var channel = at(document, operation.getValue().get("channel"));
            var message = at(document, channel.get("messages").elements().next());
            var binding = operation.getValue().at("/bindings/mqtt");
            all.add(new Promise(operation.getKey(), operation.getValue().get("action").asText(), topic(document, channel),
                    channel.path("parameters").size(), message.path("contentType").asText(document.path("defaultContentType").asText()),
                    message.get("payload").toString(),
                    binding.get("qos").asInt(), binding.get("retain").asBoolean()));
        }
        return all;
    }

    private static JsonNode at(JsonNode document, JsonNode reference) {
        return document.at(reference.get("$ref").asText().substring(1));
    }

    private static Pattern topic(JsonNode document, JsonNode channel) {
        var address = "\\Q" + channel.get("address").asText() + "\\E";
        for (var parameter : channel.path("parameters").properties()) {
            var told = parameter.getValue().has("$ref") ? at(document, parameter.getValue()) : parameter.getValue();
            var words = told.path("enum").valueStream().map(JsonNode::asText).collect(Collectors.joining("|"));
            address = address.replace("{" + parameter.getKey() + "}", "\\E(" + (words.isEmpty() ? "[a-z0-9-]+" : words) + ")\\Q");
        }
        return Pattern.compile(address);
    }

    // ---- the wire

    private Mqtt5AsyncClient listener(int port) {
        var client = MqttClient.builder().serverHost("127.0.0.1").serverPort(port).useMqttVersion5().buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, p -> heard.add(
                new Message(p.getTopic().toString(), Payload.of(p.getPayloadAsBytes()), p.getQos().getCode(), p.isRetain())));
        client.connect().join();
        for (var filter : List.of("hearth/#", "homeassistant/#", "security/alarm/#", "thermostat/#")) {
            client.subscribeWith().topicFilter(filter).qos(MqttQos.EXACTLY_ONCE).retainAsPublished(true).send().join();
        }
        return client;
    }

    private static void say(Mqtt5AsyncClient client, String topic, String payload) {
        client.publishWith().topic(topic).payload(payload.getBytes()).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }

    private void await(Predicate<Message> such) {
        Running.until(() -> heard.stream().anyMatch(such));
    }

    private static String said(Message message) {
        return message.payload().text().orElseThrow();
    }
}
