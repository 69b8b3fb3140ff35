package hearth.hub;

import hearth.device.DeviceId;
import java.time.Instant;
import java.util.Optional;

/// One line of what happened, for the user.
///
/// @param detail what the kind speaks of: a value, a word from the network, a reason
public record JournalEntry(Instant at, Kind kind, Optional<DeviceId> device, String detail) {

    public enum Kind {
        STARTED, ADDED, REMOVED, RENAMED, COMMANDED, NOT_CONFIRMED, REFUSED, UNREADABLE, READABLE, SILENT, OFFLINE, ONLINE, BROKER_UP,
        BROKER_LOST, PORT_TAKEN, MOVED, GAP, SECURITY_CALM, SECURITY_TROUBLE, BREAK_IN, BREAK_IN_MORE, SILENCED, ACKNOWLEDGED, TROUBLE,
        TROUBLE_OVER
    }
}
