package hearth.profile;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.device.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pcollections.PMap;

/// One device on the wire: which topics say what of its properties, and which messages carry a command. A value, any thread.
public record Binding(DeviceId device, About about, List<Property> properties, List<Source> sources, List<Sink> sinks,
        List<Presence> presence) {

    /// Where the device comes from.
    ///
    /// @param via    the convention that announced it: `plain`, `homie`, …
    /// @param source the first identifier under which it announced itself
    public record About(String via, String manufacturer, String model, String source) {

        public About {
            manufacturer = Said.line(manufacturer);
            model = Said.line(model);
        }
    }

    /// What a topic says of a property.
    public record Source(TopicFilter topic, Property property, Decoder decoder) {

        private Reading timed(Reading reading) {
            return !property.retained() && reading instanceof Reading.Reported(var ref, var value) ? new Reading.Happened(ref, value)
                    : reading;
        }
    }

    /// How a command for a property is said.
    ///
    /// @param topic   where it goes, for showing; the messages decide
    /// @param assumed the device never says what became of it: the command itself counts as the report
    public record Sink(PropertyRef property, String topic, Writer writer, boolean assumed) {
    }

    /// Finds a property's value in a message: empty where it says nothing of it, and the last good value stays.
    @FunctionalInterface
    public interface Decoder {
        Optional<Reading> decode(PropertyRef property, Said said);
    }

    /// Spells a value for the device.
    @FunctionalInterface
    public interface Writer {
        /// The messages in their order; none where the device cannot be told this.
        List<Message> messages(Value value, Siblings now);
    }

    /// For what the device is told later, together with something else: the hub only remembers it.
    public static final Writer REMEMBERED = (_, _) -> List.of();

    /// What is known of the other properties of the same node, by [PropertyRef#property].
    public interface Siblings {

        Optional<Value> value(String property);

        /// When the command is given.
        Instant time();
    }

    private record Known(PropertyRef of, Function<PropertyRef, Optional<Value>> values, Instant time) implements Siblings {

        @Override public Optional<Value> value(String property) {
            return values.apply(new PropertyRef(of.device(), of.node(), property));
        }
    }

    public Binding {
        properties = List.copyOf(properties);
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        presence = List.copyOf(presence);
    }

    public Optional<Property> property(PropertyRef ref) {
        int place = place(ref);
        return place < 0 ? Optional.empty() : Optional.of(properties.get(place));
    }

    /// Where a property stands among [#properties]; -1 where it does not.
    public int place(PropertyRef ref) {
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i).ref().equals(ref)) {
                return i;
            }
        }
        return -1;
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
        presence.forEach(p -> p.watches().forEach(w -> topics.add(w.topic())));
        return topics;
    }

    /// What a message says, in the order of the properties.
    public List<Reading> read(Said said) {
        var readings = new ArrayList<Reading>(sources.size());
        for (var source : sources) {
            if (source.topic().matches(said.topic())) {
                source.decoder().decode(source.property().ref(), said).map(source::timed).ifPresent(readings::add);
            }
        }
        return readings;
    }

    /// The words on presence, with what a message says of it; empty where it says nothing.
    public Optional<PMap<String, Boolean>> heard(Said said, PMap<String, Boolean> words) {
        Optional<PMap<String, Boolean>> next = Optional.empty();
        for (var p : presence) {
            var after = p.after(said, next.orElse(words));
            next = after.isPresent() ? after : next;
        }
        return next;
    }

    /// Whether the device is there: one of its presences is enough. Empty where the words do not tell.
    public Optional<Boolean> online(PMap<String, Boolean> words) {
        boolean away = false;
        for (var p : presence) {
            var there = p.of(words);
            if (there.isPresent() && there.get()) {
                return there;
            }
            away |= there.isPresent();
        }
        return away ? Optional.of(false) : Optional.empty();
    }

    /// The messages that carry a command; none where the property cannot be commanded.
    ///
    /// @param known what is known of this device's properties
    public List<Message> write(Command command, Function<PropertyRef, Optional<Value>> known, Instant now) {
        return sink(command.property()).map(s -> s.writer().messages(command.value(), new Known(command.property(), known, now)))
                .orElse(List.of());
    }

    /// Whether the device never says what became of a command for this property.
    public boolean assumed(PropertyRef property) {
        return sink(property).filter(Sink::assumed).isPresent();
    }

    /// Whether commands for this property are only remembered: see [#REMEMBERED].
    public boolean remembered(PropertyRef property) {
        return sink(property).filter(s -> s.writer() == REMEMBERED).isPresent();
    }

    private Optional<Sink> sink(PropertyRef property) {
        return sinks.stream().filter(s -> s.property().equals(property)).findFirst();
    }

    /// Whether this message, sent as a command for the property, comes back to everyone as a report of it.
    public boolean echoes(PropertyRef property, Message message) {
        return sources.stream().anyMatch(s -> s.property().ref().equals(property) && s.topic().matches(message.topic()));
    }
}
