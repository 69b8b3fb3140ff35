package hearth.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a template finds under a name without being given it.
final class Functions {

    static final Map<String, Object> GLOBALS = new HashMap<>();
    static final Builtin FROM_KEYS = Builtin.of("from_keys", "keys value?", (run, a) -> {
        var dict = new Dict();
        for (var key : Python.items(run, a.get(0))) {
            if (a.has(1)) {
                dict.with(Python.key(run, key), a.get(1));
            } else {
                pair(run, dict, key);
            }
        }
        return dict;
    });
    static final Builtin DICT = Builtin.of("dict", "entries? **named", (run, a) -> {
        var dict = new Dict();
        if (a.or(0, None.NONE) instanceof Dict other) {
            Python.items(run, other);
            other.entries().forEach(dict::with);
        } else if (a.has(0)) {
            Python.items(run, a.get(0)).forEach(entry -> pair(run, dict, entry));
        }
        a.named(1).forEach(dict::with);
        return dict;
    });

    static {
        GLOBALS.put("dict", DICT);
        GLOBALS.put("pi", Math.PI);
        GLOBALS.put("e", Math.E);
        GLOBALS.put("tau", 2 * Math.PI);
        GLOBALS.put("inf", Double.POSITIVE_INFINITY);
        for (var name : List.of("float", "int", "bool", "is_number", "iif", "log", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan",
                "ord",
                "pack", "unpack", "urlencode", "slugify", "flatten", "bitwise_and", "bitwise_or", "bitwise_xor", "add", "multiply")) {
            GLOBALS.put(name, filter(name));
        }
        add("range", "start stop? step?", Functions::range);
        add("namespace", "entries? **named", (run, a) -> {
            var namespace = new Namespace();
            if (a.or(0, None.NONE) instanceof Dict dict) {
                dict.entries().forEach((key, value) -> namespace.fields().put(Text.str(run, key), value));
            }
            namespace.fields().putAll(a.named(1));
            return namespace;
        });
        add("zip", "*rows", (run, a) -> ListFilters.zipped(run, a.rest(0)));
        add("min", "*values **named", (run, a) -> extreme(run, a, false));
        add("max", "*values **named", (run, a) -> extreme(run, a, true));
        add("average", "*values", (run, a) -> ListFilters.average(run, several(run, a), withoutDefault(a)));
        add("median", "*values", (run, a) -> ListFilters.median(run, several(run, a), withoutDefault(a)));
        add("set", "items?", (run, a) -> made("set", run, a));
        add("tuple", "items?", (run, a) -> made("tuple", run, a));
        add("list", "items?", (run, a) -> made("list", run, a));
        add("typeof", "value", (run, a) -> Python.type(a.get(0)));
        add("atan2", "y x default?", (run, a) -> {
            var y = Numbers.real(a.get(0));
            var x = Numbers.real(a.get(1));
            return x == null || y == null ? Filters.otherwise(run, a, 2) : (Object) Math.atan2(y, x);
        });
        Times.functions();
    }

    private Functions() {
    }

    static void add(String name, String parameters, Builtin.Body body) {
        GLOBALS.put(name, Builtin.of(name, parameters, body));
    }

    static Builtin filter(String name) {
        return java.util.Objects.requireNonNull(Filters.ALL.get(name), name);
    }

    private static void pair(Run run, Dict dict, Object entry) {
        var pair = Python.items(run, entry);
        if (pair.size() != 2) {
            throw new Failure("dict() needs pairs");
        }
        dict.with(Python.key(run, pair.get(0)), pair.get(1));
    }

    private static Object made(String filter, Run run, Arguments.Bound a) {
        return filter(filter).call(run, new Arguments(List.of(a.or(0, Items.list(List.of()))), Map.of()));
    }

    private static Object range(Run run, Arguments.Bound a) {
        long start = a.has(1) ? Python.index(a.get(0)) : 0;
        long stop = Python.index(a.has(1) ? a.get(1) : a.get(0));
        long step = a.whole(2, 1);
        if (step == 0) {
            throw new Failure("range() arg 3 must not be zero");
        }
        long count = step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step;
        run.charge(Math.clamp(count, 0, Run.STEPS + 1));
        List<Object> numbers = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            numbers.add(i);
        }
        return Items.list(numbers);
    }

    private static List<Object> several(Run run, Arguments.Bound a) {
        var values = a.rest(0);
        return values.size() == 1 ? Python.items(run, values.getFirst()) : values;
    }

    private static Arguments.Bound withoutDefault(Arguments.Bound a) {
        return new Arguments.Bound(a.callee(), List.of(Items.list(a.rest(0)), Arguments.LEFT_OUT));
    }

    private static Object extreme(Run run, Arguments.Bound a, boolean greatest) {
        var values = several(run, a);
        if (values.isEmpty() && !a.named(1).containsKey("default")) {
            throw new Failure(a.callee() + "() arg is an empty sequence");
        }
        Map<String, Object> named = new HashMap<>(a.named(1));
        named.put("case_sensitive", true);
        return ListFilters.extreme(run, values, named, greatest);
    }

    static Object log(Run run, Arguments.Bound a) {
        var number = Numbers.real(a.get(0));
        var base = a.has(1) ? Numbers.real(a.get(1)) : Double.valueOf(Math.E);
        if (number == null || base == null || !(number > 0) || !(base > 0)) {
            return Filters.otherwise(run, a, 2);
        }
        if (base == 1) {
            throw new Failure("division by zero");
        }
        return base == Math.E ? Math.log(number) : Math.log(number) / Math.log(base);
    }

    static Object math(Run run, Arguments.Bound a, String name) {
        var number = Numbers.real(a.get(0));
        double result = number == null ? Double.NaN : switch (name) {
            case "sqrt" -> Math.sqrt(number);
            case "sin" -> Math.sin(number);
            case "cos" -> Math.cos(number);
            case "tan" -> Math.tan(number);
            case "asin" -> Math.asin(number);
            case "acos" -> Math.acos(number);
            default -> Math.atan(number);
        };
        return Double.isNaN(result) && (number == null || !Double.isNaN(number)) ? Filters.otherwise(run, a, 1) : (Object) result;
    }
}
