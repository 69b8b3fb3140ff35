package hearth.hub;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Rule;
import hearth.home.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.ConsPStack;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/// What the house does by itself: a part of a [Step]. Lives for one call.
final class Rules {

    /// A time that went by for no longer than this is made up for; what is older is told.
    static final Duration LATE = Duration.ofMinutes(5);
    /// More often in a second no rule is set off.
    static final int ROUNDS = 10;
    /// As many wait behind one that is at work.
    static final int QUEUE = 10;
    /// What a run may do without waiting.
    static final int STEPS = 1_000;
    private static final int TRACES = 20;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Bench bench;
    private final Commands commands;
    private final Scenes scenes;
    private final Automation was;
    private ZoneId zone;
    private boolean began;
    private Hooks hooks;
    private TreePSet<Automation.Due> due;
    private PMap<Hooks.Hook, Instant> lasting;
    private PMap<String, PVector<Automation.Run>> runs;
    private PMap<String, PVector<Trace>> traces;
    private PMap<String, Automation.Pace> pace;
    private PSet<String> cut;
    private long number;

    Rules(Bench bench, Commands commands, Scenes scenes) {
        this.bench = bench;
        this.commands = commands;
        this.scenes = scenes;
        was = bench.before.automation();
        zone = was.zone();
        began = was.began();
        hooks = was.hooks();
        due = was.due();
        lasting = was.lasting();
        runs = was.runs();
        traces = was.traces();
        pace = was.pace();
        cut = was.cut();
        number = was.number();
    }

    /// What follows from all that this step changed; nothing more may change after this.
    Automation done() {
        if (began && bench.home.automations() != bench.before.home().automations()) {
            edited(bench.before.home().automations(), bench.home.automations());
        }
        if (began) {
            List.copyOf(bench.silences).forEach(this::silent);
        }
        while (!bench.changes.isEmpty() || !bench.answers.isEmpty()) {
            var changes = List.copyOf(bench.changes);
            var answers = List.copyOf(bench.answers);
            bench.changes.clear();
            bench.answers.clear();
            answers.forEach(this::answered);
            if (began) {
                changes.forEach(this::changed);
            }
        }
        return new Automation(zone, began, hooks, due, lasting, runs, traces, pace, cut, number, scenes.played());
    }

    private Calendar calendar() {
        return new Calendar(zone, bench.home.automations().spot());
    }

    // ---- begin and edit

    /// @param alive when the house was last known to act
    void begin(ZoneId here, Instant alive) {
        zone = here;
        began = true;
        hooks = Hooks.of(bench.home.automations());
        var since = alive.isAfter(bench.now) ? bench.now : alive;
        for (var rule : bench.home.automations().rules()) {
            if (rule.on()) {
                madeUp(rule, since);
                schedule(rule);
                holding(rule);
                if (rule.when().stream().anyMatch(Trigger.Starts.class::isInstance)) {
                    setOff(rule, new Cause.Started());
                }
            }
        }
    }

    /// What the clock would have set off while nobody was there: only the last of it counts.
    private void madeUp(Rule rule, Instant since) {
        var missed = Optional.<Instant>empty();
        for (var trigger : rule.when()) {
            var next = calendar().next(trigger, since.isBefore(bench.now.minus(DAY)) ? bench.now.minus(DAY) : since);
            while (next.isPresent() && !next.get().isAfter(bench.now)) {
                missed = missed.filter(next.get()::isBefore).isPresent() ? missed : next;
                next = calendar().next(trigger, next.get());
            }
        }
        missed.ifPresent(at -> timed(rule, at));
    }

    private void edited(Automations before, Automations after) {
        hooks = Hooks.of(after);
        boolean moved = !before.spot().equals(after.spot());
        before.rules().stream().filter(r -> !after.rule(r.id()).equals(Optional.of(r))).forEach(this::forget);
        for (var rule : after.rules()) {
            boolean changed = !before.rule(rule.id()).equals(Optional.of(rule));
            if (changed || moved) {
                due = due.minusAll(due.stream().filter(d -> d.rule().equals(rule.id()) && isTime(d)).toList());
                if (rule.on()) {
                    schedule(rule);
                }
            }
            if (changed && rule.on()) {
                holding(rule);
            }
        }
    }

    private static boolean isTime(Automation.Due due) {
        return due.kind() == Automation.Due.Kind.TIME || due.kind() == Automation.Due.Kind.SUN;
    }

