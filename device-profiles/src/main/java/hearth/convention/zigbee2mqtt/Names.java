package hearth.convention.zigbee2mqtt;

import hearth.device.Capability;
import java.util.Map;

/// What the names mean that Zigbee2MQTT gives to what a device exposes (zigbee-herdsman-converters, lib/exposes.ts).
final class Names {

    private static final Map<String, Capability> NUMBERS = Map.ofEntries(Map.entry("temperature", Capability.TEMPERATURE),
            Map.entry("local_temperature", Capability.TEMPERATURE), Map.entry("device_temperature", Capability.TEMPERATURE),
            Map.entry("external_temperature", Capability.TEMPERATURE), Map.entry("humidity", Capability.HUMIDITY),
            Map.entry("power", Capability.POWER), Map.entry("energy", Capability.ENERGY), Map.entry("produced_energy", Capability.ENERGY),
            Map.entry("voltage", Capability.VOLTAGE), Map.entry("current", Capability.CURRENT), Map.entry("battery", Capability.BATTERY),
            Map.entry("illuminance", Capability.ILLUMINANCE), Map.entry("illuminance_lux", Capability.ILLUMINANCE),
            Map.entry("pressure", Capability.PRESSURE), Map.entry("co2", Capability.CARBON_DIOXIDE),
            Map.entry("pm25", Capability.PARTICLES), Map.entry("pm10", Capability.PARTICLES), Map.entry("pm1", Capability.PARTICLES),
            Map.entry("voc", Capability.AIR_QUALITY), Map.entry("voc_index", Capability.AIR_QUALITY),
            Map.entry("aqi", Capability.AIR_QUALITY), Map.entry("linkquality", Capability.SIGNAL));

    private static final Map<String, Capability> TRUTHS = Map.ofEntries(Map.entry("occupancy", Capability.OCCUPANCY),
            Map.entry("presence", Capability.OCCUPANCY), Map.entry("motion", Capability.MOTION), Map.entry("contact", Capability.CONTACT),
            Map.entry("water_leak", Capability.LEAK), Map.entry("smoke", Capability.SMOKE), Map.entry("gas", Capability.GAS),
            Map.entry("carbon_monoxide", Capability.CARBON_MONOXIDE), Map.entry("vibration", Capability.VIBRATION),
            Map.entry("tamper", Capability.TAMPER), Map.entry("battery_low", Capability.BATTERY_LOW));

    /// Of a light, cover, fan, lock or thermostat.
    private static final Map<String, Capability> PARTS = Map.ofEntries(Map.entry("light brightness", Capability.BRIGHTNESS),
            Map.entry("light color_temp", Capability.COLOR_TEMPERATURE), Map.entry("light color_xy", Capability.COLOR),
            Map.entry("light color_hs", Capability.COLOR), Map.entry("light effect", Capability.EFFECT),
            Map.entry("cover position", Capability.POSITION), Map.entry("cover tilt", Capability.TILT),
            Map.entry("cover state", Capability.COVER), Map.entry("lock state", Capability.LOCK),
            Map.entry("climate occupied_heating_setpoint", Capability.TARGET_TEMPERATURE),
            Map.entry("climate current_heating_setpoint", Capability.TARGET_TEMPERATURE),
            Map.entry("climate occupied_cooling_setpoint", Capability.TARGET_TEMPERATURE_HIGH),
            Map.entry("climate system_mode", Capability.MODE), Map.entry("climate running_state", Capability.ACTION),
            Map.entry("climate preset", Capability.PRESET_MODE), Map.entry("climate fan_mode", Capability.FAN_MODE),
            Map.entry("climate swing_mode", Capability.SWING_MODE), Map.entry("fan mode", Capability.FAN_MODE));

    private Names() {
    }

    /// What a feature means.
    ///
    /// @param group the type of what it is a part of; empty for none
    /// @param type  `binary`, `numeric`, `enum`, `text`, `composite` or `list`
    static Capability meaning(String group, String type, String name, boolean settable) {
        var part = PARTS.get(group + " " + name);
        if (part != null) {
            return part;
        }
        return switch (type) {
            case "binary" -> name.equals("state") ? Capability.ON : settable ? Capability.FLAG : TRUTHS.getOrDefault(name, Capability.FLAG);
            case "numeric" -> settable ? Capability.NUMBER : NUMBERS.getOrDefault(plain(name), Capability.NUMBER);
            case "enum" -> name.equals("action") ? Capability.EVENT : name.equals("effect") ? Capability.EFFECT : Capability.CHOICE;
            default -> Capability.TEXT;
        };
    }

    /// `power_phase_b` is a power, too.
    private static String plain(String name) {
        return name.startsWith("power_phase") ? "power" : name.startsWith("current_phase") ? "current"
                : name.startsWith("voltage_phase") ? "voltage" : name.startsWith("energy_") ? "energy" : name;
    }
}
