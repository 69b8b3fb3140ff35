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
    /// @param words 1 to 500 characters; [#THOSE] in them stands for the devices for which the rule's condition holds, by name
    record Tell(String words) implements Action {

        public static final String THOSE = "{}";
        private static final int LONGEST = 500;

        public Tell {
            if (words.isBlank() || words.length() > LONGEST) {
                throw new IllegalArgumentException("a message has 1 to 500 characters");
            }
        }

        /// With their names, as far as there is room.
        public Tell of(List<String> devices) {
            var said = words.replace(THOSE, devices.isEmpty() ? "–" : String.join(", ", devices));
            return said.length() <= LONGEST ? new Tell(said) : new Tell(said.substring(0, LONGEST - 1) + "…");
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
