package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.DeviceId;
import hearth.device.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A kind of device as data, `hub-profile/1`: with its variables filled in it becomes a [Binding]. One that says how its devices are
/// discovered is a [Convention] besides.
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

    private final String id;
    private final Map<String, String> name;
    private final Map<String, String> deviceName;
    private final Adopt adopt;
    private final List<Variable> variables;
    private final Blueprint blueprint;
    private final Optional<Convention> convention;
    private final Map<String, Map<String, String>> words;
    private String firstTopic = "";

    private Profile(String id, Map<String, String> name, Map<String, String> deviceName, Adopt adopt, List<Variable> variables,
            Blueprint blueprint, Optional<Convention> convention, Map<String, Map<String, String>> words) {
        this.id = id;
        this.name = name;
        this.deviceName = deviceName;
        this.adopt = adopt;
        this.variables = List.copyOf(variables);
        this.blueprint = blueprint;
        this.convention = convention;
        this.words = words;
    }

    /// Reads it whole, so that a profile that is once accepted can always be bound with its own defaults.
    static Profile read(JsonNode json) throws Fields.Rejected {
        var top = new Fields(json, "");
        top.has("$schema");
        if (!top.text("schema").equals("hub-profile/1")) {
            throw top.reject("schema", "must be \"hub-profile/1\"");
        }
        var id = top.text("id");
        var name = top.words("name");
        boolean discovers = top.has("discover");
        var variables = discovers ? List.<Variable>of() : variables(top);
        var adopt = discovers ? Adopt.ASK : top.word("adopt", Adopt.class, Adopt.ASK);
        var blueprint = Blueprint.read(top, discovers);
        var convention = discovers ? Optional.<Convention>of(ProfileConvention.read(top, id, blueprint)) : Optional.<Convention>empty();
        var words = new HashMap<String, Map<String, String>>();
        named(json, words);
        for (var entry : top.objects("words").entrySet()) {
            words.put(entry.getKey(), entry.getValue().texts());
        }
        top.done();
        var profile = new Profile(id, name, blueprint.names(), adopt, variables, blueprint, convention, words);
        if (!discovers) {
            profile.firstTopic = profile.bound(DeviceId.of(id), Map.of()).about().source();
        }
        return profile;
    }

    /// Every `name` that is written in several languages.
    private static void named(JsonNode json, Map<String, Map<String, String>> words) {
        var name = json.path("name");
        if (name.size() > 1 && name.path("en").isTextual()) {
            var all = new HashMap<String, String>();
            name.properties().forEach(e -> all.put(e.getKey(), e.getValue().asText()));
            words.put(all.get("en"), all);
        }
        json.forEach(inner -> named(inner, words));
    }

    private static List<Variable> variables(Fields top) throws Fields.Rejected {
        var variables = new ArrayList<Variable>();
        for (var entry : top.objects("variables").entrySet()) {
            var v = entry.getValue();
            variables.add(new Variable(entry.getKey(), v.words("name"), v.text("default", ""), v.texts("choices", List.of())));
            v.done();
        }
        return variables;
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

    /// The topic of its first property when bound with its own defaults: the one that makes it [Adopt#SEEN]. Empty where its devices
    /// announce themselves.
    public String firstTopic() {
        return firstTopic;
    }

    public List<Variable> variables() {
        return variables;
    }

    /// How its devices announce themselves; empty where they are bound by hand.
    public Optional<Convention> convention() {
        return convention;
    }

    /// What an English name of a property is in a language; empty where the profile does not say.
    Optional<String> word(String language, String english) {
        return Optional.ofNullable(words.getOrDefault(english, Map.of()).get(language));
    }

    public static String in(String language, Map<String, String> words) {
        return words.getOrDefault(language, words.getOrDefault("en", ""));
    }

    /// This kind of device under that id. Variables not given have their defaults.
    ///
    /// Throws [IllegalArgumentException] with a sentence where a value does not fit (a topic with a wildcard, an unknown unit), or where
    /// its devices announce themselves.
    public Binding bind(DeviceId device, Map<String, String> values) {
        if (convention.isPresent()) {
            throw new IllegalArgumentException(id + " is of devices that announce themselves");
        }
        try {
            return bound(device, values);
        } catch (Fields.Rejected rejected) {
            throw new IllegalArgumentException(id + rejected.pointer + " " + rejected.reason(), rejected);
        }
    }

    private Binding bound(DeviceId device, Map<String, String> given) throws Fields.Rejected {
        var values = new HashMap<String, JsonNode>();
        for (var v : variables) {
            var value = given.getOrDefault(v.key(), v.otherwise());
            values.put(v.key(), JsonNodeFactory.instance.textNode(value));
            if (!v.choices().isEmpty() && !v.choices().contains(value)) {
                throw new Fields.Rejected("/variables/" + v.key(), "is one of " + v.choices() + ", not " + value);
            }
        }
        var scope = Scope.of(values);
        var properties = new ArrayList<Property>();
        var sources = new ArrayList<Binding.Source>();
        var sinks = new ArrayList<Binding.Sink>();
        for (var feature : blueprint.features(scope, unfit -> {
            throw unfit;
        })) {
            var property = feature.property(device, DeviceId.of(feature.node()).value());
            properties.add(property);
            feature.hears().forEach(h -> sources.add(new Binding.Source(h.topic(), property, h.decoder())));
            feature.says().ifPresent(s -> sinks.add(new Binding.Sink(property.ref(), s.topic(), s.writer(), s.assumed())));
        }
        if (properties.isEmpty()) {
            throw new Fields.Rejected("/components", "names no property");
        }
        return new Binding(device, blueprint.about("plain", properties.getFirst().source(), scope), properties, sources, sinks,
                blueprint.presence(scope));
    }
}
