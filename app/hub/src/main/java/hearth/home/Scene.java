package hearth.home;

import hearth.device.PropertyRef;
import hearth.device.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// How some devices shall be, brought about by one touch.
///
/// @param id     stable over renames; as a [hearth.device.DeviceId] is spelled
/// @param name   1 to 64 characters
/// @param wishes in the order in which they are sent; at least one
public record Scene(String id, String name, SequencedMap<PropertyRef, Value> wishes) {

    public Scene {
        name = Automations.named(name);
        wishes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(wishes));
        if (wishes.isEmpty()) {
            throw new IllegalArgumentException("a scene wishes something: " + name);
        }
    }
}
