package hearth.hub;

import hearth.device.Command;
import hearth.home.Action;
import hearth.home.Device;
import hearth.home.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pcollections.ConsPStack;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What rules are at, step by step, and what is remembered of it: a part of [Rules]. Lives for one call.
final class Runs {

    /// As many wait behind one that is at work.
    static final int QUEUE = 10;
    /// What a run may do without waiting.
    static final int STEPS = 1_000;
    private static final int TRACES = 20;

    private final Bench bench;
    private final Commands commands;
    private final Scenes scenes;
    private final Keypad keypad;
    private final Messenger messenger;
    private final Agenda agenda;
    private final Supplier<Conditions> conditions;
    private final Consumer<Automation.Run> endless;
    private PMap<String, PVector<Automation.Run>> runs;
    private PMap<String, PVector<Trace>> traces;
    private long number;

    /// @param endless told of a run that does too much without waiting
    Runs(Bench bench, Commands commands, Scenes scenes, Keypad keypad, Messenger messenger, Agenda agenda,
            Supplier<Conditions> conditions, Consumer<Automation.Run> endless) {
        this.bench = bench;
        this.commands = commands;
        this.scenes = scenes;
        this.keypad = keypad;
        this.messenger = messenger;
        this.agenda = agenda;
        this.conditions = conditions;
        this.endless = endless;
        var was = bench.before.automation();
        runs = was.runs();
        traces = was.traces();
        number = was.number();
    }

    PMap<String, PVector<Automation.Run>> all() {
        return runs;
    }

    PMap<String, PVector<Trace>> traces() {
        return traces;
    }

    long number() {
        return number;
    }

    // ---- from beginning to end

    void start(Rule rule, Cause cause) {
        var active = of(rule.id());
        var run = new Automation.Run(rule.id(), ++number, bench.now, cause, ConsPStack.from(rule.then()), Optional.empty());
        var trace = new Trace(run.number(), bench.now, cause, new Trace.Verdict.Running(), TreePVector.empty());
        if (active.isEmpty() || rule.again() == Rule.Again.RESTART) {
            active.forEach(this::end);
            note(rule.id(), trace);
            runs = runs.plus(run.rule(), TreePVector.singleton(run));
            bench.journal(JournalEntry.Kind.RULE_RAN, Optional.empty(), rule.name());
            work(run);
        } else if (rule.again() == Rule.Again.QUEUED && active.size() <= QUEUE) {
            note(rule.id(), trace.with(new Trace.Verdict.Waiting()));
            runs = runs.plus(rule.id(), active.plus(run));
        } else {
            note(rule.id(), trace.with(new Trace.Verdict.Busy()));
        }
    }

    /// The time for which a run waited is over.
    void wake(String rule, long run) {
        of(rule).stream().filter(r -> r.number() == run).findFirst().ifPresent(this::work);
    }

    /// A rule does nothing more of what it began.
    void end(String rule) {
        of(rule).forEach(this::end);
        runs = runs.minus(rule);
    }

    private void end(Automation.Run run) {
        run.wake().ifPresent(at -> agenda.remove(at, Automation.Due.Kind.WAKE, run.rule(), run.number()));
        trace(run, t -> t.with(new Trace.Verdict.Ended(bench.now)));
    }

    private PVector<Automation.Run> of(String rule) {
        return runs.getOrDefault(rule, TreePVector.empty());
    }

    /// Does what is to be done up to the next wait.
    private void work(Automation.Run run) {
        var todo = run.todo();
        for (int steps = 0; !todo.isEmpty(); steps++) {
            if (steps == STEPS) {
                endless.accept(run);
                return;
            }
            var action = todo.get(0);
            todo = todo.minus(0);
            switch (action) {
                case Action.Wait(var time) -> {
                    done(run, action, Optional.of(new Trace.Answer.Said()));
                    var wake = bench.now.plus(time);
                    runs = runs.plus(run.rule(), of(run.rule()).with(0, run.waiting(todo, wake)));
                    agenda.add(wake, Automation.Due.Kind.WAKE, run.rule(), run.number());
                    return;
                }
                case Action.Repeat(var actions, var until, int most) -> {
                    if (most > 1) {
                        todo = todo.plus(new Action.Choose(until, List.of(),
                                List.of(new Action.Repeat(actions, until, most - 1))));
                    }
                    todo = todo.plusAll(actions.reversed());
                }
                case Action.Choose(var condition, var then, var otherwise) ->
                    todo = todo.plusAll((conditions.get().unmet(condition).isEmpty() ? then : otherwise).reversed());
                case Action.Wish _, Action.Toggle _, Action.Play _, Action.Tell _, Action.Arm _ -> act(run, action);
            }
        }
        trace(run, t -> t.with(new Trace.Verdict.Finished(bench.now)));
        var behind = of(run.rule()).minus(0);
        runs = behind.isEmpty() ? runs.minus(run.rule()) : runs.plus(run.rule(), behind);
        if (!behind.isEmpty()) {
            var next = behind.getFirst();
            trace(next, t -> t.with(new Trace.Verdict.Running()));
            work(next);
        }
    }

