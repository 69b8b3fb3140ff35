package hearth.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What Python says about values: truth, equality, order, membership, iteration.
final class Python {

    private Python() {
    }

    static String type(Object value) {
        return switch (value) {
            case None _ -> "NoneType";
            case Undefined _ -> "Undefined";
            case Boolean _ -> "bool";
            case Long _, BigInteger _ -> "int";
            case Double _ -> "float";
            case String _ -> "str";
            case Items items -> items.kind().python;
            case Dict _ -> "dict";
            case Namespace _ -> "Namespace";
            case Builtin _ -> "function";
            case Bound _ -> "method";
            case Moment _ -> "datetime.datetime";
            case Span _ -> "datetime.timedelta";
            case Bytes _ -> "bytes";
            default -> "object";
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case None _, Undefined _ -> false;
            case Long l -> l != 0;
            case Double d -> d != 0;
            case BigInteger i -> i.signum() != 0;
            case String s -> !s.isEmpty();
            case Items items -> items.kind() == Items.Kind.GENERATOR || !items.items().isEmpty();
            case Dict dict -> dict.size() > 0;
            case Span(var micros) -> micros != 0;
            case Bytes(var octets) -> octets.length > 0;
            default -> true;
        };
    }

    /// The things in a value, one after the other; each costs a step.
    static List<Object> items(Run run, Object value) {
        List<Object> items = switch (value) {
            case Items(_, var list) -> list;
            case Dict dict -> {
                run.charge(dict.size());
                yield new ArrayList<>(dict.entries().keySet());
            }
            case String text -> {
                run.charge(text.length());
                List<Object> characters = new ArrayList<>();
                text.codePoints().forEach(c -> characters.add(Character.toString(c)));
                yield characters;
            }
            case Undefined _ -> List.of();
            case Bytes bytes -> bytes.numbers();
            default -> throw new Failure("'" + type(value) + "' object is not iterable");
        };
        run.charge(items.size());
        return items;
    }

