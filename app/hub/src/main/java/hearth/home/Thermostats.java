package hearth.home;

import hearth.device.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The thermostats that the user put together.
///
/// @param unread those that could not be read: they stay as they are until their device is removed or set up anew
public record Thermostats(List<Thermostat> all, List<Unread> unread) {

    public static final Thermostats NONE = new Thermostats(List.of(), List.of());

    /// The topic of the first one.
    private static final String TOPIC = "thermostat/setpoint";

    /// What stands in the file and this program does not understand.
    ///
    /// @param id     as it calls itself; empty where it does not
    /// @param reason in a sentence
    /// @param json   word for word
    public record Unread(String id, String reason, String json) {
    }

    public Thermostats {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
    }

    public Optional<Thermostat> of(DeviceId id) {
        return all.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    public Optional<Unread> unread(DeviceId id) {
        return unread.stream().filter(u -> u.id().equals(id.value())).findFirst();
    }

    /// Whether one of them speaks or listens there.
    public boolean has(String said) {
        return !all.isEmpty() && all.stream().anyMatch(t -> t.topics().contains(said)); // asked for every message
    }

    /// In the place of the one of its id, or as the last.
    public Thermostats with(Thermostat one) {
        var others = without(one.id());
        var next = new ArrayList<>(others.all);
        int place = all.stream().map(Thermostat::id).toList().indexOf(one.id());
        next.add(place < 0 ? next.size() : place, one);
        return new Thermostats(next, others.unread);
    }

    public Thermostats without(DeviceId id) {
        return new Thermostats(all.stream().filter(t -> !t.id().equals(id)).toList(),
                unread.stream().filter(u -> !u.id().equals(id.value())).toList());
    }

    /// A topic for another one: `thermostat/setpoint`, where nobody has that yet.
    ///
    /// @param taken whether a device speaks or listens there
    public String free(DeviceId id, Predicate<String> taken) {
        return has(TOPIC) || taken.test(TOPIC) ? "thermostat/" + id + "/setpoint" : TOPIC;
    }
}
