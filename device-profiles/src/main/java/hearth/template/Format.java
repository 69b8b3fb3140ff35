package hearth.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Python's `'%.1f' % x` and `'{:.1f}'.format(x)`.
final class Format {

    private Format() {
    }

    /// What stands behind the colon: `[[fill]align][sign][#][0][width][,][.precision][type]`.
    private record Spec(String fill, char align, char sign, boolean alternate, int width, String group, int precision, char type) {

        static Spec of(String text) {
            int i = 0;
            var fill = " ";
            char align = 0;
            if (text.length() > 1 && "<>^=".indexOf(text.charAt(1)) >= 0) {
                fill = text.substring(0, 1);
                align = text.charAt(1);
                i = 2;
            } else if (!text.isEmpty() && "<>^=".indexOf(text.charAt(0)) >= 0) {
                align = text.charAt(0);
                i = 1;
            }
            char sign = i < text.length() && "+- ".indexOf(text.charAt(i)) >= 0 ? text.charAt(i++) : '-';
            boolean alternate = i < text.length() && text.charAt(i) == '#';
            i += alternate ? 1 : 0;
            if (i < text.length() && text.charAt(i) == '0' && align == 0) {
                fill = "0";
                align = '=';
                i++;
            }
            int end = digits(text, i);
            int width = i == end ? 0 : Text.number(text, i, end, 10);
            i = end;
            var group = i < text.length() && ",_".indexOf(text.charAt(i)) >= 0 ? text.substring(i, ++i) : "";
            int precision = -1;
            if (i < text.length() && text.charAt(i) == '.') {
                end = digits(text, i + 1);
                precision = Text.number(text, i + 1, end, 10);
                i = precision < 0 ? text.length() + 1 : end;
            }
            char type = i < text.length() ? text.charAt(i++) : 0;
            if (i != text.length() || width < 0) {
                throw new Failure("invalid format specifier '" + text + "'");
            }
            return new Spec(fill, align, sign, alternate, width, group, precision, type);
        }

        Spec typed(char other) {
            return new Spec(fill, align, sign, alternate, width, group, precision, other);
        }
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /// `'%s and %d' % values`
    static String percent(Run run, String format, Object values) {
        List<Object> items = values instanceof Items items2 && items2.kind() == Items.Kind.TUPLE ? items2.items() : List.of(values);
        var out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            Object named = null;
            if (format.startsWith("(", i + 1) && format.indexOf(')', i) > 0 && values instanceof Dict dict) {
                int close = format.indexOf(')', i);
                named = dict.get(format.substring(i + 2, close));
                if (named == null) {
                    throw new Failure("the dict has no " + format.substring(i + 2, close));
                }
                i = close;
            }
            int end = i + 1;
            while (end < format.length() && "-+ #0123456789.".indexOf(format.charAt(end)) >= 0) {
                end++;
            }
            if (end == format.length()) {
                throw new Failure("incomplete format");
            }
            char type = format.charAt(end);
            if (type == '%') {
                out.append('%');
            } else {
                if (named == null && used == items.size()) {
                    throw new Failure("not enough arguments for format string");
                }
                out.append(percent(run, format.substring(i + 1, end), type, named != null ? named : items.get(used++)));
            }
            run.fits(out);
            i = end;
        }
        if (used < items.size() && !(values instanceof Dict || values instanceof Items list && list.kind() != Items.Kind.TUPLE)) {
            throw new Failure("not all arguments converted during string formatting");
        }
        return run.made(out.toString());
    }

