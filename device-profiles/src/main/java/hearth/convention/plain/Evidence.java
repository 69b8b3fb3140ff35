package hearth.convention.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Capability;
import hearth.device.Payload;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is kept of the payloads of a topic: an example that says as much as all of them did and never changes back. Small, whatever was
/// sent: `128` and `130` leave `200`, `70.7F` leaves `1 °C`, a JSON object what of it can be guessed at.
final class Evidence {

    private static final int DEEPEST = 2;
    private static final int MOST = 32;
    /// Levels, as they tell a scale: none, 0 to 1, 100, 255, 1,023.
    private static final List<String> LEVELS = List.of("1", "0.5", "50", "200", "1000");
    private static final Map<String, String> PAIRS = Map.of("off", "on", "false", "true", "0", "1", "no", "yes", "closed", "open");

    private Evidence() {
    }

    /// Of one message; empty where nothing can be guessed.
    ///
    /// @param way the topic's levels
    static Optional<String> of(List<String> way, String text) {
        if (!text.stripLeading().startsWith("{")) {
            return example(way, text);
        }
        return Said.parsed(text).flatMap(json -> json instanceof ObjectNode object ? of(way, object, 0) : Optional.empty())
                .map(JsonNode::toString);
    }

    private static Optional<ObjectNode> of(List<String> way, ObjectNode json, int depth) {
        var kept = new TreeMap<String, JsonNode>();
        for (var entry : json.properties()) {
            var further = new ArrayList<>(way);
            further.add(entry.getKey());
            var value = entry.getValue();
            if (entry.getKey().isBlank() || entry.getKey().length() > 64 || kept.size() == MOST) {
                continue;
            }
            if (value instanceof ObjectNode inner) {
                (depth < DEEPEST ? of(further, inner, depth + 1) : Optional.<ObjectNode>empty())
                        .ifPresent(o -> kept.put(entry.getKey(), o));
            } else if (value.isValueNode() && !value.isNull()) {
                example(further, value.asText()).ifPresent(e -> kept.put(entry.getKey(), JsonNodeFactory.instance.textNode(e)));
            }
        }
        var object = JsonNodeFactory.instance.objectNode();
        kept.forEach(object::set);
        return kept.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private static Optional<String> example(List<String> way, String said) {
        var text = said.strip();
        return Guess.of(way, text).map(guess -> {
            if (guess.truth()) {
                return yes(text);
            }
            boolean named = !Character.isDigit(text.charAt(text.length() - 1)) && !text.endsWith(".") && !text.endsWith(",");
            return guess.capability() == Capability.BRIGHTNESS ? named ? LEVELS.getFirst() : level(guess.most(), text)
                    : named ? "1 " + guess.unit().kept().symbol() : "1";
        });
    }

    /// The word that stands for true in the pair, as it is spelled here.
    private static String yes(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        var yes = PAIRS.getOrDefault(word, PAIRS.containsValue(word) ? word : "on");
        return text.equals(text.toUpperCase(Locale.ROOT)) ? yes.toUpperCase(Locale.ROOT)
                : Character.isUpperCase(text.charAt(0)) ? yes.substring(0, 1).toUpperCase(Locale.ROOT) + yes.substring(1) : yes;
    }

    private static String level(double most, String text) {
        return most == 1 ? "0.5" : most == 255 ? "200" : most > 255 ? "1000" : text.matches("[01]([.,]0*)?") ? "1" : "50";
    }

    /// Both together.
    static Payload merged(Payload before, Payload now) {
        var was = before.text().orElse("");
        var is = now.text().orElse("");
        if (was.startsWith("{") && is.startsWith("{")
                && Said.parsed(was).orElse(null) instanceof ObjectNode a && Said.parsed(is).orElse(null) instanceof ObjectNode b) {
            return Payload.of(merged(a, b).toString());
        }
        return was.startsWith("{") || is.startsWith("{") ? was.startsWith("{") ? before : now : Payload.of(merged(was, is));
    }

    private static ObjectNode merged(ObjectNode before, ObjectNode now) {
        var all = new TreeMap<String, JsonNode>();
        before.properties().forEach(e -> all.put(e.getKey(), e.getValue()));
        for (var entry : now.properties()) {
            var was = all.get(entry.getKey());
            var is = entry.getValue();
            if (was == null && all.size() < MOST) {
                all.put(entry.getKey(), is);
            } else if (was instanceof ObjectNode a && is instanceof ObjectNode b) {
                all.put(entry.getKey(), merged(a, b));
            } else if (was != null && was.isTextual() && is.isTextual()) {
                all.put(entry.getKey(), JsonNodeFactory.instance.textNode(merged(was.asText(), is.asText())));
            }
        }
        var object = JsonNodeFactory.instance.objectNode();
        all.forEach(object::set);
        return object;
    }

    private static String merged(String was, String is) {
        int before = LEVELS.indexOf(was);
        int now = LEVELS.indexOf(is);
        return before >= 0 && now > before ? is : was;
    }
}
