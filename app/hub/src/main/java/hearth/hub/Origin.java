package hearth.hub;

import hearth.device.DeviceId;

/// Who wished for something.
public sealed interface Origin {

    /// The person at the window.
    record User() implements Origin {
    }

    /// A scene that was played.
    ///
    /// @param scene its id
    record Scene(String scene) implements Origin {
    }

    /// A rule.
    ///
    /// @param rule  its id
    /// @param run   its run: see [Trace#number]
    /// @param cause what had set it off
    record Rule(String rule, long run, Cause cause) implements Origin {
    }

    /// A client of the broker, by one of the hub's own command topics.
    record Mqtt() implements Origin {
    }

    /// A thermostat of the hub's own, of its heater.
    record Thermostat(DeviceId thermostat) implements Origin {
    }

    /// The alarm, of its sirens.
    record Alarm() implements Origin {
    }
}
