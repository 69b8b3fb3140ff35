package hearth.ui;

import hearth.device.HomieColor;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.Settings;
import hearth.hub.LinkFault;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;

/// Words, numbers and times as one user reads them: a language with its formats, and a unit for temperatures. A value.
///
/// Text from the network goes through [#plain] before it is shown.
public record Texts(Locale locale, boolean fahrenheit, ResourceBundle bundle, ZoneId zone) {

    private static final Set<Unit> FINE = Set.of(Unit.CELSIUS, Unit.FAHRENHEIT, Unit.KILOWATT_HOUR);
    private static final int LONGEST = 64;
    /// Where on the wheel of colours each name begins, in degrees.
    private static final NavigableMap<Double, String> HUES = new TreeMap<>(Map.of(0.0, "red", 15.0, "orange", 45.0, "yellow", 70.0, "green",
            160.0, "turquoise", 200.0, "blue", 255.0, "violet", 290.0, "pink", 345.0, "red"));
    /// Of less saturation, in percent, the eye sees no colour.
    private static final int PALE = 8;

    public static Texts of(Settings settings, ZoneId zone) {
        var language = settings.language().isEmpty() ? Locale.getDefault().getLanguage() : settings.language();
        var locale = language.equals("de") ? Locale.GERMANY : Locale.UK;
        boolean fahrenheit = switch (settings.temperature()) {
            case CELSIUS -> false;
            case FAHRENHEIT -> true;
            case SYSTEM -> Locale.getDefault().getCountry().equals("US");
        };
        return new Texts(locale, fahrenheit,
                ResourceBundle.getBundle("hearth.ui.texts", locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                zone);
    }

    public String language() {
        return locale.getLanguage();
    }

    /// The words of a key, with its places filled.
    public String of(String key, Object... places) {
        var pattern = bundle.getString(key);
        return places.length == 0 ? pattern : new MessageFormat(pattern, locale).format(places);
    }

    /// A value without its unit: `21.5`, `62`, `On`.
    public String value(Value value, Unit unit) {
        return switch (value) {
            case Value.Truth(var truth) -> of(truth ? "value.on" : "value.off");
            case Value.Numeric(var number) -> number(fahrenheit && unit.equals(Unit.CELSIUS) ? number * 1.8 + 32 : number, unit);
            case Value.Text(var text) -> plain(text);
        };
    }

    /// The unit as it stands beside [#value].
    public String unit(Unit unit) {
        return fahrenheit && unit.equals(Unit.CELSIUS) ? Unit.FAHRENHEIT.symbol() : plain(unit.usual().symbol());
    }

    /// `21.5 °C`.
    public String withUnit(Value value, Unit unit) {
        return unit.equals(Unit.NONE) || !(value instanceof Value.Numeric) ? value(value, unit)
                : value(value, unit) + "\u00a0" + unit(unit);
    }

    /// `Orange (30°, 80 %)`: hue and saturation. What is no colour is shown as it was said.
    public String color(Value color) {
        return HomieColor.hueSaturation(color).map(hs -> {
            var name = hs[1] < PALE ? "white" : Objects.requireNonNull(HUES.floorEntry(hs[0] % 360)).getValue();
            return of("color.of", of("color." + name), Math.rint(hs[0]), Math.rint(hs[1]));
        }).orElseGet(() -> plain(color.wire()));
    }

    private String number(double number, Unit unit) {
        var format = NumberFormat.getNumberInstance(locale);
        int digits = FINE.contains(unit) ? 1 : unit.equals(Unit.PERCENT) ? 0 : Math.abs(number) >= 100 ? 0 : 2;
        format.setMaximumFractionDigits(digits);
        format.setMinimumFractionDigits(unit.equals(Unit.CELSIUS) || unit.equals(Unit.KILOWATT_HOUR) ? digits : 0);
        return format.format(number);
    }

    /// `now`, `12 s`, `5 min`, `3 h`, `2 d`.
    public String age(Instant then, Instant now) {
        var age = Duration.between(then, now);
        return age.toSeconds() < 5 ? of("age.now")
                : age.toSeconds() < 60 ? of("age.seconds", age.toSeconds())
                : age.toMinutes() < 60 ? of("age.minutes", age.toMinutes())
                : age.toHours() < 48 ? of("age.hours", age.toHours()) : of("age.days", age.toDays());
    }

    /// `17:42`.
    public String time(Instant at) {
        return format(at, "HH:mm");
    }

    /// `17:42:07`.
    public String timeWithSeconds(Instant at) {
        return format(at, "HH:mm:ss");
    }

    /// `17:42:07.3`.
    public String exactTime(Instant at) {
        return format(at, "HH:mm:ss.S");
    }

    /// `Sunday 22 November`.
    public String day(Instant at) {
        return format(at, of("format.day"));
    }

    /// `22 November, 17:42`.
    public String moment(Instant at) {
        return format(at, of("format.moment"));
    }

    /// `Sun 22`.
    public String weekday(Instant at) {
        return format(at, of("format.weekday"));
    }

    /// `22 Nov`.
    public String date(Instant at) {
        return format(at, of("format.date"));
    }

    /// `22 November 2027`.
    public String longDate(Instant at) {
        return format(at, of("format.longdate"));
    }

    private String format(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(at);
    }

    /// What a server made of a message, in the spelling of [hearth.hub.Answer#words].
    public String answer(String words) {
        int space = words.indexOf(' ');
        var key = "answer." + (space < 0 ? words : words.substring(0, space)).toLowerCase(Locale.ROOT);
        return words.isEmpty() ? of("answer.none")
                : bundle.containsKey(key) ? of(key, plain(space < 0 ? "" : words.substring(space + 1), 200)) : plain(words, 200);
    }

    /// Why a broker was not reached, with [LinkFault]'s words in the user's language.
    public String fault(String reason) {
        var line = plain(reason, 200);
        for (var fault : LinkFault.values()) {
            line = line.replace(fault.words(), of("fault." + fault.name()));
        }
        return line;
    }

    /// A device's word in the user's language where it is one that many devices use: `docked`, `stopped`; else as it is, as plain text.
    public String word(String said) {
        var key = "word." + said.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return bundle().containsKey(key) ? of(key) : plain(said);
    }

    /// Text from the network as one harmless line: no control characters, no change of writing direction that leaks, at most
    /// 64 characters.
    public String plain(String text) {
        return plain(text, LONGEST);
    }

    /// The same with room for `longest` characters: topics and payloads where they are the subject.
    public String plain(String text, int longest) {
        var line = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> line.appendCodePoint(harmless(c) ? c : ' '));
        var plain = line.toString().strip();
        return text.length() > longest && text.codePointCount(0, text.length()) > longest ? plain + '…' : plain;
    }

    /// Text from the network with its lines and tabs kept.
    public String block(String text) {
        var block = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != '\r').forEach(c -> block.appendCodePoint(c == '\n' || c == '\t' || harmless(c) ? c : ' '));
        return block.toString();
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.PRIVATE_USE ->
                false;
            default -> true;
        };
    }
}
