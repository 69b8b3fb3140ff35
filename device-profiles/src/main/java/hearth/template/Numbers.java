package hearth.template;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Python's `float(x)` and `int(x)`, where x may be a text.
final class Numbers {

    private static final int LONGEST = 1_000;

    private Numbers() {
    }

    /// Null where the value says no number.
    static @Nullable Double real(Object value) {
        return switch (value) {
            case Double d -> d;
            case Long l -> l.doubleValue();
            case Boolean b -> b ? 1.0 : 0.0;
            case BigInteger i -> finite(i.doubleValue());
            case String text -> real(text);
            case Undefined(var reason) -> throw new Failure(reason);
            default -> null;
        };
    }

    private static double finite(double number) {
        if (Double.isInfinite(number)) {
            throw new Failure("int too large to convert to float");
        }
        return number;
    }

    private static @Nullable Double real(String text) {
        var number = digits(text);
        if (number == null) {
            return null;
        }
        int start = number.startsWith("+") || number.startsWith("-") ? 1 : 0;
        boolean digit = false;
        for (int i = start; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c == 'e' && digit && i + 1 < number.length()) {
                return exponent(number, i + 1) ? Double.valueOf(number) : null;
            } else if (c != '.') {
                return special(number, start);
            }
        }
        return digit && number.indexOf('.') == number.lastIndexOf('.') ? Double.valueOf(number) : null;
    }

    private static @Nullable Double special(String number, int start) {
        double sign = number.startsWith("-") ? -1 : 1;
        return switch (number.substring(start)) {
            case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    private static boolean exponent(String number, int from) {
        int start = number.charAt(from) == '+' || number.charAt(from) == '-' ? from + 1 : from;
        return start < number.length() && number.chars().skip(start).allMatch(c -> c >= '0' && c <= '9') && number.length() - start < 9
                && number.indexOf('.') == number.lastIndexOf('.');
    }

    /// In lower case, without space around and `_` between digits, any script's digits as ours; null where it is no number's spelling.
    private static @Nullable String digits(String text) {
        var plain = Text.strip(text);
        if (plain.isEmpty() || plain.length() > LONGEST) {
            return null;
        }
        var out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '_') {
                if (i == 0 || i + 1 == plain.length() || !Character.isLetterOrDigit(plain.charAt(i - 1))
                        || !Character.isLetterOrDigit(plain.charAt(i + 1))) {
                    return null;
                }
            } else {
                out.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /// `int(value, base)` of a text, `int(value)` of a number; null where it is none.
    static @Nullable Object whole(Object value, int base) {
        if (value instanceof Double d) {
            return Double.isFinite(d) ? Arithmetic.truncated(d) : null;
        }
        if (!(value instanceof String text)) {
            return Python.number(value) ? Arithmetic.number(value, "int") : value instanceof Undefined(var reason) ? fail(reason) : null;
        }
        var number = digits(text);
        if (number == null) {
            return null;
        }
        boolean negative = number.startsWith("-");
        var magnitude = negative || number.startsWith("+") ? number.substring(1) : number;
        int radix = base;
        for (var prefix : new String[]{"0x", "0o", "0b"}) {
            int its = prefix.equals("0x") ? 16 : prefix.equals("0o") ? 8 : 2;
            if (magnitude.startsWith(prefix) && (base == its || base == 0)) {
                magnitude = magnitude.substring(2);
                radix = its;
            }
        }
        int by = radix == 0 ? 10 : radix;
        if (by < 2 || by > 36 || magnitude.isEmpty() || !magnitude.chars().allMatch(c -> Character.digit(c, by) >= 0)) {
            return null;
        }
        return Arithmetic.shortest(new BigInteger(negative ? "-" + magnitude : magnitude, by));
    }

    private static Object fail(String reason) {
        throw new Failure(reason);
    }
}
