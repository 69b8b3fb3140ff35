package hearth.ui.broker;

import hearth.hub.TopicSeen;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A level of the topic tree: what was last seen exactly here, and the levels below. FX thread.
final class Topic {

    private final String level;
    private final String path;
    private final SortedMap<String, Topic> below = new TreeMap<>();
    private @Nullable TopicSeen seen;
    private @Nullable TopicItem item;
    private int topics;

    private Topic(String level, String path) {
        this.level = level;
        this.path = path;
    }

    /// The top of an empty tree.
    static Topic root() {
        return new Topic("", "");
    }

    /// One level's name, which can be empty.
    String level() {
        return level;
    }

    /// The whole topic.
    String path() {
        return path;
    }

    Optional<TopicSeen> seen() {
        return Optional.ofNullable(seen);
    }

    /// How many topics are here and below.
    int topics() {
        return topics;
    }

    SortedMap<String, Topic> below() {
        return below;
    }

    void shownBy(TopicItem shower) {
        item = shower;
    }

    /// Takes over what is new of the wanted topics; only the root is asked. What is known already costs one look-up in `known`,
    /// and nothing is ever built twice.
    void take(Map<String, TopicSeen> newest, Map<String, Topic> known, Predicate<String> wanted) {
        newest.forEach((topic, message) -> {
            var here = known.get(topic);
            if (here != null) {
                here.seen = message;
            } else if (wanted.test(topic)) {
                known.put(topic, grown(topic, message));
            }
        });
    }

    private Topic grown(String topic, TopicSeen message) {
        var here = this;
        topics++;
        for (int from = 0; from <= topic.length();) {
            int slash = topic.indexOf('/', from);
            int to = slash < 0 ? topic.length() : slash;
            here = here.child(topic.substring(from, to), topic.substring(0, to));
            here.topics++;
            from = to + 1;
        }
        here.seen = message;
        return here;
    }

    private Topic child(String name, String whole) {
        var known = below.get(name);
        if (known != null) {
            return known;
        }
        var child = new Topic(name, whole);
        below.put(name, child);
        if (item != null) {
            item.grew(child);
        }
        return child;
    }
}
