package hearth.home;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Duration;
import java.util.List;

/// What a rule does.
public sealed interface Action {

    record Wish(PropertyRef property, Value value) implements Action {
    }

    record Toggle(DeviceId device) implements Action {
    }

    /// @param scene its id
    record Play(String scene) implements Action {
    }

    /// Arms, as whoever has no code may: what is in the way stays in the way, and nothing is ever disarmed.
    record Arm(AlarmMode mode) implements Action {
    }

    /// To everybody who is told, without haste.
    ///
    /// @param words 1 to 500 characters
    record Tell(String words) implements Action {
        public Tell {
            if (words.isBlank() || words.length() > 500) {
                throw new IllegalArgumentException("a message has 1 to 500 characters");
            }
        }
    }

    /// @param time more than 0, at most 24 hours
    record Wait(Duration time) implements Action {
        public Wait {
            if (!time.isPositive() || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("waits up to 24 hours: " + time);
            }
        }
    }

    /// Does these, and again until the condition holds afterwards.
    ///
    /// @param most how often at the most, 1 to 100
    record Repeat(List<Action> actions, Condition until, int most) implements Action {
        public Repeat {
            actions = List.copyOf(actions);
            if (most < 1 || most > 100) {
                throw new IllegalArgumentException("repeats 1 to 100 times: " + most);
            }
        }
    }

    /// Does the one or the other.
    record Choose(Condition condition, List<Action> then, List<Action> otherwise) implements Action {
        public Choose {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }
}
