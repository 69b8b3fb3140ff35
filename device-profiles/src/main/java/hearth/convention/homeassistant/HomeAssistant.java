package hearth.convention.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.profile.Announced;
import hearth.profile.Binding;
import hearth.profile.Convention;
import hearth.profile.Identity;
import hearth.profile.Part;
import hearth.profile.Said;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `homeassistant/<component>/[<node>/]<object>/config`, and `homeassistant/device/[<node>/]<object>/config` with many components. Under
/// another prefix, which Home Assistant can be set to, what has the same shape and reads like an announcement.
public final class HomeAssistant implements Convention {

    private static final String PREFIX = "homeassistant/";
    private static final String CONFIG = "/config";
    private static final String DEVICE = "device";
    private static final int SHORT = 200;
    private static final Set<String> COMPONENTS = Set.of("alarm_control_panel", "binary_sensor", "button", "camera", "climate", "cover",
            "date",
            "datetime", DEVICE, "device_automation", "device_tracker", "event", "fan", "humidifier", "image", "infrared", "lawn_mower",
            "light",
            "lock", "notify", "number", "remote", "scene", "select", "sensor", "siren", "switch", "tag", "text", "time", "update", "vacuum",
            "valve", "water_heater");

    @Override public String via() {
        return "homeassistant";
    }

    @Override public Optional<Place> place(Message message) {
        var topic = message.topic();
        if (!topic.endsWith(CONFIG)) {
            return Optional.empty();
        }
        var levels = topic.split("/", -1);
        int component = component(levels);
        return component < 0 || !topic.startsWith(PREFIX) && !announcing(message.payload()) ? Optional.empty()
                : Optional.of(migrating(message.payload()) ? new Place(topic, "", Payload.EMPTY) : Place.of(message));
    }

    /// The level that names the component, -1 where there is none.
    private static int component(String[] levels) {
        int last = levels.length - 1;
        if (levels[0].equals(PREFIX.substring(0, PREFIX.length() - 1))) {
            return last == 3 || last == 4 ? 1 : -1;
        }
        return last >= 4 && COMPONENTS.contains(levels[last - 3]) ? last - 3
                : last >= 3 && COMPONENTS.contains(levels[last - 2]) ? last - 2 : -1;
    }

    /// Whether it can be an announcement where the prefix does not say so: it names topics, and itself or its device.
    private static boolean announcing(Payload payload) {
        return payload.size() == 0 || payload.size() <= Said.LONGEST
                && Said.parsed(text(payload)).filter(json -> json instanceof ObjectNode object && announcing(Config.of(object)))
                        .isPresent();
    }

    private static boolean announcing(Config config) {
        return config.flag("migrate_discovery", false) || config.has("device") && config.has("components")
                || (config.has("unique_id") || config.has("device")) && config.json().properties().stream()
                        .anyMatch(e -> e.getKey().endsWith("topic") && e.getValue().isTextual());
    }

    /// The first half of a change from single messages to a device's own: what was said here is taken back, and said elsewhere next.
    private static boolean migrating(Payload payload) {
        return payload.size() > 0 && payload.size() < SHORT && payload.text().flatMap(Said::parsed)
                .filter(json -> json instanceof ObjectNode object && Config.of(object).flag("migrate_discovery", false)).isPresent();
    }

    @Override public Announced.Reading read(String topic, Map<String, Payload> said) {
        var text = text(said.getOrDefault("", Payload.EMPTY));
        if (!(Said.parsed(text).orElse(null) instanceof ObjectNode object)) {
            return new Announced.Reading(List.of(), List.of(), "is no JSON object");
        }
        var levels = topic.split("/");
        var name = levels[levels.length - 2];
        var component = levels[component(levels)];
        var problems = new ArrayList<String>();
        var root = Config.of(object);
        if (!component.equals(DEVICE)) {
            return reading(List.of(part(topic, topic, component, name, root, text, problems)), problems);
        }
        var parts = new ArrayList<Part>();
        var components = root.object("components");
        var shared = root.json().deepCopy();
        shared.remove(List.of("components", "name", "unique_id", "platform"));
        var common = new Config(shared);
        components.json().properties().forEach((Map.Entry<String, JsonNode> e) -> {
            if (e.getValue() instanceof ObjectNode one) {
                var own = Config.of(rebased(one, object));
                own.text("platform").filter(_ -> one.size() > 1).ifPresent(platform -> parts
                        .add(part(topic + "#" + e.getKey(), topic, platform, e.getKey(), own.over(common), shared + " " + one,
                                problems)));
            }
        });
        return reading(parts, problems);
    }

    private static Announced.Reading reading(List<Part> parts, List<String> problems) {
        return new Announced.Reading(parts, List.of(), String.join("; ", problems));
    }

    /// The device's base topic is the components', too.
    private static ObjectNode rebased(ObjectNode component, ObjectNode root) {
        return component.has("~") || !root.has("~") ? component : component.deepCopy().set("~", root.get("~"));
    }

    /// UTF-8, or what devices with a smaller mind send instead (home-assistant/core issue 32548: `°` in Latin-1).
    private static String text(Payload payload) {
        if (payload.size() > Said.LONGEST) {
            return "";
        }
        return payload.text().orElseGet(() -> StandardCharsets.ISO_8859_1.decode(payload.buffer()).toString());
    }

    private static Part part(String key, String topic, String component, String object, Config config, String said,
            List<String> problems) {
        var device = config.object("device");
        var entity = new Entity(component, object, topic, config, problems);
        Components.describe(entity);
        var identifiers = device.texts("identifiers").orElse(List.of());
        var identities = new LinkedHashSet<String>();
        identifiers.forEach(i -> identities.addAll(Identity.of(i)));
        device.json().path("connections").forEach(c -> connection(c, identities));
        if (identities.isEmpty()) {
            identities.addAll(Identity.of(config.text("unique_id").orElseGet(() -> topic.substring(topic.indexOf('/') + 1, topic.length()
                    - CONFIG.length()).replace('/', ' '))));
        }
        var source = identifiers.stream().findFirst().orElseGet(() -> device.json().path("connections").path(0).path(1).asText(
                config.text("unique_id", key)));
        var unique = config.text("unique_id").map(u -> component + " " + u).orElse("");
        var about = new Binding.About("homeassistant", Said.line(device.text("manufacturer", "")), model(device), source);
        return new Part(key, Part.hash(said), List.copyOf(identities),
                Said.line(device.text("name").orElse(device.json().isEmpty() ? entity.name() : "")), about,
                unique.isEmpty() ? "" : unique + " " + config.text("state_topic", "") + " " + config.text("command_topic", ""), unique,
                entity.features(), Availability.of(config), List.of(), List.of(topic));
    }

    private static void connection(JsonNode pair, LinkedHashSet<String> identities) {
        var kind = pair.path(0).asText();
        var value = pair.path(1).asText();
        if (!value.isEmpty()) {
            identities.add(kind.equals("mac") ? Identity.mac(value) : kind + ":" + value);
        }
    }

    private static String model(Config device) {
        var model = device.text("model", "");
        return Said.line(device.text("model_id").filter(id -> !id.equals(model)).map(id -> (model + " (" + id + ")").strip())
                .orElse(model));
    }
}
