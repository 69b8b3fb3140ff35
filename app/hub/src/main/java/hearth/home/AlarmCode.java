package hearth.home;

import java.time.Instant;
import java.util.Optional;

/// A code somebody may enter at the alarm.
///
/// @param name  whose it is, 1 to 64 characters, different from other codes'
/// @param hash  what is kept of it
/// @param until when it ends, for a guest
public record AlarmCode(String name, String hash, Right right, Optional<Instant> until) {

    public enum Right {
        /// Arm and disarm.
        ALL, ARM_ONLY,
        /// Disarms to all appearances, and calls for help.
        DURESS
    }

    public AlarmCode {
        name = name.strip();
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("a code's name has 1 to 64 characters: " + name);
        }
    }

    /// Whether its last moment has not come.
    public boolean valid(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isEmpty();
    }

    /// Without the hash.
    @Override public String toString() {
        return name + " " + right + until.map(end -> " until " + end).orElse("");
    }
}
