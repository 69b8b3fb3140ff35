package hearth.hub;

import hearth.home.Automations;
import java.time.Instant;

/// Scenes and rules as they were from then on. A value.
public record Version(Instant at, Automations automations) {
}
