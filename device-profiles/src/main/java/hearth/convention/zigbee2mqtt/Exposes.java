package hearth.convention.zigbee2mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.HomieColor;
import hearth.device.Message;
import hearth.device.Property.Category;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Binding;
import hearth.profile.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What one device exposes, as features: a workbench for one reading. Every value stands in the device's one JSON state.
final class Exposes {

    private static final int STATE = 1;
    private static final int SET = 2;
    private static final int SHOWN = 64;
    private static final int LONGEST_TEXT = 4_096;
    private static final double MIREDS = 1e6;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String topic;
    private final JsonNode exposes;
    private final List<Feature> features = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /// How a property of the state becomes a value: empty where that is no such value.
    private interface Reader extends Function<JsonNode, Optional<Value>> {
    }

    /// What a value is in the `/set` payload, given what else is known.
    private interface Payloads {
        JsonNode of(Value value, Binding.Siblings now);
    }

    Exposes(String topic, JsonNode exposes) {
        this.topic = topic;
        this.exposes = exposes;
    }

    List<Feature> features() {
        for (var expose : exposes) {
            if (expose.path("property").isTextual()) {
                feature(expose, "", expose.path("property").asText(), name(expose));
            } else {
                group(expose);
            }
        }
        return features;
    }

    /// What belongs together. A group with a label of its own is one of several without an endpoint: a thermostat's `away_mode` and
    /// `window_detection` are switches both.
    private void group(JsonNode expose) {
        var group = expose.path("type").asText();
        var endpoint = expose.path("endpoint").asText("");
        var label = expose.path("label").asText("");
        var node = !endpoint.isEmpty() ? group + " " + endpoint
                : label.isEmpty() ? group : expose.path("features").path(0).path("property").asText(group);
        expose.path("features").forEach(f -> feature(f, group, node, label.isEmpty() ? upper(node) : label));
    }

    /// Adds what one device can to what a group of devices can.
    static void unite(ArrayNode together, JsonNode expose) {
        for (var known : together) {
            if (known.path("type").equals(expose.path("type")) && known.path("features") instanceof ArrayNode all) {
                for (var feature : expose.path("features")) {
                    if (all.findValuesAsText("name").stream().noneMatch(feature.path("name").asText()::equals)) {
                        all.add(feature);
                    }
                }
                return;
            }
        }
        together.add(expose.deepCopy());
    }

    private static String name(JsonNode expose) {
        return expose.path("label").asText(upper(expose.path("property").asText().replace('_', ' ')));
    }

