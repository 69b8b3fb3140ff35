package hearth.convention.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property.Category;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.profile.Binding;
import hearth.profile.Codec;
import hearth.profile.Feature;
import hearth.profile.JsonPath;
import hearth.profile.Meaning;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The guessed features of one group of topics: a workbench for one reading.
final class Features {

    private static final Set<Capability> OF_A_LIGHT = EnumSet.of(Capability.ON, Capability.BRIGHTNESS);
    private static final Set<Capability> COMMANDED = EnumSet.of(Capability.ON, Capability.BRIGHTNESS, Capability.POSITION,
            Capability.SPEED, Capability.TARGET_TEMPERATURE, Capability.TARGET_HUMIDITY);
    private static final Set<Capability> SHARES = EnumSet.of(Capability.BRIGHTNESS, Capability.POSITION, Capability.SPEED);
    /// What stands for an unknown value: nothing is said by it.
    private static final Set<String> UNKNOWN = Set.of("", "nan", "null", "none", "unknown", "unavailable", "undefined", "-", "--", "n/a",
            "inf",
            "-inf", "+inf", "infinity", "-infinity");
    private static final Map<String, String> NO = Map.of("on", "off", "true", "false", "1", "0", "yes", "no", "open", "closed");
    private static final List<String> COMMANDS = List.of("set", "command", "cmd");

    private static final int SHOWN = 64;

    private final String group;
    private final Map<String, Payload> said;
    private final List<Feature> features = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    /// @param said the group's topics by what follows it, with what is known of them
    Features(String group, Map<String, Payload> said) {
        this.group = group;
        this.said = said;
    }

    List<Feature> all() {
        return features;
    }

    /// @param way     the names that lead to the value
    /// @param keys    those of them that stand in its JSON
    /// @param example of the value, or an object of such
    void add(String slot, List<String> way, List<String> keys, JsonNode example) {
        if (example instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                var further = new ArrayList<>(way);
                further.add(entry.getKey());
                var inside = new ArrayList<>(keys);
                inside.add(entry.getKey());
                add(slot, further, inside, entry.getValue());
            }
        } else {
            Guess.of(way, example.asText()).ifPresent(guess -> add(slot, way, keys, example.asText(), guess));
        }
    }

    private void add(String slot, List<String> way, List<String> keys, String example, Guess guess) {
        var topic = slot.isEmpty() ? group : group + "/" + slot;
        var path = new JsonPath(List.copyOf(keys));
        var codec = new Codec(List.of(path), !keys.isEmpty(), kind(guess, example));
        var capability = guess.capability();
        var node = OF_A_LIGHT.contains(capability) ? "light" : named(way);
        if (!taken.add(DeviceId.of(node) + "/" + capability)) {
            node = node + " " + taken.size();
        }
        Binding.Decoder decoder = (ref, message) -> unknown(message, path) ? Optional.empty()
                : !path.whole() && message.json().isEmpty() ? Optional.of(new Reading.Unreadable(ref, message.payload().shown(SHOWN)))
                : codec.decode(ref, message);
        features.add(new Feature(node, capability.word(), Said.line(title(node.replace('_', ' '))), capability, codec.type(),
                guess.unit().kept(), true,
                capability == Capability.SIGNAL ? Category.DIAGNOSTIC : Category.PRIMARY,
                keys.isEmpty() ? topic : topic + "#" + String.join(".", keys), "",
                List.of(new Feature.Hears(new TopicFilter(topic), decoder)), says(topic, slot, keys, codec, guess)));
    }

    private static boolean unknown(Said message, JsonPath path) {
        var said = path.whole() ? message.text() : message.json().flatMap(path::in).map(JsonNode::asText);
        return said.filter(t -> UNKNOWN.contains(t.strip().toLowerCase(Locale.ROOT))).isPresent();
    }

    private static Codec.Kind kind(Guess guess, String example) {
        if (guess.truth()) {
            var yes = example.strip();
            var no = NO.getOrDefault(yes.toLowerCase(Locale.ROOT), "off");
            return new Codec.Kind.Bool(first(yes, Meaning.YES), first(cased(no, yes), Meaning.NO));
        }
        var type = SHARES.contains(guess.capability()) ? new PropertyType.Range(0, 100, 0) : PropertyType.Range.ANY;
        var from = SHARES.contains(guess.capability()) && guess.most() != 100
                ? new PropertyType.Range(0, guess.most(), guess.most() > 1 ? 1 : 0) : type;
        return new Codec.Kind.Number(type, from, guess.unit());
    }

    private static List<String> first(String word, List<String> others) {
        var all = new ArrayList<String>();
        all.add(word);
        all.addAll(others);
        return all;
    }

    private static String cased(String word, String like) {
        return like.equals(like.toUpperCase(Locale.ROOT)) ? word.toUpperCase(Locale.ROOT)
                : Character.isUpperCase(like.charAt(0)) ? title(word) : word;
    }

    /// What the value itself is called: the last name that is not general.
    private static String named(List<String> way) {
        for (int i = way.size() - 1; i >= 0; i--) {
            var words = Meaning.in(way.get(i));
            if (!words.isEmpty() && !Meaning.general(words)) {
                return way.get(i);
            }
        }
        return "value";
    }

    private static String title(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// Only where somebody was heard to command it there.
    private Optional<Feature.Says> says(String topic, String slot, List<String> keys, Codec codec, Guess guess) {
        var command = COMMANDS.stream().filter(c -> said.containsKey(slot.isEmpty() ? c : slot + "/" + c)).findFirst();
        return command.filter(_ -> COMMANDED.contains(guess.capability())).map(c -> new Feature.Says(topic + "/" + c,
                (value, _) -> List.of(new Message(topic + "/" + c, codec.filled(payload(keys), value), 1, false)), false));
    }

    /// `{value}` at its place.
    private static JsonNode payload(List<String> keys) {
        JsonNode payload = JsonNodeFactory.instance.textNode("{value}");
        for (var key : keys.reversed()) {
            payload = JsonNodeFactory.instance.objectNode().set(key, payload);
        }
        return payload;
    }
}
