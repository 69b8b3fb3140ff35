package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hearth.hub.LinkFault;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.util.stream.Stream;
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

    /// A word that held another one could not be told from it.
    @Test void everyReasonABrokerIsNotReachedHasItsOwnWordsInBothLanguages() {
        assertAll(Stream.of(LinkFault.values()).map(fault -> () -> {
            var reason = "127.0.0.1:1883 " + fault.words("detail");
            assertEquals("127.0.0.1:1883 " + ENGLISH.of("fault." + fault.name()) + ": detail", ENGLISH.fault(reason));
            assertEquals("127.0.0.1:1883 " + GERMAN.of("fault." + fault.name()) + ": detail", GERMAN.fault(reason));
        }));
        assertEquals("127.0.0.1:1883 keine sichere Verbindung: sein Zertifikat ist abgelaufen",
                GERMAN.fault("127.0.0.1:1883 " + LinkFault.NOT_SECURE.words(LinkFault.OLD_CERTIFICATE.words())));
    }

    private static int places(String pattern) {
        return pattern.contains("{") ? new MessageFormat(pattern).getFormatsByArgumentIndex().length : 0;
    }
}
