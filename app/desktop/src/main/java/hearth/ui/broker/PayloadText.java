package hearth.ui.broker;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hearth.device.Payload;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A kept payload as text to read.
final class PayloadText {

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private PayloadText() {
    }

    /// Its UTF-8 text; empty where it is none. A character cut in two at the end does not count.
    static Optional<String> of(Payload payload) {
        var text = CharBuffer.allocate(payload.size());
        ByteBuffer bytes = payload.buffer();
        var result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, false);
        return result.isError() || text.flip().chars().anyMatch(c -> c == 0) ? Optional.empty() : Optional.of(text.toString());
    }

    /// JSON indented, every number as it was spelled; anything else as it is.
    static String pretty(String text) {
        var start = text.strip();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return text;
        }
        try {
            return JSON.readTree(text).toPrettyString();
        } catch (JacksonException notJson) {
            return text;
        }
    }
}
