package hearth.ui.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Payload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadTextTest {

    @Test void jsonIsIndentedAndItsNumbersStayAsSpelled() {
        assertEquals("{\n  \"a\" : 21.50,\n  \"b\" : [ 1 ]\n}", PayloadText.pretty("{\"a\":21.50,\"b\":[1]}").replace("\r", ""));
    }

    @Test void whatIsNoJsonStaysAsItIs() {
        assertEquals("{open", PayloadText.pretty("{open"));
        assertEquals("62", PayloadText.pretty("62"));
    }

    @Test void aCharacterCutInTwoIsNoReasonToCallTextBinary() {
        assertEquals(Optional.of("2"), PayloadText.of(Payload.of("2°").first(2)));
    }

    @Test void bytesThatAreNoTextAreNone() {
        assertEquals(Optional.empty(), PayloadText.of(Payload.of(new byte[]{(byte) 0xff, (byte) 0xd8, 1})));
        assertEquals(Optional.empty(), PayloadText.of(Payload.of(new byte[]{'a', 0, 'b'})));
    }
}
