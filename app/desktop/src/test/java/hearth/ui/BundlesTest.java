package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.text.MessageFormat;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BundlesTest {

    private static final Texts ENGLISH = Texts.of(Houses.SETTINGS, ZoneOffset.UTC);
    private static final Texts GERMAN = Texts.of(Houses.SETTINGS.withLanguage("de"), ZoneOffset.UTC);

    @Test void bothLanguagesSayTheSameThings() {
        assertEquals(ENGLISH.bundle().keySet(), GERMAN.bundle().keySet());
    }

    @Test void everyTextHasTheSamePlacesInBothLanguages() {
        assertAll(ENGLISH.bundle().keySet().stream().sorted().map(key -> () -> {
            assertFalse(ENGLISH.of(key).isBlank() || GERMAN.of(key).isBlank(), key);
            assertEquals(places(ENGLISH.of(key)), places(GERMAN.of(key)), key);
        }));
    }

    private static int places(String pattern) {
        return pattern.contains("{") ? new MessageFormat(pattern).getFormatsByArgumentIndex().length : 0;
    }
}
