package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import java.time.Instant;
import java.util.Optional;

/// When to look again: at a command under way, or, without a property, at a device that ought to have reported by then.
/// What is really due is decided by looking; a deadline that has become stale does no harm.
record Deadline(Instant at, DeviceId device, Optional<PropertyRef> property) implements Comparable<Deadline> {

    @Override public int compareTo(Deadline other) {
        int byTime = at.compareTo(other.at);
        int byDevice = byTime != 0 ? byTime : device.compareTo(other.device);
        return byDevice != 0 ? byDevice : path().compareTo(other.path());
    }

    private String path() {
        return property.map(PropertyRef::path).orElse("");
    }
}
