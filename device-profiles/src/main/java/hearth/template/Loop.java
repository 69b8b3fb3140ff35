package hearth.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `loop` inside a `for`.
final class Loop {

    private final List<Object> items;
    private @Nullable Object seen;
    int index;

    Loop(List<Object> items) {
        this.items = items;
    }

    Object attribute(String name) {
        int left = items.size() - index;
        return switch (name) {
            case "index" -> (long) index + 1;
            case "index0" -> (long) index;
            case "revindex" -> (long) left;
            case "revindex0" -> (long) left - 1;
            case "first" -> index == 0;
            case "last" -> left == 1;
            case "length" -> (long) items.size();
            case "depth" -> 1L; // counts recursive loops only
            case "depth0" -> 0L;
            case "previtem" -> index > 0 ? items.get(index - 1) : new Undefined("there is no previous item");
            case "nextitem" -> left > 1 ? items.get(index + 1) : new Undefined("there is no next item");
            case "cycle" -> new Bound(this, CYCLE);
            case "changed" -> new Bound(this, CHANGED);
            default -> Undefined.name("loop." + name);
        };
    }

    private static final Builtin CYCLE = Builtin.of("cycle", "loop *items", (run, a) -> {
        var items = a.rest(1);
        if (items.isEmpty()) {
            throw new Failure("cycle() needs items");
        }
        return items.get(((Loop) a.get(0)).index % items.size());
    });

    private static final Builtin CHANGED = Builtin.of("changed", "loop *items", (run, a) -> {
        var loop = (Loop) a.get(0);
        var now = Items.list(a.rest(1));
        boolean changed = loop.seen == null || !Python.equal(run, loop.seen, now);
        loop.seen = now;
        return changed;
    });
}
