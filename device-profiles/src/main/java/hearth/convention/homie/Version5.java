package hearth.convention.homie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One JSON document for each device: `<domain>/5/<device>/$description`.
final class Version5 {

    private Version5() {
    }

    /// Empty where the document is none.
    ///
    /// @param root `<domain>/5/<device>`
    static Optional<Described> read(String root, String description) {
        if (!(Said.parsed(description).orElse(null) instanceof ObjectNode json) || !json.path("homie").asText("5").startsWith("5")) {
            return Optional.empty();
        }
        var nodes = new ArrayList<Described.Node>();
        json.path("nodes").properties().stream().filter(n -> Homie.isId(n.getKey())).limit(Homie.MOST)
                .forEach(node -> nodes.add(new Described.Node(node.getKey(),
                        text(node.getValue(), "name"), text(node.getValue(), "type"),
                        items(root + "/" + node.getKey(), node.getValue().path("properties")))));
        var domain = root.substring(0, root.lastIndexOf('/') + 1);
        var above = text(json, "root").isEmpty() ? text(json, "parent") : text(json, "root");
        return Optional.of(new Described(root, true, text(json, "name"), text(json, "type"), Optional.empty(),
                Optional.of(above).filter(Homie::isId).map(a -> domain + a).filter(a -> !a.equals(root)), nodes));
    }

    private static List<Described.Item> items(String node, JsonNode properties) {
        var items = new ArrayList<Described.Item>();
        properties.properties().stream().filter(p -> Homie.isId(p.getKey())).limit(Homie.MOST)
                .forEach(p -> items.add(new Described.Item(node + "/" + p.getKey(), p.getKey(),
                        text(p.getValue(), "name"), text(p.getValue(), "datatype").toLowerCase(Locale.ROOT), text(p.getValue(), "format"),
                        text(p.getValue(), "unit"), p.getValue().path("settable").asBoolean(false),
                        p.getValue().path("retained").asBoolean(true))));
        return items;
    }

    private static String text(JsonNode json, String key) {
        return json.path(key).asText("");
    }
}
