package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.profile.Blueprint.Errand;
import hearth.profile.Fields.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Devices that a profile finds by the topics they speak on: the profile's `discover`, as a [Convention].
///
/// @param key     tells one device from another, by the names in the topics
/// @param needs   what must have been heard before there is a device, by [Heard#as]
/// @param valid   whether what was heard is an announcement at all
/// @param clears  what is emptied when the user deletes the device
/// @param asks    what is asked when something new was heard
/// @param greets  what is asked when the device is first seen, after each start, and when it comes back
record ProfileConvention(String via, boolean raw, List<Heard> topics, Fields at, Phrase key, List<String> needs, Optional<Phrase> valid,
        List<String> clears, List<Errand> asks, List<Errand> greets, List<Phrase> identities, Phrase source, Phrase name,
        Blueprint blueprint)
        implements Convention {

    private static final int LONGEST_SHAPE = 64 << 10;
    private static final int MOST_MESSAGES = 150;
    private static final Payload FACT = Payload.of("1");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// What is kept of a message.
    private enum Keep {
        /// All of it.
        PAYLOAD,
        /// What it has in it, without the values: all kinds of messages on that topic together.
        SHAPE,
        /// That there was one.
        FACT
    }

    /// A topic on which something is announced.
    ///
    /// @param as      the variable it becomes
    /// @param many    whether the topic names more than the device: then the variable is a list, of an object each with the names and `value`
    /// @param starts  what the topic begins with, one of these: told by `only`, to be quick
    /// @param only    which texts the names may stand for, `*` for anything
    /// @param except  which not
    /// @param names   names that stand in the payload, and where
    /// @param payload the only payloads that count; empty for any
    /// @param where   what must stand at some places of the JSON
    /// @param unless  what must not
    /// @param inside  the place of what is kept; empty for the whole
    /// @param under   where it goes within the variable
    /// @param words   keys whose texts belong to the shape
    private record Heard(TopicPattern topic, String as, Keep keep, boolean many, List<String> starts, Map<String, List<Pattern>> only,
            Map<String, List<Pattern>> except, Map<String, JsonPath> names, List<String> payload, Map<JsonPath, List<Pattern>> where,
            Map<JsonPath, List<Pattern>> unless, JsonPath inside, Optional<Phrase> under, Set<String> words) {

        /// @param never what names may not stand for on any topic
        static Heard read(Fields at, Map<String, List<Pattern>> never) throws Rejected {
            try {
                var topic = new TopicPattern(at.text("topic"));
                if (topic.names().contains("value")) {
                    throw at.reject("topic", "names a level value, which is what was heard");
                }
                var names = new HashMap<String, JsonPath>();
                for (var name : at.tree("names").entrySet()) {
                    names.put(name.getKey(), JsonPath.of(name.getValue().asText()));
                }
                var except = globs(at, "except");
                never.forEach((name, globs) -> except.merge(name, globs,
                        (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
                var heard = new Heard(topic, at.text("as"), at.word("keep", Keep.class, Keep.PAYLOAD), at.flag("many"),
                        starts(at, topic), globs(at, "only"), except, names, at.texts("payload", List.of()), places(at, "where"),
                        places(at, "unless"),
                        JsonPath.of(at.text("inside", "$")),
                        at.optionalPhrase("under"), Set.copyOf(at.texts("words", List.of())));
                if (!names.isEmpty() && (heard.keep() != Keep.PAYLOAD || !heard.inside().whole())) {
                    throw at.reject("names", "needs the whole payload kept");
                }
                at.done();
                return heard;
            } catch (IllegalArgumentException broken) {
                throw at.reject("topic", broken);
            }
        }

        private static List<String> starts(Fields at, TopicPattern topic) throws Rejected {
            if (!at.has("only")) {
                return List.of();
            }
            var only = at.object("only");
            for (var name : only.keys()) {
                if (topic.beginsWith(name)) {
                    return only.texts(name, List.of()).stream().map(glob -> glob.replaceAll("\\*.*", "")).toList();
                }
            }
            return List.of();
        }

        private static Map<JsonPath, List<Pattern>> places(Fields at, String key) throws Rejected {
            var places = new HashMap<JsonPath, List<Pattern>>();
            globs(at, key).forEach((path, texts) -> places.put(JsonPath.of(path), texts));
            return places;
        }

        private static Map<String, List<Pattern>> globs(Fields at, String key) throws Rejected {
            var globs = new HashMap<String, List<Pattern>>();
            if (at.has(key)) {
                var names = at.object(key);
                for (var name : names.keys()) {
                    globs.put(name, names.texts(name, List.of()).stream()
                            .map(glob -> Pattern.compile(("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                            .toList());
                }
            }
            return globs;
        }

        Optional<Map<String, String>> captures(String topic, int slashes) {
            if (!begins(topic)) {
                return Optional.empty();
            }
            var names = this.topic.match(topic, slashes);
            return names.isEmpty() || fit(names.get()) ? names : Optional.empty();
        }

        private boolean begins(String topic) {
            for (var start : starts) {
                if (topic.regionMatches(true, 0, start, 0, start.length())) {
                    return true;
                }
            }
            return starts.isEmpty();
        }

        /// The names of the topic and those of the payload; empty where one is missing.
        Optional<Map<String, String>> named(Map<String, String> captures, Payload said) {
            if (names.isEmpty()) {
                return Optional.of(captures);
            }
            var json = said.size() > LONGEST_SHAPE ? Optional.<JsonNode>empty() : said.text().flatMap(Said::parsed);
            var all = new HashMap<>(captures);
            names.forEach((name, path) -> json.flatMap(path::in).map(JsonNode::asText).filter(n -> !n.isBlank())
                    .ifPresent(n -> all.put(name, n)));
            return all.keySet().containsAll(names.keySet()) && fit(all) ? Optional.of(all) : Optional.empty();
        }

        private boolean fit(Map<String, String> names) {
            return only.entrySet().stream().allMatch(e -> matches(names.get(e.getKey()), e.getValue()))
                    && except.entrySet().stream().noneMatch(e -> matches(names.get(e.getKey()), e.getValue()));
        }

        private static boolean matches(@org.jspecify.annotations.Nullable String name, List<Pattern> globs) {
            return name != null && globs.stream().anyMatch(g -> g.matcher(name).matches());
        }

        private static boolean stands(Map.Entry<JsonPath, List<Pattern>> place, JsonNode json) {
            return place.getKey().in(json).filter(n -> matches(n.asText(), place.getValue())).isPresent();
        }

        /// What is kept of a message; empty where it says nothing here.
        Optional<Payload> kept(Payload said) {
            if (said.size() == 0) {
                return keep == Keep.SHAPE ? Optional.empty() : Optional.of(said);
            }
            if (keep == Keep.FACT && payload.isEmpty()) {
                return Optional.of(FACT);
            }
            var text = said.size() > (keep == Keep.SHAPE ? LONGEST_SHAPE : Said.LONGEST) ? Optional.<String>empty() : said.text();
            if (text.isEmpty() || !payload.isEmpty() && !payload.contains(text.get().strip())) {
                return Optional.empty();
            }
            if (where.isEmpty() && unless.isEmpty() && inside.whole() && keep != Keep.SHAPE) {
                return Optional.of(keep == Keep.FACT ? FACT : said);
            }
            return Said.parsed(text.get())
                    .filter(json -> where.entrySet().stream().allMatch(e -> stands(e, json)) && unless.entrySet().stream().noneMatch(
                            e -> stands(e, json)))
                    .flatMap(inside::in)
                    .filter(json -> keep != Keep.SHAPE || json.isObject())
                    .map(json -> keep == Keep.FACT ? FACT : Payload.of((keep == Keep.SHAPE ? Shape.of(json, words) : json).toString()));
        }
    }

    static ProfileConvention read(Fields top, String id, Blueprint blueprint) throws Rejected {
        var at = top.object("discover");
        var topics = new ArrayList<Heard>();
        var never = Heard.globs(at, "except");
        for (var topic : at.list("topics")) {
            topics.add(Heard.read(topic, never));
        }
        if (topics.isEmpty()) {
            throw at.reject("topics", "names none");
        }
        var rank = top.text("rank", "native");
        if (!List.of("native", "raw").contains(rank)) {
            throw top.reject("rank", "is one of native, raw");
        }
        var device = blueprint.device();
        var convention = new ProfileConvention(top.text("via", id), rank.equals("raw"), List.copyOf(topics), at, at.phrase("key"),
                at.texts("needs", List.of(topics.getFirst().as())), at.optionalPhrase("valid"), at.texts("clears", List.of()),
                Errand.read(at, "ask"), Errand.read(top, "greeting"), device.phrases("identities", List.of()), device.phrase("source"),
                device.phrase("called", device.text("called", Profile.in("en", blueprint.names()))), blueprint);
        var names = topics.stream().map(Heard::as).toList();
        for (var list : Map.of("needs", convention.needs, "clears", convention.clears).entrySet()) {
            for (var name : list.getValue()) {
                if (!names.contains(name)) {
                    throw at.reject(list.getKey(), "names no topic: " + name);
                }
            }
        }
        at.done();
        device.done();
        return convention;
    }

    @Override public int most() {
        return MOST_MESSAGES;
    }

    @Override public Optional<Place> place(Message message) {
        int slashes = TopicPattern.slashes(message.topic());
        for (var heard : topics) {
            var names = heard.captures(message.topic(), slashes);
            var captures = names.isEmpty() ? names : heard.named(names.get(), message.payload());
            if (captures.isPresent()) {
                var kept = heard.kept(message.payload());
                if (kept.isPresent()) {
                    var slot = heard.as() + " " + message.topic()
                            + (heard.keep() == Keep.SHAPE ? " " + Part.hash(kept.get().text().orElse("")) : "");
                    return keyed(captures.get()).map(k -> new Place(k, slot, kept.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> keyed(Map<String, String> captures) {
        try {
            return Optional.of(key.in(scope(captures))).filter(k -> !k.isBlank());
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static Scope scope(Map<String, String> captures) {
        var values = new HashMap<String, JsonNode>();
        captures.forEach((name, text) -> values.put(name, JSON.textNode(text)));
        return Scope.of(values);
    }

    // ---- reading what was announced

    @Override public Announced.Reading read(String key, Map<String, Payload> said) {
        var sorted = new TreeMap<>(said);
        if (!needs.stream().allMatch(need -> sorted.keySet().stream().anyMatch(slot -> slot.startsWith(need + " ")))) {
            return Announced.Reading.NOTHING;
        }
        var problems = new ArrayList<String>();
        try {
            var scope = blueprint.lets().in(variables(sorted), unfit -> problems.add(unfit.pointer + " " + unfit.reason()));
            if (valid.isPresent() && !Blueprint.holds(at, valid.get(), scope)) {
                return new Announced.Reading(List.of(), messages(asks, scope, problems), asks.isEmpty() && !needs.isEmpty()
                        ? "is no announcement of this kind" : "");
            }
            return new Announced.Reading(List.of(part(key, sorted, scope, problems)), messages(asks, scope, problems),
                    String.join("; ", problems));
        } catch (Rejected unreadable) {
            return new Announced.Reading(List.of(), List.of(), unreadable.pointer + " " + unreadable.reason());
        }
    }

    /// The names in the topics, and a variable for each [Heard#as]: an empty object where nothing was heard.
    private Scope variables(TreeMap<String, Payload> said) throws Rejected {
        var values = new HashMap<String, JsonNode>();
        topics.forEach(heard -> values.put(heard.as(), heard.many() ? JSON.arrayNode() : JSON.objectNode()));
        for (var entry : said.entrySet()) {
            var slot = entry.getKey().split(" ", 2);
            for (var heard : topics) {
                var topic = heard.keep() == Keep.SHAPE ? slot[1].substring(0, Math.max(0, slot[1].lastIndexOf(' '))) : slot[1];
                var captures = heard.as().equals(slot[0]) ? heard.captures(topic, TopicPattern.slashes(topic))
                        .flatMap(names -> heard.named(names, entry.getValue())) : Optional.<Map<String, String>>empty();
                if (captures.isPresent()) {
                    take(heard, captures.get(), entry.getValue(), values);
                    break;
                }
            }
        }
        return Scope.of(values);
    }

    private void take(Heard heard, Map<String, String> captures, Payload kept, Map<String, JsonNode> values) throws Rejected {
        var text = kept.text().orElse("");
        var value = Said.parsed(text).orElseGet(() -> JSON.textNode(text));
        captures.forEach((name, level) -> {
            if (!heard.many() || key.text().contains("{" + name + "}")) {
                values.put(name, JSON.textNode(level));
            }
        });
        if (heard.many()) {
            var one = JSON.objectNode();
            captures.forEach(one::put);
            one.set("value", value);
            ((com.fasterxml.jackson.databind.node.ArrayNode) java.util.Objects.requireNonNull(values.get(heard.as()))).add(one);
        } else {
            if (heard.under().isPresent()) {
                ObjectNode wrapped = JSON.objectNode();
                wrapped.set(Component.filled(at, "under", List.of(heard.under().get()), scope(captures)).getFirst(), value);
                value = wrapped;
            }
            values.merge(heard.as(), value, Shape::merged);
        }
    }

    private Part part(String key, TreeMap<String, Payload> said, Scope scope, List<String> problems) throws Rejected {
        var all = new LinkedHashSet<String>();
        for (var text : Component.filled(blueprint.device(), "identities", identities, scope)) {
            all.addAll(identity(text));
        }
        var first = Component.filled(blueprint.device(), "source", List.of(source), scope).getFirst();
        if (all.isEmpty()) {
            all.add("id:" + via + " " + key);
        }
        var features = blueprint.features(scope, unfit -> problems.add(unfit.pointer + " " + unfit.reason()));
        var told = new StringBuilder();
        var learnt = new StringBuilder();
        said.forEach(
                (slot, payload) -> (needs.contains(slot.split(" ", 2)[0]) ? told : learnt).append(slot).append(payload.text().orElse("")));
        var topics = said.keySet().stream().filter(slot -> clears.contains(slot.split(" ", 2)[0])).map(slot -> slot.split(" ", 2)[1])
                .toList();
        return new Part(key, Part.hash(told.toString()), Part.hash(learnt.toString()), List.copyOf(all),
                Component.filled(blueprint.device(), "name", List.of(name), scope).getFirst(), blueprint.about(via, first, scope), "", "",
                features, blueprint.presence(scope), messages(greets, scope, problems), topics);
    }

    /// `mac:…` is a hardware address; anything else is looked through for one.
    private static List<String> identity(String text) {
        if (text.toLowerCase(Locale.ROOT).startsWith("mac:")) {
            var mac = Identity.mac(text.substring(4));
            return mac.length() == "mac:".length() + 12 ? List.of(mac) : List.of();
        }
        return text.isBlank() ? List.of() : Identity.of(text);
    }

    private static List<Message> messages(List<Errand> errands, Scope scope, List<String> problems) {
        var messages = new ArrayList<Message>();
        for (var errand : errands) {
            try {
                errand.message(scope).ifPresent(messages::add);
            } catch (Rejected unfit) {
                problems.add(unfit.pointer + " " + unfit.reason());
            }
        }
        return messages;
    }
}
