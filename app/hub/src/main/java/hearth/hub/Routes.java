package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.TopicFilter;
import hearth.profile.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// Which devices listen to a topic. A look-up does not grow with the house, nor does a change.
///
/// @param wild filters with wildcards by their last level, `+` and `#` under the empty text: a topic looks only where it can match
record Routes(PMap<String, PVector<DeviceId>> exact, PMap<String, PVector<Wild>> wild) {

    static final Routes NONE = new Routes(HashTreePMap.empty(), HashTreePMap.empty());

    record Wild(TopicFilter filter, DeviceId device) {
    }

    /// With all that a device listens to.
    Routes with(Binding binding) {
        return changed(binding.device(), Set.of(), binding.topics());
    }

    /// Without what a device listened to.
    Routes without(Binding binding) {
        return changed(binding.device(), binding.topics(), Set.of());
    }

    /// With another binding in the place of a device's own; only what differs is touched.
    Routes rebound(Binding before, Binding after) {
        return changed(after.device(), before.topics(), after.topics());
    }

    private Routes changed(DeviceId device, Set<TopicFilter> before, Set<TopicFilter> after) {
        var newExact = exact;
        var newWild = wild;
        for (var topic : before) {
            if (after.contains(topic)) {
                continue;
            }
            if (topic.exact()) {
                var left = newExact.getOrDefault(topic.filter(), TreePVector.empty()).minus(device);
                newExact = left.isEmpty() ? newExact.minus(topic.filter()) : newExact.plus(topic.filter(), left);
            } else {
                var left = newWild.getOrDefault(end(topic.filter()), TreePVector.empty()).minus(new Wild(topic, device));
                newWild = left.isEmpty() ? newWild.minus(end(topic.filter())) : newWild.plus(end(topic.filter()), left);
            }
        }
        for (var topic : after) {
            if (before.contains(topic)) {
                continue;
            }
            if (topic.exact()) {
                newExact = newExact.plus(topic.filter(), newExact.getOrDefault(topic.filter(), TreePVector.empty()).plus(device));
            } else {
                var end = end(topic.filter());
                newWild = newWild.plus(end, newWild.getOrDefault(end, TreePVector.empty()).plus(new Wild(topic, device)));
            }
        }
        return new Routes(newExact, newWild);
    }

    private static String end(String topic) {
        var last = topic.substring(topic.lastIndexOf('/') + 1);
        return last.equals("+") || last.equals("#") ? "" : last;
    }

    List<DeviceId> to(String topic) {
        List<DeviceId> direct = exact.getOrDefault(topic, TreePVector.empty());
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
