package hearth.hub;

import hearth.device.DeviceId;
import hearth.trie.Trie;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.pcollections.PMap;

/// The warmth of the house: what its own thermostats are at, and the weather.
///
/// @param zone    of the house's clock
/// @param began   when the house began to act
/// @param warmths what was learnt of their rooms
/// @param lesson  when to learn next
/// @param places  what came of looking for a place
public record Climate(ZoneId zone, Optional<Instant> began, PMap<DeviceId, Heating> heatings, Weather weather,
        PMap<DeviceId, Warmth> warmths,
        Instant lesson, Places places) {

    static final Climate NONE = new Climate(ZoneOffset.UTC, Optional.empty(), Trie.empty(), Weather.UNKNOWN,
            Trie.empty(), Instant.MAX, Places.NONE);

    public Optional<Heating> of(DeviceId thermostat) {
        return Optional.ofNullable(heatings.get(thermostat));
    }

    public Optional<Warmth> warmth(DeviceId thermostat) {
        return Optional.ofNullable(warmths.get(thermostat));
    }

    /// When to look again; [Instant#MAX] for never.
    Instant due() {
        var due = lesson;
        for (var heating : heatings.values()) {
            due = heating.due().isBefore(due) ? heating.due() : due;
        }
        return due;
    }
}
