package hearth.device;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a property means, whatever the device calls it. The order is the order of worth: a device's first capability
/// in it decides its tile.
public enum Capability {
    /// `security/status`: the word a security panel says of the house.
    SECURITY,
    /// `locked` or `unlocked`.
    LOCK,
    /// The state of an alarm panel: `disarmed`, `armed_away`, `triggered`, …
    ALARM,
    /// The wanted room temperature, °C.
    TARGET_TEMPERATURE,
    /// Where a thermostat keeps a range: its ends, °C.
    TARGET_TEMPERATURE_LOW, TARGET_TEMPERATURE_HIGH,
    /// How a thermostat or boiler works: a word such as `heat`.
    MODE,
    /// Percent open: 100 is open, 0 closed.
    POSITION,
    /// `open`, `closed`, `opening`, `closing` or `stopped`, where a cover knows no position.
    COVER,
    /// Percent of full light, 0 (off) to 100.
    BRIGHTNESS,
    /// What a robot or mower is doing, and may be told to do.
    ACTIVITY,
    /// Percent of full speed.
    SPEED,
    /// The wanted humidity, percent.
    TARGET_HUMIDITY,
    /// On or off.
    ON,
    /// Percent tilted.
    TILT,
    /// What was pressed, turned or seen; momentary.
    EVENT,
    /// True is open.
    CONTACT,
    /// True is motion.
    MOTION,
    /// True is somebody there.
    OCCUPANCY,
    /// True is wet, smoke, gas or carbon monoxide.
    LEAK, SMOKE, GAS, CARBON_MONOXIDE,
    /// True is shaken, forced open, in trouble, unsafe.
    VIBRATION, TAMPER, PROBLEM, SAFETY,
    /// `home`, `not_home` or a place.
    PRESENCE,
    /// °C.
    TEMPERATURE,
    /// Percent.
    HUMIDITY,
    /// W.
    POWER,
    /// kWh.
    ENERGY,
    /// V, A.
    VOLTAGE, CURRENT,
    /// lx.
    ILLUMINANCE,
    /// Of the air, by the device's own unit.
    PRESSURE, CARBON_DIOXIDE, PARTICLES, AIR_QUALITY,
    /// Pressed by the hub: the property takes `press`.
    PRESS,
    /// Percent.
    BATTERY,
    /// True is nearly empty.
    BATTERY_LOW,
    /// What a thermostat does now: a word such as `heating` or `idle`.
    ACTION,
    /// The place a security panel names beside its word.
    ZONE,
    /// A light's colour, its white in K, its effect.
    COLOR, COLOR_TEMPERATURE, EFFECT,
    /// Further words of thermostats and fans.
    FAN_MODE, PRESET_MODE, SWING_MODE, OSCILLATION, DIRECTION,
    /// A siren's sound, its loudness in percent, its duration in s.
    TONE, VOLUME, DURATION,
    /// Where somebody or something is: degrees.
    LATITUDE, LONGITUDE,
    /// Versions of the device's program.
    UPDATE,
    /// The address of a picture.
    IMAGE,
    /// The last tag that was read; momentary.
    TAG,
    /// Percent or dBm of radio reception.
    SIGNAL,
    /// True is connected.
    CONNECTIVITY,
    /// Any other truth.
    FLAG,
    /// Any other choice of words.
    CHOICE,
    /// Any other number.
    NUMBER,
    /// Any other text.
    TEXT;

    private static final Map<String, Capability> BY_WORD = Stream.of(values()).collect(Collectors.toMap(Capability::word,
            Function.identity()));

    /// As profiles and the wire spell it: `target_temperature`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Capability> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
