package hearth.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The methods and fields a template may use, by type: all there are.
final class Methods {

    private static final Map<String, Builtin> TEXT = new HashMap<>();
    private static final Map<String, Builtin> DICT = new HashMap<>();
    private static final Map<String, Builtin> LIST = new HashMap<>();
    private static final Map<String, Builtin> TIME = new HashMap<>();
    private static final Map<String, Builtin> SPAN = new HashMap<>();

    static {
        change("lower", Methods::lower);
        change("upper", Methods::upper);
        change("casefold", text -> lower(upper(text)));
        change("title", Methods::title);
        change("capitalize", Methods::capitalized);
        change("swapcase", text -> {
            var out = new StringBuilder();
            text.codePoints()
                    .forEach(c -> out.append(Character.isUpperCase(c) ? lower(Character.toString(c)) : upper(Character.toString(c))));
            return out.toString();
        });
        add(TEXT, "strip", "self chars?", (run, a) -> stripped(a, true, true));
        add(TEXT, "lstrip", "self chars?", (run, a) -> stripped(a, true, false));
        add(TEXT, "rstrip", "self chars?", (run, a) -> stripped(a, false, true));
        add(TEXT, "split", "self sep? maxsplit?", (run, a) -> split(run, a.text(0), a.or(1, None.NONE), a.whole(2, -1)));
        add(TEXT, "rsplit", "self sep? maxsplit?", (run, a) -> splitFromEnd(run, a.text(0), a.or(1, None.NONE), a.whole(2, -1)));
        add(TEXT, "splitlines", "self keepends?", (run, a) -> Items.list(charged(run, Text.lines(a.text(0), a.truth(1, false)))));
        add(TEXT, "partition", "self sep", (run, a) -> {
            run.chargeSearch(a.text(0), a.text(1));
            int i = a.text(0).indexOf(separator(a));
            return i < 0 ? Items.tuple(a.text(0), "", "") : parts(a, i);
        });
        add(TEXT, "rpartition", "self sep", (run, a) -> {
            run.chargeSearch(a.text(0), a.text(1));
            int i = a.text(0).lastIndexOf(separator(a));
            return i < 0 ? Items.tuple("", "", a.text(0)) : parts(a, i);
        });
        add(TEXT, "replace", "self old new count?", (run, a) -> replaced(run, a.text(0), a.text(1), a.text(2), a.whole(3, -1)));
        add(TEXT, "startswith", "self prefix start? end?", (run, a) -> edges(run, a, true));
        add(TEXT, "endswith", "self suffix start? end?", (run, a) -> edges(run, a, false));
        add(TEXT, "removeprefix", "self prefix",
                (run, a) -> a.text(0).startsWith(a.text(1)) ? a.text(0).substring(a.text(1).length()) : a.text(0));
        add(TEXT, "removesuffix", "self suffix",
                (run, a) -> a.text(0).endsWith(a.text(1)) ? a.text(0).substring(0, a.text(0).length() - a.text(1).length()) : a.text(0));
        add(TEXT, "find", "self sub start? end?", (run, a) -> (long) found(run, a, true));
        add(TEXT, "rfind", "self sub start? end?", (run, a) -> (long) found(run, a, false));
        add(TEXT, "index", "self sub start? end?", (run, a) -> {
            int i = found(run, a, true);
            if (i < 0) {
                throw new Failure("substring not found");
            }
            return (long) i;
        });
        add(TEXT, "count", "self sub", (run, a) -> {
            return a.text(1).isEmpty() ? Python.length(a.text(0)) + 1 : (long) (split(run, a.text(0), a.text(1), -1).items().size() - 1);
        });
        add(TEXT, "join", "self items", (run, a) -> joined(run, a.text(0), Python.items(run, a.get(1)), false));
        add(TEXT, "zfill", "self width", (run, a) -> {
            var text = a.text(0);
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            return run.made(text.substring(0, sign) + Format.zeros(a.whole(1, 0) - text.length()) + text.substring(sign));
        });
        add(TEXT, "ljust", "self width fill?", (run, a) -> run.made(Format.padded(a.text(0), a.text(2, " "), '<', a.whole(1, 0))));
        add(TEXT, "rjust", "self width fill?", (run, a) -> run.made(Format.padded(a.text(0), a.text(2, " "), '>', a.whole(1, 0))));
        add(TEXT, "center", "self width fill?", (run, a) -> run.made(Format.padded(a.text(0), a.text(2, " "), 'c', a.whole(1, 0))));
        add(TEXT, "format", "self *args **named", (run, a) -> Format.braces(run, a.text(0), a.rest(1), a.named(2)));
        add(TEXT, "encode", "self encoding?", (run, a) -> new Bytes(run.made(a.text(0)).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        ask("isdigit", c -> Character.isDigit(c) || "²³¹".indexOf(c) >= 0);
        ask("isdecimal", Character::isDigit);
        ask("isnumeric", c -> Character.isDigit(c) || Character.getType(c) == Character.OTHER_NUMBER
                || Character.getType(c) == Character.LETTER_NUMBER);
        ask("isalpha", Character::isLetter);
        ask("isalnum", Character::isLetterOrDigit);
        ask("isspace", Text::isSpace);
        add(TEXT, "islower", "self",
                (run, a) -> a.text(0).chars().anyMatch(Character::isLowerCase) && a.text(0).chars().noneMatch(Character::isUpperCase));
        add(TEXT, "isupper", "self",
                (run, a) -> a.text(0).chars().anyMatch(Character::isUpperCase) && a.text(0).chars().noneMatch(Character::isLowerCase));

        add(DICT, "get", "self key default?", (run, a) -> {
            var value = ((Dict) a.get(0)).get(Python.key(run, a.get(1)));
            return value != null ? value : a.or(2, None.NONE);
        });
        add(DICT, "keys", "self", (run, a) -> charged(run, (Dict) a.get(0)).keys());
        add(DICT, "values", "self", (run, a) -> charged(run, (Dict) a.get(0)).values());
        add(DICT, "items", "self", (run, a) -> charged(run, (Dict) a.get(0)).pairs());
        add(DICT, "copy", "self", (run, a) -> a.get(0));

        add(LIST, "index", "self item", (run, a) -> {
            var items = Python.items(run, a.get(0));
            for (int i = 0; i < items.size(); i++) {
                if (Python.equal(run, items.get(i), a.get(1))) {
                    return (long) i;
                }
            }
            throw new Failure("the list does not contain it");
        });
        add(LIST, "count", "self item",
                (run, a) -> Python.items(run, a.get(0)).stream().filter(item -> Python.equal(run, item, a.get(1))).count());
        add(LIST, "copy", "self", (run, a) -> a.get(0));

        add(TIME, "strftime", "self format", (run, a) -> run.made(TimeFormat.formatted((Moment) a.get(0), a.text(1))));
        add(TIME, "isoformat", "self", (run, a) -> ((Moment) a.get(0)).iso());
        add(TIME, "timestamp", "self", (run, a) -> ((Moment) a.get(0)).timestamp());
        add(TIME, "weekday", "self", (run, a) -> ((Moment) a.get(0)).local().getDayOfWeek().getValue() - 1L);
        add(TIME, "isoweekday", "self", (run, a) -> (long) ((Moment) a.get(0)).local().getDayOfWeek().getValue());
        add(TIME, "replace", "self year? month? day? hour? minute? second? microsecond?", (run, a) -> Moment.changed((Moment) a.get(0), a));

        add(SPAN, "total_seconds", "self", (run, a) -> ((Span) a.get(0)).seconds());
    }

    private Methods() {
    }

    private static void add(Map<String, Builtin> methods, String name, String parameters, Builtin.Body body) {
        methods.put(name, Builtin.of(name, parameters, body));
    }

    private static void change(String name, java.util.function.UnaryOperator<String> change) {
        add(TEXT, name, "self", (run, a) -> run.made(change.apply(a.text(0))));
    }

    private static void ask(String name, java.util.function.IntPredicate all) {
        add(TEXT, name, "self", (run, a) -> {
            run.made(a.text(0));
            return !a.text(0).isEmpty() && a.text(0).codePoints().allMatch(all);
        });
    }

    static List<String> names() {
        return java.util.stream.Stream.of(TEXT, DICT, LIST, TIME, SPAN).flatMap(methods -> methods.keySet().stream()).toList();
    }

    /// The method or field of that name, [Arguments#LEFT_OUT] where the value has none.
    static Object member(Object of, String name) {
        var method = switch (of) {
            case String _ -> TEXT.get(name);
            case Dict _ -> DICT.get(name);
            case Items items when items.numbered() -> LIST.get(name);
            case Moment _ -> TIME.get(name);
            case Span _ -> SPAN.get(name);
            default -> null;
        };
        if (method != null) {
            return new Bound(of, method);
        }
        return switch (of) {
            case Namespace(var fields) -> fields.getOrDefault(name, Arguments.LEFT_OUT);
            case Loop loop -> loop.attribute(name);
            case Moment moment -> field(moment, name);
            case Span span -> switch (name) {
                case "days" -> span.days();
                case "seconds" -> span.secondOfDay();
                case "microseconds" -> span.microsecond();
                default -> Arguments.LEFT_OUT;
            };
            case Builtin builtin when builtin == Functions.DICT && name.equals("from_keys") -> Functions.FROM_KEYS;
            case Builtin builtin when builtin == Functions.DICT && name.equals("fromkeys") -> Functions.FROM_KEYS;
            default -> Arguments.LEFT_OUT;
        };
    }

    private static Object field(Moment moment, String name) {
        var local = moment.local();
        return switch (name) {
            case "year" -> (long) local.getYear();
            case "month" -> (long) local.getMonthValue();
            case "day" -> (long) local.getDayOfMonth();
            case "hour" -> (long) local.getHour();
            case "minute" -> (long) local.getMinute();
            case "second" -> (long) local.getSecond();
            case "microsecond" -> local.getNano() / 1000L;
            default -> Arguments.LEFT_OUT;
        };
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String capitalized(String text) {
        int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        return upper(text.substring(0, first)) + lower(text.substring(first));
    }

    private static String title(String text) {
        var out = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return out.toString();
    }

    static <T> List<T> charged(Run run, List<T> items) {
        run.charge(items.size());
        return items;
    }

    private static Dict charged(Run run, Dict dict) {
        run.charge(dict.size());
        return dict;
    }

    private static String separator(Arguments.Bound a) {
        if (a.text(1).isEmpty()) {
            throw new Failure("empty separator");
        }
        return a.text(1);
    }

    private static Items parts(Arguments.Bound a, int at) {
        return Items.tuple(a.text(0).substring(0, at), a.text(1), a.text(0).substring(at + a.text(1).length()));
    }

    private static String stripped(Arguments.Bound a, boolean start, boolean end) {
        var text = a.text(0);
        var chars = a.or(1, None.NONE) == None.NONE ? "" : a.text(1);
        java.util.function.IntPredicate gone = a.or(1, None.NONE) == None.NONE ? Text::isSpace : c -> chars.indexOf(c) >= 0;
        int from = 0;
        int to = text.length();
        while (start && from < to && gone.test(text.charAt(from))) {
            from++;
        }
        while (end && to > from && gone.test(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static Items split(Run run, String text, Object separator, int most) {
        List<Object> parts = new ArrayList<>();
        int from = 0;
        if (separator == None.NONE) {
            while (true) {
                while (from < text.length() && Text.isSpace(text.charAt(from))) {
                    from++;
                }
                if (from == text.length()) {
                    return Items.list(charged(run, parts));
                }
                int end = from;
                while (end < text.length() && !Text.isSpace(text.charAt(end))) {
                    end++;
                }
                boolean last = most >= 0 && parts.size() == most;
                parts.add(last ? Text.stripEnd(text.substring(from)) : text.substring(from, end));
                from = last ? text.length() : end;
            }
        }
        if (!(separator instanceof String by)) {
            throw new Failure("split() needs a str or None, not " + Python.type(separator));
        }
        if (by.isEmpty()) {
            throw new Failure("empty separator");
        }
        run.chargeSearch(text, by);
        for (int i = text.indexOf(by); i >= 0 && (most < 0 || parts.size() < most); i = text.indexOf(by, from)) {
            parts.add(text.substring(from, i));
            from = i + by.length();
        }
        parts.add(text.substring(from));
        return Items.list(charged(run, parts));
    }

    private static Items splitFromEnd(Run run, String text, Object separator, int most) {
        if (most < 0) {
            return split(run, text, separator, most);
        }
        var by = separator instanceof String s && !s.isEmpty() ? s : " ";
        run.chargeSearch(text, by);
        List<Object> parts = new ArrayList<>();
        int end = text.length();
        for (int i = text.lastIndexOf(by); i >= 0 && parts.size() < most; i = i == 0 ? -1 : text.lastIndexOf(by, i - 1)) {
            if (i + by.length() <= end) {
                parts.addFirst(text.substring(i + by.length(), end));
                end = i;
            }
        }
        parts.addFirst(text.substring(0, end));
        return Items.list(charged(run, parts));
    }

    static String replaced(Run run, String text, String old, String with, int most) {
        run.chargeSearch(text, old);
        if (old.isEmpty() || most >= 0) {
            return replacedSome(run, text, old, with, most);
        }
        int count = 0;
        for (int i = text.indexOf(old); i >= 0; i = text.indexOf(old, i + old.length())) {
            count++;
        }
        if (text.length() + (long) count * (with.length() - old.length()) > Run.TEXT) {
            throw new Failure("makes a text of more than " + Run.TEXT + " characters");
        }
        return count == 0 ? text : run.made(text.replace(old, with));
    }

    private static String replacedSome(Run run, String text, String old, String with, int most) {
        var out = new StringBuilder();
        int from = 0;
        int count = 0;
        while (most < 0 || count < most) {
            int i = old.isEmpty() ? from : text.indexOf(old, from);
            if (i < 0 || i > text.length()) {
                break;
            }
            out.append(text, Math.min(from, i), i).append(with);
            if (old.isEmpty()) {
                out.append(text, i, Math.min(i + 1, text.length()));
            }
            from = i + Math.max(1, old.length());
            count++;
            run.charge(1 + with.length() / 32);
            run.fits(out);
        }
        return run.made(from < text.length() ? out.append(text, from, text.length()).toString() : out.toString());
    }

    private static boolean edges(Run run, Arguments.Bound a, boolean start) {
        int length = a.text(0).length();
        int from = Math.clamp(a.whole(2, 0) < 0 ? a.whole(2, 0) + length : a.whole(2, 0), 0, length);
        int to = Math.clamp(a.whole(3, length) < 0 ? a.whole(3, length) + length : a.whole(3, length), from, length);
        var text = a.text(0).substring(from, to);
        List<Object> wanted = a.get(1) instanceof Items items && items.kind() == Items.Kind.TUPLE ? Python.items(run, items)
                : List.of(a.text(1));
        return wanted.stream().anyMatch(w -> w instanceof String s && (start ? text.startsWith(s) : text.endsWith(s)));
    }

    private static int found(Run run, Arguments.Bound a, boolean first) {
        run.chargeSearch(a.text(0), a.text(1));
        int length = a.text(0).length();
        int from = Math.clamp(a.whole(2, 0) < 0 ? a.whole(2, 0) + length : a.whole(2, 0), 0, length);
        int to = Math.clamp(a.whole(3, length) < 0 ? a.whole(3, length) + length : a.whole(3, length), from, length);
        var text = a.text(0).substring(from, to);
        int at = first ? text.indexOf(a.text(1)) : text.lastIndexOf(a.text(1));
        return at < 0 ? -1 : from + at;
    }

    /// @param spell whether what is no text is spelled as one; else it is a problem
    static String joined(Run run, String separator, List<Object> items, boolean spell) {
        var out = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            if (!spell && !(items.get(i) instanceof String)) {
                throw new Failure("sequence item " + i + ": expected str instance, " + Python.type(items.get(i)) + " found");
            }
            run.fits(out.append(i == 0 ? "" : separator).append(Text.str(run, items.get(i))));
        }
        return run.made(out.toString());
    }
}
