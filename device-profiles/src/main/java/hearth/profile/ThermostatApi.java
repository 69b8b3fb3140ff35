package hearth.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Payload;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A thermostat of the hub's own, as a device: its properties, and how it is told what is wished on plain topics.
public final class ThermostatApi {

    /// By its plan, by hand, or only against frost.
    public static final List<String> MODES = List.of("auto", "heat", "off");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NODE = "thermostat";

    /// Where what it says is to be heard: on topics of its own, and for the room's temperature on that of its thermometer.
    public record Sources(String setpoint, String mode, String action, String room) {

        /// Of one that could not be read.
        public static final Sources NONE = new Sources("", "", "", "");
    }

    private ThermostatApi() {
    }

    public static PropertyRef setpoint(DeviceId id) {
        return new PropertyRef(id, NODE, "target-temperature");
    }

    public static PropertyRef room(DeviceId id) {
        return new PropertyRef(id, NODE, Capability.TEMPERATURE.word());
    }

    public static PropertyRef mode(DeviceId id) {
        return new PropertyRef(id, NODE, Capability.MODE.word());
    }

    public static PropertyRef action(DeviceId id) {
        return new PropertyRef(id, NODE, Capability.ACTION.word());
    }

    /// Nothing is said to it over the broker: the hub itself is the device.
    ///
    /// @param range its set-points, °C
    public static Binding binding(DeviceId id, Sources sources, PropertyType.Range range) {
        return new Binding(id, new Binding.About("hearth", "Hearth", "", sources.setpoint()), List.of(
                property(setpoint(id), Capability.TARGET_TEMPERATURE, range, Unit.CELSIUS, true, sources.setpoint()),
                property(room(id), Capability.TEMPERATURE, PropertyType.Range.ANY, Unit.CELSIUS, false, sources.room()),
                property(mode(id), Capability.MODE, new PropertyType.Words(MODES), Unit.NONE, true, sources.mode()),
                property(action(id), Capability.ACTION, new PropertyType.Words(List.of("heating", "idle", "off")), Unit.NONE, false,
                        sources.action())),
                List.of(), List.of(), List.of());
    }

    private static Property property(PropertyRef ref, Capability capability, PropertyType type, Unit unit, boolean settable,
            String source) {
        return new Property(ref, "Thermostat", capability, type, unit, settable, true, Property.Category.PRIMARY, source);
    }

    /// What is said on a topic that wishes something: `21`, `" 21.5 "`, `{"value":21}`, `auto`; empty where it is no such value. Whether it
    /// is in range is another question.
    public static Optional<Value> wish(Payload payload, PropertyType type) {
        var text = payload.text().map(String::strip).orElse("");
        if (text.startsWith("{")) {
            try {
                var tree = JSON.readTree(text);
                for (var key : Set.of("value", "setpoint")) {
                    if (tree.path(key).isValueNode()) {
                        text = tree.path(key).asText();
                    }
                }
            } catch (JacksonException broken) {
                return Optional.empty();
            }
        }
        return Value.of(type instanceof PropertyType.Words ? text.toLowerCase(Locale.ROOT) : text, type);
    }
}
