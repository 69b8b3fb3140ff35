package hearth.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {

    @ParameterizedTest
    @CsvSource({"62,62", "62.0,62", "21.5,21.5", "-0.0,0", "0.1,0.1", "1e20,100000000000000000000",
        "1e-7,0.0000001"}) void aNumberIsWrittenPlainly(double number, String wire) {
        assertEquals(wire, new Value.Numeric(number).wire());
    }

    @ParameterizedTest
    @CsvSource({"Küche Süd,kuche-sud", "0x00AB,0x00ab", "  a  b  ,a-b", "💡,device", "--,device", "light,light"}) void anyTextBecomesAnId(
            String text, String id) {
        assertEquals(id, DeviceId.of(text).value());
    }

    @ParameterizedTest
    @CsvSource({"a/b,a/b,true", "a/b,a/c,false", "a/+,a/b,true", "a/+,a,false", "a/+,a/b/c,false", "a/#,a/b/c,true", "a/#,a,true",
        "#,a/b,true",
        "#,$SYS/x,false", "+/x,$SYS/x,false", "+,a,true", "a,ab,false", "a/+/c,a//c,true"}) void aFilterMatchesAsTheStandardSays(
                String filter, String topic, boolean matches) {
        assertEquals(matches, new TopicFilter(filter).matches(topic));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#", "a/#/b", "a+/b"}) void whatIsNoFilterIsRefused(String filter) {
        assertThrows(IllegalArgumentException.class, () -> new TopicFilter(filter));
    }

    @ParameterizedTest
    @CsvSource(value = {"hello|10|hello", "hello|3|hel…", "'a💡b'|2|a…", "''|4|''"}, delimiter = '|') void aPayloadIsShownShort(String text,
            int limit, String shown) {
        assertEquals(shown, Payload.of(text).shown(limit));
    }

    @Test void bytesThatAreNoTextAreCounted() {
        assertEquals("2 bytes that are no text", Payload.of(new byte[]{(byte) 0xff, 1}).shown(64));
        assertEquals("ü".repeat(64) + "…", Payload.of("ü".repeat(5_000).getBytes(StandardCharsets.UTF_8)).shown(64));
    }

    @Test void aNumberHasNoExponentWhateverItsSize() {
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            double number = Math.scalb(random.nextDouble(-2, 2), random.nextInt(-40, 80));
            assertEquals(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString(), new Value.Numeric(number).wire());
        }
    }

    @Test void textIsValidUtf8AndMayHoldTheMarkOfWhatIsNot() {
        assertEquals(Optional.of("a\uFFFDb ü"), Payload.of("a\uFFFDb ü").text());
        assertEquals(Optional.of(""), Payload.EMPTY.text());
        assertEquals(Optional.empty(), Payload.of(new byte[]{'a', (byte) 0xc3, '('}).text());
        assertEquals(Optional.empty(), Payload.of(new byte[]{(byte) 0xed, (byte) 0xa0, (byte) 0x80}).text(), "half of a pair");
    }
}
