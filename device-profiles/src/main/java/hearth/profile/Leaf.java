package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import hearth.device.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One value in a JSON message.
///
/// @param path where it stands, as [JsonPath] reads it
/// @param keys the names that lead there
/// @param said what stands there; plain text from the network
public record Leaf(String path, List<String> keys, String said) {

    private static final int MOST = 24;
    private static final int DEEPEST = 4;
    private static final int MOST_OF_A_LIST = 4;
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]'\"\\s]+");

    public Leaf {
        keys = List.copyOf(keys);
    }

    /// The values of a JSON object or list, in its order; none of other payloads.
    public static List<Leaf> of(Payload payload) {
        var leaves = new ArrayList<Leaf>();
        payload.text().flatMap(Said::parsed).filter(ContainerNode.class::isInstance).ifPresent(json -> find(json, "$", List.of(), leaves));
        return leaves;
    }

    private static void find(JsonNode node, String path, List<String> keys, List<Leaf> leaves) {
        if (node.isValueNode()) {
            if (!node.isNull() && leaves.size() < MOST) {
                leaves.add(new Leaf(path, keys, node.asText()));
            }
        } else if (keys.size() < DEEPEST) {
            node.properties().stream().filter(e -> e.getKey().indexOf('\'') < 0).forEach(e -> find(e.getValue(), path + step(e.getKey()),
                    longer(keys, e.getKey()), leaves));
            for (int i = 0; node.isArray() && i < Math.min(node.size(), MOST_OF_A_LIST); i++) {
                find(node.get(i), path + "[" + i + "]", longer(keys, Integer.toString(i + 1)), leaves);
            }
        }
    }

    private static String step(String key) {
        return PLAIN.matcher(key).matches() ? "." + key : "['" + key + "']";
    }

    private static List<String> longer(List<String> keys, String key) {
        return Stream.concat(keys.stream(), Stream.of(key)).toList();
    }
}
