package hearth.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.template.Template;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message on its way to whoever finds values in it: its text and its JSON are read once, however many ask. Lives for one call on
/// one thread.
public final class Said {

    /// Nobody says values in more bytes than this: longer payloads are not parsed.
    public static final int LONGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final int LONGEST_NAME = 120;

    /// `nan` and `inf` as some devices write them where JSON wants a number (Tasmota issue 4147).
    private static final Pattern BARE = Pattern.compile("([:\\[,]\\s*)[-+]?(?i:nan|inf|infinity)(?=\\s*[,}\\]])");

    private final Message message;
    private final Instant at;
    private @Nullable Optional<String> text;
    private @Nullable Optional<JsonNode> json;
    private @Nullable Map<String, Object> variables;

    /// @param at when it came
    public Said(Message message, Instant at) {
        this.message = message;
        this.at = at;
    }

    public Instant at() {
        return at;
    }

    public String topic() {
        return message.topic();
    }

    public Payload payload() {
        return message.payload();
    }

    /// The payload, where it is UTF-8 and not larger than [#LONGEST].
    public Optional<String> text() {
        var known = text;
        if (known == null) {
            known = payload().size() > LONGEST ? Optional.empty() : payload().text();
            text = known;
        }
        return known;
    }

    /// The payload, where it is JSON: any value, not only objects. Numbers may be NaN.
    public Optional<JsonNode> json() {
        var known = json;
        if (known == null) {
            known = text().flatMap(Said::parsed);
            json = known;
        }
        return known;
    }

    /// What templates may read of it: `value`, and `value_json` where it is JSON; nothing where it is no text.
    public Map<String, Object> variables() {
        var known = variables;
        if (known == null) {
            known = text().map(Template::variables).orElse(Map.of());
            variables = known;
        }
        return known;
    }

    /// Text from the network for one line: without control characters and the marks that turn writing around, not longer than a name.
    public static String line(String text) {
        var line = new StringBuilder();
        text.codePoints().limit(LONGEST_NAME * 4L).map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT).limit(LONGEST_NAME)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /// Reads JSON as devices write it.
    public static Optional<JsonNode> parsed(String text) {
        var start = text.stripLeading();
        if (start.isEmpty() || "{[\"-0123456789tfnN".indexOf(start.charAt(0)) < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException notJson) {
            var repaired = BARE.matcher(text).replaceAll("$1null");
            return repaired.equals(text) ? Optional.empty() : parsed(repaired);
        }
    }
}
