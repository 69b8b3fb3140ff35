package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.Capability;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.TopicFilter;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Fields.Rejected;
import hearth.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One entry of a profile's `components`, read whole when the profile is loaded: [#features] fills in what a device is known by.
///
/// @param tell how its source is told: for tracing, see [Property#source]
record Component(Fields at, Optional<Phrase> each, Optional<Phrase> leaves, Optional<Phrase> when, Lets lets, Phrase id, Phrase name,
        Property.Category category, List<State> states, Tell tell) {

    private static final int MOST_ITEMS = 200;

    enum Tell {
        /// The topic: what is bound by hand.
        TOPIC,
        /// The topic, `#`, and the place in its JSON.
        PLACE
    }

    /// One property: how it is reported, how it is commanded, or both.
    private record State(Fields at, Phrase id, Phrase capability, List<Phrase> from, List<Phrase> within, List<Phrase> paths,
            Optional<Phrase> when,
            Optional<Phrase> name, Optional<Phrase> category, boolean optional, boolean momentary, List<Phrase> except,
            Phrase fades, Optional<Template> template, Kinds.Late kind, Optional<Command> command, Codecs codecs) {
    }

    private record Command(Fields at, Phrase topic, JsonNode payload, Optional<JsonNode> off, int qos, boolean retain, boolean assumed,
            Optional<Phrase> yes, Optional<Phrase> no) {
    }

    // ---- reading the profile

    /// @param optional whether messages without a value say nothing of it, as it is with devices that announce themselves
    static Component read(Fields at, boolean optional, Tell tell) throws Rejected {
        var id = at.phrase("id");
        var name = at.has("name") ? at.phrase("name", Profile.in("en", at.words("name"))) : id;
        var commands = new LinkedHashMap<String, Command>();
        for (var entry : at.objects("command").entrySet()) {
            commands.put(entry.getKey(), command(entry.getValue()));
        }
        var from = at.phrases("from", List.of());
        var within = at.phrases("within", List.of("$"));
        var states = new ArrayList<State>();
        var reported = at.objects("state");
        for (var entry : reported.entrySet()) {
            states.add(state(at, entry.getKey(), entry.getValue(), from, within, optional,
                    Optional.ofNullable(commands.get(entry.getKey()))));
        }
        for (var key : commands.keySet()) {
            if (!reported.containsKey(key)) {
                throw at.reject("command/" + key, "has no state of that name");
            }
        }
        var component = new Component(at, at.optionalPhrase("each"), at.optionalPhrase("leaves"), at.optionalPhrase("when"), Lets.of(at),
                id, name, at.word("category", Property.Category.class, Property.Category.PRIMARY), List.copyOf(states), tell);
        at.done();
        return component;
    }

    private static State state(Fields component, String key, Fields at, List<Phrase> above, List<Phrase> within, boolean optional,
            Optional<Command> command) throws Rejected {
        var id = component.phrase("state/" + key, key);
        var capability = at.has("capability") ? at.phrase("capability") : id;
        if (!capability.text().contains("{") && Capability.of(capability.text()).isEmpty()) {
            throw at.has("capability") ? at.reject("capability", "is no capability") : component.reject("state/" + key, "is no capability");
        }
        var template = at.has("template") ? Optional.of(template(at)) : Optional.<Template>empty();
        var category = at.optionalPhrase("category");
        if (category.isPresent() && category.get().rendered().isEmpty()) {
            at.word("category", Property.Category.class, Property.Category.PRIMARY);
        }
        var from = at.has("from") ? at.phrases("from", List.of()) : above;
        if (from.isEmpty() && command.isEmpty()) {
            at.text("from");
        }
        var state = new State(at, id, capability, from, within, at.phrases("path", List.of("$", "$.value")), at.optionalPhrase("when"),
                at.has("name") ? Optional.of(at.phrase("name", Profile.in("en", at.words("name")))) : Optional.empty(), category,
                at.flag("optional") || optional, at.flag("momentary"),
                at.phrases("except", List.of()), at.phrase("fades", at.text("fades", "0")), template, Kinds.read(at), command,
                new Codecs());
        at.done();
        return state;
    }

    private static Template template(Fields at) throws Rejected {
        try {
            return Phrase.compiled(at.text("template"));
        } catch (IllegalArgumentException broken) {
            throw at.reject("template", broken);
        }
    }

    private static Command command(Fields at) throws Rejected {
        int qos = switch (at.text("qos", "1")) {
            case "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> throw at.reject("qos", "must be 0, 1 or 2");
        };
        var command = new Command(at, at.phrase("topic"), at.any("payload").orElse(JsonNodeFactory.instance.textNode("{value}")),
                at.any("off"), qos, at.flag("retain"), at.flag("assumed"), at.optionalPhrase("true"), at.optionalPhrase("false"));
        at.done();
        return command;
    }

    // ---- binding a device

    /// What becomes of a part that does not fit the device.
    interface Trouble {
        void is(Rejected part) throws Rejected;
    }

    /// Adds what this component is on one device.
    void features(Scope device, List<Feature> features, Trouble trouble) throws Rejected {
        int index = 0;
        List<JsonNode> items = List.of();
        try {
            items = items(device);
        } catch (Rejected unfit) {
            trouble.is(unfit);
        }
        for (var item : items) {
            var scope = device.with("item", item).with("index", JsonNodeFactory.instance.numberNode(index++));
            try {
                if (when.isEmpty() || Blueprint.holds(at, when.get(), scope)) {
                    features(lets.in(scope, unfit -> {
                        throw unfit;
                    }), features);
                }
            } catch (Rejected unfit) {
                trouble.is(unfit);
            }
        }
    }

    private List<JsonNode> items(Scope scope) throws Rejected {
        try {
            var list = new ArrayList<JsonNode>();
            if (leaves.isPresent()) {
                Leaves.of(leaves.get().node(scope), list, MOST_ITEMS);
            } else if (each.isPresent()) {
                var node = each.get().node(scope);
                if (node.isObject()) {
                    node.properties().forEach(e -> list.add(JsonNodeFactory.instance.objectNode().put("key", e.getKey())
                            .set("value", e.getValue())));
                } else {
                    node.forEach(list::add);
                }
            } else {
                list.add(JsonNodeFactory.instance.nullNode());
            }
            return list.subList(0, Math.min(list.size(), MOST_ITEMS));
        } catch (IllegalArgumentException failed) {
            throw at.reject(each.isPresent() ? "each" : "leaves", failed);
        }
    }

    private void features(Scope scope, List<Feature> features) throws Rejected {
        for (var state : states) {
            if (state.when().isEmpty() || Blueprint.holds(state.at(), state.when().get(), scope)) {
                features.add(feature(state, scope));
            }
        }
    }

    private Feature feature(State state, Scope scope) throws Rejected {
        var word = filled(state.at(), "capability", List.of(state.capability()), scope).getFirst();
        var capability = Capability.of(word).orElseThrow(() -> state.at().reject("capability", "is no capability: " + word));
        var codec = state.codecs()
                .shared(new Codec(paths(state, scope), state.optional(), Set.copyOf(listed(state.at(), "except", state.except(), scope)),
                        Duration.ofMillis((long) (1000 * Kinds.amount(state.at(), "fades", state.fades(), scope))), state.template(),
                        state.template().isPresent() ? scope : Scope.NONE,
                        state.kind().in(scope)));
        var topics = new LinkedHashSet<TopicFilter>();
        for (var from : state.from()) {
            if (!filled(state.at(), "from", List.of(from), scope).getFirst().isEmpty()) {
                topics.add(filter(state.at(), "from", from, scope));
            }
        }
        var unit = codec.kind() instanceof Codec.Kind.Number number ? number.mired() ? Unit.KELVIN : number.unit().kept() : Unit.NONE;
        var says = state.command().isPresent() ? Optional.of(says(state.command().get(), codec, scope)) : Optional.<Feature.Says>empty();
        var source = topics.isEmpty() ? says.map(Feature.Says::topic).orElse("") : source(topics.getFirst(), codec);
        return new Feature(filled(at, "id", List.of(id), scope).getFirst(), filled(at, "state", List.of(state.id()), scope).getFirst(),
                filled(at, "name", List.of(state.name().orElse(name)), scope).getFirst(), capability, codec.type(), unit,
                !state.momentary(),
                category(state, scope), source, "", topics.stream().map(t -> new Feature.Hears(t, codec)).toList(), says);
    }

    private Property.Category category(State state, Scope scope) throws Rejected {
        if (state.category().isEmpty()) {
            return category;
        }
        var word = filled(state.at(), "category", List.of(state.category().get()), scope).getFirst();
        return Stream.of(Property.Category.values()).filter(c -> c.name().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> state.at().reject("category", "has no such word: " + word));
    }

    private String source(TopicFilter topic, Codec codec) {
        var path = codec.paths().isEmpty() ? "" : codec.paths().getFirst().dotted();
        return tell == Tell.TOPIC || path.isEmpty() ? topic.filter() : topic.filter() + "#" + path;
    }

    /// Every path, from every place in the payload where the whole may stand.
    private static List<JsonPath> paths(State state, Scope scope) throws Rejected {
        var paths = new ArrayList<JsonPath>();
        for (var place : filled(state.at(), "within", state.within(), scope)) {
            for (var text : filled(state.at(), "path", state.paths(), scope)) {
                try {
                    if (!text.isEmpty()) {
                        paths.add(JsonPath.of(place).then(JsonPath.of(text)));
                    }
                } catch (IllegalArgumentException noPath) {
                    throw state.at().reject("path", noPath);
                }
            }
        }
        return List.copyOf(paths);
    }

    private static Feature.Says says(Command command, Codec codec, Scope scope) throws Rejected {
        var topic = filter(command.at(), "topic", command.topic(), scope);
        if (!topic.exact()) {
            throw command.at().reject("topic", "must be one topic, without wildcards");
        }
        var kind = codec.kind() instanceof Codec.Kind.Bool(var yes, var no)
                ? new Codec.Kind.Bool(
                        filled(command.at(), "true", command.yes().map(List::of).orElse(List.of(Phrase.of(yes.getFirst()))), scope),
                        filled(command.at(), "false", command.no().map(List::of).orElse(List.of(Phrase.of(no.getFirst()))), scope))
                : codec.kind();
        var spelling = new Codec(codec.paths(), codec.optional(), codec.except(), codec.fades(), Optional.empty(), Scope.NONE, kind);
        var payload = payload(command.at(), "payload", command.payload(), scope);
        var off = command.off().isPresent() ? payload(command.at(), "off", command.off().get(), scope) : payload;
        return new Feature.Says(topic.filter(), (value, _) -> List.of(new Message(spelling.topic(topic.filter(), value), spelling
                .filled(value.equals(new Value.Numeric(0)) ? off : payload, value), command.qos(), command.retain())),
                command.assumed());
    }

    static JsonNode payload(Fields at, String key, JsonNode tree, Scope scope) throws Rejected {
        try {
            return Phrase.fill(tree, scope);
        } catch (IllegalArgumentException failed) {
            throw at.reject(key, failed);
        }
    }

    static TopicFilter filter(Fields at, String key, Phrase phrase, Scope scope) throws Rejected {
        try {
            return new TopicFilter(phrase.filter(scope));
        } catch (IllegalArgumentException noFilter) {
            throw at.reject(key, noFilter);
        }
    }

    static List<String> filled(Fields at, String key, List<Phrase> phrases, Scope scope) throws Rejected {
        try {
            return phrases.stream().map(p -> p.in(scope)).toList();
        } catch (IllegalArgumentException failed) {
            throw at.reject(key, failed);
        }
    }

    /// An expression may make several texts at once.
    static List<String> listed(Fields at, String key, List<Phrase> phrases, Scope scope) throws Rejected {
        try {
            return phrases.stream().flatMap(p -> p.typed().isPresent() && p.node(scope) instanceof ArrayNode list
                    ? list.valueStream().map(JsonNode::asText) : Stream.of(p.in(scope))).toList();
        } catch (IllegalArgumentException failed) {
            throw at.reject(key, failed);
        }
    }
}
