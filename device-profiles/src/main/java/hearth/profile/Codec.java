package hearth.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.HomieColor;
import hearth.device.Payload;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.template.Rendered;
import hearth.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Between a payload and a value, as a profile's `number`, `bool`, `words`, `color`, `text` or `bytes` describes it.
///
/// @param paths    the first that is there counts
/// @param optional a message without it says nothing of it, instead of being unreadable
/// @param except   texts that say nothing; `*`: nor does any that is no such value
/// @param fades    after which time nobody will say that it is no longer true; zero where somebody will
/// @param template makes the text in which the value is found, of the message and of `scope`; nothing where it makes an empty one
public record Codec(List<JsonPath> paths, boolean optional, Set<String> except, Duration fades, Optional<Template> template, Scope scope,
        Kind kind) implements Binding.Decoder {

    private static final int SHOWN = 64;
    private static final String ANY = "*";
    private static final int LONGEST_TEXT = 4_096;
    private static final double MIREDS = 1e6;
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private static final Pattern NUMBER = Pattern
            .compile("([+-]?(?:\\d{1,18}(?:[.,]\\d{0,18})?|[.,]\\d{1,18})(?:[eE][+-]?\\d{1,3})?)\\s*([°%A-Za-z]{0,4})");
    private static final Pattern HEX = Pattern.compile("#?(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /// What values are and how they are written.
    public sealed interface Kind {
        /// @param from   the device's own end points for `type`'s, equal to it where the device uses the same scale
        /// @param divide what the device says is so many times the unit
        /// @param mired  the device says mired, the value is K
        /// @param invert the device counts from the other end of the range
        record Number(PropertyType.Range type, PropertyType.Range from, Unit unit, double divide, boolean mired, boolean invert)
                implements Kind {

            /// As the device writes them.
            public Number(PropertyType.Range type, PropertyType.Range from, Unit unit) {
                this(type, from, unit, 1, false, false);
            }
        }

        /// @param yes in lower case but for the first, which is the one that is sent; `no` likewise
        record Bool(List<String> yes, List<String> no) implements Kind {
        }

        /// @param words ours, by the device's; `*` for any other word, which stays as it is
        record Words(Map<String, String> words) implements Kind {
        }

        record Text() implements Kind {
        }

        /// @param form how the device says it: `hs`, `rgb` (numbers with commas, or a list of them) or `hex` (`#RRGGBB`, `#WWRRGGBB`)
        record Color(String form) implements Kind {
        }

        /// The payload is a picture or such, and no value: the value is the topic on which it is.
        record Bytes() implements Kind {
        }
    }

    /// Values of that kind at these places, and nothing more to it.
    public Codec(List<JsonPath> paths, boolean optional, Kind kind) {
        this(paths, optional, Set.of(), Duration.ZERO, Optional.empty(), Scope.NONE, kind);
    }

    public PropertyType type() {
        return switch (kind) {
            case Kind.Number number -> number.type();
            case Kind.Bool _ -> new PropertyType.Bool();
            case Kind.Words(var words) -> new PropertyType.Words(words.values().stream().filter(w -> !w.equals(ANY)).distinct().toList());
            case Kind.Color _ -> new PropertyType.Color(List.of("hsv"));
            case Kind.Text(),Kind.Bytes() -> new PropertyType.Text();
        };
    }

    @Override public Optional<Reading> decode(PropertyRef property, Said message) {
        var payload = message.payload();
        if (kind instanceof Kind.Bytes) {
            return payload.size() == 0 ? Optional.empty()
                    : Optional.of(new Reading.Reported(property, new Value.Text(message.topic())));
        }
        var said = message.text().flatMap(text -> template.isPresent() ? made(template.get(), message) : find(text, message));
        if (said.isEmpty() && optional || said.isPresent() && nothing(said.get())) {
            return Optional.empty();
        }
        var value = said.flatMap(this::value);
        return value.isEmpty() && except.contains(ANY) ? Optional.empty()
                : Optional.of(value.<Reading>map(v -> reading(property, v))
                        .orElseGet(() -> new Reading.Unreadable(property, payload.size() == 0 ? "" : payload.shown(SHOWN))));
    }

    private Reading reading(PropertyRef property, Value value) {
        return fades.isPositive() && value.equals(new Value.Truth(true))
                ? new Reading.Passing(property, value, new Value.Truth(false), fades) : new Reading.Reported(property, value);
    }

    private Optional<String> made(Template template, Said message) {
        return template.render(scope.and(message.variables()), Phrase.NO_TIME) instanceof Rendered.Text(var text) && !text.isEmpty()
                && !text.equals("None") ? Optional.of(text) : Optional.empty();
    }

    /// The text at the first path that is there. Text that is no JSON object or array is itself the place `$`.
    private Optional<String> find(String text, Said message) {
        var json = text.stripLeading();
        if (json.startsWith("{") || json.startsWith("[") || json.startsWith("\"")) {
            var root = message.json();
            return root.isEmpty()
                    ? anywhere() && kind instanceof Kind.Text ? Optional.of(text) : Optional.empty()
                    : found(root.get());
        }
        return anywhere() ? Optional.of(text) : Optional.empty();
    }

    /// Whether the whole payload is one of the places.
    private boolean anywhere() {
        for (var path : paths) {
            if (path.whole()) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> found(JsonNode root) {
        for (var path : paths) {
            var node = path.in(root);
            if (node.isPresent() && node.get().isValueNode() && !node.get().isNull()) {
                return Optional.of(node.get().asText());
            }
            if (node.isPresent() && kind instanceof Kind.Color && node.get().isArray()) {
                var parts = new ArrayList<String>();
                node.get().forEach(n -> parts.add(n.asText()));
                return Optional.of(String.join(",", parts));
            }
        }
        return Optional.empty();
    }

    /// A text that stands for none; where a device need not say anything, a number that is none.
    private boolean nothing(String said) {
        if (except.isEmpty() && !optional) {
            return false;
        }
        var text = said.strip();
        if (except.contains(text) || !(kind instanceof Kind.Number)) {
            return except.contains(text);
        }
        try {
            double n = Double.parseDouble(text);
            return optional && !Double.isFinite(n) || except.contains(new Value.Numeric(Double.isFinite(n) ? n : 0).wire());
        } catch (NumberFormatException unit) {
            return optional && text.toLowerCase(Locale.ROOT).startsWith("nan");
        }
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
            case Kind.Words(var words) -> words.entrySet().stream().filter(w -> w.getKey().equalsIgnoreCase(text)).map(Map.Entry::getValue)
                    .findFirst().or(() -> words.containsKey(ANY) && !text.isEmpty() && text.length() <= SHOWN ? Optional.of(text)
                            : Optional.empty())
                    .map(Value.Text::new);
            case Kind.Color(var form) -> color(form, text);
            case Kind.Text(),Kind.Bytes() -> text.isEmpty() ? Optional.empty()
                    : Optional.of(new Value.Text(text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
        };
    }

    private static Optional<Value> color(String form, String text) {
        if (form.equals("hex")) {
            return Optional.of(HEX.matcher(text)).filter(Matcher::matches).map(hex -> HomieColor.rgb(Integer.parseInt(hex.group(1), 16),
                    Integer.parseInt(hex.group(2), 16), Integer.parseInt(hex.group(3), 16)));
        }
        var n = HomieColor.numbers(text);
        return n.stream().anyMatch(part -> part < 0 || part > 360) ? Optional.empty()
                : form.equals("hs") ? n.size() < 2 ? Optional.empty() : Optional.of(HomieColor.hs(n.get(0), n.get(1)))
                : n.size() < 3 ? Optional.empty() : Optional.of(HomieColor.rgb(n.get(0), n.get(1), n.get(2)));
    }

    private static Optional<Value> number(String text, Kind.Number kind) {
        if (bare(text)) {
            return number(Double.parseDouble(text), "", kind);
        }
        var match = NUMBER.matcher(text);
        return match.matches() ? number(Double.parseDouble(match.group(1).replace(',', '.')), match.group(2), kind) : Optional.empty();
    }

    /// Whether it is digits with at most one point behind the first: so are most numbers, and they need no pattern.
    private static boolean bare(String text) {
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && i > 0 && !point) {
                point = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 18;
    }

    private static Optional<Value> number(double written, String suffix, Kind.Number kind) {
        double said = written / kind.divide();
        boolean percent = suffix.equals("%") && kind.unit() == Unit.PERCENT;
        double own = kind.mired() ? Math.rint(MIREDS / said)
                : percent ? said : scaled(unit(suffix, kind.unit()).toKept(said), kind.from(), kind.type());
        double kept = turned(own, kind);
        return Double.isFinite(kept) && kept >= kind.type().min() && kept <= kind.type().max() ? Optional.of(new Value.Numeric(kept))
                : Optional.empty();
    }

    private static double turned(double number, Kind.Number kind) {
        return kind.invert() && kind.type().bounded() ? kind.type().max() + kind.type().min() - number : number;
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
            case Kind.Number number when value instanceof Value.Numeric(var n) -> number.mired()
                    ? new Value.Numeric(Math.rint(MIREDS / n)).wire() : new Value.Numeric(own(n, number) * number.divide()).wire();
            case Kind.Bool(var yes, var no) when value instanceof Value.Truth(var truth) -> truth ? yes.getFirst() : no.getFirst();
            case Kind.Words(var words) -> words.entrySet().stream().filter(w -> w.getValue().equals(value.wire())).map(Map.Entry::getKey)
                    .findFirst().orElse(value.wire());
            case Kind.Number _, Kind.Bool _, Kind.Text _, Kind.Color _, Kind.Bytes _ -> value.wire();
        };
    }

    private static double own(double kept, Kind.Number kind) {
        double own = scaled(kind.unit().fromKept(turned(kept, kind)), kind.type(), kind.from());
        boolean other = !kind.from().equals(kind.type());
        return kind.from().step() != 1 ? own
                : other ? Math.clamp(Math.rint(own), kept > kind.type().min() ? kind.from().min() + 1 : kind.from().min(),
                        kind.from().max())
                : Math.rint(own);
    }

    /// What `{value}` and its like stand for in a command: a colour is also red, green and blue (0 to 255), hue, saturation, and `hex`.
    private Map<String, JsonNode> places(Value value) {
        var nodes = JsonNodeFactory.instance;
        if (!(kind instanceof Kind.Color)) {
            return Map.of("value", literal(spelled(value), value));
        }
        var rgb = HomieColor.rgb(value).orElse(new double[3]);
        var hs = HomieColor.hueSaturation(value).orElse(new double[2]);
        return Map.of("red", nodes.numberNode((int) rgb[0]), "green", nodes.numberNode((int) rgb[1]), "blue",
                nodes.numberNode((int) rgb[2]),
                "hue", nodes.numberNode((int) Math.rint(hs[0])), "saturation", nodes.numberNode((int) Math.rint(hs[1])), "hex",
                nodes.textNode(String.format(Locale.ROOT, "%02X%02X%02X", (int) rgb[0], (int) rgb[1], (int) rgb[2])));
    }

    /// Fills `{value}` into a payload: a text, or a JSON tree in which `"{value}"` keeps a number a number.
    public Payload filled(JsonNode template, Value value) {
        var places = places(value);
        return Payload.of(template.isTextual() ? text(template.textValue(), places, value) : fill(template, places, value).toString());
    }

    /// Fills `{value}` into a topic: a word that chooses what to do, as the device calls it.
    String topic(String topic, Value value) {
        return topic.contains("{value}") ? topic.replace("{value}", spelled(value)) : topic;
    }

    private String text(String template, Map<String, JsonNode> places, Value value) {
        return PLACE.matcher(template).replaceAll((MatchResult m) -> Matcher.quoteReplacement(m.group(1).equals("value") ? spelled(value)
                : Optional.ofNullable(places.get(m.group(1))).map(JsonNode::asText).orElse(m.group())));
    }

    private JsonNode fill(JsonNode template, Map<String, JsonNode> places, Value value) {
        return switch (template) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(e -> copy.set(e.getKey(), fill(e.getValue(), places, value)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(fill(item, places, value)));
                yield copy;
            }
            default -> {
                var place = template.isTextual() ? PLACE.matcher(template.textValue()) : PLACE.matcher("");
                var only = place.matches() ? places.get(place.group(1)) : null;
                yield only != null ? only
                        : template.isTextual() ? JsonNodeFactory.instance.textNode(text(template.textValue(), places, value)) : template;
            }
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
