package hearth.store;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Samples on their way to disk: of a number only the newest, of words and truths the first changes and the newest. What a flood
/// of values costs is therefore bounded by the number of properties. Guarded by its owner.
final class SampleBatch {

    record Sample(Instant at, Value value) {
    }

    private static final int CHANGES = 10;

    private final Map<PropertyRef, List<Sample>> samples = new LinkedHashMap<>();
    private final Set<DeviceId> forgotten = new LinkedHashSet<>();

    void keep(PropertyRef property, Sample sample) {
        var kept = samples.computeIfAbsent(property, _ -> new ArrayList<>(1));
        if (!kept.isEmpty() && (kept.size() == CHANGES || sample.value() instanceof Value.Numeric
                || kept.getLast().value().equals(sample.value()))) {
            kept.removeLast();
        }
        kept.add(sample);
    }

    /// What came before goes; what comes later is kept.
    void forget(DeviceId device) {
        samples.keySet().removeIf(property -> property.device().equals(device));
        forgotten.add(device);
    }

    /// With all that came after it.
    void add(SampleBatch later) {
        later.forgotten.forEach(this::forget);
        later.samples.forEach((property, all) -> all.forEach(sample -> keep(property, sample)));
    }

    /// To be forgotten before [#samples] are written.
    Set<DeviceId> forgotten() {
        return forgotten;
    }

    Map<PropertyRef, List<Sample>> samples() {
        return samples;
    }

    boolean isEmpty() {
        return samples.isEmpty() && forgotten.isEmpty();
    }
}
