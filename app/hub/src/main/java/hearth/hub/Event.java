package hearth.hub;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that happened: the only way to change the house.
public sealed interface Event {

    record MessageReceived(Message message) implements Event {
    }

    record CommandIssued(Command command, Origin origin) implements Event {
    }

    /// A lamp or plug shall be off if it is on, and on as it last was if it is off.
    record Toggled(DeviceId device, Origin origin) implements Event {
    }

    /// The user sends a message of their own.
    record MessageWritten(Message message) implements Event {
    }

    record HomeEdited(HomeEdit edit) implements Event {
    }

    /// The last edit is taken back.
    record EditUndone() implements Event {
    }

    /// The user chose; what [Settings#homeLogin] says here is passed over, [HomePasswordMade] alone changes it.
    record SettingsChanged(Settings settings) implements Event {
    }

    /// Whoever comes from the home network shall need another password.
    record NewHomePassword() implements Event {
    }

    /// @param login what is kept of it, for [Settings#homeLogin]
    record HomePasswordMade(HomePassword password, String login) implements Event {
    }

    record LinkChanged(BrokerLink link) implements Event {
    }

    record BrokerReported(BrokerReport report) implements Event {
    }

    /// The user cuts a client of the embedded broker.
    record ClientCut(String clientId) implements Event {
    }

    /// The incident that began at `since` is on disk, or cannot be put there.
    record IncidentRecorded(Instant since, Optional<String> problem) implements Event {
    }

    /// The sound shall stop; the alert stays.
    record IncidentSilenced() implements Event {
    }

    /// A person has seen the alert.
    record IncidentAcknowledged() implements Event {
    }

    record TroubleFound(Trouble trouble) implements Event {
    }

    record TroubleOver(Trouble.Kind kind) implements Event {
    }

    /// The user wants to know what those brokers can do.
    record BrokerTried(BrokerChoice choice) implements Event {
    }

    record BrokerProbed(BrokerChoice choice, List<BrokerProbe> probes) implements Event {

        public BrokerProbed {
            probes = List.copyOf(probes);
        }
    }

    /// The house shall move to those brokers; no nodes for the way back to the embedded one.
    ///
    /// @param carry whether retained messages go along
    record MoveWanted(BrokerChoice choice, boolean carry) implements Event {
    }

    record MoveEnded(Moved how) implements Event {
    }

    /// One of the brokers in use failed, or is in use now.
    record NodeMet(BrokerNode node) implements Event {
    }

    record BrokerRegained(Failover how) implements Event {
    }

    record BridgeReported(Optional<BridgeReport> report) implements Event {
    }

    /// Time has passed: what is due happens.
    record Tick() implements Event {
    }
}
