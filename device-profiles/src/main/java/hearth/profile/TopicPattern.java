package hearth.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A topic with names for some of its levels, `tasmota/discovery/{mac}/config`. `{name...}`, as the first level only, takes several.
/// [#match] is asked for every message of the house, so what cannot match is told by a comparison or two.
final class TopicPattern {

    private static final Pattern CAPTURE = Pattern.compile("\\{(\\w+)(\\.\\.\\.)?}");

    private final List<String> levels;
    private final List<String> names;
    private final boolean open;
    private final String head;
    private final String tail;
    private final String core;

    /// Throws [IllegalArgumentException] with a sentence where it is none.
    TopicPattern(String pattern) {
        levels = List.of(pattern.split("/", -1));
        var found = new ArrayList<String>();
        boolean several = false;
        for (int i = 0; i < levels.size(); i++) {
            var capture = CAPTURE.matcher(levels.get(i));
            boolean named = capture.matches();
            if (!named && levels.get(i).matches(".*[{}+#].*") || named && capture.group(2) != null && i > 0) {
                throw new IllegalArgumentException("is no topic with names for whole levels: " + pattern);
            }
            several |= named && capture.group(2) != null;
            found.add(named ? capture.group(1) : "");
        }
        names = List.copyOf(found);
        open = several;
        head = pattern.contains("{") ? pattern.substring(0, pattern.indexOf('{')) : pattern;
        tail = pattern.contains("}") ? pattern.substring(pattern.lastIndexOf('}') + 1) : pattern;
        core = Pattern.compile("\\{[^}]*}").splitAsStream(pattern).max((a, b) -> Integer.compare(a.length(), b.length())).orElse("");
    }

    /// Whether the first level is this name alone.
    boolean beginsWith(String name) {
        return !open && names.getFirst().equals(name);
    }

    List<String> names() {
        return names.stream().filter(n -> !n.isEmpty()).toList();
    }

    /// How many `/` there are.
    static int slashes(String topic) {
        int slashes = 0;
        for (int at = topic.indexOf('/'); at >= 0; at = topic.indexOf('/', at + 1)) {
            slashes++;
        }
        return slashes;
    }

    /// What its names stand for in this topic; empty where it is another.
    ///
    /// @param slashes see [#slashes]
    Optional<Map<String, String>> match(String topic, int slashes) {
        int more = slashes + 1 - levels.size();
        if (more < 0 || more > 0 && !open || !topic.startsWith(head) || !topic.endsWith(tail) || !topic.contains(core)) {
            return Optional.empty();
        }
        var said = topic.split("/", -1);
        var captures = new HashMap<String, String>();
        for (int i = 0; i < levels.size(); i++) {
            boolean first = i == 0 && open;
            var level = first ? String.join("/", List.of(said).subList(0, more + 1)) : said[i + more];
            var name = names.get(i);
            if (name.isEmpty() ? !level.equals(levels.get(i)) : level.isEmpty() || captures.put(name, level) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(captures);
    }
}
