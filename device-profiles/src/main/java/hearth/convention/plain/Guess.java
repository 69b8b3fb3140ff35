package hearth.convention.plain;

import hearth.device.Capability;
import hearth.device.Unit;
import hearth.profile.Meaning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a value is, by the words on the way to it and by how it is written: there is no guess without a word of its own.
///
/// @param unit  what it is counted in where the payload does not say it
/// @param most  its full scale, for what is kept in percent
/// @param truth whether it is true or false; a number otherwise
public record Guess(Capability capability, Unit unit, double most, boolean truth) {

    private static final Pattern NUMBER = Pattern
            .compile("([+-]?(?:\\d{1,18}(?:[.,]\\d{0,18})?|[.,]\\d{1,18})(?:[eE][+-]?\\d{1,3})?)\\s*([°%\\p{L}]{0,4})");
    /// Numbers beside these are no measurements.
    private static final Set<String> NO_VALUE = Set.of("time", "timestamp", "date", "version", "id", "count", "counter", "uptime",
            "interval",
            "threshold", "limit", "offset", "calibration", "min", "max", "avg", "average", "forecast", "test", "error", "errors", "debug",
            "log", "config", "setting", "settings", "ip", "mac", "port", "heap", "memory", "cpu", "disk", "job", "queue", "price", "cost",
            "history", "stats", "statistics", "index", "seq", "sequence");
    private static final Set<String> FAHRENHEIT = Set.of("f", "fahrenheit", "tempf");
    private static final Map<Capability, Unit> USUAL = Map.ofEntries(Map.entry(Capability.TEMPERATURE, Unit.CELSIUS),
            Map.entry(Capability.TARGET_TEMPERATURE, Unit.CELSIUS), Map.entry(Capability.HUMIDITY, Unit.PERCENT),
            Map.entry(Capability.TARGET_HUMIDITY, Unit.PERCENT), Map.entry(Capability.BATTERY, Unit.PERCENT),
            Map.entry(Capability.BRIGHTNESS, Unit.PERCENT), Map.entry(Capability.POSITION, Unit.PERCENT),
            Map.entry(Capability.SPEED, Unit.PERCENT), Map.entry(Capability.POWER, Unit.WATT),
            Map.entry(Capability.ENERGY, Unit.KILOWATT_HOUR), Map.entry(Capability.VOLTAGE, Unit.VOLT),
            Map.entry(Capability.CURRENT, Unit.AMPERE), Map.entry(Capability.ILLUMINANCE, Unit.LUX));

    /// How far up the way a word is looked for, where the last name says nothing.
    private static final int NEAR = 1;
    private static final int FAR = 2;

    /// @param way  the names that lead to the value, the nearest last: the topic's levels, then the keys of the JSON
    /// @param said the value as text
    public static Optional<Guess> of(List<String> way, String said) {
        var own = Meaning.in(way.getLast());
        if (own.stream().anyMatch(NO_VALUE::contains)) {
            return Optional.empty();
        }
        var text = said.strip();
        var number = NUMBER.matcher(text);
        return (number.matches() ? number(way, own, number.group(1), number.group(2)) : Optional.<Guess>empty())
                .or(() -> truth(way, own, text));
    }

    private static Optional<Guess> number(List<String> way, List<String> own, String number, String suffix) {
        var unit = suffix(suffix);
        int far = Meaning.general(own) ? FAR : NEAR;
        var found = unit.flatMap(u -> Meaning.number(own, u));
        for (int up = 1; unit.isPresent() && found.isEmpty() && up <= far && up < way.size(); up++) {
            found = Meaning.number(Meaning.in(way.get(way.size() - 1 - up)), unit.get());
        }
        // a lamp's white may be in K or mired: that is not guessed
        return found.filter(c -> c != Capability.COLOR_TEMPERATURE).map(capability -> {
            var said = unit.filter(u -> !u.equals(Unit.NONE)).orElseGet(() -> own.stream().anyMatch(FAHRENHEIT::contains)
                    ? Unit.FAHRENHEIT : USUAL.getOrDefault(capability, Unit.NONE));
            return new Guess(capability, said, suffix.isEmpty() ? most(number) : 100, false);
        });
    }

    /// The scales that levels come in, told by the level.
    private static double most(String number) {
        double n = Math.abs(Double.parseDouble(number.replace(',', '.')));
        return n > 0 && n < 1 ? 1 : n <= 100 ? 100 : n <= 255 ? 255 : 1_023;
    }

    private static Optional<Unit> suffix(String suffix) {
        return switch (suffix) {
            case "" -> Optional.of(Unit.NONE);
            case "C", "°C" -> Optional.of(Unit.CELSIUS);
            case "F", "°F" -> Optional.of(Unit.FAHRENHEIT);
            case "%", "W", "Wh", "kWh", "V", "A", "lx", "hPa", "Pa", "mbar", "ppm", "ppb", "dBm", "K" ->
                Optional.of(Unit.announced(suffix));
            default -> Optional.empty();
        };
    }

    private static Optional<Guess> truth(List<String> way, List<String> own, String text) {
        var word = text.toLowerCase(Locale.ROOT);
        if (!Meaning.YES.contains(word) && !Meaning.NO.contains(word)) {
            return Optional.empty();
        }
        boolean state = Meaning.general(own) || own.equals(List.of("power")) || own.equals(List.of("on"));
        var found = state ? Optional.<Capability>empty() : Meaning.truth(own);
        for (int up = 1; found.isEmpty() && up <= FAR && up < way.size(); up++) {
            found = Meaning.truth(Meaning.in(way.get(way.size() - 1 - up)));
        }
        boolean switched = word.equals("on") || word.equals("off");
        return found.or(() -> state && switched ? Optional.of(Capability.ON) : Optional.empty())
                .filter(c -> c != Capability.LOCK).map(capability -> new Guess(capability, Unit.NONE, 1, true));
    }
}