    private static String percent(Run run, String flags, char type, Object value) {
        boolean left = flags.indexOf('-') >= 0;
        int digits = 0;
        while (digits < flags.length() && "-+ #0".indexOf(flags.charAt(digits)) >= 0) {
            digits++;
        }
        var set = flags.substring(0, digits);
        boolean zero = set.indexOf('0') >= 0 && !left;
        var spec = (left ? "<" : zero ? "" : ">") + (set.indexOf('+') >= 0 ? "+" : set.indexOf(' ') >= 0 ? " " : "")
                + (set.indexOf('#') >= 0 ? "#" : "")
                + (zero ? "0" : "") + flags.substring(digits);
        return switch (type) {
            case 's' -> run.made(text(Text.str(run, value), Spec.of(zero ? spec.substring(1) : spec)));
            case 'r' -> run.made(text(Text.repr(run, value), Spec.of(spec)));
            case 'c' -> value instanceof String text ? text : Character.toString(Python.index(value));
            case 'd', 'i', 'u' ->
                number(value instanceof Double d ? Arithmetic.truncated(d) : needed(value, type), Spec.of(spec).typed('d'));
            case 'x', 'X', 'o' -> number(needed(value, type), Spec.of(spec).typed(type));
            case 'e', 'E', 'f', 'F', 'g', 'G' -> number(real(value), Spec.of(spec).typed(type));
            default -> throw new Failure("unsupported format character '" + type + "'");
        };
    }

    private static Object needed(Object value, char type) {
        if (!Python.number(value)) {
            throw new Failure("%" + type + " format: a number is required, not " + Python.type(value));
        }
        return value;
    }

    private static Object real(Object value) {
        if (!Python.number(value)) {
            throw new Failure("must be real number, not " + Python.type(value));
        }
        return Arithmetic.real(value);
    }

