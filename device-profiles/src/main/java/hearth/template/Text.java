package hearth.template;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Python's spelling of values, and its idea of white space.
final class Text {

    private Text() {
    }

    static String str(Run run, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean b -> b ? "True" : "False";
            case Double d -> real(d);
            case Undefined _ -> "";
            case Long _, None _ -> value.toString();
            case Moment moment -> moment.toString();
            case Span span -> span.toString();
            default -> repr(run, value);
        };
    }

    static String repr(Run run, Object value) {
        var out = new StringBuilder();
        repr(run, value, out);
        return run.made(out.toString());
    }

    private static void repr(Run run, Object value, StringBuilder out) {
        run.deeper();
        switch (value) {
            case String text -> quoted(text, out);
            case Items items -> items(run, items, out);
            case Dict dict -> entries(run, dict.entries(), out.append('{')).append('}');
            case Namespace(var fields) -> entries(run, fields, out.append("<Namespace {")).append("}>");
            case Bytes bytes -> out.append(bytes);
            case Moment moment -> out.append(moment.repr());
            case Span span -> out.append(span.repr());
            case Undefined _ -> out.append("Undefined");
            case Builtin(var name, _, _) -> out.append("<function ").append(name).append('>');
            case Bound(var target, var method) ->
                out.append("<built-in method ").append(method.name()).append(" of ").append(Python.type(target)).append(" object>");
            case Double _, Boolean _, Long _, None _ -> out.append(str(run, value));
            default -> out.append(value instanceof java.math.BigInteger ? value.toString() : "<object>");
        }
        run.fits(out);
        run.up();
    }

    private static void items(Run run, Items items, StringBuilder out) {
        var kind = items.kind();
        if (kind == Items.Kind.GENERATOR || kind == Items.Kind.SET && items.items().isEmpty()) {
            out.append(kind == Items.Kind.SET ? "set()" : kind.opening);
            return;
        }
        out.append(kind.opening);
        for (Iterator<Object> i = items.items().iterator(); i.hasNext();) {
            repr(run, i.next(), out);
            out.append(i.hasNext() ? ", " : "");
        }
        out.append(kind == Items.Kind.TUPLE && items.items().size() == 1 ? "," : "").append(kind.closing);
    }

    private static StringBuilder entries(Run run, Map<?, Object> entries, StringBuilder out) {
        var separator = "";
        for (var entry : entries.entrySet()) {
            out.append(separator);
            repr(run, entry.getKey(), out);
            repr(run, entry.getValue(), out.append(": "));
            separator = ", ";
        }
        return out;
    }

    private static void quoted(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (printable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(c < 0x100 ? "\\x%02x".formatted(c) : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
                    }
                }
            }
        });
        out.append(quote);
    }

    private static boolean printable(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /// The shortest digits that say exactly this float; an exponent below 1e-4 and from 1e16 on.
    static String real(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number)) + ".0";
        }
        var plain = Double.toString(number);
        double size = Math.abs(number);
        if (size >= 1e-3 && size < 1e7) {
            return plain;
        }
        var decimal = new BigDecimal(plain).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            var text = decimal.toPlainString();
            return text.indexOf('.') < 0 ? text + ".0" : text;
        }
        var digits = decimal.unscaledValue().abs().toString();
        return (number < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /// Python's `str.isspace` for one character.
    static boolean isSpace(int c) {
        return c == ' ' || c >= 9 && c <= 13 || c >= 0x1c && c <= 0x1f || c == 0x85 || c == 0xa0 || c > 0xa0 && Character.isSpaceChar(c);
    }

    static String strip(String text) {
        return stripStart(stripEnd(text));
    }

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /// The number those digits say, or -1 where they are none.
    static int number(String text, int from, int to, int radix) {
        int number = from < to ? 0 : -1;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || number > (Integer.MAX_VALUE - digit) / radix) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    static List<Object> lines(String text, boolean keepEnds) {
        var lines = new java.util.ArrayList<Object>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 10 && c <= 13 || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029) {
                int end = c == '\r' && text.startsWith("\n", i + 1) ? i + 2 : i + 1;
                lines.add(text.substring(start, keepEnds ? end : i));
                start = end;
                i = end - 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
