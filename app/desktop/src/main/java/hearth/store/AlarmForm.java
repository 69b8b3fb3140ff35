package hearth.store;

import hearth.device.DeviceId;
import hearth.home.AlarmMode;
import hearth.home.AlarmPlan;
import hearth.home.AlarmZone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How the house is guarded, as its file spells it.
record AlarmForm(List<ZoneForm> zones, long exitSeconds, long entrySeconds, long sirenSeconds, List<String> sirens, boolean chime,
        String quietFrom, String quietUntil) {

    record ZoneForm(String name, List<String> sensors, List<AlarmMode> modes, AlarmZone.Entry entry, boolean pair) {
    }

    static AlarmForm of(AlarmPlan plan) {
        return new AlarmForm(
                plan.zones().stream().map(z -> new ZoneForm(z.name(), sorted(z.sensors()), z.modes().stream().sorted().toList(),
                        z.entry(), z.pair())).toList(),
                plan.exit().toSeconds(), plan.entry().toSeconds(), plan.siren().toSeconds(),
                sorted(plan.sirens()), plan.chime(), plan.quietFrom().toString(), plan.quietUntil().toString());
    }

    private static List<String> sorted(Collection<DeviceId> ids) {
        return ids.stream().map(DeviceId::value).sorted().toList();
    }

    /// @throws IllegalArgumentException if this is no plan: a zone twice, a delay that is too long
    AlarmPlan plan() {
        try {
            return new AlarmPlan(
                    zones.stream().map(z -> new AlarmZone(z.name(), ids(z.sensors()), Set.copyOf(z.modes()), z.entry(), z.pair()))
                            .toList(),
                    Duration.ofSeconds(exitSeconds), Duration.ofSeconds(entrySeconds), Duration.ofSeconds(sirenSeconds),
                    ids(sirens), chime, LocalTime.parse(quietFrom), LocalTime.parse(quietUntil));
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(noTime);
        }
    }

    private static Set<DeviceId> ids(List<String> all) {
        return all.stream().map(DeviceId::new).collect(Collectors.toSet());
    }
}
