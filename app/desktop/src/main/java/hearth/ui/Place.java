package hearth.ui;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.hub.AlarmWish;
import java.util.Optional;

/// Where in the program the user is.
public sealed interface Place {

    record Home() implements Place {
    }

    record Devices() implements Place {
    }

    record OneDevice(DeviceId id) implements Place {
    }

    /// Scenes and rules.
    record Automations() implements Place {
    }

    record ReadyMade() implements Place {
    }

    /// Scenes and rules as they were.
    record Versions() implements Place {
    }

    /// @param id the scene's; empty for a new one
    record OneScene(Optional<String> id) implements Place {
    }

    /// @param id the rule's; empty for a new one
    record OneRule(Optional<String> id) implements Place {
    }

    /// A thermostat of the user's own.
    ///
    /// @param id          empty for a new one
    /// @param thermometer where the user has chosen it already
    record OneThermostat(Optional<DeviceId> id, Optional<PropertyRef> thermometer) implements Place {
    }

    /// The alarm.
    record Security() implements Place {
    }

    record Journal() implements Place {
    }

    /// @param part what is shown of it
    record Broker(Part part) implements Place {

        public enum Part {
            TOPICS, RETAINED, CLIENTS, ACCESS, CHECK
        }

        public Broker() {
            this(Part.TOPICS);
        }
    }

    record Settings() implements Place {
    }

    /// What opens above the place the user is at, and leaves them there when it closes.
    sealed interface Above extends Place {
    }

    record Search() implements Above {
    }

    /// What arming or disarming still needs.
    record Alarm(AlarmWish wish) implements Above {
    }

    /// Hearth shall stop, and the alarm is not disarmed.
    record Quit() implements Above {
    }

    /// Name and room of a device that announced itself.
    record AddNewcomer(DeviceId id) implements Above {
    }

    /// What a login of the broker may do.
    record EditLogin(String user) implements Above {
    }

    /// A login for a program of the user's own.
    record NewLogin() implements Above {
    }

    /// Logins out of Mosquitto's files.
    record ImportLogins() implements Above {
    }

    /// Logins into files for another broker.
    record TakeLogins() implements Above {
    }

    /// @param topic where the user has chosen it already
    record AddDevice(Optional<String> topic) implements Above {

        public AddDevice() {
            this(Optional.empty());
        }
    }
}
