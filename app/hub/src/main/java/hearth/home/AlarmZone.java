package hearth.home;

import hearth.device.DeviceId;
import java.util.Set;

/// Sensors that are watched alike.
///
/// @param name    1 to 64 characters, different from other zones'
/// @param sensors devices; what they sense is theirs to say
/// @param modes   in which it is watched, unless it is [Entry#ALWAYS]
/// @param pair    only two different sensors within a minute count
public record AlarmZone(String name, Set<DeviceId> sensors, Set<AlarmMode> modes, Entry entry, boolean pair) {

    /// What follows when a sensor of the zone speaks.
    public enum Entry {
        /// There is time to disarm.
        DELAYED, INSTANT,
        /// At once, even while nothing is armed.
        ALWAYS
    }

    public AlarmZone {
        name = name.strip();
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("a zone's name has 1 to 64 characters: " + name);
        }
        sensors = Set.copyOf(sensors);
        modes = Set.copyOf(modes);
    }

    public boolean watches(AlarmMode mode) {
        return entry == Entry.ALWAYS || modes.contains(mode);
    }
}
