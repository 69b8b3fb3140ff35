package hearth.hub;

import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody wants of the alarm.
public sealed interface AlarmWish {

    /// @param bypass names or ids of sensors to pass over
    /// @param force  whether all that are in the way are passed over
    record Arm(AlarmMode mode, List<String> bypass, boolean force) implements AlarmWish {
        public Arm {
            bypass = List.copyOf(bypass);
        }
    }

    record Disarm() implements AlarmWish {
    }

    /// Somebody shall have a code.
    ///
    /// @param code  at least 4 signs
    /// @param until when it ends, for a guest
    record AddCode(String name, Secret code, AlarmCode.Right right, Optional<Instant> until) implements AlarmWish {
    }

    record RemoveCode(String name) implements AlarmWish {
    }

    /// A person calls for help.
    record Panic() implements AlarmWish {
    }
}