    private static String upper(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private void feature(JsonNode e, String group, String node, String name) {
        var property = e.path("property").asText();
        var meaning = Names.meaning(group, e.path("type").asText(), e.path("name").asText(), settable(e));
        switch (e.path("type").asText()) {
            case "composite" -> {
                if (meaning == Capability.COLOR) {
                    color(e, node, name);
                } else {
                    composite(e, property, name);
                }
            }
            case "binary" -> binary(e, meaning, property, node, name);
            case "numeric" -> {
                if (meaning == Capability.BRIGHTNESS) {
                    brightness(e, property, node, name);
                } else if (meaning == Capability.COLOR_TEMPERATURE) {
                    white(e, property, node, name);
                } else {
                    number(e, meaning, property, node, name);
                }
            }
            case "enum" -> words(e, meaning, property, node, name);
            default -> add(e, Capability.TEXT, new PropertyType.Text(), Unit.NONE, property, node, name, Exposes::text,
                    (value, _) -> JSON.textNode(value.wire()));
        }
    }

    // ---- the types

    private void binary(JsonNode e, Capability meaning, String property, String node, String name) {
        var on = e.path("value_on");
        var off = e.path("value_off");
        boolean lock = meaning == Capability.LOCK;
        Reader truth = said -> same(said, on) ? Optional.of(lock ? new Value.Text("locked") : new Value.Truth(true))
                : same(said, off) ? Optional.of(lock ? new Value.Text("unlocked") : new Value.Truth(false)) : Optional.empty();
        add(e, meaning, lock ? new PropertyType.Words(List.of("locked", "unlocked")) : new PropertyType.Bool(), Unit.NONE, property, node,
                name, truth, (value, _) -> value.equals(new Value.Truth(true)) || value.wire().equals("locked") ? on : off);
    }

    private static boolean same(JsonNode said, JsonNode word) {
        return said.equals(word) || said.isValueNode() && said.asText().equals(word.asText());
    }

    private void number(JsonNode e, Capability meaning, String property, String node, String name) {
        var unit = Unit.announced(e.path("unit").asText("")).named(e.path("name").asText(""), "");
        double least = unit.toKept(e.path("value_min").asDouble(Double.NaN));
        double most = unit.toKept(e.path("value_max").asDouble(Double.NaN));
        boolean ranged = settable(e) && least < most;
        var type = ranged ? new PropertyType.Range(least, most, Math.max(0, unit.stepToKept(e.path("value_step").asDouble(0))))
                : PropertyType.Range.ANY;
        add(e, meaning, type, unit.kept(), property, node, name,
                said -> numeric(said).map(n -> new Value.Numeric(unit.toKept(n))),
                (value, _) -> number(unit.fromKept(((Value.Numeric) value).number())));
    }

    /// Percent of the lamp's own scale: not 0 while it is lit.
    private void brightness(JsonNode e, String property, String node, String name) {
        double most = Math.max(1, e.path("value_max").asDouble(254));
        var suffix = property.substring(Math.min("brightness".length(), property.length()));
        add(e, Capability.BRIGHTNESS, new PropertyType.Range(0, 100, 0), Unit.PERCENT, property, node, name,
                said -> numeric(said).map(n -> new Value.Numeric(n <= 0 ? 0 : Math.clamp(tenths(n / most * 100), 0.1, 100))),
                (value, _) -> number(((Value.Numeric) value).number() <= 0 ? 0
                        : Math.clamp(Math.rint(((Value.Numeric) value).number() / 100 * most), 1, most)),
                (json, value) -> value.equals(new Value.Numeric(0)) ? JSON.objectNode().put("state" + suffix, "OFF") : json);
    }

    private void white(JsonNode e, String property, String node, String name) {
        double cold = Math.rint(MIREDS / Math.max(1, e.path("value_min").asDouble(153)));
        double warm = Math.rint(MIREDS / Math.max(1, e.path("value_max").asDouble(500)));
        add(e, Capability.COLOR_TEMPERATURE, warm < cold ? new PropertyType.Range(warm, cold, 1) : PropertyType.Range.ANY, Unit.KELVIN,
                property, node, name, said -> numeric(said).filter(n -> n >= 1).map(n -> new Value.Numeric(Math.rint(MIREDS / n))),
                (value, _) -> number(Math.rint(MIREDS / ((Value.Numeric) value).number())));
    }

    private void words(JsonNode e, Capability meaning, String property, String node, String name) {
        var words = new ArrayList<String>();
        e.path("values").forEach(w -> words.add(w.asText()));
        boolean action = meaning == Capability.EVENT;
        add(e, meaning, new PropertyType.Words(words), Unit.NONE, property, node, name,
                said -> said.isValueNode() && (action || words.contains(said.asText())) ? Optional.of(new Value.Text(said.asText()))
                        : Optional.empty(),
                (value, _) -> JSON.textNode(value.wire()));
    }

    /// A lamp may expose both forms; what counts then is its `color_mode`, and x and y where it says none.
    private void color(JsonNode e, String node, String name) {
        var property = e.path("property").asText("color");
        if (!taken.add(property)) {
            return;
        }
        boolean hs = e.path("name").asText().equals("color_hs");
        var mode = "color_mode" + property.substring(Math.min("color".length(), property.length()));
        Binding.Decoder decoder = (ref, said) -> said.json().flatMap(json -> {
            var color = json.path(property);
            var how = json.path(mode).asText("");
            boolean angular = how.equals("hs") || how.isEmpty() && !color.has("x");
            return how.equals("color_temp") || !color.isObject() ? Optional.empty()
                    : angular && color.has("hue")
                            ? Optional.of(HomieColor.hs(color.path("hue").asDouble(), color.path("saturation").asDouble()))
                    : color.has("x") ? Optional.of(HomieColor.xy(color.path("x").asDouble(), color.path("y").asDouble()))
                    : Optional.<Value>empty();
        }).map(value -> new Reading.Reported(ref, value));
        Binding.Writer writer = (value, _) -> {
            var color = JSON.objectNode();
            if (hs) {
                HomieColor.hueSaturation(value).ifPresent(n -> color.put("hue", n[0]).put("saturation", n[1]));
            } else {
                HomieColor.xy(value).ifPresent(n -> color.put("x", n[0]).put("y", n[1]));
            }
            return color.isEmpty() ? List.of() : List.of(set(JSON.objectNode().set(property, color)));
        };
        features.add(
                new Feature(node, "color", name, Capability.COLOR, new PropertyType.Color(List.of(hs ? "hsv" : "xyz")), Unit.NONE, true,
                        category(e), source(property), "", hears(e, decoder), says(e, writer)));
    }

    /// Parts of one thing that is set as a whole: what is known of the others goes along.
    private void composite(JsonNode e, String property, String name) {
        for (var part : e.path("features")) {
            var key = part.path("property").asText(part.path("name").asText());
            var whole = part.deepCopy();
            if (whole instanceof ObjectNode object && !key.isEmpty()) {
                object.put("property", property + "." + key);
                object.put("access", part.path("access").asInt(e.path("access").asInt(STATE)));
                if (!object.has("category") && e.has("category")) {
                    object.set("category", e.get("category"));
                }
                feature(object, "composite", property, name + ": " + name(part));
            }
        }
        if (e.path("features").isEmpty()) {
            add(e, Capability.TEXT, new PropertyType.Text(), Unit.NONE, property, property, name, Exposes::text,
                    (value, _) -> JSON.textNode(value.wire()));
        }
    }

    // ---- what all have in common

    private void add(JsonNode e, Capability meaning, PropertyType type, Unit unit, String property, String node, String name, Reader reader,
            Payloads payloads) {
        add(e, meaning, type, unit, property, node, name, reader, payloads, (json, _) -> json);
    }

    private void add(JsonNode e, Capability meaning, PropertyType type, Unit unit, String property, String node, String name, Reader reader,
            Payloads payloads, BiFunction<ObjectNode, Value, ObjectNode> last) {
        if (!taken.add(property)) {
            return;
        }
        var path = property.split("\\.", -1);
        boolean part = path.length > 1;
        Binding.Decoder decoder = (ref, said) -> said.json().flatMap(json -> {
            var found = json;
            for (var step : path) {
                found = found.path(step);
            }
            return read(ref, found, reader);
        });
        Binding.Writer writer = (value, now) -> {
            var json = payloads.of(value, now);
            return List.of(set(last.apply(part ? whole(path, json, now) : JSON.objectNode().set(property, json), value)));
        };
        boolean event = meaning == Capability.EVENT;
        var usual = part ? path[path.length - 1]
                : meaning == Capability.NUMBER || meaning == Capability.TEXT || meaning == Capability.CHOICE
                        || meaning == Capability.FLAG || meaning == Capability.TEMPERATURE && !node.equals(property) ? property
                : meaning.word();
        var id = features.stream().anyMatch(f -> f.node().equals(node) && f.id().equals(usual)) ? property : usual;
        features.add(new Feature(node, id, name, meaning, type, unit, !event, category(e), source(property), "", hears(e, decoder),
                event ? Optional.empty() : says(e, writer)));
    }

    private static Optional<Reading> read(PropertyRef ref, JsonNode found, Reader reader) {
        if (found.isMissingNode() || found.isNull() || found.isTextual() && found.asText().isEmpty() || found.isFloatingPointNumber()
                && !Double.isFinite(found.asDouble())) {
            return Optional.empty();
        }
        var said = found.asText().isEmpty() ? found.toString() : found.asText();
        return Optional.of(reader.apply(found).<Reading>map(v -> new Reading.Reported(ref, v))
                .orElseGet(() -> new Reading.Unreadable(ref, said.substring(0, Math.min(SHOWN, said.length())))));
    }

    private ObjectNode whole(String[] path, JsonNode json, Binding.Siblings now) {
        var inner = JSON.objectNode();
        for (var sibling : features) {
            var source = sibling.source();
            var prefix = source(path[0]) + ".";
            if (source.startsWith(prefix) && !source.equals(prefix + path[1])) {
                now.value(DeviceId.of(sibling.id()).value()).ifPresent(value -> inner.set(source.substring(prefix.length()),
                        plain(value)));
            }
        }
        inner.set(path[path.length - 1], json);
        return JSON.objectNode().set(path[0], inner);
    }

    private static JsonNode plain(Value value) {
        return switch (value) {
            case Value.Truth(var truth) -> JSON.booleanNode(truth);
            case Value.Numeric(var n) -> number(n);
            case Value.Text(var text) -> JSON.textNode(text);
        };
    }

    private List<Feature.Hears> hears(JsonNode e, Binding.Decoder decoder) {
        return (e.path("access").asInt(STATE) & STATE) == 0 ? List.of() : List.of(new Feature.Hears(new TopicFilter(topic), decoder));
    }

    private Optional<Feature.Says> says(JsonNode e, Binding.Writer writer) {
        return settable(e) ? Optional.of(new Feature.Says(topic + "/set", writer, (e.path("access").asInt() & STATE) == 0))
                : Optional.empty();
    }

    private Message set(JsonNode json) {
        return Message.of(topic + "/set", json.toString());
    }

    private String source(String property) {
        return topic + "#" + property;
    }

    private static boolean settable(JsonNode e) {
        return (e.path("access").asInt(STATE) & SET) != 0;
    }

    private static Category category(JsonNode e) {
        return Map.of("config", Category.CONFIG, "diagnostic", Category.DIAGNOSTIC).getOrDefault(e.path("category").asText(""),
                Category.PRIMARY);
    }

    private static Optional<Double> numeric(JsonNode said) {
        if (said.isNumber()) {
            return Optional.of(said.asDouble());
        }
        try {
            return said.isTextual() ? Optional.of(Double.parseDouble(said.asText())).filter(Double::isFinite) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<Value> text(JsonNode said) {
        var text = said.isValueNode() ? said.asText() : said.toString();
        return Optional.of(new Value.Text(text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
    }

    private static double tenths(double n) {
        return Math.rint(n * 10) / 10;
    }

    /// A whole number without a decimal point.
    private static JsonNode number(double n) {
        return n == Math.rint(n) && Math.abs(n) < 1e15 ? JSON.numberNode((long) n) : JSON.numberNode(n);
    }
}
