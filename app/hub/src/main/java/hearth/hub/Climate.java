package hearth.hub;

import hearth.device.DeviceId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The warmth of the house: what its own thermostats are at.
///
/// @param zone  of the house's clock
/// @param began whether the house has begun to act
public record Climate(ZoneId zone, boolean began, PMap<DeviceId, Heating> heatings) {

    static final Climate NONE = new Climate(ZoneOffset.UTC, false, HashTreePMap.empty());

    public Optional<Heating> of(DeviceId thermostat) {
        return Optional.ofNullable(heatings.get(thermostat));
    }

    /// When to look again; [Instant#MAX] for never.
    Instant due() {
        var due = Instant.MAX;
        for (var heating : heatings.values()) {
            due = heating.due().isBefore(due) ? heating.due() : due;
        }
        return due;
    }
}
