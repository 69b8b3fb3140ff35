package hearth.convention.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.TopicFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// The keys of a discovery message with their full names and topics. Wrong types are read as what they were meant to be, as far as
/// that can be told: publishers write booleans and numbers as texts.
record Config(ObjectNode json) {

    private static final Map<String, String> LONG = abbreviations();

    /// The device's and the origin's own: `sw` is no `state_…` here.
    private static final Map<String, String> LONG_OF_DEVICE = Map.ofEntries(Map.entry("cns", "connections"),
            Map.entry("cu", "configuration_url"), Map.entry("ids", "identifiers"), Map.entry("mf", "manufacturer"),
            Map.entry("mdl", "model"), Map.entry("mdl_id", "model_id"), Map.entry("hw", "hw_version"), Map.entry("sw", "sw_version"),
            Map.entry("sa", "suggested_area"), Map.entry("sn", "serial_number"));

    private static final Config NONE = new Config(JsonNodeFactory.instance.objectNode());

    /// With full names, and the base topic put where `~` stands. Components of a device-based message stay as they are.
    static Config of(ObjectNode said) {
        var full = JsonNodeFactory.instance.objectNode();
        said.properties().forEach(e -> {
            var key = LONG.getOrDefault(e.getKey(), e.getKey());
            full.set(key, switch (key) {
                case "device", "origin" -> expanded(e.getValue(), LONG_OF_DEVICE);
                case "availability" -> entries(e.getValue());
                default -> e.getValue();
            });
        });
        return new Config(full).based();
    }

    private static JsonNode expanded(JsonNode node, Map<String, String> names) {
        if (!node.isObject()) {
            return node;
        }
        var full = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(e -> full.set(names.getOrDefault(e.getKey(), e.getKey()), e.getValue()));
        return full;
    }

    private static JsonNode entries(JsonNode list) {
        var all = JsonNodeFactory.instance.arrayNode();
        (list.isArray() ? list : JsonNodeFactory.instance.arrayNode().add(list)).forEach(entry -> all.add(expanded(entry, LONG)));
        return all;
    }

    private Config based() {
        var base = json.path("~");
        if (!base.isTextual()) {
            return this;
        }
        var full = json.deepCopy();
        full.properties().forEach(e -> {
            if (e.getKey().endsWith("topic") && e.getValue().isTextual()) {
                e.setValue(JsonNodeFactory.instance.textNode(based(e.getValue().textValue(), base.textValue())));
            }
        });
        full.path("availability").forEach(entry -> {
            if (entry instanceof ObjectNode object && object.path("topic").isTextual()) {
                object.put("topic", based(object.path("topic").textValue(), base.textValue()));
            }
        });
        return new Config(full);
    }

    private static String based(String topic, String base) {
        return topic.startsWith("~") ? base + topic.substring(1)
                : topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
    }

    /// This one's keys over another's.
    Config over(Config shared) {
        var all = shared.json.deepCopy();
        json.properties().forEach(e -> all.set(e.getKey(), e.getValue()));
        return new Config(all);
    }

    boolean has(String key) {
        return !json.path(key).isMissingNode() && !json.path(key).isNull();
    }

    /// A text, or a number or truth as Python writes it; empty where there is none.
    Optional<String> text(String key) {
        return spelled(json.path(key));
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    static Optional<String> spelled(JsonNode node) {
        return node.isBoolean() ? Optional.of(node.booleanValue() ? "True" : "False")
                : node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        return text(key).map(t -> switch (t.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on", "enable" -> true;
            case "false", "0", "no", "off", "disable" -> false;
            default -> otherwise;
        }).orElse(otherwise);
    }

    Optional<Double> number(String key) {
        try {
            return text(key).map(t -> Double.valueOf(t.strip())).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    double number(String key, double otherwise) {
        return number(key).orElse(otherwise);
    }

    /// A list of texts, where there is one; one text is a list, too.
    Optional<List<String>> texts(String key) {
        var node = json.path(key);
        if (!node.isArray()) {
            return text(key).map(List::of);
        }
        var all = new ArrayList<String>();
        node.forEach(item -> spelled(item).filter(t -> !all.contains(t)).ifPresent(all::add));
        return Optional.of(all);
    }

    /// A topic to listen to.
    Optional<TopicFilter> topic(String key) {
        try {
            return text(key).filter(t -> t.length() <= 65_535).map(TopicFilter::new);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    Config object(String key) {
        return json.path(key) instanceof ObjectNode object ? new Config(object) : NONE;
    }

    List<Config> objects(String key) {
        var all = new ArrayList<Config>();
        json.path(key).forEach(item -> {
            if (item instanceof ObjectNode object) {
                all.add(new Config(object));
            }
        });
        return all;
    }

    private static Map<String, String> abbreviations() {
        var table = new Properties();
        try (var in = Objects.requireNonNull(Config.class.getResourceAsStream("abbreviations.properties"))) {
            table.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var all = new HashMap<String, String>();
        table.stringPropertyNames().forEach(key -> all.put(key, table.getProperty(key)));
        return Map.copyOf(all);
    }
}
