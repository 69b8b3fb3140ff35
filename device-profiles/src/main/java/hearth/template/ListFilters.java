package hearth.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The filters that work on several things.
final class ListFilters {

    private ListFilters() {
    }

    static void add() {
        Filters.add("length count", "value", (run, a) -> Python.length(a.get(0)));
        Filters.add("list", "value", (run, a) -> Items.list(Python.items(run, a.get(0))));
        Filters.add("set", "value", (run, a) -> new Items(Items.Kind.SET, distinct(run, Python.items(run, a.get(0)), false, null)));
        Filters.add("tuple", "value", (run, a) -> new Items(Items.Kind.TUPLE, Python.items(run, a.get(0))));
        Filters.add("items", "value", (run, a) -> a.get(0) instanceof Dict dict ? Items.generator(Python.items(run, dict.pairs()))
                : a.get(0) instanceof Undefined ? Items.generator(List.of()) : Filters.fail("Can only get item pairs from a mapping."));
        Filters.add("dictsort", "value case_sensitive? by? reverse?", ListFilters::dictSorted);
        Filters.add("first", "value", (run, a) -> {
            var items = Python.items(run, a.get(0));
            return items.isEmpty() ? new Undefined("No first item, sequence was empty.") : items.getFirst();
        });
        Filters.add("last", "value", (run, a) -> {
            var items = Python.items(run, a.get(0));
            return items.isEmpty() ? new Undefined("No last item, sequence was empty.") : items.getLast();
        });
        Filters.add("join", "value d? attribute?", (run, a) -> {
            var items = Python.items(run, a.get(0));
            return Methods.joined(run, a.has(1) ? Text.str(run, a.get(1)) : "", a.has(2) ? keys(run, items, a.get(2)) : items, true);
        });
        Filters.add("reverse", "value", (run, a) -> {
            if (a.get(0) instanceof String text) {
                return run.made(new StringBuilder(text).reverse().toString());
            }
            List<Object> items = new ArrayList<>(Python.items(run, a.get(0)));
            Collections.reverse(items);
            return Items.generator(items);
        });
        Filters.add("sort", "value reverse? case_sensitive? attribute?", (run, a) -> {
            var items = Python.items(run, a.get(0));
            var keys = a.or(3, None.NONE) == None.NONE ? items : sortKeys(run, items, a.get(3));
            return Items.list(sorted(run, items, folded(keys, a.truth(2, false)), a.truth(1, false)));
        });
        Filters.add("unique", "value case_sensitive? attribute?", (run, a) -> Items.generator(
                distinct(run, Python.items(run, a.get(0)), !a.truth(1, false), a.or(2, None.NONE) == None.NONE ? null : a.get(2))));
        Filters.add("min", "value *rest **named", (run, a) -> extreme(run, Python.items(run, a.get(0)), a.named(2), false));
        Filters.add("max", "value *rest **named", (run, a) -> extreme(run, Python.items(run, a.get(0)), a.named(2), true));
        Filters.add("sum", "value attribute? start?", (run, a) -> {
            var items = Python.items(run, a.get(0));
            Object sum = a.or(2, 0L);
            for (var item : a.or(1, None.NONE) == None.NONE ? items : keys(run, items, a.get(1))) {
                sum = Arithmetic.of(run, "+", sum, item);
            }
            return sum;
        });
        Filters.add("average", "value default?", (run, a) -> average(run, Python.items(run, a.get(0)), a));
        Filters.add("median", "value default?", (run, a) -> median(run, Python.items(run, a.get(0)), a));
        Filters.add("map", "value *args **named", ListFilters::mapped);
        Filters.add("select", "value *args **named", (run, a) -> chosen(run, a, false, true));
        Filters.add("reject", "value *args **named", (run, a) -> chosen(run, a, false, false));
        Filters.add("selectattr", "value *args **named", (run, a) -> chosen(run, a, true, true));
        Filters.add("rejectattr", "value *args **named", (run, a) -> chosen(run, a, true, false));
        Filters.add("batch", "value linecount fill_with?", (run, a) -> {
            int size = Math.max(1, a.whole(1, 1));
            List<Object> batches = new ArrayList<>();
            var items = Python.items(run, a.get(0));
            for (int i = 0; i < items.size(); i += size) {
                List<Object> batch = new ArrayList<>(items.subList(i, (int) Math.min((long) items.size(), (long) i + size)));
                if (a.or(2, None.NONE) != None.NONE) {
                    run.charge(size - batch.size());
                    batch.addAll(Collections.nCopies(size - batch.size(), a.get(2)));
                }
                batches.add(Items.list(batch));
            }
            return Items.generator(batches);
        });
        Filters.add("groupby", "value attribute default? case_sensitive?", ListFilters::grouped);
        Filters.add("contains", "value item", (run, a) -> Python.in(run, a.get(1), a.get(0)));
        Filters.add("flatten", "value levels?", (run, a) -> {
            List<Object> flat = new ArrayList<>();
            flatten(run, a.get(0), a.or(1, None.NONE) == None.NONE ? Integer.MAX_VALUE : a.whole(1, 0), flat);
            return Items.list(flat);
        });
        Filters.add("zip", "value *others", (run, a) -> {
            List<Object> rows = new ArrayList<>(List.of(a.get(0)));
            rows.addAll(a.rest(1));
            return zipped(run, rows);
        });
        both("union", (run, x, y) -> {
            List<Object> all = new ArrayList<>(x);
            all.addAll(y);
            return distinct(run, all, false, null);
        });
        both("intersect",
                (run, x, y) -> distinct(run, x, false, null).stream().filter(item -> Python.in(run, item, Items.list(y))).toList());
        both("difference",
                (run, x, y) -> distinct(run, x, false, null).stream().filter(item -> !Python.in(run, item, Items.list(y))).toList());
    }

