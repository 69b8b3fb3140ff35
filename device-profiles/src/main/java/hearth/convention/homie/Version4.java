package hearth.convention.homie;

import hearth.device.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Attributes in a topic each, retained, in any order: `<base>/<device>/$nodes`, `…/<node>/$properties`, `…/<property>/$datatype`.
final class Version4 {

    private static final Set<String> OF_DEVICE = Set.of("$homie", "$name", "$state", "$nodes", "$mac", "$implementation");
    private static final Set<String> OF_NODE = Set.of("$name", "$type", "$properties", "$array");
    private static final Set<String> OF_PROPERTY = Set.of("$name", "$datatype", "$format", "$settable", "$retained", "$unit");
    private static final int MOST_OF_AN_ARRAY = 64;

    private final Map<String, Payload> said;
    private final String root;
    private boolean complete;

    private Version4(String root, Map<String, Payload> said) {
        this.root = root;
        this.said = said;
    }

    /// Whether an attribute may stand there.
    static boolean attribute(String[] levels) {
        var last = levels[levels.length - 1];
        return switch (levels.length) {
            case 3 -> OF_DEVICE.contains(last);
            case 4 -> OF_NODE.contains(last) || last.equals("name") && levels[2].equals("$fw");
            case 5 -> OF_PROPERTY.contains(last);
            default -> false;
        };
    }

    /// Empty until everything is there that the device must say.
    ///
    /// @param said by what follows the root: `$state`, `lamp/$type`, `lamp/on/$unit`
    static Optional<Described> read(String root, Map<String, Payload> said) {
        return new Version4(root, said).read();
    }

    private Optional<Described> read() {
        var version = text("$homie");
        if (!version.startsWith("3.") && !version.startsWith("4.") || !said.containsKey("$state") || !said.containsKey("$nodes")) {
            return Optional.empty();
        }
        complete = true;
        boolean strict = version.startsWith("4.");
        var nodes = new ArrayList<Described.Node>();
        for (var id : list("$nodes")) {
            nodes(id, strict, nodes);
        }
        var made = text("$fw/name");
        return complete ? Optional.of(new Described(root, false, text("$name"), made.isEmpty() ? text("$implementation") : made,
                Optional.of(text("$mac")).filter(m -> !m.isBlank()), Optional.empty(), nodes)) : Optional.empty();
    }

    /// Version 3 counts nodes of a kind: `lights[]` stands for `lights_0` to `lights_2`.
    private void nodes(String id, boolean strict, List<Described.Node> nodes) {
        if (!id.endsWith("[]")) {
            nodes.add(node(id, id, strict));
            return;
        }
        var kind = id.substring(0, id.length() - 2);
        var ends = text(kind + "/$array").split("-");
        try {
            int first = Integer.parseInt(ends[0].strip());
            int last = Math.min(Integer.parseInt(ends[ends.length - 1].strip()), first + MOST_OF_AN_ARRAY);
            for (int n = first; n <= last; n++) {
                nodes.add(node(kind, kind + "_" + n, strict));
            }
        } catch (NumberFormatException notYet) {
            complete = false;
        }
    }

    /// @param described under which its properties are described
    /// @param id        under which they speak
    private Described.Node node(String described, String id, boolean strict) {
        complete &= said.containsKey(described + "/$properties");
        var items = new ArrayList<Described.Item>();
        for (var property : list(described + "/$properties")) {
            var at = described + "/" + property;
            complete &= !strict || said.containsKey(at + "/$datatype") && said.containsKey(at + "/$name");
            var datatype = text(at + "/$datatype");
            items.add(new Described.Item(root + "/" + id + "/" + property, property, text(at + "/$name"),
                    datatype.isEmpty() ? "string" : datatype, text(at + "/$format"), text(at + "/$unit"),
                    text(at + "/$settable").equals("true"), !text(at + "/$retained").equals("false")));
        }
        var name = text(id + "/$name");
        return new Described.Node(id, name.isEmpty() ? text(described + "/$name") : name, text(described + "/$type"), items);
    }

    private String text(String slot) {
        return said.getOrDefault(slot, Payload.EMPTY).text().orElse("");
    }

    private List<String> list(String slot) {
        var all = new ArrayList<String>();
        for (var id : text(slot).split(",")) {
            if (Homie.isId(id.strip()) && !all.contains(id.strip()) && all.size() < Homie.MOST) {
                all.add(id.strip());
            }
        }
        return all;
    }
}
