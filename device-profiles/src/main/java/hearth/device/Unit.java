package hearth.device;

import java.util.Arrays;
import java.util.Optional;

/// A unit of measurement by its symbol on the wire, as Homie 5 lists them.
public enum Unit {
    NONE(""), PERCENT("%"), CELSIUS("°C"), FAHRENHEIT("°F"), WATT("W"), KILOWATT_HOUR("kWh"), WATT_HOUR("Wh"), VOLT("V"), AMPERE("A"),
    LUX("lx"), PASCAL("Pa"), SECOND("s"), KELVIN("K");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public static Optional<Unit> of(String symbol) {
        return Arrays.stream(values()).filter(u -> u.symbol.equals(symbol)).findFirst();
    }

    /// The unit values are kept in: °C for °F, kWh for Wh, else itself.
    public Unit kept() {
        return switch (this) {
            case FAHRENHEIT -> CELSIUS;
            case WATT_HOUR -> KILOWATT_HOUR;
            default -> this;
        };
    }

    /// A number in this unit as a number in [#kept].
    public double toKept(double number) {
        return switch (this) {
            case FAHRENHEIT -> rounded((number - 32) / 1.8);
            case WATT_HOUR -> number / 1000;
            default -> number;
        };
    }

    /// A number in [#kept] as a number in this unit.
    public double fromKept(double number) {
        return switch (this) {
            case FAHRENHEIT -> rounded(number * 1.8 + 32);
            case WATT_HOUR -> number * 1000;
            default -> number;
        };
    }

    private static double rounded(double number) {
        return Math.rint(number * 100) / 100;
    }
}
