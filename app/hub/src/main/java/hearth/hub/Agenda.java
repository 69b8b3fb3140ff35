package hearth.hub;

import java.time.Instant;
import java.util.function.Predicate;
import org.pcollections.TreePSet;

/// When rules are to be looked at again: a part of [Rules]. Lives for one call.
final class Agenda {

    private TreePSet<Automation.Due> due;

    Agenda(TreePSet<Automation.Due> due) {
        this.due = due;
    }

    TreePSet<Automation.Due> due() {
        return due;
    }

    boolean isDue(Instant now) {
        return !due.isEmpty() && !due.first().at().isAfter(now);
    }

    Automation.Due next() {
        var next = due.first();
        due = due.minus(next);
        return next;
    }

    void add(Instant at, Automation.Due.Kind kind, String rule, long number) {
        due = due.plus(new Automation.Due(at, kind, rule, number));
    }

    void remove(Instant at, Automation.Due.Kind kind, String rule, long number) {
        due = due.minus(new Automation.Due(at, kind, rule, number));
    }

    void removeAll(String rule, Predicate<Automation.Due.Kind> kinds) {
        due = due.minusAll(due.stream().filter(d -> d.rule().equals(rule) && kinds.test(d.kind())).toList());
    }
}
