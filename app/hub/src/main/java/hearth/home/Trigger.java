package hearth.home;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;

/// What sets a rule off.
public sealed interface Trigger {

    /// The property has another value than before; its first value is no change.
    record Changes(PropertyRef property) implements Trigger {
    }

    /// The fact becomes true, and has stayed so for a time.
    ///
    /// @param lasting 0 for at once, at most 24 hours
    record Turns(Fact fact, Duration lasting) implements Trigger {
        public Turns {
            if (lasting.isNegative() || lasting.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("stays for 0 to 24 hours: " + lasting);
            }
        }
    }

    /// A time on the house's clock. Where that time is left out when clocks go forward, it is as much later; where it comes twice, the
    /// first one counts.
    ///
    /// @param days empty for every day
    record At(LocalTime time, Set<DayOfWeek> days) implements Trigger {
        public At {
            days = Set.copyOf(days);
        }
    }

    /// Sunrise or sunset; not at all on days that have none.
    ///
    /// @param offset from 6 hours before to 6 hours after
    /// @param days   empty for every day
    record Sun(Edge edge, Duration offset, Set<DayOfWeek> days) implements Trigger {

        public enum Edge {
            RISE, SET
        }

        public Sun {
            days = Set.copyOf(days);
            if (offset.abs().compareTo(Duration.ofHours(6)) > 0) {
                throw new IllegalArgumentException("at most 6 hours from the sun: " + offset);
            }
        }
    }

    /// The device is silent for longer than usual, or says that it leaves.
    record Silent(DeviceId device) implements Trigger {
    }

    /// A message that is not merely repeated by the broker.
    ///
    /// @param payload what it must say, spaces at the ends aside; empty for anything
    record Says(TopicFilter topic, String payload) implements Trigger {
        public Says {
            payload = payload.strip();
        }
    }

    /// The alarm comes to stand so.
    record Arms(ArmState state) implements Trigger {
    }

    /// The hub has started.
    record Starts() implements Trigger {
    }
}
