package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.TopicFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which devices listen to a topic. Built anew when the house changes; a look-up does not grow with the house.
record Routes(Map<String, List<DeviceId>> exact, List<Wild> wild) {

    static final Routes NONE = new Routes(Map.of(), List.of());

    record Wild(TopicFilter filter, DeviceId device) {
    }

    static Routes of(Collection<DeviceState> devices) {
        var exact = new HashMap<String, List<DeviceId>>();
        var wild = new ArrayList<Wild>();
        for (var device : devices) {
            for (var topic : device.binding().topics()) {
                if (topic.exact()) {
                    exact.computeIfAbsent(topic.filter(), _ -> new ArrayList<>()).add(device.binding().device());
                } else {
                    wild.add(new Wild(topic, device.binding().device()));
                }
            }
        }
        return new Routes(exact, wild);
    }

    List<DeviceId> to(String topic) {
        var direct = exact.getOrDefault(topic, List.of());
        if (wild.isEmpty()) {
            return direct;
        }
        var all = new ArrayList<>(direct);
        wild.stream().filter(w -> !all.contains(w.device()) && w.filter().matches(topic)).map(Wild::device).distinct().forEach(all::add);
        return all;
    }
}
