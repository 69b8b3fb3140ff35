package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.TopicFilter;
import hearth.profile.Binding;
import hearth.trie.Trie;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// Which devices listen to a topic. A look-up does not grow with the house, nor does a change.
///
/// @param told to which of them something is said at times, and how many do
/// @param once topics that a device listened to, and none does now
/// @param wild filters with wildcards by their last level, `+` and `#` under the empty text: a topic looks only where it can match
record Routes(PMap<String, List<DeviceId>> exact, PMap<String, PVector<Wild>> wild,
        PMap<String, Integer> told, PSet<String> once) {

    private static final int MOST = 20_000;

    static final Routes NONE = new Routes(Trie.empty(), Trie.empty(), Trie.empty(), HashTreePSet.empty());

    record Wild(TopicFilter filter, DeviceId device) {
    }

    /// With all that a device listens to.
    Routes with(Binding binding) {
        return changed(binding.device(), Set.of(), binding.topics()).telling(List.of(), binding.sinks());
    }

    /// Without what a device listened to.
    Routes without(Binding binding) {
        return changed(binding.device(), binding.topics(), Set.of()).telling(binding.sinks(), List.of());
    }

    /// With another binding in the place of a device's own; only what differs is touched.
    Routes rebound(Binding before, Binding after) {
        return changed(after.device(), before.topics(), after.topics()).telling(before.sinks(), after.sinks());
    }

    private Routes changed(DeviceId device, Set<TopicFilter> before, Set<TopicFilter> after) {
        var newExact = exact;
        var newWild = wild;
        var left = once;
        for (var topic : before) {
            if (after.contains(topic)) {
                continue;
            }
            if (topic.exact()) {
                var others = newExact.getOrDefault(topic.filter(), List.of()).stream().filter(id -> !id.equals(device)).toList();
                newExact = others.isEmpty() ? newExact.minus(topic.filter()) : newExact.plus(topic.filter(), others);
                left = others.isEmpty() && left.size() < MOST ? left.plus(topic.filter()) : left;
            } else {
                var others = newWild.getOrDefault(end(topic.filter()), TreePVector.empty()).minus(new Wild(topic, device));
                newWild = others.isEmpty() ? newWild.minus(end(topic.filter())) : newWild.plus(end(topic.filter()), others);
            }
        }
        for (var topic : after) {
            if (before.contains(topic)) {
                continue;
            }
            if (topic.exact()) {
                newExact = newExact.plus(topic.filter(), and(newExact.getOrDefault(topic.filter(), List.of()), device));
            } else {
                var end = end(topic.filter());
                newWild = newWild.plus(end, newWild.getOrDefault(end, TreePVector.empty()).plus(new Wild(topic, device)));
            }
        }
        return new Routes(newExact, newWild, told, left);
    }

    private static List<DeviceId> and(List<DeviceId> others, DeviceId device) {
        return others.isEmpty() ? List.of(device) : Stream.concat(others.stream(), Stream.of(device)).toList();
    }

    private Routes telling(List<Binding.Sink> before, List<Binding.Sink> after) {
        var was = topics(before);
        var is = topics(after);
        var next = told;
        for (var topic : was) {
            int left = next.getOrDefault(topic, 1) - (is.contains(topic) ? 0 : 1);
            next = left == 0 ? next.minus(topic) : next.plus(topic, left);
        }
        for (var topic : is) {
            next = was.contains(topic) ? next : next.plus(topic, next.getOrDefault(topic, 0) + 1);
        }
        return next == told ? this : new Routes(exact, wild, next, once);
    }

    private static Set<String> topics(List<Binding.Sink> sinks) {
        var topics = new HashSet<String>();
        sinks.forEach(s -> topics.add(s.topic()));
        return topics;
    }

    private static String end(String topic) {
        var last = topic.substring(topic.lastIndexOf('/') + 1);
        return last.equals("+") || last.equals("#") ? "" : last;
    }

    /// Whether something is said to a device there.
    boolean told(String topic) {
        return told.containsKey(topic);
    }

    /// Those that listen to this topic by its name.
    List<DeviceId> exactly(String topic) {
        return exact.getOrDefault(topic, List.of());
    }

    List<DeviceId> to(String topic) {
        var direct = exactly(topic);
        if (wild.isEmpty()) {
            return direct;
        }
        var all = new ArrayList<>(direct);
        matching(wild.get(end(topic)), topic, all);
        matching(wild.get(""), topic, all);
        return all;
    }

    private static void matching(@Nullable PVector<Wild> candidates, String topic, List<DeviceId> all) {
        if (candidates != null) {
            for (var wild : candidates) {
                if (wild.filter().matches(topic) && !all.contains(wild.device())) {
                    all.add(wild.device());
                }
            }
        }
    }
}
