package hearth.home;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A thermostat made of a thermometer and something that heats and can be switched. It stands in a room as a device of the same id.
///
/// @param topic       where it tells its set-point, retained; `…/set` behind it takes commands
/// @param thermometer a number in °C
/// @param heater      true is on
/// @param windows     true is open: as long as one is, nothing is heated
/// @param plan        which temperature is wished when
public record Thermostat(DeviceId id, String topic, PropertyRef thermometer, PropertyRef heater, List<PropertyRef> windows, WeekPlan plan,
        Tuning tuning) {

    /// The profile of its device: the hub itself is what speaks for it.
    public static final String PROFILE = "hearth-thermostat";
    /// Set-points, °C.
    public static final double COLDEST = 5;
    public static final double WARMEST = 35;
    public static final double STEP = 0.5;

    /// How it goes about it.
    ///
    /// @param hysteresis °C, 0.1 to 3: it heats from half of this below the set-point to half of it above
    /// @param leastOn    0 to 60 minutes: the heater stays on at least so long
    /// @param leastOff   0 to 60 minutes: it stays off at least so long
    /// @param frost      °C, 3 to 15: below this it heats whatever else is wished
    /// @param feels      whether a fast fall of the temperature counts as an open window
    /// @param adapts     whether it begins earlier by what it learnt and by the forecast
    public record Tuning(double hysteresis, Duration leastOn, Duration leastOff, double frost, boolean feels, boolean adapts) {

        /// Before the usual one, which is checked by it.
        private static final Duration LONGEST = Duration.ofHours(1);
        public static final Tuning USUAL = new Tuning(0.4, Duration.ofMinutes(3), Duration.ofMinutes(3), 7, true, true);

        public Tuning {
            within(hysteresis, 0.1, 3);
            within(frost, 3, 15);
            if (leastOn.isNegative() || leastOff.isNegative() || leastOn.compareTo(LONGEST) > 0 || leastOff.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("on and off for at least 0 to 60 minutes: " + leastOn + ", " + leastOff);
            }
        }
    }

    public Thermostat {
        windows = List.copyOf(windows);
        if (topic.isBlank() || topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.endsWith("/mode") || topic.endsWith("/action")) {
            throw new IllegalArgumentException("no topic to tell something on: " + topic);
        }
    }

    /// Where it says how it works, or may be told to with `/set` behind it, and where it says what it does now.
    public String topic(String word) {
        return topic.substring(0, topic.lastIndexOf('/') + 1) + word;
    }

    /// All on which it speaks or listens.
    public Set<String> topics() {
        return Set.of(topic, topic + "/set", topic("mode"), topic("mode") + "/set", topic("action"));
    }

    static void inRange(double temperature) {
        within(temperature, COLDEST, WARMEST);
    }

    private static void within(double degrees, double least, double most) {
        if (!(degrees >= least && degrees <= most)) {
            throw new IllegalArgumentException(least + " to " + most + " °C: " + degrees);
        }
    }
}
