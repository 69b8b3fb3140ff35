package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeMap;

/// What a message has in it, without what it says: the same for every message of a kind, so that it is kept once.
final class Shape {

    private static final int DEEPEST = 6;
    private static final int WIDEST = 200;
    private static final int LONGEST_LIST = 16;
    private static final int LONGEST_WORD = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Shape() {
    }

    /// Numbers become 0, texts empty, truths true; what is null is not there.
    ///
    /// @param words keys whose texts are kept, as they tell what a thing is
    static JsonNode of(JsonNode node, Set<String> words) {
        return of(node, words, "", 0);
    }

    private static JsonNode of(JsonNode node, Set<String> words, String key, int depth) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var shape = JSON.objectNode();
                if (depth < DEEPEST && node.size() <= WIDEST) {
                    var sorted = new TreeMap<String, JsonNode>();
                    node.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
                    sorted.forEach((name, value) -> {
                        if (!value.isNull()) {
                            shape.set(name, of(value, words, name, depth + 1));
                        }
                    });
                }
                yield shape;
            }
            case ARRAY -> {
                var shape = JSON.arrayNode();
                for (int i = 0; i < Math.min(node.size(), LONGEST_LIST) && depth < DEEPEST; i++) {
                    shape.add(of(node.get(i), words, key, depth + 1));
                }
                yield shape;
            }
            case BOOLEAN -> JSON.booleanNode(true);
            case NUMBER -> words.contains(key) ? node : JSON.numberNode(0);
            case STRING -> JSON.textNode(words.contains(key) ? node.textValue().substring(0, Math.min(LONGEST_WORD,
                    node.textValue().length())) : "");
            case NULL, MISSING, BINARY, POJO -> JSON.nullNode();
        };
    }

    /// Everything that either has in it; of two values in one place the second counts.
    static JsonNode merged(JsonNode one, JsonNode other) {
        if (!(one instanceof ObjectNode first && other instanceof ObjectNode second)) {
            return other;
        }
        var all = first.deepCopy();
        second.properties().forEach(e -> {
            var known = all.get(e.getKey());
            all.set(e.getKey(), known == null ? e.getValue() : merged(known, e.getValue()));
        });
        return all;
    }
}
