package hearth.hub;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.profile.Binding;
import hearth.trie.Trie;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pcollections.PMap;

/// What is known of one device.
///
/// @param words    what was said of its presence last: see [hearth.profile.Presence]
/// @param lastSeen when it last said something itself; a retained message repeated by the broker does not count
public record DeviceState(Binding binding, Availability availability, PMap<String, Boolean> words, Optional<Instant> lastSeen,
        Rhythm rhythm,
        PMap<PropertyRef, PropertyState> properties, Recent<SeenMessage> messages) {

    /// As many as the device page lists; in a large house they are most of what it weighs.
    private static final int MESSAGES = 12;

    /// Percent.
    private static final double LOW_BATTERY = 15;

    private static final Set<Capability> MEASURED = EnumSet.of(Capability.TEMPERATURE, Capability.HUMIDITY, Capability.POWER,
            Capability.ENERGY, Capability.BATTERY, Capability.NUMBER);

    static DeviceState of(Binding binding) {
        return new DeviceState(binding, Availability.WAITING, Trie.empty(), Optional.empty(), Rhythm.UNKNOWN,
                Trie.empty(),
                Recent.none(MESSAGES));
    }

    public PropertyState state(PropertyRef property) {
        return properties.getOrDefault(property, PropertyState.UNKNOWN);
    }

    /// The property that decides the tile, and what is known of it.
    public Optional<Property> main() {
        return binding.main();
    }

    public Optional<Property> first(Capability capability) {
        for (var property : binding.properties()) {
            if (property.capability() == capability) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    public Optional<PropertyState> state(Capability capability) {
        return first(capability).map(p -> state(p.ref()));
    }

    /// What its tile must say first, the worst before the better.
    public Condition condition() {
        var state = main().map(p -> state(p.ref())).orElse(PropertyState.UNKNOWN);
        return availability instanceof Availability.Offline ? Condition.OFFLINE
                : state.pending().isPresent() ? Condition.PENDING
                : state.unreadable().isPresent() ? Condition.UNREADABLE
                : state.outcome().filter(Outcome.NotConfirmed.class::isInstance).isPresent() ? Condition.NOT_CONFIRMED
                : state.value().isEmpty() && state.at().isEmpty() ? Condition.WAITING
                : state.value().isEmpty() ? Condition.SILENT
                : availability instanceof Availability.Silent ? Condition.SILENT : Condition.LIVE;
    }

    /// The states a tile can show.
    public enum Condition {
        WAITING, LIVE, PENDING, NOT_CONFIRMED, UNREADABLE, SILENT, OFFLINE
    }

    /// That its battery is nearly empty: the percentage if it tells one, else nothing. Empty where it is not, or has none.
    public Optional<String> lowBattery() {
        for (var property : binding.properties()) {
            var value = state(property.ref()).value().orElse(null);
            if (property.capability() == Capability.BATTERY && value instanceof Value.Numeric(double percent) && percent < LOW_BATTERY) {
                return Optional.of(Math.round(percent) + " %");
            } else if (property.capability() == Capability.BATTERY_LOW && value instanceof Value.Truth(boolean low) && low) {
                return Optional.of("");
            }
        }
        return Optional.empty();
    }

    /// Whether its silence means something: it measures, and so reports without being asked.
    boolean supervised() {
        for (var property : binding.properties()) {
            if (MEASURED.contains(property.capability()) && !property.settable()) {
                return true;
            }
        }
        return false;
    }

    /// When it was last seen, or else the time of the newest value there is of it: one that the broker kept, or that was said before it came here.
    public Optional<Instant> lastKnown() {
        return lastSeen.or(() -> properties.values().stream().flatMap(p -> p.at().stream()).max(Comparator.naturalOrder()));
    }

    DeviceState with(PropertyRef property, PropertyState state) {
        return new DeviceState(binding, availability, words, lastSeen, rhythm, properties.plus(property, state), messages);
    }

    DeviceState with(Availability newAvailability) {
        return new DeviceState(binding, newAvailability, words, lastSeen, rhythm, properties, messages);
    }

    DeviceState with(PMap<String, Boolean> newWords) {
        return new DeviceState(binding, availability, newWords, lastSeen, rhythm, properties, messages);
    }

    DeviceState with(SeenMessage message) {
        return new DeviceState(binding, availability, words, lastSeen, rhythm, properties, messages.with(message));
    }

    DeviceState seen(Instant now) {
        return new DeviceState(binding, availability, words, Optional.of(now), lastSeen.map(l -> rhythm.after(l, now)).orElse(rhythm),
                properties,
                messages);
    }

    /// The same knowledge under a new binding, as far as the properties are still there.
    DeviceState rebound(Binding newBinding) {
        var kept = properties;
        for (var ref : properties.keySet()) {
            kept = newBinding.property(ref).isPresent() ? kept : kept.minus(ref);
        }
        return new DeviceState(newBinding, availability, words, lastSeen, rhythm, kept, messages);
    }
}
