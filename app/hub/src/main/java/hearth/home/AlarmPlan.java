package hearth.home;

import hearth.device.DeviceId;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How the house is guarded, as the user arranged it.
///
/// @param exit   to leave after arming, 0 to 300 s; nobody leaves in [AlarmMode#HOME] and [AlarmMode#NIGHT]
/// @param entry  to disarm after coming in, 0 to 45 s
/// @param siren  how long it sounds, 2 to 15 min
/// @param sirens devices that are switched on for as long
/// @param chime  a door that opens while nothing is armed is heard, except from `quietFrom` until `quietUntil`
public record AlarmPlan(List<AlarmZone> zones, Duration exit, Duration entry, Duration siren, Set<DeviceId> sirens, boolean chime,
        LocalTime quietFrom, LocalTime quietUntil) {

    public static final AlarmPlan NONE = new AlarmPlan(List.of(), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5),
            Set.of(), false, LocalTime.of(22, 0), LocalTime.of(7, 0));

    public AlarmPlan {
        zones = List.copyOf(zones);
        sirens = Set.copyOf(sirens);
        within(exit, 0, 300);
        within(entry, 0, 45);
        within(siren, 120, 900);
        if (zones.stream().map(AlarmZone::name).distinct().count() != zones.size()) {
            throw new IllegalArgumentException("zone names differ");
        }
    }

    private static void within(Duration time, int least, int most) {
        if (time.toSeconds() < least || time.toSeconds() > most) {
            throw new IllegalArgumentException(time + " is not within " + least + " to " + most + " s");
        }
    }

    /// Time to leave in that mode.
    public Duration exit(AlarmMode mode) {
        return mode.leaving() ? exit : Duration.ZERO;
    }

    /// Whether a device is a sensor of some zone.
    public boolean watches(DeviceId device) {
        return zones.stream().anyMatch(zone -> zone.sensors().contains(device));
    }

    /// The sensors that are watched in a mode, each once.
    public Set<DeviceId> watched(AlarmMode mode) {
        return zones.stream().filter(zone -> zone.watches(mode)).flatMap(zone -> zone.sensors().stream()).collect(Collectors.toSet());
    }

    /// Whether the chime is silent then: from the one hour to the other, over midnight where the first is the later one.
    public boolean quiet(LocalTime time) {
        return quietFrom.isAfter(quietUntil) ? !time.isBefore(quietFrom) || time.isBefore(quietUntil)
                : !time.isBefore(quietFrom) && time.isBefore(quietUntil);
    }

    public AlarmPlan with(List<AlarmZone> others) {
        return new AlarmPlan(others, exit, entry, siren, sirens, chime, quietFrom, quietUntil);
    }

    public AlarmPlan withDelays(Duration newExit, Duration newEntry) {
        return new AlarmPlan(zones, newExit, newEntry, siren, sirens, chime, quietFrom, quietUntil);
    }

    public AlarmPlan withSiren(Duration newSiren) {
        return new AlarmPlan(zones, exit, entry, newSiren, sirens, chime, quietFrom, quietUntil);
    }

    public AlarmPlan withSirens(Set<DeviceId> others) {
        return new AlarmPlan(zones, exit, entry, siren, others, chime, quietFrom, quietUntil);
    }

    public AlarmPlan withChime(boolean on, LocalTime from, LocalTime until) {
        return new AlarmPlan(zones, exit, entry, siren, sirens, on, from, until);
    }
}
