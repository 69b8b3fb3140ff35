package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.TopicFilter;
import hearth.device.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A kind of device as data, `hub-profile/1`: with its variables filled in it becomes a [Binding].
///
/// The schema beside the profiles, `hub-profile-1.schema.json`, describes the format to editors; this class is the judge.
public final class Profile {

    /// When a device of this kind comes into the house by itself.
    public enum Adopt {
        /// From the first start on.
        ALWAYS,
        /// When something is first said on one of its topics.
        SEEN,
        /// Only when the user asks.
        ASK
    }

    /// What must be known to bind it: a topic, a unit.
    ///
    /// @param choices the only values it can have; empty where any text will do
    public record Variable(String key, Map<String, String> name, String otherwise, List<String> choices) {

        public Variable {
            choices = List.copyOf(choices);
        }
    }

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String id;
    private final Map<String, String> name;
    private final Map<String, String> deviceName;
    private final Adopt adopt;
    private final List<Variable> variables;
    private final JsonNode json;
    private String firstTopic = "";

    private Profile(String id, Map<String, String> name, Map<String, String> deviceName, Adopt adopt, List<Variable> variables,
            JsonNode json) {
        this.id = id;
        this.name = name;
        this.deviceName = deviceName;
        this.adopt = adopt;
        this.variables = List.copyOf(variables);
        this.json = json;
    }

    /// Reads it whole, so that a profile that is once accepted can always be bound with its own defaults.
    static Profile read(JsonNode json) throws Fields.Rejected {
        var top = new Fields(json, "");
        top.has("$schema");
        if (!top.text("schema").equals("hub-profile/1")) {
            throw top.reject("schema", "must be \"hub-profile/1\"");
        }
        var variables = new ArrayList<Variable>();
        for (var entry : top.objects("variables").entrySet()) {
            var v = entry.getValue();
            variables.add(new Variable(entry.getKey(), v.words("name"), v.text("default", ""), v.texts("choices", List.of())));
            v.done();
        }
        var profile = new Profile(top.text("id"), top.words("name"), top.object("device").words("name"),
                top.word("adopt", Adopt.class, Adopt.ASK), variables, json);
        profile.firstTopic = profile.bound(DeviceId.of(profile.id), Map.of()).about().source();
        return profile;
    }

    public String id() {
        return id;
    }

    /// What this kind is called in a language (`de`), else in English.
    public String name(String language) {
        return in(language, name);
    }

    /// What a device of this kind is called before the user names it.
    public String deviceName(String language) {
        return in(language, deviceName);
    }

    public Adopt adopt() {
        return adopt;
    }

    /// The topic of its first property when bound with its own defaults: the one that makes it [Adopt#SEEN].
    public String firstTopic() {
        return firstTopic;
    }

    public List<Variable> variables() {
        return variables;
    }

    public static String in(String language, Map<String, String> words) {
        return words.getOrDefault(language, words.getOrDefault("en", ""));
    }

    /// This kind of device under that id. Variables not given have their defaults.
    ///
    /// Throws [IllegalArgumentException] with a sentence where a value does not fit (a topic with a wildcard, an unknown unit).
    public Binding bind(DeviceId device, Map<String, String> values) {
        try {
            return bound(device, values);
        } catch (Fields.Rejected rejected) {
            throw new IllegalArgumentException(id + rejected.pointer + " " + rejected.reason(), rejected);
        }
    }

    private Binding bound(DeviceId device, Map<String, String> given) throws Fields.Rejected {
        var values = new HashMap<String, String>();
        for (var v : variables) {
            var value = given.getOrDefault(v.key(), v.otherwise());
            values.put(v.key(), value);
            if (!v.choices().isEmpty() && !v.choices().contains(value)) {
                throw new Fields.Rejected("/variables/" + v.key(), "is one of " + v.choices() + ", not " + value);
            }
        }
        var top = new Fields(json, "");
        List.of("$schema", "schema", "id", "name", "adopt", "variables").forEach(top::has);
        var about = top.object("device");
        about.has("name");
        var properties = new ArrayList<Property>();
        var sources = new ArrayList<Binding.Source>();
        var sinks = new ArrayList<Binding.Sink>();
        for (var component : top.list("components")) {
            component(component, device, values, properties, sources, sinks);
        }
        if (properties.isEmpty()) {
            throw top.reject("components", "names no property");
        }
        var presence = new ArrayList<Presence>();
        for (var p : top.list("availability")) {
            presence.add(Presence.of(filter(p, "topic", values), Set.copyOf(p.texts("online", List.of("online"))),
                    Set.copyOf(p.texts("offline", List.of("offline")))));
            p.done();
        }
        var binding = new Binding(device, new Binding.About("plain", fill(about.text("manufacturer", ""), values),
                fill(about.text("model", ""), values), properties.getFirst().source()), properties, sources, sinks, presence);
        about.done();
        top.done();
        return binding;
    }