    /// A rule that is changed, switched off or gone does nothing more of what it began.
    private void forget(Rule rule) {
        runs.getOrDefault(rule.id(), TreePVector.empty())
                .forEach(run -> trace(run, t -> t.with(new Trace.Verdict.Ended(bench.now))));
        runs = runs.minus(rule.id());
        due = due.minusAll(due.stream().filter(d -> d.rule().equals(rule.id())).toList());
        for (int i = 0; i < rule.when().size(); i++) {
            lasting = lasting.minus(new Hooks.Hook(rule.id(), i));
        }
        pace = pace.minus(rule.id());
        cut = cut.minus(rule.id());
        if (bench.home.automations().rule(rule.id()).isEmpty()) {
            traces = traces.minus(rule.id());
        }
    }

    private void schedule(Rule rule) {
        for (int i = 0; i < rule.when().size(); i++) {
            schedule(rule, i, bench.now);
        }
    }

    private void schedule(Rule rule, int trigger, Instant after) {
        var next = calendar().next(rule.when().get(trigger), after);
        if (next.isPresent()) {
            due = due.plus(new Automation.Due(next.get(), Automation.Due.Kind.TIME, rule.id(), trigger));
        } else if (rule.when().get(trigger) instanceof Trigger.Sun) {
            due = due.plus(new Automation.Due(after.plus(DAY), Automation.Due.Kind.SUN, rule.id(), trigger));
        }
    }

    /// What is so already when a rule begins to wait for it to last: it begins to last now.
    private void holding(Rule rule) {
        for (int i = 0; i < rule.when().size(); i++) {
            if (rule.when().get(i) instanceof Trigger.Turns(var fact, var time) && time.isPositive()
                    && fact.holds(known(fact.property()))) {
                last(new Hooks.Hook(rule.id(), i), bench.now.plus(time));
            }
        }
    }

    private void last(Hooks.Hook hook, Instant until) {
        lasting = lasting.plus(hook, until);
        due = due.plus(new Automation.Due(until, Automation.Due.Kind.LASTING, hook.rule(), hook.trigger()));
    }

    private void lastsNoMore(Hooks.Hook hook) {
        var until = lasting.get(hook);
        if (until != null) {
            lasting = lasting.minus(hook);
            due = due.minus(new Automation.Due(until, Automation.Due.Kind.LASTING, hook.rule(), hook.trigger()));
        }
    }

    // ---- what sets rules off

    private void changed(Bench.Change change) {
        for (var hook : hooks.of(change.property())) {
            var rule = bench.home.automations().rule(hook.rule());
            if (rule.isEmpty()) {
                continue;
            }
            var cause = new Cause.Changed(change.property(), change.is());
            switch (rule.get().when().get(hook.trigger())) {
                case Trigger.Changes _ when change.momentary() || change.was().filter(w -> !w.equals(change.is())).isPresent() ->
                    setOff(rule.get(), cause);
                case Trigger.Turns(var fact, var time) -> turned(rule.get(), hook, change, fact.holds(Optional.of(change.is())),
                        !change.momentary() && fact.holds(change.was()), time, cause);
                default -> {
                    // a first value is no change
                }
            }
        }
    }

    private void turned(Rule rule, Hooks.Hook hook, Bench.Change change, boolean holds, boolean held, Duration time, Cause cause) {
        if (!holds) {
            lastsNoMore(hook);
        } else if (!held && (change.momentary() || change.was().isPresent() || time.isPositive())) {
            if (time.isPositive()) {
                last(hook, bench.now.plus(time));
            } else {
                setOff(rule, cause);
            }
        }
    }

    void said(Message message) {
        if (began && !message.retained()) {
            for (var hook : hooks.of(message.topic())) {
                bench.home.automations().rule(hook.rule()).ifPresent(rule -> {
                    var text = message.payload().shown(64);
                    if (rule.when().get(hook.trigger()) instanceof Trigger.Says(_, var wanted)
                            && (wanted.isEmpty() || message.payload().text().map(String::strip).equals(Optional.of(wanted)))) {
                        setOff(rule, new Cause.Said(message.topic(), text));
                    }
                });
            }
        }
    }

    private void silent(DeviceId device) {
        hooks.of(device).forEach(hook -> bench.home.automations().rule(hook.rule()).ifPresent(r -> setOff(r, new Cause.Silence(device))));
    }

