package hearth.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a property means, whatever the device calls it. The order is the order of worth: a device's first capability
/// in it decides its tile.
public enum Capability {
    /// `security/status`: the word a security panel says of the house.
    SECURITY,
    /// The wanted room temperature, °C.
    TARGET_TEMPERATURE,
    /// Percent of full light, 0 (off) to 100.
    BRIGHTNESS,
    /// On or off.
    ON,
    /// True is open.
    CONTACT,
    /// True is motion.
    MOTION,
    /// °C.
    TEMPERATURE,
    /// Percent.
    HUMIDITY,
    /// W.
    POWER,
    /// kWh.
    ENERGY,
    /// Percent.
    BATTERY,
    /// What a thermostat does now: a word such as `heating` or `idle`.
    ACTION,
    /// The place a security panel names beside its word.
    ZONE,
    /// Any other number.
    NUMBER,
    /// Any other text.
    TEXT;

    /// As profiles and the wire spell it: `target_temperature`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Capability> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
    }
}
