package hearth.profile;

import hearth.device.Capability;
import hearth.device.Unit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What words and units say of a value, for devices that do not say it themselves: `kitchen/temp`, `doorContact`, `21.5 °C`. English
/// and German.
public final class Meaning {

    /// @param words  one of these is enough
    /// @param beside one of these, too; empty for none
    /// @param units  in which it is counted; empty for any
    private record Rule(Capability capability, Set<String> words, Set<String> beside, Set<String> units) {

        boolean fits(Collection<String> said) {
            return said.stream().anyMatch(words::contains) && (beside.isEmpty() || said.stream().anyMatch(beside::contains));
        }
    }

    private static final Set<String> PERCENT = Set.of("", "%");
    private static final Set<String> DEGREES = Set.of("", "°C", "°F");
    private static final Set<String> NONE = Set.of();

    /// The first that fits counts.
    private static final List<Rule> NUMBERS = List.of(
            rule(Capability.COLOR_TEMPERATURE, words("colortemp colortemperature ct mired mireds farbtemperatur"), NONE,
                    Set.of("", "K", "MK⁻¹", "mired")),
            rule(Capability.COLOR_TEMPERATURE, words("color colour white farbe"), words("temp temperature temperatur"),
                    Set.of("", "K", "MK⁻¹", "mired")),
            rule(Capability.BATTERY, words("battery batt bat batterie akku soc"), NONE, PERCENT),
            rule(Capability.SIGNAL, words("rssi linkquality lqi signal wifi snr"), NONE, NONE),
            rule(Capability.TARGET_HUMIDITY, words("target setpoint soll desired"), words("humidity hum feuchte"), PERCENT),
            rule(Capability.TARGET_TEMPERATURE, words("setpoint solltemperatur sollwert settemp targettemp targettemperature"), NONE,
                    DEGREES),
            rule(Capability.TARGET_TEMPERATURE, words("target soll desired"), words("temp temperature temperatur"), DEGREES),
            rule(Capability.TEMPERATURE, words("temperature temp temperatur tempc tempf celsius fahrenheit dewpoint taupunkt"), NONE,
                    DEGREES),
            rule(Capability.HUMIDITY, words("humidity hum humid rh feuchte luftfeuchte luftfeuchtigkeit feuchtigkeit moisture"), NONE,
                    PERCENT),
            rule(Capability.BRIGHTNESS, words("brightness dimmer dim dimlevel helligkeit intensity"), NONE, PERCENT),
            rule(Capability.POSITION, words("position shutter blind blinds cover rollo rolladen rollladen jalousie"), NONE, PERCENT),
            rule(Capability.POWER, words("power watt watts leistung apower"), NONE, Set.of("", "W")),
            rule(Capability.ENERGY, words("energy kwh energie verbrauch"), NONE, Set.of("", "kWh", "Wh")),
            rule(Capability.VOLTAGE, words("voltage volt volts spannung"), NONE, Set.of("", "V")),
            rule(Capability.CURRENT, words("current ampere amps strom"), NONE, Set.of("", "A")),
            rule(Capability.ILLUMINANCE, words("illuminance illumination lux lx beleuchtung"), NONE, Set.of("", "lx")),
            rule(Capability.PRESSURE, words("pressure barometer hpa mbar luftdruck druck"), NONE, NONE),
            rule(Capability.CARBON_DIOXIDE, words("co2 carbondioxide"), NONE, NONE),
            rule(Capability.PARTICLES, words("pm1 pm2 pm25 pm10 particles feinstaub"), NONE, NONE),
            rule(Capability.AIR_QUALITY, words("voc tvoc aqi iaq airquality"), NONE, NONE),
            rule(Capability.SPEED, words("fanspeed"), NONE, PERCENT), rule(Capability.SPEED, words("fan"), words("speed"), PERCENT));

