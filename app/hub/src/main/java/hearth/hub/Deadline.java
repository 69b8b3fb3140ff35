package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;
import java.util.Comparator;

/// When to look again at what. What is really due is decided by looking; a deadline that has become stale does no harm.
record Deadline(Instant at, DeviceId device, What what) implements Comparable<Deadline> {

    private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::at).thenComparing(Deadline::device)
            .thenComparingInt(d -> d.what.order()).thenComparing(d -> d.what.path());

    sealed interface What {

        /// A device ought to have reported by then.
        record Silence() implements What {
        }

        /// A command under way.
        record Answer(PropertyRef property) implements What {
        }

        /// What becomes of a value that holds for a while only.
        ///
        /// @param said when it was reported: a later report has a deadline of its own
        record Fading(PropertyRef property, Instant said, Value then) implements What {
        }

        /// A value that holds for a while only: see [hearth.device.Property#expires]. One for each property, moved on when it is due.
        record Expiry(PropertyRef property) implements What {
        }

        /// A device is asked how it is: see [hearth.profile.Part#greeting].
        record Greeting() implements What {
        }

        /// What the broker keeps has been heard: topics that nobody knows are looked at. The hub's own.
        record Strangers() implements What {
        }

        /// The pause after a correction on this topic is over: see [hearth.hub.Correction]. The hub's own.
        record Correction(String topic) implements What {
        }

        private int order() {
            return switch (this) {
                case Silence _ -> 0;
                case Answer _ -> 1;
                case Fading _ -> 2;
                case Greeting _ -> 3;
                case Strangers _ -> 4;
                case Expiry _ -> 5;
                case Correction _ -> 6;
            };
        }

        private String path() {
            return switch (this) {
                case Answer(var property) -> property.path();
                case Fading(var property, _, _) -> property.path();
                case Expiry(var property) -> property.path();
                case Correction(var topic) -> topic;
                case Silence _, Greeting _, Strangers _ -> "";
            };
        }
    }

    @Override public int compareTo(Deadline other) {
        return ORDER.compare(this, other);
    }
}
