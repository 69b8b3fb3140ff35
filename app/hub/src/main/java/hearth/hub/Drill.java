package hearth.hub;

import hearth.device.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The whole way of an alarm, walked with real parts and marked as a test: a sensor, the disk, the screen, sirens, phones. A value.
///
/// @param began    when it was asked for
/// @param incident what the first sensor that spoke brought about, as it stands
/// @param quiet    when the sirens are told to stop; empty once they were
/// @param sirens   those that were told to sound, and when each said that it does
public record Drill(Instant began, Optional<Incident> incident, Optional<Instant> quiet, Map<DeviceId, Optional<Instant>> sirens) {

    /// So long a sensor is waited for.
    public static final Duration PATIENCE = Duration.ofMinutes(3);
    /// Longer than a device may take to confirm.
    static final Duration SOUNDS = Duration.ofSeconds(5);

    public Drill {
        sirens = Map.copyOf(sirens);
    }

    static Drill at(Instant now) {
        return new Drill(now, Optional.empty(), Optional.empty(), Map.of());
    }

    /// Until when a sensor may speak; empty once one has.
    public Optional<Instant> waits() {
        return incident.isPresent() ? Optional.empty() : Optional.of(began.plus(PATIENCE));
    }

    Drill with(Incident made) {
        return new Drill(began, Optional.of(made), quiet, sirens);
    }

    Drill sounding(Map<DeviceId, Optional<Instant>> told, Instant until) {
        return new Drill(began, incident, told.isEmpty() ? Optional.empty() : Optional.of(until), told);
    }

    Drill silent(Map<DeviceId, Optional<Instant>> heard) {
        return new Drill(began, incident, Optional.empty(), heard);
    }
}
