package hearth.hub;

import hearth.device.DeviceId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// One line of what happened, for the user.
///
/// @param detail what the kind speaks of: a value, a word from the network, a reason
/// @param why    where somebody wished for it
public record JournalEntry(Instant at, Kind kind, Optional<DeviceId> device, String detail, Optional<Why> why) {

    /// What is told of devices that are not in the house, too.
    static final Set<Kind> ABOUT_ANY = EnumSet.of(Kind.ADDED, Kind.REMOVED, Kind.REFUSED, Kind.RANG, Kind.RANG_MORE);

    /// What concerns the alarm.
    public static final Set<Kind> SECURITY = EnumSet.of(Kind.SECURITY_CALM, Kind.SECURITY_TROUBLE, Kind.BREAK_IN, Kind.BREAK_IN_MORE,
            Kind.SILENCED, Kind.ACKNOWLEDGED, Kind.TAMPERED, Kind.TOLD, Kind.NOT_TOLD, Kind.ANSWERED, Kind.RANG, Kind.RANG_MORE,
            Kind.ARMING,
            Kind.ARMED, Kind.ENTERED, Kind.DISARMED, Kind.NOT_ARMED, Kind.BYPASSED, Kind.SIREN_OVER, Kind.CODE_REFUSED, Kind.LOCKED_OUT,
            Kind.BLIND, Kind.CODES_CHANGED, Kind.ALARM_REFUSED);

    public JournalEntry(Instant at, Kind kind, Optional<DeviceId> device, String detail) {
        this(at, kind, device, detail, Optional.empty());
    }

    public enum Kind {
        STARTED, ADDED, REMOVED, RENAMED, COMMANDED, NOT_CONFIRMED, REFUSED, UNREADABLE, READABLE, SILENT, OFFLINE, ONLINE, BROKER_UP,
        BROKER_LOST, PORT_TAKEN, SECURITY_CALM, SECURITY_TROUBLE, BREAK_IN, BREAK_IN_MORE, SILENCED, ACKNOWLEDGED, TROUBLE, TROUBLE_OVER,
        SCENE, RULE_RAN, RULE_SAID, RULE_MISSED, RULE_CUT, RULES_DISAGREE, JOINED, KNOCKED, REVOKED, TAMPERED, LIMITED,
        DUPLICATE, MOVED, GAP, TOLD,
        NOT_TOLD, ANSWERED,
        RANG, RANG_MORE, ARMING, ARMED, ENTERED, DISARMED, NOT_ARMED, BYPASSED, SIREN_OVER, CODE_REFUSED, LOCKED_OUT, BLIND, CODES_CHANGED,
        ALARM_REFUSED, THERMOSTAT, BATTERY_LOW, CLOCK_BACK, SPOKEN_OVER
    }
}