    static long length(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Items items when items.sized() -> items.items().size();
            case Dict dict -> dict.size();
            case Bytes(var octets) -> octets.length;
            case Undefined _ -> 0;
            default -> throw new Failure("object of type '" + type(value) + "' has no len()");
        };
    }

    /// The value itself where it may be a key of a dict.
    static Object key(Run run, Object value) {
        run.deeper();
        if (value instanceof Items items && items.kind() == Items.Kind.TUPLE) {
            items.items().forEach(item -> key(run, item));
        } else if (value instanceof Items || value instanceof Dict || value instanceof Namespace) {
            throw new Failure("unhashable type: '" + type(value) + "'");
        }
        run.up();
        return value;
    }

    /// A whole number as an index or a count.
    static int index(Object value) {
        return switch (value) {
            case Boolean b -> b ? 1 : 0;
            case Long l -> Math.clamp(l, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BigInteger i -> i.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            case Undefined(var reason) -> throw new Failure(reason);
            default -> throw new Failure("'" + type(value) + "' object cannot be interpreted as an integer");
        };
    }

    static boolean number(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    static boolean equal(Run run, Object a, Object b) {
        if (number(a) && number(b)) {
            return order(a, b) == 0;
        }
        run.deeper();
        boolean equal = switch (a) {
            case Items x when b instanceof Items y ->
                (x.kind() == y.kind()) && (x.kind() == Items.Kind.SET ? x.items().size() == y.items().size() && contains(run, y, x.items())
                        : x == y || same(run, x.items(), y.items()));
            case Dict x when b instanceof Dict y -> same(run, x, y);
            case Undefined _ -> b instanceof Undefined;
            case String x -> {
                run.charge(b instanceof String y && x.length() == y.length() ? x.length() / Run.READ_A_STEP : 0);
                yield x.equals(b);
            }
            default -> a.equals(b);
        };
        run.up();
        return equal;
    }

    private static boolean contains(Run run, Items all, List<Object> some) {
        return some.stream().allMatch(item -> in(run, item, all));
    }

    private static boolean same(Run run, List<Object> a, List<Object> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(run, a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Run run, Dict a, Dict b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<Object, Object> entry : a.entries().entrySet()) {
            var other = b.get(entry.getKey());
            if (other == null || !equal(run, entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    static boolean compared(Run run, String operator, Object a, Object b) {
        return switch (operator) {
            case "==" -> equal(run, a, b);
            case "!=" -> !equal(run, a, b);
            case "in" -> in(run, a, b);
            case "not in" -> !in(run, a, b);
            case "<" -> less(run, a, b, operator);
            case ">" -> less(run, b, a, operator);
            case "<=" -> number(a) && number(b) ? order(a, b) <= 0 && !unordered(a, b) : less(run, a, b, operator) || equal(run, a, b);
            default -> number(a) && number(b) ? order(a, b) >= 0 && !unordered(a, b) : less(run, b, a, operator) || equal(run, a, b);
        };
    }

    private static boolean unordered(Object a, Object b) {
        return a instanceof Double x && x.isNaN() || b instanceof Double y && y.isNaN();
    }

    /// -1, 0, 1; 2 where one is no number.
    private static int order(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        double x = Arithmetic.real(a);
        double y = Arithmetic.real(b);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return 2;
        }
        if (Double.isInfinite(x) || Double.isInfinite(y) || Math.abs(x) < 1L << 53 && Math.abs(y) < 1L << 53) {
            return x < y ? -1 : x > y ? 1 : 0;
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Object number) {
        return number instanceof Double d ? new BigDecimal(d) : new BigDecimal(Arithmetic.big(number));
    }

    static boolean less(Run run, Object a, Object b) {
        return less(run, a, b, "<");
    }

    private static boolean less(Run run, Object a, Object b, String operator) {
        if (number(a) && number(b)) {
            return order(a, b) == -1;
        }
        if (a instanceof String x && b instanceof String y) {
            run.charge(1 + Math.min(x.length(), y.length()) / 64);
            return byCodePoint(x, y) < 0;
        }
        if (a instanceof Items x && b instanceof Items y && x.kind() == y.kind() && x.numbered()) {
            run.deeper();
            int common = Math.min(x.items().size(), y.items().size());
            for (int i = 0; i < common; i++) {
                if (!equal(run, x.items().get(i), y.items().get(i))) {
                    boolean less = less(run, x.items().get(i), y.items().get(i), operator);
                    run.up();
                    return less;
                }
            }
            run.up();
            return x.items().size() < y.items().size();
        }
        if (a instanceof Moment x && b instanceof Moment y) {
            return x.before(y);
        }
        if (a instanceof Span x && b instanceof Span y) {
            return x.micros() < y.micros();
        }
        throw a instanceof Undefined(var reason) ? new Failure(reason) : b instanceof Undefined(var reason) ? new Failure(reason)
                : new Failure("'" + operator + "' not supported between instances of '" + type(a) + "' and '" + type(b) + "'");
    }

    private static int byCodePoint(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i == a.length() || i == b.length() ? Integer.compare(a.length(), b.length())
                : Character.isSurrogate(a.charAt(i)) != Character.isSurrogate(b.charAt(i)) ? Character.isSurrogate(a.charAt(i)) ? 1 : -1
                : Character.compare(a.charAt(i), b.charAt(i));
    }

    static boolean in(Run run, Object item, Object holder) {
        return switch (holder) {
            case String text -> {
                if (!(item instanceof String part)) {
                    throw item instanceof Undefined(var reason) ? new Failure(reason)
                            : new Failure("'in <string>' requires string as left operand, not " + type(item));
                }
                run.chargeSearch(text, part);
                yield text.contains(part);
            }
            case Dict dict -> dict.get(key(run, item)) != null;
            case Undefined(var reason) when !reason.isEmpty() -> false;
            default -> {
                for (var other : items(run, holder)) {
                    if (equal(run, item, other)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }
}