    void tick() {
        while (!due.isEmpty() && !due.first().at().isAfter(bench.now)) {
            var next = due.first();
            due = due.minus(next);
            if (next.kind() == Automation.Due.Kind.WAKE) {
                runs.getOrDefault(next.rule(), TreePVector.empty()).stream().filter(run -> run.number() == next.number()).findFirst()
                        .ifPresent(this::work);
                continue;
            }
            bench.home.automations().rule(next.rule()).ifPresent(rule -> {
                int trigger = (int) next.number();
                switch (next.kind()) {
                    case TIME -> {
                        timed(rule, next.at());
                        schedule(rule, trigger, bench.now);
                    }
                    case SUN -> schedule(rule, trigger, bench.now);
                    case LASTING -> {
                        lasting = lasting.minus(new Hooks.Hook(rule.id(), trigger));
                        if (rule.when().get(trigger) instanceof Trigger.Turns(var fact, _)) {
                            known(fact.property()).filter(v -> fact.holds(Optional.of(v)))
                                    .ifPresent(v -> setOff(rule, new Cause.Changed(fact.property(), v)));
                        }
                    }
                    case WAKE -> {
                    }
                }
            });
        }
    }

    private void timed(Rule rule, Instant at) {
        if (at.plus(LATE).isBefore(bench.now)) {
            note(rule.id(), new Trace(++number, bench.now, new Cause.Clock(at), new Trace.Verdict.Missed(), TreePVector.empty()));
            bench.journal(JournalEntry.Kind.RULE_MISSED, Optional.empty(), rule.name() + " · " + at);
        } else {
            setOff(rule, new Cause.Clock(at));
        }
    }

    // ---- runs

    /// The user tries it: also while it is off, and whatever its conditions say.
    void attempt(String id) {
        bench.home.automations().rule(id).ifPresent(rule -> start(rule, new Cause.Tried()));
    }

    /// The user lets it go on.
    void resume(String id) {
        cut = cut.minus(id);
        pace = pace.minus(id);
    }

    private void setOff(Rule rule, Cause cause) {
        if (cut.contains(rule.id())) {
            return;
        }
        var known = pace.get(rule.id());
        var counted = known != null && bench.now.isBefore(known.since().plus(SECOND))
                ? new Automation.Pace(known.since(), known.count() + 1)
                : new Automation.Pace(bench.now, 1);
        pace = pace.plus(rule.id(), counted);
        if (counted.count() > ROUNDS) {
            cut(rule, cause);
            return;
        }
        var unmet = unmet(rule.only());
        if (unmet.isPresent()) {
            note(rule.id(),
                    new Trace(++number, bench.now, cause, new Trace.Verdict.Unmet(unmet.get()), TreePVector.empty()));
        } else {
            start(rule, cause);
        }
    }

    private void cut(Rule rule, Cause cause) {
        forget(rule);
        cut = cut.plus(rule.id());
        note(rule.id(), new Trace(++number, bench.now, cause, new Trace.Verdict.Cut(), TreePVector.empty()));
        bench.journal(JournalEntry.Kind.RULE_CUT, Optional.empty(), rule.name());
    }

    private void start(Rule rule, Cause cause) {
        var active = runs.getOrDefault(rule.id(), TreePVector.empty());
        var run = new Automation.Run(rule.id(), ++number, bench.now, cause, ConsPStack.from(rule.then()));
        var trace = new Trace(run.number(), bench.now, cause, new Trace.Verdict.Running(), TreePVector.empty());
        if (active.isEmpty() || rule.again() == Rule.Again.RESTART) {
            active.forEach(this::end);
            begin(run, trace, TreePVector.empty());
        } else if (rule.again() == Rule.Again.QUEUED && active.size() <= QUEUE) {
            note(rule.id(), trace.with(new Trace.Verdict.Waiting()));
            runs = runs.plus(rule.id(), active.plus(run));
        } else {
            note(rule.id(), trace.with(new Trace.Verdict.Busy()));
        }
    }

    private void begin(Automation.Run run, Trace trace, PVector<Automation.Run> behind) {
        note(run.rule(), trace);
        runs = runs.plus(run.rule(), behind.plus(0, run));
        bench.journal(JournalEntry.Kind.RULE_RAN, Optional.empty(),
                bench.home.automations().rule(run.rule()).map(Rule::name).orElse(run.rule()));
        work(run);
    }

    private void end(Automation.Run run) {
        due = due.minusAll(
                due.stream().filter(d -> d.kind() == Automation.Due.Kind.WAKE && d.rule().equals(run.rule()) && d.number() == run.number())
                        .toList());
        trace(run, t -> t.with(new Trace.Verdict.Ended(bench.now)));
    }

