package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hearth.hub.LinkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundlesTest {

    private static final Texts ENGLISH = Texts.of(Houses.SETTINGS, ZoneOffset.UTC);
    private static final Texts GERMAN = Texts.of(Houses.SETTINGS.withLanguage("de"), ZoneOffset.UTC);

    private static final Pattern LITERAL = Pattern.compile("\"([a-z][\\w.-]*)\"");

    @Test void bothLanguagesSayTheSameThings() {
        assertEquals(ENGLISH.bundle().keySet(), GERMAN.bundle().keySet());
    }

    @Test void everyTextHasTheSamePlacesInBothLanguages() {
        assertAll(ENGLISH.bundle().keySet().stream().sorted().map(key -> () -> {
            assertFalse(ENGLISH.of(key).isBlank() || GERMAN.of(key).isBlank(), key);
            assertEquals(places(ENGLISH.of(key)), places(GERMAN.of(key)), key);
        }));
    }

    @Test void everyTextIsWantedSomewhere() throws IOException {
        var said = new HashSet<String>();
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file)).results().forEach(word -> said.add(word.group(1)));
            }
        }
        assertEquals(List.of(), ENGLISH.bundle().keySet().stream().filter(key -> !isWanted(key, said)).sorted().toList());
    }

    /// As a whole, or put together: `"rail." + word`, `group + "." + word`, `key + ".words"`.
    private static boolean isWanted(String key, Set<String> said) {
        return said.contains(key) || IntStream.range(0, key.length()).filter(at -> key.charAt(at) == '.')
                .anyMatch(dot -> said.contains(key.substring(0, dot + 1)) || said.contains(key.substring(0, dot)));
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
