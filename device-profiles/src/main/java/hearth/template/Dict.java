package hearth.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's `dict`, in the order of insertion; nobody changes it after it is built.
final class Dict {

    private final Map<Object, Object> entries = LinkedHashMap.newLinkedHashMap(8);

    /// Puts an entry in while the dict is being built. 1, 1.0 and True are one key, as in Python.
    Dict with(Object key, Object value) {
        var same = same(key);
        entries.put(same == null ? key : same, value);
        return this;
    }

    @Nullable Object get(Object key) {
        var found = entries.get(key);
        if (found != null) {
            return found;
        }
        var same = same(key);
        return same == null ? null : entries.get(same);
    }

    private @Nullable Object same(Object key) {
        if (!(key instanceof Boolean || key instanceof Number) || entries.containsKey(key)) {
            return null;
        }
        double number = key instanceof Boolean b ? b ? 1 : 0 : ((Number) key).doubleValue();
        for (Object twin : new Object[]{(long) number, number, number == 1}) {
            boolean equal = twin instanceof Boolean ? number == 0 || number == 1
                    : number == Math.rint(number) && Math.abs(number) < 1L << 53;
            if (equal && entries.containsKey(twin)) {
                return twin;
            }
        }
        return null;
    }

    Map<Object, Object> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    Items keys() {
        return new Items(Items.Kind.KEYS, new ArrayList<>(entries.keySet()));
    }

    Items values() {
        return new Items(Items.Kind.VALUES, new ArrayList<>(entries.values()));
    }

    Items pairs() {
        List<Object> pairs = new ArrayList<>(entries.size());
        entries.forEach((key, value) -> pairs.add(Items.tuple(key, value)));
        return new Items(Items.Kind.ENTRIES, pairs);
    }
}
