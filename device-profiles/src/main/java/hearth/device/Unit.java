package hearth.device;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A unit of measurement by its symbol: those of Homie 5, or whatever a device calls its own.
///
/// @param difference of two temperatures, as a calibration is: such a number is never converted, for 0 °F of it are 0 °C
public record Unit(String symbol, boolean difference) {

    public static final Unit NONE = new Unit("");
    public static final Unit PERCENT = new Unit("%");
    public static final Unit CELSIUS = new Unit("°C");
    public static final Unit FAHRENHEIT = new Unit("°F");
    public static final Unit WATT = new Unit("W");
    public static final Unit KILOWATT_HOUR = new Unit("kWh");
    public static final Unit WATT_HOUR = new Unit("Wh");
    public static final Unit VOLT = new Unit("V");
    public static final Unit AMPERE = new Unit("A");
    public static final Unit LUX = new Unit("lx");
    public static final Unit PASCAL = new Unit("Pa");
    public static final Unit SECOND = new Unit("s");
    public static final Unit KELVIN = new Unit("K");
    public static final Unit DEGREE = new Unit("°");

    private static final Map<String, Unit> KNOWN = Stream.of(NONE, PERCENT, CELSIUS, FAHRENHEIT, WATT, KILOWATT_HOUR, WATT_HOUR, VOLT,
            AMPERE, LUX, PASCAL, SECOND, KELVIN, DEGREE).collect(Collectors.toMap(Unit::symbol, Function.identity()));

    /// Other spellings that devices use (seen in Zigbee2MQTT's definitions), in lower case.
    private static final Map<String, String> USUAL = Map.ofEntries(Map.entry("lux", "lx"), Map.entry("sec", "s"), Map.entry("secs", "s"),
            Map.entry("second", "s"), Map.entry("seconds", "s"), Map.entry("minute", "min"), Map.entry("minutes", "min"),
            Map.entry("mins", "min"), Map.entry("hr", "h"), Map.entry("hrs", "h"), Map.entry("hour", "h"), Map.entry("hours", "h"),
            Map.entry("day", "d"), Map.entry("days", "d"), Map.entry("c", "°C"), Map.entry("°c", "°C"), Map.entry("f", "°F"),
            Map.entry("°f", "°F"), Map.entry("meter", "m"), Map.entry("meters", "m"), Map.entry("m3", "m³"), Map.entry("ft3", "ft³"),
            Map.entry("m3/h", "m³/h"), Map.entry("μg/m³", "µg/m³"), Map.entry("ug/m3", "µg/m³"), Map.entry("μg/m3", "µg/m³"),
            Map.entry("µg/m3", "µg/m³"), Map.entry("mg/m3", "mg/m³"), Map.entry("μs/cm", "µS/cm"), Map.entry("µs/cm", "µS/cm"),
            Map.entry("us/cm", "µS/cm"), Map.entry("percent", "%"), Map.entry("watt", "W"), Map.entry("watts", "W"),
            Map.entry("volt", "V"), Map.entry("volts", "V"), Map.entry("kwh", "kWh"), Map.entry("wh", "Wh"), Map.entry("var", "var"));

    /// Words in the names of numbers that are differences of temperatures (seen in Zigbee2MQTT's definitions).
    private static final Pattern DIFFERENCES = Pattern
            .compile("calibration|offset|hysteresis|dead_?(zone|band)|differential|delta|tolerance"
                    + "|compensation|correction|sensitivity");

    public Unit(String symbol) {
        this(symbol, false);
    }

    /// This unit for a number of that name.
    ///
    /// @param name as the device spells it: `local_temperature_calibration`
    public Unit named(String name, String deviceClass) {
        boolean degrees = equals(CELSIUS) || equals(FAHRENHEIT);
        return degrees && (deviceClass.equals("temperature_delta")
                || DIFFERENCES.matcher(name.toLowerCase(Locale.ROOT).replace(' ', '_')).find())
                        ? new Unit(symbol, true) : this;
    }

    /// A unit of those that values are known to be converted or shown in specially.
    public static Optional<Unit> of(String symbol) {
        return Optional.ofNullable(KNOWN.get(symbol));
    }

    /// The unit a device announces, whatever it is.
    public static Unit announced(String symbol) {
        return of(symbol).orElseGet(() -> new Unit(symbol));
    }

    /// As people spell it: `lx` for `lux`, `h` for `Hr`. On the wire a unit stays as it was announced.
    public Unit usual() {
        var usual = USUAL.get(symbol.toLowerCase(Locale.ROOT));
        return usual == null ? this : announced(usual);
    }

    /// The unit values are kept in: °C for °F, kWh for Wh, else itself.
    public Unit kept() {
        return equals(FAHRENHEIT) ? CELSIUS : equals(WATT_HOUR) ? KILOWATT_HOUR : this;
    }

    /// A number in this unit as a number in [#kept].
    public double toKept(double number) {
        return equals(FAHRENHEIT) ? rounded((number - 32) / 1.8) : equals(WATT_HOUR) ? number / 1000 : number;
    }

    /// A number in [#kept] as a number in this unit.
    public double fromKept(double number) {
        return equals(FAHRENHEIT) ? rounded(number * 1.8 + 32) : equals(WATT_HOUR) ? number * 1000 : number;
    }

    /// A temperature difference, as a step is one.
    public double stepToKept(double step) {
        return equals(FAHRENHEIT) ? rounded(step / 1.8) : toKept(step);
    }

    private static double rounded(double number) {
        return Math.rint(number * 1e6) / 1e6;
    }
}