    private static final List<Rule> TRUTHS = List.of(
            rule(Capability.BATTERY_LOW, words("battery batt bat batterie"), words("low leer"), NONE),
            rule(Capability.BATTERY_LOW, words("batterylow lowbattery lowbat"), NONE, NONE),
            rule(Capability.TAMPER, words("tamper sabotage"), NONE, NONE),
            rule(Capability.MOTION, words("motion pir movement bewegung bewegungsmelder"), NONE, NONE),
            rule(Capability.OCCUPANCY, words("occupancy occupied presence anwesenheit praesenz präsenz"), NONE, NONE),
            rule(Capability.CONTACT, words("contact door window gate garage reed opening kontakt tür tuer fenster tor türkontakt"), NONE,
                    NONE),
            rule(Capability.LEAK, words("leak leakage flood wet water leck wasser wassermelder"), NONE, NONE),
            rule(Capability.SMOKE, words("smoke fire rauch rauchmelder"), NONE, NONE), rule(Capability.GAS, words("gas"), NONE, NONE),
            rule(Capability.CARBON_MONOXIDE, words("co carbonmonoxide"), NONE, NONE),
            rule(Capability.VIBRATION, words("vibration shock"), NONE, NONE),
            rule(Capability.PROBLEM, words("problem fault störung stoerung"), NONE, NONE),
            rule(Capability.LOCK, words("lock locked schloss"), NONE, NONE),
            rule(Capability.ON,
                    words("on power switch relay relais plug socket outlet light lamp lights lamps licht lampe schalter "
                            + "steckdose onoff pump pumpe fan ventilator heater heizung valve ventil"),
                    NONE, NONE));

    /// Words that say nothing of what a value is: what stands before them does.
    private static final Set<String> GENERAL = words(
            "state status value values wert zustand val raw current reading data json payload level");

    /// How devices say yes and no, in lower case.
    public static final List<String> YES = List.of("on", "true", "1", "yes", "open", "opened", "detected", "motion", "active", "online",
            "wet",
            "occupied", "pressed");
    public static final List<String> NO = List.of("off", "false", "0", "no", "closed", "close", "clear", "none", "inactive", "offline",
            "dry",
            "vacant", "released");

    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{3,})\\d{1,3}");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private Meaning() {
    }

    private static Rule rule(Capability capability, Set<String> words, Set<String> beside, Set<String> units) {
        return new Rule(capability, words, beside, units);
    }

    private static Set<String> words(String all) {
        return Set.of(all.split(" "));
    }

    /// The words of a name, a topic or a key, in lower case: `doorContact`, `door_contact` and `Door/contact` are the same two. A number at
    /// the end counts things and is dropped: `lamp2` is a lamp.
    public static List<String> in(String text) {
        return Arrays.stream(GAPS.split(text)).filter(w -> !w.isEmpty()).map(w -> w.toLowerCase(Locale.ROOT))
                .map(w -> NUMBERED.matcher(w).matches() ? w.replaceAll("\\d+$", "") : w).toList();
    }

    /// Whether these words leave open what a value is.
    public static boolean general(Collection<String> words) {
        return GENERAL.containsAll(words);
    }

    /// What a number is, by its words and its unit, else by its unit where that says enough.
    public static Optional<Capability> number(Collection<String> words, Unit unit) {
        var usual = unit.usual().symbol();
        return NUMBERS.stream().filter(r -> (r.units().isEmpty() || r.units().contains(usual)) && r.fits(words)).map(Rule::capability)
                .findFirst().or(() -> measured(usual));
    }

    private static Optional<Capability> measured(String unit) {
        return switch (unit) {
            case "°C", "°F" -> Optional.of(Capability.TEMPERATURE);
            case "W" -> Optional.of(Capability.POWER);
            case "kWh", "Wh" -> Optional.of(Capability.ENERGY);
            case "V" -> Optional.of(Capability.VOLTAGE);
            case "A" -> Optional.of(Capability.CURRENT);
            case "lx" -> Optional.of(Capability.ILLUMINANCE);
            case "hPa", "Pa", "mbar", "psi" -> Optional.of(Capability.PRESSURE);
            default -> Optional.empty();
        };
    }

    /// What a truth is, by its words.
    public static Optional<Capability> truth(Collection<String> words) {
        return TRUTHS.stream().filter(r -> r.fits(words)).map(Rule::capability).findFirst();
    }
}
