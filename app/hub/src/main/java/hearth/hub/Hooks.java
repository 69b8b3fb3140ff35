package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.home.Automations;
import hearth.home.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which rules wait for what: made anew when they are edited, asked at every change. A value.
final class Hooks {

    /// One trigger of one rule.
    record Hook(String rule, int trigger) {
    }

    private record Wire(TopicFilter filter, Hook hook) {
    }

    private final Map<PropertyRef, List<Hook>> properties = new HashMap<>();
    private final Map<DeviceId, List<Hook>> silences = new HashMap<>();
    private final List<Wire> messages = new ArrayList<>();
    private final List<Hook> arms = new ArrayList<>();

    private Hooks() {
    }

    static Hooks of(Automations automations) {
        var hooks = new Hooks();
        for (var rule : automations.rules()) {
            for (int i = 0; rule.on() && i < rule.when().size(); i++) {
                var hook = new Hook(rule.id(), i);
                switch (rule.when().get(i)) {
                    case Trigger.Changes(var property) -> hooks.properties.computeIfAbsent(property, _ -> new ArrayList<>()).add(hook);
                    case Trigger.Turns(var fact, _) ->
                        hooks.properties.computeIfAbsent(fact.property(), _ -> new ArrayList<>()).add(hook);
                    case Trigger.Silent(var device) -> hooks.silences.computeIfAbsent(device, _ -> new ArrayList<>()).add(hook);
                    case Trigger.Says(var topic, _) -> hooks.messages.add(new Wire(topic, hook));
                    case Trigger.Arms _ -> hooks.arms.add(hook);
                    case Trigger.At _, Trigger.Sun _, Trigger.Starts _ -> {
                    }
                }
            }
        }
        return hooks;
    }

    List<Hook> of(PropertyRef property) {
        return properties.getOrDefault(property, List.of());
    }

    List<Hook> of(DeviceId silent) {
        return silences.getOrDefault(silent, List.of());
    }

    /// Those that wait for the alarm.
    List<Hook> arms() {
        return arms;
    }

    List<Hook> of(String topic) {
        return messages.isEmpty() ? List.of() : messages.stream().filter(w -> w.filter().matches(topic)).map(Wire::hook).toList();
    }
}
