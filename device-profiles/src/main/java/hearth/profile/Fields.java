package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A JSON object read strictly: what nobody asked for is an error with its JSON pointer.
final class Fields {

    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1;
        final String pointer;

        Rejected(String pointer, String reason) {
            super(reason);
            this.pointer = pointer;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private final JsonNode node;
    private final String pointer;
    private final Set<String> asked = new HashSet<>();

    Fields(JsonNode node, String pointer) throws Rejected {
        this.node = node;
        this.pointer = pointer;
        if (!node.isObject()) {
            throw new Rejected(pointer, "must be an object");
        }
    }

    Rejected reject(String key, String reason) {
        return new Rejected(pointer + "/" + key.replace("~", "~0").replace("/", "~1"), reason);
    }

    boolean has(String key) {
        asked.add(key);
        return node.has(key);
    }

    String text(String key) throws Rejected {
        return optionalText(key).orElseThrow(() -> reject(key, "is missing"));
    }

    String text(String key, String otherwise) throws Rejected {
        return optionalText(key).orElse(otherwise);
    }

    private Optional<String> optionalText(String key) throws Rejected {
        if (!has(key)) {
            return Optional.empty();
        }
        var value = node.get(key);
        if (!value.isTextual() && !value.isNumber()) {
            throw reject(key, "must be a text");
        }
        return Optional.of(value.asText());
    }

    /// A text with places to be filled in.
    Phrase phrase(String key) throws Rejected {
        return phrase(key, text(key));
    }

    Phrase phrase(String key, String text) throws Rejected {
        try {
            return Phrase.of(text);
        } catch (IllegalArgumentException broken) {
            throw reject(key, String.valueOf(broken.getMessage()));
        }
    }

    Optional<Phrase> optionalPhrase(String key) throws Rejected {
        return has(key) ? Optional.of(phrase(key)) : Optional.empty();
    }

    /// One text or a list of them.
    List<Phrase> phrases(String key, List<String> otherwise) throws Rejected {
        var phrases = new ArrayList<Phrase>();
        for (var text : texts(key, otherwise)) {
            phrases.add(phrase(key, text));
        }
        return phrases;
    }

    /// What could not be filled in, or is none of what it should be.
    Rejected reject(String key, IllegalArgumentException problem) {
        return reject(key, String.valueOf(problem.getMessage()));
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) throws Rejected {
        var word = text(key, otherwise.name());
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        throw reject(key, "has no such word: " + word);
    }

    boolean flag(String key) throws Rejected {
        if (has(key) && !node.get(key).isBoolean()) {
            throw reject(key, "must be true or false");
        }
        return has(key) && node.get(key).booleanValue();
    }

    Fields object(String key) throws Rejected {
        if (!has(key)) {
            throw reject(key, "is missing");
        }
        return new Fields(node.get(key), pointer + "/" + key);
    }

    /// The objects of a map by key, in order; none where the key is absent.
    Map<String, Fields> objects(String key) throws Rejected {
        var objects = new LinkedHashMap<String, Fields>();
        if (has(key)) {
            var all = object(key);
            for (var entry : all.node.properties()) {
                objects.put(entry.getKey(), new Fields(entry.getValue(), all.pointer + "/" + entry.getKey()));
            }
        }
        return objects;
    }

    /// The objects of a list; none where the key is absent.
    List<Fields> list(String key) throws Rejected {
        var list = new ArrayList<Fields>();
        if (has(key)) {
            if (!node.get(key).isArray()) {
                throw reject(key, "must be a list");
            }
            for (int i = 0; i < node.get(key).size(); i++) {
                list.add(new Fields(node.get(key).get(i), pointer + "/" + key + "/" + i));
            }
        }
        return list;
    }

    /// One text or a list of them.
    List<String> texts(String key, List<String> otherwise) throws Rejected {
        if (!has(key)) {
            return otherwise;
        }
        var value = node.get(key);
        var texts = new ArrayList<String>();
        for (var item : value.isArray() ? value : List.of(value)) {
            if (!item.isTextual() && !item.isNumber()) {
                throw reject(key, "must be a text or a list of texts");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /// A text in each language; one text stands for all.
    Map<String, String> words(String key) throws Rejected {
        if (has(key) && node.get(key).isTextual()) {
            return Map.of("en", node.get(key).asText());
        }
        var words = object(key).texts();
        if (!words.containsKey("en")) {
            throw reject(key, "needs at least \"en\"");
        }
        return words;
    }

    /// The values of a map by key, in order, whatever they are; none where the key is absent.
    Map<String, JsonNode> tree(String key) throws Rejected {
        var values = new LinkedHashMap<String, JsonNode>();
        if (has(key)) {
            object(key).node.properties().forEach(e -> values.put(e.getKey(), e.getValue()));
        }
        return values;
    }

    List<String> keys() {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    /// All of it as texts by key, in order.
    Map<String, String> texts() throws Rejected {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : node.properties()) {
            texts.put(entry.getKey(), text(entry.getKey()));
        }
        return texts;
    }

    Optional<JsonNode> any(String key) {
        return has(key) ? Optional.of(node.get(key)) : Optional.empty();
    }

    /// Ends the reading: a key that was never asked for is an error.
    void done() throws Rejected {
        for (var entry : node.properties()) {
            if (!asked.contains(entry.getKey())) {
                throw reject(entry.getKey(), "is no key of hub-profile/1 here");
            }
        }
    }
}
