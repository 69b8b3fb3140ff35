package hearth.template;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/// What may stand behind `is`.
final class Tests {

    static final Map<String, Builtin> ALL = new HashMap<>();

    static {
        ask("defined", v -> !(v instanceof Undefined));
        ask("undefined", v -> v instanceof Undefined);
        ask("none", v -> v == None.NONE);
        ask("true", v -> v.equals(true));
        ask("false", v -> v.equals(false));
        ask("boolean", v -> v instanceof Boolean);
        ask("string", v -> v instanceof String);
        ask("string_like", v -> v instanceof String || v instanceof Bytes);
        ask("number", v -> Python.number(v));
        ask("integer", v -> v instanceof Long || v instanceof BigInteger);
        ask("float", v -> v instanceof Double);
        ask("mapping", v -> v instanceof Dict);
        ask("sequence",
                v -> v instanceof String || v instanceof Dict || v instanceof Bytes || v instanceof Items items && items.numbered()
                        || v instanceof Undefined);
        ask("iterable",
                v -> v instanceof String || v instanceof Dict || v instanceof Items || v instanceof Bytes || v instanceof Undefined);
        ask("callable", v -> v instanceof Builtin || v instanceof Bound || v instanceof Undefined);
        ask("list", v -> v instanceof Items items && items.kind() == Items.Kind.LIST);
        ask("tuple", v -> v instanceof Items items && items.kind() == Items.Kind.TUPLE);
        ask("set", v -> v instanceof Items items && items.kind() == Items.Kind.SET);
        ask("datetime", v -> v instanceof Moment);
        ask("is_number", Filters::isNumber);
        ask("lower",
                v -> v instanceof String s && s.chars().anyMatch(Character::isLowerCase) && s.chars().noneMatch(Character::isUpperCase));
        ask("upper",
                v -> v instanceof String s && s.chars().anyMatch(Character::isUpperCase) && s.chars().noneMatch(Character::isLowerCase));
        ask("escaped", v -> false);
        ask("filter", v -> v instanceof String s && Filters.ALL.containsKey(s));
        ask("test", v -> v instanceof String s && Tests.ALL.containsKey(s));
        add("even", "value", (run, a) -> Arithmetic.of(run, "%", a.get(0), 2L).equals(0L));
        add("odd", "value", (run, a) -> Arithmetic.of(run, "%", a.get(0), 2L).equals(1L));
        add("divisibleby", "value num", (run, a) -> Python.equal(run, Arithmetic.of(run, "%", a.get(0), a.get(1)), 0L));
        add("sameas", "value other", (run, a) -> a.get(0) == a.get(1) || !(a.get(0) instanceof Items || a.get(0) instanceof Dict)
                && a.get(0).getClass() == a.get(1).getClass() && a.get(0).equals(a.get(1)));
        compare("==", "eq", "equalto", "==");
        compare("!=", "ne", "!=");
        compare("<", "lt", "lessthan", "<");
        compare("<=", "le", "<=");
        compare(">", "gt", "greaterthan", ">");
        compare(">=", "ge", ">=");
        compare("in", "in");
        add("contains", "value item", (run, a) -> Python.in(run, a.get(1), a.get(0)));
        add("match", "value find? ignorecase?", Filters::matches);
        add("search", "value find? ignorecase?", Filters::searches);
    }

    private Tests() {
    }

    private interface Question {
        boolean ask(Object value);
    }

    private static void ask(String name, Question question) {
        add(name, "value", (run, a) -> question.ask(a.get(0)));
    }

    private static void add(String name, String parameters, Builtin.Body body) {
        ALL.put(name, Builtin.of(name, parameters, body));
    }

    private static void compare(String operator, String... names) {
        for (var name : names) {
            add(name, "value other", (run, a) -> Python.compared(run, operator, a.get(0), a.get(1)));
        }
    }
}
