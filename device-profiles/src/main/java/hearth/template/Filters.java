package hearth.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What may stand behind `|`. Numbers, text, regular expressions and the like are here; what works on several things is [ListFilters]'.
final class Filters {

    static final Map<String, Builtin> ALL = new HashMap<>();
    private static final Json.Style HTML = new Json.Style(", ", ": ", true, true, true, 0);

    static {
        add("default d", "value default_value? boolean?",
                (run, a) -> a.get(0) instanceof Undefined || a.truth(2, false) && !Python.truth(a.get(0)) ? a.or(1, "") : a.get(0));
        add("is_defined", "value", (run, a) -> a.get(0) instanceof Undefined(var reason) ? fail(reason) : a.get(0));
        add("iif", "value if_true? if_false? if_none?", Filters::iif);
        add("string", "value", (run, a) -> Text.str(run, a.get(0)));
        add("safe escape e forceescape", "value", (run, a) -> Text.str(run, a.get(0)));
        numbers();
        texts();
        regexes();
        add("to_json", "value ensure_ascii? pretty_print? sort_keys?", (run, a) -> Json.write(run, a.get(0),
                new Json.Style(",", a.truth(2, false) ? ": " : ":", a.truth(1, false), false, a.truth(3, false),
                        a.truth(2, false) ? 2 : 0)));
        add("tojson", "value indent?", (run, a) -> Json.write(run, a.get(0),
                a.whole(1, 0) <= 0 ? HTML : new Json.Style(",", ": ", true, true, true, Math.min(a.whole(1, 0), 16))));
        add("from_json", "value default?", (run, a) -> {
            run.charge(a.text(0).length() / 16);
            return Json.read(a.text(0)).orElseGet(() -> a.has(1) ? a.get(1) : fail("from_json got invalid input and no default"));
        });
        add("ord", "value", (run, a) -> {
            if (Python.length(a.get(0)) != 1) {
                throw new Failure("ord() expected a character");
            }
            return a.get(0) instanceof Bytes bytes ? bytes.numbers().getFirst() : (Object) (long) a.text(0).codePointAt(0);
        });
        add("pack", "value format_string", (run, a) -> Packing.packed(a.get(0), a.text(1)));
        add("unpack", "value format_string offset?", (run, a) -> Packing.unpacked(a.get(0), a.text(1), a.whole(2, 0)));
        add("base64_encode", "value", (run, a) -> run.made(java.util.Base64.getEncoder().encodeToString(
                a.get(0) instanceof Bytes(var octets) ? octets : a.text(0).getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        add("base64_decode", "value encoding?", (run, a) -> Packing.fromBase64(a.text(0)));
        Times.filters();
        ListFilters.add();
    }

    private Filters() {
    }

    static void add(String names, String parameters, Builtin.Body body) {
        for (var name : names.split(" ")) {
            ALL.put(name, Builtin.of(name, parameters, body));
        }
    }

    static Object fail(String reason) {
        throw new Failure(reason);
    }

    /// The default, or the problem that Home Assistant reports without one.
    static Object otherwise(Run run, Arguments.Bound a, int index) {
        return a.has(index) ? a.get(index)
                : fail(a.callee() + " got invalid input '" + Text.str(run, a.get(0)) + "' but no default was specified");
    }

    static Object iif(Run run, Arguments.Bound a) {
        if (a.get(0) == None.NONE && a.has(3)) {
            return a.get(3);
        }
        return Python.truth(a.get(0)) ? a.or(1, true) : a.or(2, false);
    }

    private static void numbers() {
        add("float", "value default?", Filters::toFloat);
        add("int", "value default? base?", Filters::toInt);
        add("bool", "value default?", Filters::toBool);
        add("is_number", "value", (run, a) -> isNumber(a.get(0)));
        add("round", "value precision? method? default?", Filters::rounded);
        add("abs", "value", (run, a) -> {
            var number = Arithmetic.number(a.get(0), "abs()");
            return Python.less(run, number, number instanceof Span ? new Span(0) : 0L) || number.equals(-0.0) ? Arithmetic.negated(number)
                    : number;
        });
        add("multiply", "value amount default?", (run, a) -> combined(run, a, "*"));
        add("add", "value amount default?", (run, a) -> combined(run, a, "+"));
        add("log", "value base? default?", Functions::log);
        for (var name : List.of("sqrt", "sin", "cos", "tan", "asin", "acos", "atan")) {
            add(name, "value default?", (run, a) -> Functions.math(run, a, name));
        }
        add("bitwise_and", "value second", (run, a) -> bits(a, '&'));
        add("bitwise_or", "value second", (run, a) -> bits(a, '|'));
        add("bitwise_xor", "value second", (run, a) -> bits(a, '^'));
        add("ordinal", "value", (run, a) -> {
            var text = Text.str(run, a.get(0));
            int last = Text.number(text, Math.max(0, text.length() - 1), text.length(), 10);
            boolean teen = text.length() > 1 && text.charAt(text.length() - 2) == '1';
            return text + (teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
        });
        add("filesizeformat", "value binary?", Filters::fileSize);
    }

    static boolean isNumber(Object value) {
        var number = Numbers.real(value);
        return number != null && Double.isFinite(number);
    }

    static Object toFloat(Run run, Arguments.Bound a) {
        var number = Numbers.real(a.get(0));
        return number != null ? number : otherwise(run, a, 1);
    }

    static Object toInt(Run run, Arguments.Bound a) {
        var number = Numbers.whole(a.get(0), a.whole(2, 10));
        if (number == null && Numbers.real(a.get(0)) instanceof Double real && Double.isFinite(real)) {
            number = Arithmetic.truncated(real);
        }
        return number != null ? number : otherwise(run, a, 1);
    }

    static Object toBool(Run run, Arguments.Bound a) {
        return switch (a.get(0)) {
            case Boolean b -> b;
            case Number n -> Python.truth(n);
            case String text -> switch (Methods.lower(Text.strip(text))) {
                case "1", "true", "yes", "on", "enable" -> true;
                case "0", "false", "no", "off", "disable" -> false;
                default -> otherwise(run, a, 1);
            };
            default -> otherwise(run, a, 1);
        };
    }

    static Object rounded(Run run, Arguments.Bound a) {
        int precision = a.whole(1, 0);
        var number = Numbers.real(a.get(0));
        if (number == null || Double.isNaN(number) && precision == 0) {
            return otherwise(run, a, 3);
        }
        if (a.has(2) && !Double.isFinite(number) && !a.text(2).equals("common")) {
            return Double.isNaN(number) ? otherwise(run, a, 3) : fail("cannot convert float infinity to integer");
        }
        double multiplier = Math.pow(10, precision);
        double result = switch (a.text(2, "common")) {
            case "ceil" -> Math.ceil(number * multiplier) / multiplier;
            case "floor" -> Math.floor(number * multiplier) / multiplier;
            case "half" -> Math.rint(number * 2) / 2;
            default -> Arithmetic.rounded(number, precision);
        };
        return precision == 0 ? Arithmetic.truncated(result) : (Object) result;
    }

    private static Object combined(Run run, Arguments.Bound a, String operator) {
        var number = Numbers.real(a.get(0));
        return number == null || !Python.number(a.get(1)) ? otherwise(run, a, 2) : Arithmetic.of(run, operator, number, a.get(1));
    }

    static Object bits(Arguments.Bound a, char operator) {
        if (!Python.number(a.get(0)) || !Python.number(a.get(1)) || a.get(0) instanceof Double || a.get(1) instanceof Double) {
            throw new Failure("unsupported operand type(s) for " + operator + ": '" + Python.type(a.get(0)) + "' and '"
                    + Python.type(a.get(1)) + "'");
        }
        var x = Arithmetic.big(a.get(0));
        var y = Arithmetic.big(a.get(1));
        return Arithmetic.shortest(operator == '&' ? x.and(y) : operator == '|' ? x.or(y) : x.xor(y));
    }

    private static Object fileSize(Run run, Arguments.Bound a) {
        var size = Numbers.real(a.get(0));
        if (size == null) {
            return otherwise(run, a, 0);
        }
        int base = a.truth(1, false) ? 1024 : 1000;
        if (size < base) {
            return size == 1 ? "1 Byte" : (long) (double) size + " Bytes";
        }
        int power = 1;
        while (power < 8 && size >= Math.pow(base, power + 1)) {
            power++;
        }
        return Format.percent(run, "%.1f ", size / Math.pow(base, power)) + "kMGTPEZY".charAt(power - 1) + (base == 1024 ? "iB" : "B");
    }

    private static void texts() {
        change("lower", Methods::lower);
        change("upper", Methods::upper);
        change("capitalize", Methods::capitalized);
        change("title", Filters::title);
        add("trim", "value chars?", (run, a) -> {
            var text = Text.str(run, a.get(0));
            return a.has(1) ? Access.call(run, Methods.member(text, "strip"), new Arguments(List.of(a.get(1)), Map.of()))
                    : Text.strip(text);
        });
        add("replace", "value old new count?", (run, a) -> Methods.replaced(run, Text.str(run, a.get(0)), Text.str(run, a.get(1)),
                Text.str(run, a.get(2)), a.or(3, None.NONE) == None.NONE ? -1 : a.whole(3, -1)));
        add("format", "value *args **named", (run, a) -> {
            if (a.named(2).isEmpty()) {
                return Format.percent(run, Text.str(run, a.get(0)), new Items(Items.Kind.TUPLE, a.rest(1)));
            }
            var dict = new Dict();
            a.named(2).forEach(dict::with);
            return Format.percent(run, Text.str(run, a.get(0)), dict);
        });
        add("center", "value width?", (run, a) -> run.made(Format.padded(Text.str(run, a.get(0)), " ", 'c', a.whole(1, 80))));
        add("indent", "value width? first? blank?", Filters::indented);
        add("truncate", "value length? killwords? end? leeway?", Filters::truncated);
        add("wordcount", "value", (run, a) -> (long) Regex.of(run, "\\w+", false).all(run, Text.str(run, a.get(0))).size());
        add("urlencode", "value", (run, a) -> urlEncoded(run, Text.str(run, a.get(0))));
        add("slugify", "value separator?", (run, a) -> slug(Text.str(run, a.get(0)), a.text(1, "_")));
    }

    private static void change(String name, java.util.function.UnaryOperator<String> change) {
        add(name, "value", (run, a) -> run.made(change.apply(Text.str(run, a.get(0)))));
    }

    /// Jinja2's, which begins a word behind space, `-` and opening brackets only.
    private static String title(String text) {
        var out = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(begins ? Character.toUpperCase(c) : Character.toLowerCase(c));
            begins = Text.isSpace(c) || "-({[<".indexOf(c) >= 0;
        }
        return out.toString();
    }

    private static Object indented(Run run, Arguments.Bound a) {
        var by = a.has(1) && a.get(1) instanceof String text ? text : Format.padded("", " ", '<', a.whole(1, 4));
        var out = new StringBuilder();
        var lines = a.text(0).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean shifted = i == 0 ? a.truth(2, false) : a.truth(3, false) || !lines[i].isEmpty();
            run.fits(out.append(i == 0 ? "" : "\n").append(shifted ? by : "").append(lines[i]));
        }
        return run.made(out.toString());
    }

    private static Object truncated(Run run, Arguments.Bound a) {
        var text = a.get(0) instanceof Undefined ? "" : a.text(0);
        int length = a.whole(1, 255);
        var end = a.text(3, "...");
        int leeway = a.or(4, None.NONE) == None.NONE ? 5 : a.whole(4, 5);
        if (length < end.length() || leeway < 0) {
            throw new Failure("truncate: expected length >= " + end.length() + ", got " + length);
        }
        int size = (int) Python.length(text);
        if (size <= (long) length + leeway) {
            return text;
        }
        var cut = text.substring(0, text.offsetByCodePoints(0, length - end.length()));
        int space = a.truth(2, false) ? -1 : cut.lastIndexOf(' ');
        return run.made((space < 0 ? cut : cut.substring(0, space)) + end);
    }

    static String urlEncoded(Run run, String text) {
        return run.made(java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/")
                .replace("*", "%2A").replace("%7E", "~"));
    }

    /// Small letters and digits, everything between them as one separator.
    private static String slug(String text, String separator) {
        var plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD).toLowerCase(java.util.Locale.ROOT);
        var out = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c < 128 && Character.isLetterOrDigit(c)) {
                out.append(gap && !out.isEmpty() ? separator : "").append(c);
                gap = false;
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'') {
                gap = true;
            }
        }
        return out.isEmpty() && !text.isEmpty() ? "unknown" : out.toString();
    }

    private static void regexes() {
        add("regex_match", "value find? ignorecase?", Filters::matches);
        add("regex_search", "value find? ignorecase?", Filters::searches);
        add("regex_replace", "value find? replace? ignorecase?", (run, a) -> {
            var text = Text.str(run, a.get(0));
            var regex = Regex.of(run, a.text(1, ""), a.truth(3, false));
            return regex.replaced(run, text, a.text(2, ""));
        });
        add("regex_findall", "value find? ignorecase?", (run, a) -> found(run, a, a.truth(2, false)));
        add("regex_findall_index", "value find? index? ignorecase?", (run, a) -> {
            var item = Access.item(run, found(run, a, a.truth(3, false)), (long) a.whole(2, 0));
            return item instanceof Undefined ? fail("list index out of range") : item;
        });
    }

    static Object matches(Run run, Arguments.Bound a) {
        return Regex.of(run, a.text(1, ""), a.truth(2, false)).match(run, Text.str(run, a.get(0))) != null;
    }

    static Object searches(Run run, Arguments.Bound a) {
        return Regex.of(run, a.text(1, ""), a.truth(2, false)).search(run, Text.str(run, a.get(0))) != null;
    }

    private static Items found(Run run, Arguments.Bound a, boolean ignoreCase) {
        var regex = Regex.of(run, a.text(1, ""), ignoreCase);
        return Items.list(regex.all(run, Text.str(run, a.get(0))).stream().map(match -> regex.result(run, match)).toList());
    }
}
