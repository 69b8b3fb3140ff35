package hearth.template;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Between JSON, the caller's values and Python's.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final java.util.regex.Pattern BARE = java.util.regex.Pattern.compile("[-+]?(?:nan|inf)\\b",
            java.util.regex.Pattern.CASE_INSENSITIVE);

    private Json() {
    }

    /// How JSON is spelled.
    ///
    /// @param ascii  writes other characters as `\\uXXXX`
    /// @param html   writes `<`, `>`, `&` and `'` so, too
    /// @param indent spaces a level, 0 for one line
    record Style(String comma, String colon, boolean ascii, boolean html, boolean sorted, int indent) {
    }

    static Optional<Object> read(String text) {
        return parsed(text).or(() -> BARE.matcher(text).find() ? parsed(withoutBareWords(text)) : Optional.empty());
    }

    private static Optional<Object> parsed(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(python(MAPPER.readTree(text)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /// C's spelling of what is no number, `nan` and `inf`, as `null`; inside strings it stays.
    private static String withoutBareWords(String text) {
        var out = new StringBuilder(text.length());
        boolean inString = false;
        var bare = BARE.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!inString && "nNiI-+".indexOf(c) >= 0 && bare.region(i, text.length()).lookingAt()) {
                out.append("null");
                i = bare.end() - 1;
            } else {
                inString ^= c == '"';
                out.append(c);
                if (inString && c == '\\' && i + 1 < text.length()) {
                    out.append(text.charAt(++i));
                }
            }
        }
        return out.toString();
    }

    /// A caller's value as a template sees it; what is none of the kinds named at [Template#render] is undefined.
    static Object python(@Nullable Object value) {
        return switch (value) {
            case null -> None.NONE;
            case String _, Boolean _, Long _, Double _, None _, Undefined _, Items _, Dict _ -> value;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Float number -> number.doubleValue();
            case BigInteger number -> Arithmetic.shortest(number);
            case BigDecimal number -> number.doubleValue();
            case JsonNode node -> python(node);
            case Map<?, ?> map -> {
                var dict = new Dict();
                map.forEach((key, item) -> dict.with(String.valueOf(key), python(item)));
                yield dict;
            }
            case Iterable<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(python(item)));
                yield Items.list(items);
            }
            default -> new Undefined("a value of no kind a template knows");
        };
    }

    private static Object python(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var dict = new Dict();
                node.properties().forEach(e -> dict.with(e.getKey(), python(e.getValue())));
                yield dict;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>(node.size());
                node.forEach(item -> items.add(python(item)));
                yield Items.list(items);
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> None.NONE;
        };
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue().bitLength() < 1024 ? node.bigIntegerValue()
                    : None.NONE;
        }
        double number = node.doubleValue();
        return Double.isFinite(number) ? (Object) number : None.NONE;
    }

    static String write(Run run, Object value, Style style) {
        var out = new StringBuilder();
        write(run, value, style, 0, out);
        return run.made(out.toString());
    }

    private static void write(Run run, Object value, Style style, int level, StringBuilder out) {
        run.deeper();
        switch (value) {
            case None _ -> out.append("null");
            case Boolean _, Long _, BigInteger _ -> out.append(value);
            case Double number -> out.append(!Double.isFinite(number)
                    ? style.comma.equals(",") ? "null" : number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity"
                    : Text.real(number));
            case String text -> quoted(text, style, out);
            case Moment moment -> quoted(moment.iso(), style, out);
            case Items items when items.numbered() -> {
                var separator = "";
                out.append('[');
                for (var item : items.items()) {
                    line(style, level + 1, out.append(separator));
                    write(run, item, style, level + 1, out);
                    separator = style.comma;
                }
                line(style, separator.isEmpty() ? -1 : level, out).append(']');
            }
            case Dict dict -> {
                var separator = "";
                out.append('{');
                for (var entry : entries(dict, style).entrySet()) {
                    line(style, level + 1, out.append(separator));
                    quoted(key(run, entry.getKey()), style, out);
                    write(run, entry.getValue(), style, level + 1, out.append(style.colon));
                    separator = style.comma;
                }
                line(style, separator.isEmpty() ? -1 : level, out).append('}');
            }
            default -> throw new Failure("Object of type " + Python.type(value) + " is not JSON serializable");
        }
        run.fits(out);
        run.up();
    }

    private static Map<Object, Object> entries(Dict dict, Style style) {
        if (!style.sorted || !dict.entries().keySet().stream().allMatch(String.class::isInstance)) {
            return dict.entries();
        }
        return new TreeMap<>(dict.entries());
    }

    private static String key(Run run, Object key) {
        return switch (key) {
            case String text -> text;
            case Boolean b -> b.toString();
            case None _ -> "null";
            case Long _, Double _, BigInteger _ -> Text.str(run, key);
            default -> throw new Failure("keys must be str, int, float, bool or None, not " + Python.type(key));
        };
    }

    private static StringBuilder line(Style style, int level, StringBuilder out) {
        return style.indent == 0 || level < 0 ? out : out.append('\n').repeat(' ', level * style.indent);
    }

    private static void quoted(String text, Style style, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || style.ascii && c > 126 || style.html && "<>&'".indexOf(c) >= 0) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
