package hearth.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `a.b`, `a[b]`, `a[b:c]` and `a(b)`: what a template reaches from a value. Nothing else does.
final class Access {

    private Access() {
    }

    /// A method or field first, then the entry of that name.
    static Object attribute(Run run, Object of, String name) {
        if (of instanceof Undefined(var reason)) {
            throw new Failure(reason);
        }
        var member = Methods.member(of, name);
        if (member != Arguments.LEFT_OUT) {
            return member;
        }
        var entry = of instanceof Dict dict ? dict.get(name) : null;
        return entry != null ? entry : missing(of, name);
    }

    /// The entry first, then the method or field of that name.
    static Object item(Run run, Object of, Object key) {
        if (of instanceof Undefined(var reason)) {
            throw new Failure(reason);
        }
        var entry = switch (of) {
            case Dict dict -> dict.get(Python.key(run, key));
            case Items items when items.numbered() && index(key) -> at(items.items(), Python.index(key));
            case String text when index(key) -> character(run, text, Python.index(key));
            case Bytes bytes when index(key) -> at(bytes.numbers(), Python.index(key));
            default -> null;
        };
        if (entry != null) {
            return entry;
        }
        if (key instanceof String name) {
            var member = Methods.member(of, name);
            return member != Arguments.LEFT_OUT ? member : missing(of, name);
        }
        return new Undefined(Python.type(of) + " object has no element " + shown(run, key));
    }

    private static boolean index(Object key) {
        return key instanceof Long || key instanceof Boolean;
    }

    private static @Nullable Object at(List<Object> items, int index) {
        int from = index < 0 ? index + items.size() : index;
        return from >= 0 && from < items.size() ? items.get(from) : null;
    }

    private static @Nullable Object character(Run run, String text, int index) {
        run.charge(text.length() / 64);
        int length = text.codePointCount(0, text.length());
        int from = index < 0 ? index + length : index;
        return from < 0 || from >= length ? null : Character.toString(text.codePointAt(text.offsetByCodePoints(0, from)));
    }

    private static Undefined missing(Object of, String name) {
        return new Undefined("'" + Python.type(of) + " object' has no attribute '" + name + "'");
    }

    private static String shown(Run run, Object key) {
        return key instanceof Items || key instanceof Dict ? Python.type(key) : Text.repr(run, key);
    }

    /// `attribute='a.b.0'` of map, sort and their like.
    static Object path(Run run, Object of, Object path) {
        if (!(path instanceof String names)) {
            return item(run, of, path);
        }
        var value = of;
        for (var name : names.split("\\.", -1)) {
            int number = Text.number(name, 0, name.length(), 10);
            value = item(run, value, number >= 0 ? (Object) (long) number : name);
        }
        return value;
    }

    static Object slice(Run run, Object of, Object from, Object to, Object step) {
        if (of instanceof String text && step == None.NONE && text.codePointCount(0, text.length()) == text.length()) {
            int start = bound(from, text.length(), 0);
            return run.made(text.substring(start, Math.max(start, bound(to, text.length(), text.length()))));
        }
        if (of instanceof Undefined(var reason)) {
            throw new Failure(reason);
        }
        if (!(of instanceof String || of instanceof Items items && items.numbered())) {
            return new Undefined("'" + Python.type(of) + "' object has no slices");
        }
        var taken = taken(Python.items(run, of), from, to, step == None.NONE ? 1 : Python.index(step));
        if (of instanceof Items items) {
            return new Items(items.kind(), taken);
        }
        var text = new StringBuilder();
        taken.forEach(text::append);
        return text.toString();
    }

    private static List<Object> taken(List<Object> all, Object from, Object to, int step) {
        if (step == 0) {
            throw new Failure("slice step cannot be zero");
        }
        int size = all.size();
        List<Object> taken = new ArrayList<>();
        if (step > 0) {
            for (long i = bound(from, size, 0); i < bound(to, size, size); i += step) {
                taken.add(all.get((int) i));
            }
        } else {
            int first = from == None.NONE ? size - 1 : Math.min(size - 1, beforeStart(Python.index(from), size));
            int last = to == None.NONE ? -1 : beforeStart(Python.index(to), size);
            for (long i = first; i > last; i += step) {
                taken.add(all.get((int) i));
            }
        }
        return taken;
    }

    private static int bound(Object index, int size, int otherwise) {
        if (index == None.NONE) {
            return otherwise;
        }
        int i = Python.index(index);
        return Math.clamp(i < 0 ? (long) i + size : i, 0, size);
    }

    private static int beforeStart(int index, int size) {
        return (int) Math.max(-1L, index < 0 ? (long) index + size : index);
    }

    static Object call(Run run, Object callee, Arguments given) {
        return switch (callee) {
            case Builtin function -> function.call(run, given);
            case Bound(var target, var method) -> {
                List<Object> all = new ArrayList<>(given.positional().size() + 1);
                all.add(target);
                all.addAll(given.positional());
                yield method.call(run, new Arguments(all, given.named()));
            }
            case Undefined(var reason) -> throw new Failure(reason);
            default -> throw new Failure("'" + Python.type(callee) + "' object is not callable");
        };
    }
}
