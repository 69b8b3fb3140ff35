package hearth.hub;

import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Duration;
import java.util.Optional;

/// Who wished for what a line of the journal tells, and how soon it was so.
///
/// @param took from the wish to the device's word; empty where it gave none
public record Why(PropertyRef property, Value value, Origin by, Optional<Duration> took) {
}
