package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;

/// What set a rule off.
public sealed interface Cause {

    record Changed(PropertyRef property, Value value) implements Cause {
    }

    /// @param due when it was to be: now, or up to five minutes ago
    record Clock(Instant due) implements Cause {
    }

    record Silence(DeviceId device) implements Cause {
    }

    record Said(String topic, String payload) implements Cause {
    }

    /// @param word how the alarm stood then, as [AlarmState#word] has it
    record Armed(String word) implements Cause {
    }

    record Started() implements Cause {
    }

    /// The user tried it.
    record Tried() implements Cause {
    }
}
