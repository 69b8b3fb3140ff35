package hearth.hub;

import hearth.trie.Trie;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.pcollections.PMap;

/// What must stay so for a time before it sets a rule off: a part of [Rules]. Lives for one call.
final class Lasting {

    private final Agenda agenda;
    private final Set<String> touched;
    private PMap<String, PMap<Integer, Instant>> all;

    /// @param touched takes the rules of which something has changed here
    Lasting(PMap<String, PMap<Integer, Instant>> all, Agenda agenda, Set<String> touched) {
        this.all = all;
        this.agenda = agenda;
        this.touched = touched;
    }

    PMap<String, PMap<Integer, Instant>> all() {
        return all;
    }

    /// By trigger: until when.
    PMap<Integer, Instant> of(String rule) {
        return all.getOrDefault(rule, Trie.empty());
    }

    void begin(Hooks.Hook hook, Instant until) {
        all = all.plus(hook.rule(), of(hook.rule()).plus(hook.trigger(), until));
        touched.add(hook.rule());
        agenda.add(until, Automation.Due.Kind.LASTING, hook.rule(), hook.trigger());
    }

    void end(Hooks.Hook hook) {
        var until = of(hook.rule()).get(hook.trigger());
        if (until != null) {
            var left = of(hook.rule()).minus(hook.trigger());
            all = left.isEmpty() ? all.minus(hook.rule()) : all.plus(hook.rule(), left);
            touched.add(hook.rule());
            agenda.remove(until, Automation.Due.Kind.LASTING, hook.rule(), hook.trigger());
        }
    }

    void end(String rule) {
        of(rule).keySet().forEach(trigger -> end(new Hooks.Hook(rule, trigger)));
    }

    /// The clock was set back: what is to last does so for as long as before.
    void setBack(Duration by) {
        all.forEach((rule, triggers) -> triggers.forEach((trigger, until) -> {
            end(new Hooks.Hook(rule, trigger));
            begin(new Hooks.Hook(rule, trigger), until.minus(by));
        }));
    }
}
