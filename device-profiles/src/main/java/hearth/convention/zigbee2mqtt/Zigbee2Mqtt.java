package hearth.convention.zigbee2mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.TopicFilter;
import hearth.profile.Announced;
import hearth.profile.Binding;
import hearth.profile.Convention;
import hearth.profile.Identity;
import hearth.profile.Part;
import hearth.profile.Presence;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `<base>/bridge/devices` and `<base>/bridge/groups`: everything a bridge knows, in two retained lists.
public final class Zigbee2Mqtt implements Convention {

    private static final String DEVICES = "/bridge/devices";
    private static final String GROUPS = "/bridge/groups";
    private static final List<String> LISTS = List.of(DEVICES, GROUPS);
    /// Of what its members expose, this is what a group can be told.
    private static final List<String> TOGETHER = List.of("light", "switch", "cover", "lock", "fan");

    @Override public String via() {
        return "zigbee2mqtt";
    }

    @Override public Optional<Place> place(Message message) {
        var topic = message.topic();
        for (var list : LISTS) {
            if (topic.endsWith(list)) {
                return Optional.of(new Place(topic.substring(0, topic.length() - list.length()), list, message.payload()));
            }
        }
        return Optional.empty();
    }

    @Override public Announced.Reading read(String base, Map<String, Payload> said) {
        var devices = list(said, DEVICES);
        if (!devices.isArray()) {
            return new Announced.Reading(List.of(), List.of(), "is no JSON list of devices");
        }
        var parts = new ArrayList<Part>();
        var problems = new ArrayList<String>();
        var members = new LinkedHashMap<String, JsonNode>();
        for (var device : devices) {
            var exposes = device.path("definition").path("exposes");
            if (!device.path("type").asText().equals("Coordinator") && !device.path("disabled").asBoolean() && exposes.isArray()) {
                members.put(device.path("ieee_address").asText(), exposes);
                device(base, device).ifPresentOrElse(parts::add, () -> problems.add("no such topic: " + device.path("friendly_name")));
            }
        }
        for (var group : list(said, GROUPS)) {
            group(base, group, members).ifPresent(parts::add);
        }
        return new Announced.Reading(parts, List.of(), String.join("; ", problems));
    }

    private static JsonNode list(Map<String, Payload> said, String slot) {
        var text = said.getOrDefault(slot, Payload.EMPTY).text().orElse("");
        return Said.parsed(text).orElse(JsonNodeFactory.instance.missingNode());
    }

    private static Optional<Part> device(String base, JsonNode device) {
        var ieee = device.path("ieee_address").asText();
        var definition = device.path("definition");
        var about = new Binding.About("zigbee2mqtt", Said.line(definition.path("vendor").asText("")), model(definition), ieee);
        return part(base, device.path("friendly_name").asText(ieee), ieee, Identity.of(ieee), about, definition.path("exposes"),
                !device.path("power_source").asText("").toLowerCase(Locale.ROOT).contains("battery"));
    }

    private static String model(JsonNode definition) {
        var model = definition.path("model").asText("");
        var description = definition.path("description").asText("");
        return Said.line(description.isEmpty() ? model : description + " (" + model + ")");
    }

    /// A group takes what any of its members takes; it says of itself what they have in common.
    private static Optional<Part> group(String base, JsonNode group, Map<String, JsonNode> members) {
        var together = JsonNodeFactory.instance.arrayNode();
        for (var member : group.path("members")) {
            for (var expose : members.getOrDefault(member.path("ieee_address").asText(), JsonNodeFactory.instance.arrayNode())) {
                if (TOGETHER.contains(expose.path("type").asText()) && !expose.has("endpoint")) {
                    Exposes.unite(together, expose);
                }
            }
        }
        var id = base + " group " + group.path("id").asText();
        return together.isEmpty() ? Optional.empty()
                : part(base, group.path("friendly_name").asText(), id, List.of("id:" + id),
                        new Binding.About("zigbee2mqtt", "", "", id), together, true);
    }

    private static Optional<Part> part(String base, String name, String key, List<String> identities, Binding.About about, JsonNode exposes,
            boolean awake) {
        var topic = base + "/" + name;
        try {
            new TopicFilter(topic);
        } catch (IllegalArgumentException noTopic) {
            return Optional.empty();
        }
        var features = new Exposes(topic, exposes).features();
        var greeting = awake && asked(exposes) ? List.of(Message.of(topic + "/get", "{\"state\":\"\"}")) : List.<Message>of();
        return Optional.of(new Part(base + "#" + key, Part.hash(name + about + exposes), identities, Said.line(name), about, "", "",
                features, List.of(presence(base, topic)), greeting, List.of()));
    }

    /// Whether its `state` can be asked for: it is not retained unless the user says so.
    private static boolean asked(JsonNode exposes) {
        for (var expose : exposes) {
            for (var feature : expose.path("features")) {
                if (feature.path("property").asText().equals("state") && (feature.path("access").asInt() & 4) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The bridge's word counts, and the device's own where availability is switched on.
    private static Presence presence(String base, String topic) {
        return new Presence(Presence.Mode.UNLESS, List.of(watch(base + "/bridge/state"), watch(topic + "/availability")));
    }

    private static Presence.Watch watch(String topic) {
        return new Presence.Watch(new TopicFilter(topic), topic, said -> {
            var word = said.json().map(json -> json.path("state").asText("")).or(said::text).orElse("");
            return word.equals("online") ? Optional.of(true) : word.equals("offline") ? Optional.of(false) : Optional.empty();
        });
    }
}