    private void act(Automation.Run run, Action action) {
        var origin = new Origin.Rule(run.rule(), run.number());
        switch (action) {
            case Action.Wish(var property, var value) -> {
                done(run, action, Optional.empty());
                commands.command(new Command(property, value), origin);
            }
            case Action.Toggle(var device) -> {
                done(run, action, Optional.of(new Trace.Answer.Said()));
                commands.toggle(device, origin);
            }
            case Action.Play(var scene) -> done(run, action, Optional.of(scenes.play(scene, origin) ? new Trace.Answer.Said()
                    : new Trace.Answer.Refused(Trace.Answer.Refused.Why.NO_SCENE, scene)));
            case Action.Tell(var words) -> {
                boolean said = messenger.say(words);
                done(run, action, Optional.of(said ? new Trace.Answer.Said()
                        : new Trace.Answer.Refused(Trace.Answer.Refused.Why.TOO_MANY, "")));
                if (said) {
                    bench.journal(JournalEntry.Kind.RULE_SAID, Optional.empty(), words);
                    bench.effects.add(new Effect.Notify(words));
                }
            }
            case Action.Arm(var mode) -> done(run, action, Optional.of(keypad.armed(mode, name(run.rule())).map(this::refused)
                    .orElseGet(Trace.Answer.Said::new)));
            case Action.Wait _, Action.Repeat _, Action.Choose _ -> throw new IllegalArgumentException("has its own way: " + action);
        }
    }

    private String name(String rule) {
        return bench.home.automations().rule(rule).map(Rule::name).orElse(rule);
    }

    private Trace.Answer refused(Security.Refused how) {
        var why = switch (how.why()) {
            case OBSTACLES -> Trace.Answer.Refused.Why.OBSTACLES;
            case RINGING -> Trace.Answer.Refused.Why.RINGING;
            default -> Trace.Answer.Refused.Why.CODE_NEEDED;
        };
        return new Trace.Answer.Refused(why, how.obstacles().stream().map(o -> bench.home.device(o.sensor()).map(Device::name)
                .orElse(o.sensor().value())).collect(Collectors.joining(", ")));
    }

    // ---- traces

    void note(String rule, Cause cause, Trace.Verdict verdict) {
        note(rule, new Trace(++number, bench.now, cause, verdict, TreePVector.empty()));
    }

    private void note(String rule, Trace trace) {
        var all = traces.getOrDefault(rule, TreePVector.empty()).plus(trace);
        traces = traces.plus(rule, all.size() > TRACES ? all.minus(0) : all);
    }

    /// Nothing more is known of a rule.
    void forget(String rule) {
        traces = traces.minus(rule);
    }

    void answered(Bench.Answered answered) {
        if (answered.origin() instanceof Origin.Rule(var rule, long run)) {
            trace(rule, run, t -> t.answered(new Action.Wish(answered.property(), answered.wanted()), answered.answer()));
        }
    }

    private void done(Automation.Run run, Action action, Optional<Trace.Answer> answer) {
        trace(run, t -> t.with(new Trace.Done(bench.now, action, answer)));
    }

    private void trace(Automation.Run run, UnaryOperator<Trace> change) {
        trace(run.rule(), run.number(), change);
    }

    private void trace(String rule, long run, UnaryOperator<Trace> change) {
        var all = traces.getOrDefault(rule, TreePVector.empty());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).number() == run) {
                traces = traces.plus(rule, all.with(i, change.apply(all.get(i))));
                return;
            }
        }
    }
}
