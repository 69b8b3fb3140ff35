package hearth.profile;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.device.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One device on the wire: which topics say what of its properties, and which message carries a command. A value, any thread.
public record Binding(DeviceId device, About about, List<Property> properties, List<Source> sources, List<Sink> sinks,
        List<Presence> presence) {

    /// Where the device comes from.
    ///
    /// @param via    the convention that announced it: `plain`, `homie`, …
    /// @param source the first identifier under which it announced itself
    public record About(String via, String manufacturer, String model, String source) {
    }

    /// What a topic says of a property.
    public record Source(TopicFilter topic, Property property, Decoder decoder) {
    }

    /// How a command for a property is said.
    public record Sink(PropertyRef property, String topic, Encoder encoder, int qos, boolean retained) {
    }

    /// Which words on a topic mean the device is there, or not.
    public record Presence(TopicFilter topic, Set<String> online, Set<String> offline) {

        private Optional<Boolean> of(Message message) {
            var word = message.payload().text().orElse("").strip();
            return online.contains(word) ? Optional.of(true) : offline.contains(word) ? Optional.of(false) : Optional.empty();
        }
    }

    /// Finds a property's value in a payload: empty where it says nothing of it.
    @FunctionalInterface
    public interface Decoder {
        Optional<Reading> decode(PropertyRef property, Payload payload);
    }

    /// Spells a value for the device.
    @FunctionalInterface
    public interface Encoder {
        Payload encode(Value value);
    }

    public Binding {
        properties = List.copyOf(properties);
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        presence = List.copyOf(presence);
    }

    public Optional<Property> property(PropertyRef ref) {
        return properties.stream().filter(p -> p.ref().equals(ref)).findFirst();
    }

    /// The property that decides the tile: the primary one of the worthiest capability; empty where there is none.
    public Optional<Property> main() {
        return properties.stream().filter(p -> p.category() == Property.Category.PRIMARY)
                .min((a, b) -> a.capability().compareTo(b.capability()));
    }

    /// Every topic that says something of this device.
    public Set<TopicFilter> topics() {
        var topics = new LinkedHashSet<TopicFilter>();
        sources.forEach(s -> topics.add(s.topic()));
        presence.forEach(p -> topics.add(p.topic()));
        return topics;
    }

    /// What a message says, in the order of the properties.
    public List<Reading> read(Message message) {
        var readings = new ArrayList<Reading>(sources.size());
        for (var source : sources) {
            if (source.topic().matches(message.topic())) {
                source.decoder().decode(source.property().ref(), message.payload()).ifPresent(readings::add);
            }
        }
        return readings;
    }

    /// What a message says of the device's presence.
    public Optional<Boolean> online(Message message) {
        return presence.stream().filter(p -> p.topic().matches(message.topic())).flatMap(p -> p.of(message).stream()).findFirst();
    }

    /// The message that carries a command; empty where the property cannot be commanded.
    public Optional<Message> write(Command command) {
        return sinks.stream().filter(s -> s.property().equals(command.property())).findFirst()
                .map(s -> new Message(s.topic(), s.encoder().encode(command.value()), s.qos(), s.retained()));
    }

    /// Whether a command for this property comes back to everyone on the topic that also reports it.
    public boolean echoes(PropertyRef property) {
        return sinks.stream().anyMatch(k -> k.property().equals(property)
                && sources.stream().anyMatch(s -> s.property().ref().equals(property) && s.topic().matches(k.topic())));
    }
}