    private static void component(Fields component, DeviceId device, Map<String, String> values, List<Property> properties,
            List<Binding.Source> sources, List<Binding.Sink> sinks) throws Fields.Rejected {
        var node = component.text("id");
        var category = component.word("category", Property.Category.class, Property.Category.PRIMARY);
        var names = component.has("name") ? component.words("name") : Map.of("en", node);
        var states = component.objects("state");
        var commands = component.objects("command");
        for (var entry : states.entrySet()) {
            var state = entry.getValue();
            var capability = Capability.of(entry.getKey())
                    .orElseThrow(() -> component.reject("state/" + entry.getKey(), "is no capability"));
            var ref = new PropertyRef(device, DeviceId.of(node).value(), DeviceId.of(entry.getKey()).value());
            var topic = filter(state, "from", values);
            var codec = codec(state, values);
            var command = commands.get(entry.getKey());
            var property = new Property(ref, in("en", names), capability, codec.type(), unit(codec), command != null,
                    !state.flag("momentary"), category, topic.filter());
            state.done();
            properties.add(property);
            sources.add(new Binding.Source(topic, property, codec));
            if (command != null) {
                sinks.add(sink(command, ref, codec, values));
            }
        }
        for (var key : commands.keySet()) {
            if (!states.containsKey(key)) {
                throw component.reject("command/" + key, "has no state of that name");
            }
        }
        component.done();
    }

    private static Binding.Sink sink(Fields command, PropertyRef ref, Codec codec, Map<String, String> values) throws Fields.Rejected {
        var topic = filter(command, "topic", values);
        if (!topic.exact()) {
            throw command.reject("topic", "must be one topic, without wildcards");
        }
        var kind = codec.kind() instanceof Codec.Kind.Bool(var yes, var no)
                ? new Codec.Kind.Bool(List.of(fill(command.text("true", yes.getFirst()), values)),
                        List.of(fill(command.text("false", no.getFirst()), values)))
                : codec.kind();
        var spelling = new Codec(codec.paths(), codec.optional(), kind);
        var template = command.any("payload").orElse(JsonNodeFactory.instance.textNode("{value}"));
        int qos = switch (command.text("qos", "1")) {
            case "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> throw command.reject("qos", "must be 0, 1 or 2");
        };
        boolean retain = command.flag("retain");
        command.done();
        return new Binding.Sink(ref, topic.filter(),
                (value, _) -> List.of(new Message(topic.filter(), spelling.filled(template, value), qos, retain)), false);
    }

    private static Codec codec(Fields state, Map<String, String> values) throws Fields.Rejected {
        var paths = new ArrayList<JsonPath>();
        for (var text : state.texts("path", List.of("$", "$.value"))) {
            var path = fill(text, values);
            try {
                if (!path.isEmpty()) {
                    paths.add(JsonPath.of(path));
                }
            } catch (IllegalArgumentException noPath) {
                throw state.reject("path", String.valueOf(noPath.getMessage()));
            }
        }
        var kinds = new ArrayList<Codec.Kind>();
        if (state.has("number")) {
            kinds.add(number(state.object("number"), values));
        }
        if (state.has("bool")) {
            var bool = state.object("bool");
            kinds.add(new Codec.Kind.Bool(lower(bool.texts("true", Meaning.YES)), lower(bool.texts("false", Meaning.NO))));
            bool.done();
        }
        if (state.has("words")) {
            kinds.add(new Codec.Kind.Words(state.texts("words", List.of())));
        }
        if (state.has("text")) {
            state.object("text").done();
            kinds.add(new Codec.Kind.Text());
        }
        if (kinds.size() != 1) {
            throw state.reject("", "needs exactly one of number, bool, words, text");
        }
        return new Codec(List.copyOf(paths), state.flag("optional"), kinds.getFirst());
    }

    private static Codec.Kind number(Fields number, Map<String, String> values) throws Fields.Rejected {
        var symbol = fill(number.text("unit", ""), values);
        var unit = Unit.of(symbol).orElseThrow(() -> number.reject("unit", "is no known unit: " + symbol));
        var type = range(number, "range", values).orElse(PropertyType.Range.ANY);
        var from = range(number, "deviceRange", values).orElse(type);
        number.done();
        return new Codec.Kind.Number(type, from, unit);
    }

    private static Optional<PropertyType.Range> range(Fields number, String key, Map<String, String> values) throws Fields.Rejected {
        if (!number.has(key)) {
            return Optional.empty();
        }
        var ends = number.texts(key, List.of());
        try {
            if (ends.size() == 3) {
                return Optional.of(new PropertyType.Range(Double.parseDouble(fill(ends.get(0), values)),
                        Double.parseDouble(fill(ends.get(1), values)), Double.parseDouble(fill(ends.get(2), values))));
            }
        } catch (IllegalArgumentException notSuch) {
            throw number.reject(key, "is no range: " + notSuch.getMessage());
        }
        throw number.reject(key, "must be [least, most, step]");
    }

    private static Unit unit(Codec codec) {
        return codec.kind() instanceof Codec.Kind.Number(_, _, var unit) ? unit.kept() : Unit.NONE;
    }

    private static TopicFilter filter(Fields fields, String key, Map<String, String> values) throws Fields.Rejected {
        var filter = fill(fields.text(key), values);
        try {
            return new TopicFilter(filter);
        } catch (IllegalArgumentException noFilter) {
            throw fields.reject(key, String.valueOf(noFilter.getMessage()));
        }
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll((MatchResult m) -> java.util.regex.Matcher
                .quoteReplacement(values.getOrDefault(m.group(1), m.group())));
    }
}
