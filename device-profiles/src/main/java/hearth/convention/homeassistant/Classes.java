package hearth.convention.homeassistant;

import hearth.device.Capability;
import hearth.device.Unit;
import java.util.Map;
import java.util.Set;

/// What a `device_class` means.
final class Classes {

    private static final Map<String, Capability> MEASURED = Map.ofEntries(Map.entry("temperature", Capability.TEMPERATURE),
            Map.entry("humidity", Capability.HUMIDITY), Map.entry("power", Capability.POWER), Map.entry("energy", Capability.ENERGY),
            Map.entry("voltage", Capability.VOLTAGE), Map.entry("current", Capability.CURRENT), Map.entry("battery", Capability.BATTERY),
            Map.entry("illuminance", Capability.ILLUMINANCE), Map.entry("pressure", Capability.PRESSURE),
            Map.entry("atmospheric_pressure", Capability.PRESSURE), Map.entry("carbon_dioxide", Capability.CARBON_DIOXIDE),
            Map.entry("pm25", Capability.PARTICLES), Map.entry("pm10", Capability.PARTICLES), Map.entry("pm1", Capability.PARTICLES),
            Map.entry("aqi", Capability.AIR_QUALITY), Map.entry("volatile_organic_compounds", Capability.AIR_QUALITY),
            Map.entry("volatile_organic_compounds_parts", Capability.AIR_QUALITY), Map.entry("signal_strength", Capability.SIGNAL));

    /// Further classes of sensors, all of which measure.
    private static final Set<String> OTHER = Set.of("absolute_humidity", "apparent_power", "area", "blood_glucose_concentration",
            "carbon_monoxide", "conductivity", "data_rate", "data_size", "distance", "duration", "energy_distance", "energy_storage",
            "frequency", "gas", "irradiance", "moisture", "monetary", "nitrogen_dioxide", "nitrogen_monoxide", "nitrous_oxide", "ozone",
            "ph", "pm4", "power_factor", "precipitation", "precipitation_intensity", "reactive_energy", "reactive_power", "sound_pressure",
            "speed", "sulphur_dioxide", "temperature_delta", "volume", "volume_flow_rate", "volume_storage", "water", "weight",
            "wind_direction", "wind_speed");

    private static final Map<String, Capability> DETECTED = Map.ofEntries(Map.entry("door", Capability.CONTACT),
            Map.entry("window", Capability.CONTACT), Map.entry("garage_door", Capability.CONTACT), Map.entry("opening", Capability.CONTACT),
            Map.entry("motion", Capability.MOTION), Map.entry("moving", Capability.MOTION), Map.entry("occupancy", Capability.OCCUPANCY),
            Map.entry("presence", Capability.OCCUPANCY), Map.entry("moisture", Capability.LEAK), Map.entry("smoke", Capability.SMOKE),
            Map.entry("gas", Capability.GAS), Map.entry("carbon_monoxide", Capability.CARBON_MONOXIDE),
            Map.entry("vibration", Capability.VIBRATION), Map.entry("tamper", Capability.TAMPER), Map.entry("problem", Capability.PROBLEM),
            Map.entry("safety", Capability.SAFETY), Map.entry("battery", Capability.BATTERY_LOW),
            Map.entry("connectivity", Capability.CONNECTIVITY));

    private Classes() {
    }

    static boolean measures(String deviceClass) {
        return MEASURED.containsKey(deviceClass) || OTHER.contains(deviceClass);
    }

    /// What a number is, by its class, else by its unit where that says enough.
    static Capability measured(String deviceClass, Unit unit) {
        var known = MEASURED.get(deviceClass);
        if (unit.difference()) {
            return Capability.NUMBER;
        }
        if (known != null || measures(deviceClass)) {
            return known != null ? known : Capability.NUMBER;
        }
        return switch (unit.symbol()) {
            case "°C", "°F" -> Capability.TEMPERATURE;
            case "kWh", "Wh" -> Capability.ENERGY;
            case "lx" -> Capability.ILLUMINANCE;
            default -> Capability.NUMBER;
        };
    }

    static Capability detected(String deviceClass) {
        return DETECTED.getOrDefault(deviceClass, Capability.FLAG);
    }
}