    /// `'{} {name:.1f}'.format(…)`; of the fields only plain names and numbers.
    static String braces(Run run, String format, List<Object> positional, Map<String, Object> named) {
        var out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if ((c == '{' || c == '}') && format.startsWith(String.valueOf(c), i + 1)) {
                out.append(c);
                i++;
            } else if (c == '{') {
                int close = format.indexOf('}', i);
                if (close < 0) {
                    throw new Failure("expected '}' before end of string");
                }
                var field = format.substring(i + 1, close);
                int colon = field.indexOf(':');
                var name = colon < 0 ? field : field.substring(0, colon);
                int bang = name.indexOf('!');
                var plain = bang < 0 ? name : name.substring(0, bang);
                int number = plain.isEmpty() ? next++ : Text.number(plain, 0, plain.length(), 10);
                var value = number >= 0 ? number < positional.size() ? positional.get(number) : null : named.get(plain);
                if (value == null) {
                    throw new Failure("format() has no argument for {" + plain + "}");
                }
                out.append(
                        formatted(run, bang >= 0 && name.endsWith("r") ? Text.repr(run, value) : bang >= 0 ? Text.str(run, value) : value,
                                colon < 0 ? "" : field.substring(colon + 1)));
                i = close;
            } else if (c == '}') {
                throw new Failure("Single '}' encountered in format string");
            } else {
                out.append(c);
            }
            run.fits(out);
        }
        return run.made(out.toString());
    }

    /// Python's `format(value, spec)`.
    static String formatted(Run run, Object value, String spec) {
        if (value instanceof Moment moment && !spec.isEmpty()) {
            return TimeFormat.formatted(moment, spec);
        }
        if (spec.isEmpty()) {
            return Text.str(run, value);
        }
        var read = Spec.of(spec);
        if (value instanceof String text && (read.type == 0 || read.type == 's')) {
            return run.made(text(text, read));
        }
        if (value instanceof Boolean b && read.type == 0) {
            return run.made(number(b ? 1L : 0L, read));
        }
        if (!Python.number(value)) {
            throw new Failure("unknown format code '" + read.type + "' for object of type '" + Python.type(value) + "'");
        }
        return run.made(number(value, read));
    }

    private static String text(String text, Spec spec) {
        int end = spec.precision >= 0 && spec.precision < text.length() ? spec.precision : text.length();
        return padded(text.substring(0, end), spec.fill, spec.align == 0 || spec.align == '=' ? '<' : spec.align, spec.width);
    }

    private static String number(Object value, Spec spec) {
        boolean whole = !(value instanceof Double);
        char type = spec.type == 0 ? whole ? 'd' : 'r' : spec.type;
        String digits;
        boolean negative;
        if ("dxXobc".indexOf(type) >= 0) {
            if (!whole) {
                throw new Failure("unknown format code '" + type + "' for object of type 'float'");
            }
            var number = Arithmetic.big(value);
            negative = number.signum() < 0;
            digits = type == 'c' ? Character.toString(number.intValue()) : whole(number.abs(), type, spec.alternate);
        } else if ("eEfFgGr%".indexOf(type) >= 0) {
            double number = Arithmetic.real(value);
            negative = number < 0 || number == 0 && 1 / number < 0;
            digits = real(Math.abs(number), type, spec.precision);
        } else {
            throw new Failure("unknown format code '" + type + "' for object of type '" + Python.type(value) + "'");
        }
        var sign = negative ? "-" : spec.sign == '-' ? "" : String.valueOf(spec.sign);
        digits = spec.group.isEmpty() ? digits : grouped(digits, spec.group);
        char align = spec.align == 0 ? '>' : spec.align;
        return align == '=' ? sign + padded(digits, spec.fill, '>', spec.width - sign.length())
                : padded(sign + digits, spec.fill, align, spec.width);
    }

    private static String whole(BigInteger number, char type, boolean alternate) {
        return switch (type) {
            case 'x' -> (alternate ? "0x" : "") + number.toString(16);
            case 'X' -> (alternate ? "0X" : "") + number.toString(16).toUpperCase(Locale.ROOT);
            case 'o' -> (alternate ? "0o" : "") + number.toString(8);
            case 'b' -> (alternate ? "0b" : "") + number.toString(2);
            default -> number.toString();
        };
    }

    private static String real(double number, char type, int precision) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "nan" : "inf";
        }
        if (precision > 400) {
            throw new Failure("precision too big");
        }
        int digits = precision < 0 ? 6 : precision;
        return switch (type) {
            case 'f', 'F' -> new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
            case '%' -> new BigDecimal(number * 100).setScale(digits, RoundingMode.HALF_EVEN).toPlainString() + "%";
            case 'e' -> exponential(number, digits);
            case 'E' -> exponential(number, digits).toUpperCase(Locale.ROOT);
            case 'g' -> general(number, Math.max(1, digits));
            case 'G' -> general(number, Math.max(1, digits)).toUpperCase(Locale.ROOT);
            default -> precision < 0 ? Text.real(number) : general(number, Math.max(1, digits));
        };
    }

    private static String exponential(double number, int digits) {
        if (number == 0) {
            return (digits == 0 ? "0" : "0." + "0".repeat(digits)) + "e+00";
        }
        var rounded = new BigDecimal(number).round(new java.math.MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        var text = rounded.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return text + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(double number, int digits) {
        if (number == 0) {
            return "0";
        }
        var rounded = new BigDecimal(number).round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            var plain = rounded.stripTrailingZeros();
            return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
        }
        var text = exponential(number, digits - 1);
        int e = text.indexOf('e');
        var mantissa = text.substring(0, e);
        return (mantissa.indexOf('.') < 0 ? mantissa : mantissa.replaceFirst("\\.?0+$", "")) + text.substring(e);
    }

    private static String grouped(String digits, String by) {
        int end = digits(digits, 0);
        var out = new StringBuilder(digits);
        for (int i = end - 3; i > 0; i -= 3) {
            out.insert(i, by);
        }
        return out.toString();
    }

    static String zeros(int count) {
        return padded("", "0", '>', count);
    }

    static String padded(String text, String fill, char align, int width) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (width > Run.TEXT) {
            throw new Failure("makes a text of more than " + Run.TEXT + " characters");
        }
        int before = switch (align) {
            case '<' -> 0;
            case '^' -> missing / 2;
            case 'c' -> missing / 2 + (missing & width & 1); // str.center
            default -> missing;
        };
        return fill.repeat(before) + text + fill.repeat(missing - before);
    }
}
