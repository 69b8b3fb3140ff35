package hearth.convention.homeassistant;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Alarm panels. One that asks for a code is told none: the hub knows none.
final class Panels {

    private static final List<String> BETWEEN = List.of("pending", "arming", "disarming");

    private Panels() {
    }

    static void describe(Entity e) {
        var features = e.config.texts("supported_features")
                .orElse(List.of("arm_home", "arm_away", "arm_night", "arm_vacation", "arm_custom_bypass", "trigger"));
        var payloads = new LinkedHashMap<String, String>();
        payloads.put("disarmed", e.config.text("payload_disarm", "DISARM"));
        for (var way : List.of("home", "away", "night", "vacation", "custom_bypass")) {
            if (features.contains("arm_" + way)) {
                payloads.put("armed_" + way, e.config.text("payload_arm_" + way, "ARM_" + way.toUpperCase(Locale.ROOT)));
            }
        }
        if (features.contains("trigger")) {
            payloads.put("triggered", e.config.text("payload_trigger", "TRIGGER"));
        }
        var states = new ArrayList<>(payloads.keySet());
        List.of("armed_home", "armed_away", "armed_night", "armed_vacation", "armed_custom_bypass", "triggered").stream()
                .filter(s -> !states.contains(s)).forEach(states::add);
        states.addAll(BETWEEN);
        var hears = e.hears("state_topic", "value_template",
                text -> states.contains(text) ? new Answer.Is(new Value.Text(text)) : new Answer.Nonsense());
        e.add(Capability.ALARM, new PropertyType.Words(states), Unit.NONE, hears, e.says("command_topic", "command_template",
                (value, _) -> Optional.ofNullable(payloads.get(value.wire())).map(p -> Lights.all("value", p, "action", p, "code", "")),
                !hears.isEmpty()));
    }
}
