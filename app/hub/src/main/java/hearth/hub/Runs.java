package hearth.hub;

import hearth.device.Command;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pcollections.ConsPStack;
import org.pcollections.PMap;
import org.pcollections.PStack;
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
    private final Set<String> touched;
    private PMap<String, PVector<Automation.Run>> runs;
    private PMap<String, PVector<Trace>> traces;
    private PMap<PropertyRef, Contest> contests;
    private long number;

    /// @param endless told of a run that does too much without waiting
    /// @param touched takes the rules whose runs have changed
    Runs(Bench bench, Commands commands, Scenes scenes, Keypad keypad, Messenger messenger, Agenda agenda,
            Supplier<Conditions> conditions, Consumer<Automation.Run> endless, Set<String> touched) {
        this.bench = bench;
        this.commands = commands;
        this.scenes = scenes;
        this.keypad = keypad;
        this.messenger = messenger;
        this.agenda = agenda;
        this.conditions = conditions;
        this.endless = endless;
        this.touched = touched;
        var was = bench.before.automation();
        runs = was.runs();
        traces = was.traces();
        contests = was.contests();
        number = was.number();
    }

    PMap<String, PVector<Automation.Run>> all() {
        return runs;
    }

    PMap<String, PVector<Trace>> traces() {
        return traces;
    }

    PMap<PropertyRef, Contest> contests() {
        return contests;
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
            put(rule.id(), TreePVector.singleton(run));
            bench.journal(JournalEntry.Kind.RULE_RAN, Optional.empty(), rule.name());
            work(run);
        } else if (rule.again() == Rule.Again.QUEUED && active.size() <= QUEUE) {
            note(rule.id(), trace.with(new Trace.Verdict.Waiting()));
            put(rule.id(), active.plus(run));
        } else {
            note(rule.id(), trace.with(new Trace.Verdict.Busy()));
        }
    }

    private void put(String rule, PVector<Automation.Run> all) {
        runs = all.isEmpty() ? runs.minus(rule) : runs.plus(rule, all);
        touched.add(rule);
    }

    /// The time for which a run waited is over.
    void wake(Rule rule, long run, Instant due) {
        of(rule.id()).stream().filter(r -> r.number() == run).findFirst().ifPresent(r -> {
            if (due.plus(Rules.LATE).isBefore(bench.now)) {
                of(rule.id()).forEach(late -> trace(late, t -> t.with(new Trace.Verdict.Missed())));
                put(rule.id(), TreePVector.empty());
                missed(rule, due);
            } else {
                work(r);
            }
        });
    }

    void missed(Rule rule, Instant due) {
        bench.journal(JournalEntry.Kind.RULE_MISSED, Optional.empty(), rule.name() + " · " + due);
    }

    /// The program was stopped while a rule was at work: it goes on where it was.
    ///
    /// @param soonest when it may go on at the earliest
    void goOn(String rule, UnaryOperator<Instant> soonest) {
        var left = of(rule);
        left.forEach(run -> note(rule, new Trace(run.number(), run.at(), run.cause(),
                run.wake().isPresent() ? new Trace.Verdict.Running() : new Trace.Verdict.Waiting(), TreePVector.empty())));
        if (!left.isEmpty()) {
            var first = left.getFirst();
            rest(first, first.todo(), soonest.apply(first.wake().orElse(bench.now)));
        }
    }

    /// The clock was set back: who waits has as long to wait as before.
    void setBack(Duration by) {
        runs.forEach((_, all) -> all.getFirst().wake().ifPresent(wake -> {
            agenda.remove(wake, Automation.Due.Kind.WAKE, all.getFirst().rule(), all.getFirst().number());
            rest(all.getFirst(), all.getFirst().todo(), wake.minus(by));
        }));
    }

    private void rest(Automation.Run run, PStack<Action> todo, Instant until) {
        put(run.rule(), of(run.rule()).with(0, run.waiting(todo, until)));
        agenda.add(until, Automation.Due.Kind.WAKE, run.rule(), run.number());
    }

    /// A rule does nothing more of what it began.
    void end(String rule) {
        of(rule).forEach(this::end);
        put(rule, TreePVector.empty());
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
                    rest(run, todo, bench.now.plus(time));
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
        put(run.rule(), behind);
        if (!behind.isEmpty()) {
            var next = behind.getFirst();
            trace(next, t -> t.with(new Trace.Verdict.Running()));
            work(next);
        }
    }

    private void act(Automation.Run run, Action action) {
        var origin = new Origin.Rule(run.rule(), run.number(), run.cause());
        switch (action) {
            case Action.Wish(var property, var value) -> {
                done(run, action, Optional.empty());
                contest(run.rule(), property, value);
                commands.command(new Command(property, value), origin);
            }
            case Action.Toggle(var device) -> {
                done(run, action, Optional.of(new Trace.Answer.Said()));
                commands.toggle(device, origin);
            }
            case Action.Play(var scene) -> {
                done(run, action, Optional.of(bench.home.automations().scene(scene).isPresent() ? new Trace.Answer.Said()
                        : new Trace.Answer.Refused(Trace.Answer.Refused.Why.NO_SCENE, scene)));
                bench.home.automations().scene(scene)
                        .ifPresent(s -> s.wishes().forEach((property, value) -> contest(run.rule(), property, value)));
                scenes.play(scene, origin);
            }
            case Action.Tell tell -> {
                var told = tell.of(those(run.rule()));
                var words = told.words();
                boolean said = messenger.say(words);
                done(run, told, Optional.of(said ? new Trace.Answer.Said()
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

    /// For which devices its condition holds.
    private List<String> those(String rule) {
        return bench.home.automations().rule(rule).stream().flatMap(r -> conditions.get().holding(r.only()))
                .map(p -> bench.name(p.device())).distinct().toList();
    }

    /// Two rules that wish otherwise by turns are told of, once.
    private void contest(String rule, PropertyRef property, Value value) {
        var next = Contest.after(contests.get(property), rule, value, bench.now);
        boolean told = contests.containsKey(property) && contests.get(property).isDispute();
        contests = contests.plus(property, next);
        if (next.isDispute() && !told) {
            bench.journal(JournalEntry.Kind.RULES_DISAGREE, Optional.of(property.device()), name(next.against()) + " · " + name(rule));
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
        return new Trace.Answer.Refused(why, how.obstacles().stream().map(o -> bench.name(o.sensor())).collect(Collectors.joining(", ")));
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
        if (answered.origin() instanceof Origin.Rule(var rule, long run, _)) {
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