    private interface Combination {
        List<Object> of(Run run, List<Object> a, List<Object> b);
    }

    private static void both(String name, Combination combination) {
        Filters.add(name, "value other",
                (run, a) -> Items.list(combination.of(run, Python.items(run, a.get(0)), Python.items(run, a.get(1)))));
    }

    private static List<Object> keys(Run run, List<Object> items, Object attribute) {
        List<Object> keys = new ArrayList<>(items.size());
        for (var item : items) {
            keys.add(Access.path(run, item, attribute));
        }
        return keys;
    }

    /// `attribute='a,b.c'` sorts by a, then by b.c.
    private static List<Object> sortKeys(Run run, List<Object> items, Object attribute) {
        if (!(attribute instanceof String names && names.contains(","))) {
            return keys(run, items, attribute);
        }
        List<Object> keys = new ArrayList<>();
        for (var item : items) {
            keys.add(Items.list(java.util.Arrays.stream(names.split(",")).map(name -> Access.path(run, item, name)).toList()));
        }
        return keys;
    }

    private static List<Object> folded(List<Object> keys, boolean caseSensitive) {
        return caseSensitive ? keys : keys.stream().map(key -> key instanceof String text ? Methods.lower(text) : key).toList();
    }

    /// Stable, by Python's `<` alone: an order that contradicts itself, as NaN makes it, ends all the same.
    static List<Object> sorted(Run run, List<Object> items, List<Object> keys, boolean reverse) {
        int[] order = new int[items.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        sort(run, keys, order, new int[order.length], 0, order.length, reverse);
        List<Object> sorted = new ArrayList<>(order.length);
        for (int i : order) {
            sorted.add(items.get(i));
        }
        return sorted;
    }

    private static void sort(Run run, List<Object> keys, int[] order, int[] spare, int from, int to, boolean reverse) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(run, keys, order, spare, from, middle, reverse);
        sort(run, keys, order, spare, middle, to, reverse);
        System.arraycopy(order, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            run.charge(left < middle && right < to ? 1 : 0);
            boolean takeRight = left == middle || right < to && (reverse ? Python.less(run, keys.get(spare[left]), keys.get(spare[right]))
                    : Python.less(run, keys.get(spare[right]), keys.get(spare[left])));
            order[i] = spare[takeRight ? right++ : left++];
        }
    }

