package hearth.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Payload;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.Unit;
import hearth.device.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Between a payload and a value, as a profile's `number`, `bool`, `words` or `text` describes it.
///
/// @param paths    the first that is there counts
/// @param optional a message without any of them says nothing; otherwise it is unreadable
public record Codec(List<JsonPath> paths, boolean optional, Kind kind) implements Binding.Decoder {

    private static final int SHOWN = 64;
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private static final Pattern NUMBER = Pattern
            .compile("([+-]?(?:\\d{1,18}(?:[.,]\\d{0,18})?|[.,]\\d{1,18})(?:[eE][+-]?\\d{1,3})?)\\s*([°%A-Za-z]{0,4})");

    /// What values are and how they are written.
    public sealed interface Kind {
        /// @param from the device's own end points for `type`'s, equal to it where the device uses the same scale
        record Number(PropertyType.Range type, PropertyType.Range from, Unit unit) implements Kind {
        }

        /// @param yes in lower case but for the first, which is the one that is sent; `no` likewise
        record Bool(List<String> yes, List<String> no) implements Kind {
        }

        record Words(List<String> words) implements Kind {
        }

        record Text() implements Kind {
        }
    }

    public PropertyType type() {
        return switch (kind) {
            case Kind.Number(var type, _, _) -> type;
            case Kind.Bool _ -> new PropertyType.Bool();
            case Kind.Words(var words) -> new PropertyType.Words(words);
            case Kind.Text() -> new PropertyType.Text();
        };
    }

    @Override public Optional<Reading> decode(PropertyRef property, Said message) {
        var payload = message.payload();
        var said = message.text().flatMap(text -> find(text, message));
        if (said.isEmpty() && optional) {
            return Optional.empty();
        }
        return Optional.of(said.flatMap(this::value).<Reading>map(v -> new Reading.Reported(property, v))
                .orElseGet(() -> new Reading.Unreadable(property, payload.size() == 0 ? "" : payload.shown(SHOWN))));
    }

    /// The text at the first path that is there. Text that is no JSON object or array is itself the place `$`.
    private Optional<String> find(String text, Said message) {
        var json = text.stripLeading();
        if (json.startsWith("{") || json.startsWith("[") || json.startsWith("\"")) {
            var root = message.json();
            return root.isEmpty()
                    ? paths.stream().anyMatch(JsonPath::whole) && kind instanceof Kind.Text ? Optional.of(text) : Optional.empty()
                    : paths.stream().flatMap(p -> p.in(root.get()).stream()).filter(JsonNode::isValueNode).map(JsonNode::asText)
                            .findFirst();
        }
        return paths.stream().anyMatch(JsonPath::whole) ? Optional.of(text) : Optional.empty();
    }

    private Optional<Value> value(String said) {
        var text = said.strip();
        return switch (kind) {
            case Kind.Number number -> number(text, number);
            case Kind.Bool(var yes, var no) -> {
                var word = text.toLowerCase(Locale.ROOT);
                yield yes.contains(word) ? Optional.of(new Value.Truth(true))
                        : no.contains(word) ? Optional.of(new Value.Truth(false)) : Optional.empty();
            }
            case Kind.Words(var words) ->
                words.stream().filter(w -> w.equalsIgnoreCase(text)).findFirst().map(Value.Text::new);
            case Kind.Text() -> text.isEmpty() ? Optional.empty() : Optional.of(new Value.Text(text));
        };
    }

    private static Optional<Value> number(String text, Kind.Number kind) {
        var match = NUMBER.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        double said = Double.parseDouble(match.group(1).replace(',', '.'));
        boolean percent = match.group(2).equals("%") && kind.unit() == Unit.PERCENT;
        double kept = percent ? said : scaled(unit(match.group(2), kind.unit()).toKept(said), kind.from(), kind.type());
        return Double.isFinite(kept) && kept >= kind.type().min() && kept <= kind.type().max() ? Optional.of(new Value.Numeric(kept))
                : Optional.empty();
    }

    /// The unit a payload itself names, `21.5 °C` or `70.7F`, else the profile's.
    private static Unit unit(String suffix, Unit profile) {
        return switch (suffix) {
            case "°F", "F" -> Unit.FAHRENHEIT;
            case "°C", "C" -> Unit.CELSIUS;
            default -> Unit.of(suffix).filter(u -> u != Unit.NONE).orElse(profile);
        };
    }

    private static double scaled(double number, PropertyType.Range from, PropertyType.Range to) {
        if (from.equals(to) || !from.bounded() || !to.bounded()) {
            return number;
        }
        double share = (number - from.min()) / (from.max() - from.min());
        return Math.rint((to.min() + share * (to.max() - to.min())) * 10) / 10;
    }

    /// The value in the device's own spelling.
    String spelled(Value value) {
        return switch (kind) {
            case Kind.Number(var type, var from, var unit) when value instanceof Value.Numeric(var n) -> {
                double own = scaled(unit.fromKept(n), type, from);
                boolean whole = !from.equals(type) && from.step() == 1;
                double lit = whole ? Math.clamp(Math.rint(own), n > type.min() ? from.min() + 1 : from.min(), from.max()) : own;
                yield new Value.Numeric(lit).wire();
            }
            case Kind.Bool(var yes, var no) when value instanceof Value.Truth(var truth) -> truth ? yes.getFirst() : no.getFirst();
            case Kind.Number _, Kind.Bool _, Kind.Words _, Kind.Text _ -> value.wire();
        };
    }

    /// Fills `{value}` into a payload: a text, or a JSON tree in which `"{value}"` keeps a number a number.
    public Payload filled(JsonNode template, Value value) {
        return template.isTextual() ? Payload.of(template.textValue().replace("{value}", spelled(value)))
                : Payload.of(fill(template, value).toString());
    }

    private JsonNode fill(JsonNode template, Value value) {
        return switch (template) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(e -> copy.set(e.getKey(), fill(e.getValue(), value)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(fill(item, value)));
                yield copy;
            }
            default -> !template.asText().equals("{value}") ? template : literal(spelled(value), value);
        };
    }

    private static JsonNode literal(String spelled, Value value) {
        try {
            return value instanceof Value.Text ? JsonNodeFactory.instance.textNode(spelled) : JSON.readTree(spelled);
        } catch (JacksonException word) {
            return JsonNodeFactory.instance.textNode(spelled); // ON, OFF and such
        }
    }
}