    /// Does what is to be done up to the next wait.
    private void work(Automation.Run run) {
        var todo = run.todo();
        for (int steps = 0; !todo.isEmpty(); steps++) {
            if (steps == STEPS) {
                bench.home.automations().rule(run.rule()).ifPresent(rule -> cut(rule, run.cause()));
                return;
            }
            var action = todo.get(0);
            todo = todo.minus(0);
            switch (action) {
                case Action.Wish(var property, var value) -> {
                    done(run, action, Optional.empty());
                    commands.command(new Command(property, value), new Origin.Rule(run.rule(), run.number()));
                }
                case Action.Toggle(var device) -> {
                    done(run, action, Optional.of(new Trace.Answer.Said()));
                    commands.toggle(device, new Origin.Rule(run.rule(), run.number()));
                }
                case Action.Play(var scene) -> {
                    done(run, action, Optional.of(scenes.play(scene, new Origin.Rule(run.rule(), run.number()))
                            ? new Trace.Answer.Said() : new Trace.Answer.Refused("there is no such scene")));
                }
                case Action.Tell(var words) -> {
                    done(run, action, Optional.of(new Trace.Answer.Said()));
                    bench.journal(JournalEntry.Kind.RULE_SAID, Optional.empty(), words);
                    bench.effects.add(new Effect.Notify(words));
                }
                case Action.Wait(var time) -> {
                    done(run, action, Optional.of(new Trace.Answer.Said()));
                    var left = run.with(todo);
                    var active = runs.getOrDefault(run.rule(), TreePVector.empty());
                    runs = runs.plus(run.rule(), active.isEmpty() ? active.plus(left) : active.with(0, left));
                    due = due.plus(new Automation.Due(bench.now.plus(time), Automation.Due.Kind.WAKE, run.rule(), run.number()));
                    return;
                }
                case Action.Repeat(var actions, var until, int most) -> {
                    if (most > 1) {
                        todo = todo.plus(new Action.Choose(until, List.of(), List.of(new Action.Repeat(actions, until, most - 1))));
                    }
                    todo = todo.plusAll(actions.reversed());
                }
                case Action.Choose(var condition, var then, var otherwise) ->
                    todo = todo.plusAll((unmet(condition).isEmpty() ? then : otherwise).reversed());
            }
        }
        trace(run, t -> t.with(new Trace.Verdict.Finished(bench.now)));
        var active = runs.getOrDefault(run.rule(), TreePVector.empty());
        var behind = active.isEmpty() ? active : active.minus(0);
        runs = behind.isEmpty() ? runs.minus(run.rule()) : runs.plus(run.rule(), behind);
        if (!behind.isEmpty()) {
            var next = behind.getFirst();
            trace(next, t -> t.with(new Trace.Verdict.Running()));
            work(next);
        }
    }

    // ---- conditions

    private Optional<Value> known(PropertyRef property) {
        return bench.device(property.device()).flatMap(d -> d.state(property).value());
    }

    /// The first condition that is not so; empty where all is as it must be.
    private Optional<Condition> unmet(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> of.stream().flatMap(c -> unmet(c).stream()).findFirst();
            case Condition.Any(var of) ->
                of.isEmpty() || of.stream().anyMatch(c -> unmet(c).isEmpty()) ? Optional.empty() : Optional.of(condition);
            case Condition.Not(var of) -> unmet(of).isEmpty() ? Optional.of(condition) : Optional.empty();
            case Condition.Is(var fact) -> fact.holds(known(fact.property())) ? Optional.empty() : Optional.of(condition);
            case Condition.Within window -> calendar().within(window, bench.now) ? Optional.empty() : Optional.of(condition);
            case Condition.Dark() -> calendar().dark(bench.now) ? Optional.empty() : Optional.of(condition);
        };
    }

    // ---- traces

    private void done(Automation.Run run, Action action, Optional<Trace.Answer> answer) {
        trace(run, t -> t.with(new Trace.Done(bench.now, action, answer)));
    }

    private void answered(Bench.Answered answered) {
        if (answered.origin() instanceof Origin.Rule(var rule, long run)) {
            trace(rule, run, t -> t.answered(new Action.Wish(answered.property(), answered.wanted()), answered.answer()));
        }
    }

    private void note(String rule, Trace trace) {
        var all = traces.getOrDefault(rule, TreePVector.empty()).plus(trace);
        traces = traces.plus(rule, all.size() > TRACES ? all.minus(0) : all);
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
