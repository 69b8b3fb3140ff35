package hearth.hub;

import hearth.device.Capability;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.profile.Binding;
import hearth.trie.Trie;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/// What is known of one device. There is a new one with each report: it is as small as it can be.
///
/// @param words  what was said of its presence last: see [hearth.profile.Presence]
/// @param seen   see [#lastSeen]
/// @param states of the binding's properties, in their order
public record DeviceState(Binding binding, Availability availability, PMap<String, Boolean> words, @Nullable Instant seen, Rhythm rhythm,
        List<PropertyState> states, RecentMessages messages) {

    /// Percent.
    private static final double LOW_BATTERY = 15;

    private static final Set<Capability> MEASURED = EnumSet.of(Capability.TEMPERATURE, Capability.HUMIDITY, Capability.POWER,
            Capability.ENERGY, Capability.BATTERY, Capability.NUMBER);

    static DeviceState of(Binding binding) {
        return new DeviceState(binding, Availability.WAITING, Trie.empty(), null, Rhythm.UNKNOWN,
                Collections.nCopies(binding.properties().size(), PropertyState.UNKNOWN), RecentMessages.NONE);
    }

    /// When it last said something itself; a retained message repeated by the broker does not count.
    public Optional<Instant> lastSeen() {
        return Optional.ofNullable(seen);
    }

    public PropertyState state(PropertyRef property) {
        int place = binding.place(property);
        return place < 0 ? PropertyState.UNKNOWN : states.get(place);
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
        return lastSeen().or(() -> states.stream().flatMap(p -> p.at().stream()).max(Comparator.naturalOrder()));
    }

    /// Of a property that the binding does not have nothing is known.
    DeviceState with(PropertyRef property, PropertyState state) {
        int place = binding.place(property);
        if (place < 0) {
            return this;
        }
        var all = states.toArray(PropertyState[]::new);
        all[place] = state;
        return new DeviceState(binding, availability, words, seen, rhythm, List.of(all), messages);
    }

    DeviceState with(Availability newAvailability) {
        return new DeviceState(binding, newAvailability, words, seen, rhythm, states, messages);
    }

    DeviceState with(PMap<String, Boolean> newWords) {
        return new DeviceState(binding, availability, newWords, seen, rhythm, states, messages);
    }

    DeviceState with(Instant at, boolean sent, Message message) {
        return new DeviceState(binding, availability, words, seen, rhythm, states, messages.with(at, sent, message));
    }

    DeviceState seen(Instant now) {
        return new DeviceState(binding, availability, words, now, seen == null ? rhythm : rhythm.after(seen, now), states, messages);
    }

    /// The same knowledge under a new binding, as far as the properties are still there.
    DeviceState rebound(Binding newBinding) {
        var kept = newBinding.properties().stream().map(p -> state(p.ref())).toList();
        return new DeviceState(newBinding, availability, words, seen, rhythm, kept, messages);
    }
}
