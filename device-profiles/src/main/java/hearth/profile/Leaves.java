package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/// Every value in a JSON tree with the way to it: `{"path": "['AM2301']['Temperature']", "steps": ["AM2301", "Temperature"], "value": 21.5}`.
final class Leaves {

    private static final int DEEPEST = 8;

    private Leaves() {
    }

    /// Adds them in their order, at most `most`. A key with a quotation mark in it has no path and is passed over.
    static void of(JsonNode tree, List<JsonNode> leaves, int most) {
        walk(tree, "", List.of(), leaves, most);
    }

    private static void walk(JsonNode node, String path, List<Object> steps, List<JsonNode> leaves, int most) {
        if (leaves.size() >= most || steps.size() > DEEPEST) {
            return;
        }
        if (node.isObject()) {
            for (var entry : node.properties()) {
                if (entry.getKey().indexOf('\'') < 0 && !entry.getKey().isEmpty()) {
                    walk(entry.getValue(), path + "['" + entry.getKey() + "']", longer(steps, entry.getKey()), leaves, most);
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < Math.min(node.size(), most); i++) {
                walk(node.get(i), path + "[" + i + "]", longer(steps, i), leaves, most);
            }
        } else {
            var leaf = JsonNodeFactory.instance.objectNode().put("path", path);
            var named = leaf.putArray("steps");
            steps.forEach(step -> {
                if (step instanceof Integer number) {
                    named.add(number);
                } else {
                    named.add(String.valueOf(step));
                }
            });
            leaf.set("value", node);
            leaves.add(leaf);
        }
    }

    private static List<Object> longer(List<Object> steps, Object step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return longer;
    }
}
