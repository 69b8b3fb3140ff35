package hearth.hub;

import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.Value;
import hearth.home.AlarmMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the alarm makes of what devices can sense.
public final class Sensors {

    private static final Set<Capability> SENSING = EnumSet.of(Capability.CONTACT, Capability.MOTION, Capability.OCCUPANCY,
            Capability.VIBRATION, Capability.LEAK, Capability.SMOKE, Capability.GAS, Capability.CARBON_MONOXIDE, Capability.TAMPER,
            Capability.SAFETY);
    /// Who passes by on the way out is no obstacle.
    private static final Set<Capability> PASSING = EnumSet.of(Capability.MOTION, Capability.OCCUPANCY, Capability.VIBRATION);
    private static final Value YES = new Value.Truth(true);

    private Sensors() {
    }

    /// Whether a zone can make use of it.
    public static boolean senses(DeviceState device) {
        return device.binding().properties().stream()
                .anyMatch(p -> SENSING.contains(p.capability()) && p.capability() != Capability.TAMPER);
    }

    /// What it senses first, such as [Capability#CONTACT].
    public static Optional<Capability> first(DeviceState device) {
        return device.binding().properties().stream().map(Property::capability).filter(SENSING::contains).min(Capability::compareTo);
    }

    /// Whether it senses something now.
    public static boolean active(DeviceState device) {
        return device.binding().properties().stream().anyMatch(p -> SENSING.contains(p.capability()) && yes(device, p));
    }

    /// What an alarm of that cause is; what endangers people outranks burglary, whatever the zone.
    public static Incident.Kind kind(Capability capability) {
        return switch (capability) {
            case SMOKE, CARBON_MONOXIDE -> Incident.Kind.FIRE;
            case GAS -> Incident.Kind.GAS;
            case LEAK -> Incident.Kind.WATER;
            case TAMPER -> Incident.Kind.TAMPER;
            default -> Incident.Kind.BURGLARY;
        };
    }

    /// The properties that have begun to sense something.
    static List<Property> edges(DeviceState before, DeviceState after) {
        return after.binding().properties().stream().filter(p -> SENSING.contains(p.capability()) && yes(after, p) && !yes(before, p))
                .toList();
    }

    private static boolean yes(DeviceState device, Property property) {
        return device.state(property.ref()).value().equals(Optional.of(YES));
    }

    /// The properties that stand open now.
    static List<Property> open(DeviceState device) {
        return device.binding().properties().stream()
                .filter(p -> SENSING.contains(p.capability()) && !PASSING.contains(p.capability()) && yes(device, p)).toList();
    }

    /// Whether it is not known any more what a sensor says that ought to say it again and again.
    static boolean expired(DeviceState device, Property property) {
        var state = device.state(property.ref());
        return SENSING.contains(property.capability()) && !PASSING.contains(property.capability()) && state.value().isEmpty()
                && state.at().isPresent();
    }

    /// What is in the way of arming in that mode, the sensors in their order.
    static List<Obstacle> obstacles(Bench bench, AlarmMode mode) {
        return bench.home.alarm().watched(mode).stream().sorted().flatMap(id -> (bench.home.device(id).isEmpty()
                ? Optional.of(Obstacle.Reason.GONE) : bench.device(id).flatMap(Sensors::obstacle)).map(why -> new Obstacle(id, why))
                .stream()).toList();
    }

    /// Why it is in the way of arming.
    static Optional<Obstacle.Reason> obstacle(DeviceState device) {
        if (says(device, Capability.TAMPER) || says(device, Capability.PROBLEM)) {
            return Optional.of(Obstacle.Reason.TAMPERED);
        }
        if (device.availability() instanceof Availability.Offline) {
            return Optional.of(Obstacle.Reason.OFFLINE);
        }
        if (device.availability() instanceof Availability.Silent
                || device.binding().properties().stream().anyMatch(p -> expired(device, p))) {
            return Optional.of(Obstacle.Reason.SILENT);
        }
        if (!open(device).isEmpty()) {
            return Optional.of(Obstacle.Reason.OPEN);
        }
        boolean heard = device.binding().properties().stream()
                .anyMatch(p -> SENSING.contains(p.capability()) && device.state(p.ref()).value().isPresent());
        // what only speaks when something happens has nothing to say before
        return heard || device.lastSeen().isPresent() || first(device).filter(PASSING::contains).isPresent() ? Optional.empty()
                : Optional.of(Obstacle.Reason.UNHEARD);
    }

    private static boolean says(DeviceState device, Capability capability) {
        return device.state(capability).flatMap(PropertyState::value).equals(Optional.of(YES));
    }
}
