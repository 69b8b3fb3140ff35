package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Unit;
import hearth.device.Value;
import hearth.home.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextsTest {

    private static Texts in(String language, Settings.Temperature unit) {
        return Texts.of(Settings.DEFAULT.withLanguage(language).withTemperature(unit), ZoneOffset.UTC);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            en | CELSIUS    | 21.5 °C
            de | CELSIUS    | 21,5 °C
            en | FAHRENHEIT | 70.7 °F
            de | FAHRENHEIT | 70,7 °F
            """) void temperaturesFollowLanguageAndUnit(String language, Settings.Temperature unit, String shown) {
        assertEquals(shown, in(language, unit).withUnit(new Value.Numeric(21.5), Unit.CELSIUS).replace('\u00a0', ' '));
    }

    @Test void noChoiceMeansTheSystemsLanguage() {
        var expected = Locale.getDefault().getLanguage().equals("de") ? "de" : "en";
        assertEquals(expected, in("", Settings.Temperature.CELSIUS).language());
    }

    @Test void textFromTheNetworkIsOneHarmlessLine() {
        var texts = in("en", Settings.Temperature.CELSIUS);
        assertEquals("<b>evil</b>", texts.plain("\u202e<b>evil</b>\n"));
        assertEquals("x".repeat(64) + "…", texts.plain("x".repeat(60_000)));
        assertEquals("a b", texts.plain("a\u0007b"));
    }

    @Test void aColourIsSaidInWordsWhateverFormTheDeviceUses() {
        var english = in("en", Settings.Temperature.CELSIUS);
        var german = in("de", Settings.Temperature.CELSIUS);
        assertEquals("Orange (30°, 80\u00a0%)", english.color(new Value.Text("hsv,30,80,100")));
        assertEquals("Red (355°, 100\u00a0%)", english.color(new Value.Text("hsv,355,100,100")));
        assertEquals("Red (360°, 100\u00a0%)", english.color(new Value.Text("hsv,360,100,40")));
        assertEquals("Blue (240°, 100\u00a0%)", english.color(new Value.Text("rgb,0,0,255")));
        assertEquals("Gelb (60°, 100\u00a0%)", german.color(new Value.Text("rgb,255,255,0")));
        assertEquals("Weiß (0°, 0\u00a0%)", german.color(new Value.Text("rgb,255,255,255")));
        assertEquals("no colour", english.color(new Value.Text("no colour")));
    }

    @Test void agesAreShort() {
        var texts = in("en", Settings.Temperature.CELSIUS);
        var now = Instant.parse("2026-01-01T12:00:00Z");
        assertEquals("now", texts.age(now.minusSeconds(2), now));
        assertEquals("12\u00a0min", texts.age(now.minusSeconds(730), now));
        assertEquals("3\u00a0h", texts.age(now.minusSeconds(3 * 3_600 + 5), now));
    }
}
