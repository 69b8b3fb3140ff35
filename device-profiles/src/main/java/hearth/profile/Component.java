package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.device.Capability;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyType;
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
import java.util.Locale;
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

    /// Made when a device is bound.
    interface Late<T> {
        T in(Scope scope) throws Rejected;
    }

    /// Variables that follow from others, in their order.
    record Lets(Fields at, List<Let> all) {

        /// @param phrase the template that makes it; empty for a constant
        private record Let(String name, Optional<Phrase> phrase, JsonNode constant) {
        }

        static Lets of(Fields at) throws Rejected {
            var lets = new ArrayList<Let>();
            for (var entry : at.tree("let").entrySet()) {
                var value = entry.getValue();
                lets.add(new Let(entry.getKey(),
                        value.isTextual() ? Optional.of(at.phrase("let/" + entry.getKey(), value.textValue())) : Optional.empty(), value));
            }
            return new Lets(at, List.copyOf(lets));
        }

        /// One that cannot be made is null, where that is borne.
        Scope in(Scope scope, Trouble trouble) throws Rejected {
            var next = scope;
            for (var let : all) {
                JsonNode value = JsonNodeFactory.instance.nullNode();
                try {
                    value = let.phrase().isPresent() ? made(let.phrase().get(), next) : let.constant();
                } catch (IllegalArgumentException failed) {
                    trouble.is(at.reject("let/" + let.name(), failed));
                }
                next = next.with(let.name(), value);
            }
            return next;
        }

        /// What a template of several statements writes is read as JSON, where it is JSON.
        private static JsonNode made(Phrase phrase, Scope scope) {
            var made = phrase.node(scope);
            return phrase.typed().isPresent() || phrase.rendered().isEmpty() ? made : Said.parsed(made.asText()).orElse(made);
        }
    }

    /// One property: how it is reported, how it is commanded, or both.
    private record State(Fields at, Phrase id, Phrase capability, List<Phrase> from, List<Phrase> within, List<Phrase> paths,
            Optional<Phrase> when,
            Optional<Phrase> name, Optional<Phrase> category, boolean optional, boolean momentary, List<Phrase> except,
            Phrase fades, Optional<Template> template, Late<Codec.Kind> kind, Optional<Command> command, Codecs codecs) {
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
                at.phrases("except", List.of()), at.phrase("fades", at.text("fades", "0")), template, kind(at), command, new Codecs());
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

    private static Late<Codec.Kind> kind(Fields at) throws Rejected {
        var kinds = new ArrayList<Late<Codec.Kind>>();
        if (at.has("number")) {
            kinds.add(number(at.object("number")));
        }
        if (at.has("bool")) {
            var bool = at.object("bool");
            var yes = bool.phrases("true", Meaning.YES);
            var no = bool.phrases("false", Meaning.NO);
            bool.done();
            kinds.add(scope -> new Codec.Kind.Bool(lower(listed(bool, "true", yes, scope)), lower(listed(bool, "false", no, scope))));
        }
        if (at.has("words")) {
            kinds.add(words(at));
        }
        if (at.has("color")) {
            var form = at.text("color");
            if (!List.of("hs", "rgb", "hex").contains(form)) {
                throw at.reject("color", "is one of hs, rgb, hex");
            }
            kinds.add(_ -> new Codec.Kind.Color(form));
        }
        if (at.has("text")) {
            at.object("text").done();
            kinds.add(_ -> new Codec.Kind.Text());
        }
        if (at.has("bytes")) {
            at.object("bytes").done();
            kinds.add(_ -> new Codec.Kind.Bytes());
        }
        if (kinds.size() != 1) {
            throw at.reject("", "needs exactly one of number, bool, words, color, text, bytes");
        }
        return kinds.getFirst();
    }

    /// A list, or an object with our word for each of the device's.
    private static Late<Codec.Kind> words(Fields at) throws Rejected {
        var tree = at.any("words").orElseThrow();
        var theirs = new ArrayList<Phrase>();
        var ours = new ArrayList<Phrase>();
        if (tree.isObject()) {
            for (var entry : at.object("words").texts().entrySet()) {
                theirs.add(at.phrase("words", entry.getKey()));
                ours.add(at.phrase("words", entry.getValue()));
            }
        } else {
            theirs.addAll(at.phrases("words", List.of()));
            ours.addAll(theirs);
        }
        return scope -> {
            var words = new LinkedHashMap<String, String>();
            var devices = listed(at, "words", theirs, scope);
            var own = listed(at, "words", ours, scope);
            for (int i = 0; i < devices.size(); i++) {
                words.put(devices.get(i), own.get(i));
            }
            return new Codec.Kind.Words(words);
        };
    }

    private static Late<Codec.Kind> number(Fields at) throws Rejected {
        var symbol = at.phrase("unit", at.text("unit", ""));
        var range = at.phrases("range", List.of());
        var device = at.phrases("deviceRange", List.of());
        boolean mired = at.flag("mired");
        var divide = at.phrase("divide", at.text("divide", "1"));
        var invert = at.optionalPhrase("invert");
        at.done();
        return scope -> {
            var unit = Unit.of(filled(at, "unit", List.of(symbol), scope).getFirst()).or(() -> announced(symbol, scope))
                    .orElseThrow(() -> at.reject("unit", "is no known unit: " + symbol.in(scope)));
            var type = range(at, "range", range, scope).orElse(PropertyType.Range.ANY);
            return new Codec.Kind.Number(type, range(at, "deviceRange", device, scope).orElse(type), unit,
                    amount(at, "divide", divide, scope),
                    mired, invert.isPresent() && Blueprint.holds(at, invert.get(), scope));
        };
    }

    /// What a device itself calls its unit is one; what a person writes may be misspelt.
    private static Optional<Unit> announced(Phrase symbol, Scope scope) {
        return symbol.rendered().isPresent() ? Optional.of(Unit.announced(symbol.in(scope))) : Optional.empty();
    }

    private static double amount(Fields at, String key, Phrase phrase, Scope scope) throws Rejected {
        var text = filled(at, key, List.of(phrase), scope).getFirst();
        try {
            double amount = Double.parseDouble(text);
            if (amount >= 0 && amount <= 1e9) {
                return amount;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw at.reject(key, "is no number from 0 to 1000000000: " + text);
    }

    private static Optional<PropertyType.Range> range(Fields at, String key, List<Phrase> ends, Scope scope) throws Rejected {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (ends.size() == 3) {
                return Optional
                        .of(new PropertyType.Range(Double.parseDouble(ends.get(0).in(scope)), Double.parseDouble(ends.get(1).in(scope)),
                                Double.parseDouble(ends.get(2).in(scope))));
            }
        } catch (IllegalArgumentException notSuch) {
            throw at.reject(key, "is no range: " + notSuch.getMessage());
        }
        throw at.reject(key, "must be [least, most, step]");
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
                        Duration.ofMillis((long) (1000 * amount(state.at(), "fades", state.fades(), scope))), state.template(),
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
    private static List<String> listed(Fields at, String key, List<Phrase> phrases, Scope scope) throws Rejected {
        try {
            return phrases.stream().flatMap(p -> p.typed().isPresent() && p.node(scope) instanceof ArrayNode list
                    ? list.valueStream().map(JsonNode::asText) : Stream.of(p.in(scope))).toList();
        } catch (IllegalArgumentException failed) {
            throw at.reject(key, failed);
        }
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }
}
