package hearth.profile;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.TopicFilter;
import hearth.device.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One property as an announcement describes it, before it is known which device it belongs to.
///
/// @param node   groups what belongs together, as one lamp's `on` and `brightness`; any text, made an id by [#bind]
/// @param id     its name within the node; any text
/// @param name   in the device's own words; plain text from the network
/// @param source for tracing: see [Property#source]
/// @param hears  the topics that report it
/// @param joins  features of one device with the same text here are one property, with the words of all; empty for none such
/// @param says   how a command for it is said; empty where it cannot be commanded
/// @param expires see [Property#expires]
public record Feature(String node, String id, String name, Capability capability, PropertyType type, Unit unit, boolean retained,
        Property.Category category, String source, String joins, List<Hears> hears, Optional<Says> says,
        Optional<Duration> expires) {

    /// A topic that reports it, and how.
    public record Hears(TopicFilter topic, Binding.Decoder decoder) {
    }

    /// How a command for it is said: see [Binding.Sink].
    public record Says(String topic, Binding.Writer writer, boolean assumed) {
    }

    public Feature {
        hears = List.copyOf(hears);
    }

    /// One whose values hold until there are others.
    public Feature(String node, String id, String name, Capability capability, PropertyType type, Unit unit, boolean retained,
            Property.Category category, String source, String joins, List<Hears> hears, Optional<Says> says) {
        this(node, id, name, capability, type, unit, retained, category, source, joins, hears, says, Optional.empty());
    }

    /// This property of that device.
    ///
    /// @param nodeId the node's own, free on that device
    Property property(DeviceId device, String nodeId) {
        return new Property(new PropertyRef(device, nodeId, DeviceId.of(id).value()), name, capability, type, unit, says.isPresent(),
                retained, category, source, expires);
    }
}