    private static List<Object> distinct(Run run, List<Object> items, boolean ignoreCase, @Nullable Object attribute) {
        var keys = folded(attribute == null ? items : keys(run, items, attribute), !ignoreCase);
        var seen = new HashSet<Object>();
        List<Object> distinct = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            var key = Python.key(run, keys.get(i));
            var plain = Python.number(key) && key instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1L << 53
                    ? (Object) (long) (double) d
                    : key instanceof Boolean b ? b ? 1L : 0L : key;
            if (seen.add(plain)) {
                distinct.add(items.get(i));
            }
        }
        return distinct;
    }

    private static Object dictSorted(Run run, Arguments.Bound a) {
        if (!(a.get(0) instanceof Dict dict)) {
            throw new Failure("dictsort needs a dict, not " + Python.type(a.get(0)));
        }
        var pairs = Python.items(run, dict.pairs());
        long by = a.text(2, "key").equals("value") ? 1 : 0;
        return Items.list(sorted(run, pairs, folded(keys(run, pairs, by), a.truth(1, false)), a.truth(3, false)));
    }

    static Object extreme(Run run, List<Object> items, Map<String, Object> named, boolean greatest) {
        if (items.isEmpty()) {
            return named.getOrDefault("default", new Undefined("No aggregated item, sequence was empty."));
        }
        var attribute = named.get("attribute");
        var keys = folded(attribute == null ? items : keys(run, items, attribute),
                Python.truth(named.getOrDefault("case_sensitive", attribute == null && !(items.getFirst() instanceof String))));
        int best = 0;
        for (int i = 1; i < items.size(); i++) {
            boolean better = greatest ? Python.less(run, keys.get(best), keys.get(i)) : Python.less(run, keys.get(i), keys.get(best));
            best = better ? i : best;
        }
        return items.get(best);
    }

    static Object average(Run run, List<Object> items, Arguments.Bound a) {
        var numbers = numbers(items);
        return numbers.isEmpty() || numbers.size() < items.size() ? Filters.otherwise(run, a, 1)
                : numbers.stream().reduce(0.0, Double::sum) / numbers.size();
    }

    static Object median(Run run, List<Object> items, Arguments.Bound a) {
        if (items.isEmpty() || numbers(items).size() < items.size()) {
            return Filters.otherwise(run, a, 1);
        }
        var sorted = sorted(run, items, items, false);
        int half = items.size() / 2;
        return items.size() % 2 == 1 ? sorted.get(half)
                : Arithmetic.of(run, "/", Arithmetic.of(run, "+", sorted.get(half - 1), sorted.get(half)), 2L);
    }

    private static List<Double> numbers(List<Object> items) {
        return items.stream().filter(Python::number).map(Arithmetic::real).toList();
    }

    private static Object mapped(Run run, Arguments.Bound a) {
        List<Object> mapped = new ArrayList<>();
        var named = a.named(2);
        for (var item : Python.items(run, a.get(0))) {
            run.charge(1);
            if (a.rest(1).isEmpty()) {
                if (!named.containsKey("attribute")) {
                    throw new Failure("map requires a filter argument");
                }
                var value = Access.path(run, item, named.get("attribute"));
                mapped.add(value instanceof Undefined && named.containsKey("default") ? named.get("default") : value);
            } else {
                mapped.add(named(Filters.ALL, "filter", a.rest(1).getFirst()).call(run, with(item, a.rest(1), named)));
            }
        }
        return Items.generator(mapped);
    }

    private static Builtin named(Map<String, Builtin> all, String kind, Object name) {
        var builtin = name instanceof String text ? all.get(text) : null;
        if (builtin == null) {
            throw new Failure("no " + kind + " named '" + (name instanceof String text ? text : Python.type(name)) + "'");
        }
        return builtin;
    }

    /// The item, then what stands behind the filter's or test's name.
    private static Arguments with(Object item, List<Object> arguments, Map<String, Object> named) {
        List<Object> all = new ArrayList<>(List.of(item));
        all.addAll(arguments.subList(1, arguments.size()));
        return new Arguments(all, named);
    }

    private static Object chosen(Run run, Arguments.Bound a, boolean byAttribute, boolean wanted) {
        var arguments = a.rest(1);
        if (byAttribute && arguments.isEmpty()) {
            throw new Failure("Missing parameter for attribute name");
        }
        var tests = byAttribute ? arguments.subList(1, arguments.size()) : arguments;
        List<Object> chosen = new ArrayList<>();
        for (var item : Python.items(run, a.get(0))) {
            run.charge(1);
            var asked = byAttribute ? Access.path(run, item, arguments.getFirst()) : item;
            var answer = tests.isEmpty() ? asked : named(Tests.ALL, "test", tests.getFirst()).call(run, with(asked, tests, a.named(2)));
            if (Python.truth(answer) == wanted) {
                chosen.add(item);
            }
        }
        return Items.generator(chosen);
    }

    private static Object grouped(Run run, Arguments.Bound a) {
        var items = Python.items(run, a.get(0));
        BinaryOperator<Object> orDefault = (value, otherwise) -> value instanceof Undefined ? otherwise : value;
        var keys = keys(run, items, a.get(1)).stream().map(key -> orDefault.apply(key, a.or(2, key))).toList();
        List<Object> positions = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            positions.add((long) i);
        }
        List<Object> groups = new ArrayList<>();
        @Nullable Object open = null;
        List<Object> members = List.of();
        var compared = folded(keys, a.truth(3, false));
        for (var position : sorted(run, positions, compared, false)) {
            int i = (int) (long) (Long) position;
            if (open == null || !Python.equal(run, open, compared.get(i))) {
                open = compared.get(i);
                members = new ArrayList<>();
                groups.add(Items.tuple(keys.get(i), Items.list(members)));
            }
            members.add(items.get(i));
        }
        return Items.list(groups);
    }

    private static void flatten(Run run, Object value, int levels, List<Object> flat) {
        run.deeper();
        for (var item : Python.items(run, value)) {
            if (item instanceof Items && levels > 0) {
                flatten(run, item, levels - 1, flat);
            } else {
                flat.add(item);
            }
        }
        run.up();
    }

    static Items zipped(Run run, List<Object> rows) {
        var all = rows.stream().map(row -> Python.items(run, row)).toList();
        int shortest = all.stream().mapToInt(List::size).min().orElse(0);
        List<Object> zipped = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            run.charge(all.size());
            List<Object> tuple = new ArrayList<>();
            for (var row : all) {
                tuple.add(row.get(i));
            }
            zipped.add(new Items(Items.Kind.TUPLE, tuple));
        }
        return Items.generator(zipped);
    }
}
