package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;
import java.util.Optional;

/// When to look again: at a command under way, or, without a property, at a device that ought to have reported by then.
/// What is really due is decided by looking; a deadline that has become stale does no harm.
///
/// @param fading what becomes of the property's value then, where it holds for a while only
record Deadline(Instant at, DeviceId device, Optional<PropertyRef> property, Optional<Fading> fading) implements Comparable<Deadline> {

    /// @param said when the value was reported: a later report has a deadline of its own
    record Fading(Instant said, Value then) {
    }

    Deadline(Instant at, DeviceId device, Optional<PropertyRef> property) {
        this(at, device, property, Optional.empty());
    }

    @Override public int compareTo(Deadline other) {
        int byTime = at.compareTo(other.at);
        int byDevice = byTime != 0 ? byTime : device.compareTo(other.device);
        int byPath = byDevice != 0 ? byDevice : path().compareTo(other.path());
        return byPath != 0 ? byPath : Boolean.compare(fading.isPresent(), other.fading.isPresent());
    }

    private String path() {
        return property.map(PropertyRef::path).orElse("");
    }
}
