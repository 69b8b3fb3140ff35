package hearth.hub;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Automations;
import hearth.home.Rule;
import hearth.home.Trigger;
import hearth.trie.Trie;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What the house does by itself: a part of a [Step]. Lives for one call.
final class Rules {

    /// A time that went by for no longer than this is made up for; what is older is told.
    static final Duration LATE = Duration.ofMinutes(5);
    /// More often in a second no rule is set off.
    static final int ROUNDS = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    /// After the start the broker repeats how things are before what was left goes on.
    private static final Duration SETTLING = Duration.ofSeconds(5);
    /// A clock that is set back by no more than this had the day right: what has been is not done again.
    private static final Duration HOURS = Duration.ofHours(3);

    private final Bench bench;
    private final Scenes scenes;
    private final Guard guard;
    private final Agenda agenda;
    private final Runs runs;
    private final Lasting lasting;
    private ZoneId zone;
    private boolean began;
    private Hooks hooks;
    private PMap<String, Automation.Pace> pace;
    private PSet<String> cut;
    private final Set<String> touched = new TreeSet<>();

    Rules(Bench bench, Commands commands, Scenes scenes, Guard guard, Keypad keypad, Messenger messenger) {
        this.bench = bench;
        this.scenes = scenes;
        this.guard = guard;
        var was = bench.before.automation();
        agenda = new Agenda(was.due());
        runs = new Runs(bench, commands, scenes, keypad, messenger, agenda, this::conditions, run -> bench.home.automations()
                .rule(run.rule()).ifPresent(rule -> cut(rule, run.cause())), touched);
        zone = was.zone();
        began = was.began();
        hooks = was.hooks();
        lasting = new Lasting(was.lasting(), agenda, touched);
        pace = was.pace();
        cut = was.cut();
    }

    /// What follows from all that this step changed; nothing more may change after this.
    Automation done() {
        if (began && bench.home.automations() != bench.before.home().automations()) {
            edited(bench.before.home().automations(), bench.home.automations());
        }
        if (began) {
            List.copyOf(bench.silences).forEach(this::silent);
            armed(bench.before.security().shown().state().word(), guard.display.state().word());
        }
        while (!bench.changes.isEmpty() || !bench.answers.isEmpty()) {
            var changes = List.copyOf(bench.changes);
            var answers = List.copyOf(bench.answers);
            bench.changes.clear();
            bench.answers.clear();
            answers.forEach(runs::answered);
            if (began) {
                changes.forEach(this::changed);
            }
        }
        touched.forEach(this::keep);
        return new Automation(zone, began, hooks, agenda.due(), lasting.all(), runs.all(), runs.traces(), pace, cut, runs.number(),
                scenes.played(), runs.contests());
    }

    /// What a rule has not finished is on disk, so that a stop does not end it.
    private void keep(String rule) {
        var was = bench.before.automation();
        var before = unfinished(rule, was.runs(), was.lasting(), was.cut());
        var now = unfinished(rule, runs.all(), lasting.all(), cut);
        if (!now.equals(before)) {
            bench.effects.add(new Effect.KeepUnfinished(rule, now));
        }
    }

    private static Unfinished unfinished(String rule, PMap<String, PVector<Automation.Run>> runs,
            PMap<String, PMap<Integer, Instant>> lasting, PSet<String> cut) {
        return new Unfinished(runs.getOrDefault(rule, TreePVector.empty()), lasting.getOrDefault(rule, Trie.empty()),
                cut.contains(rule));
    }

    private Calendar calendar() {
        return new Calendar(zone, bench.home.automations().spot());
    }

    private Conditions conditions() {
        return new Conditions(bench, calendar(), guard.display.state());
    }

    // ---- begin and edit

    /// @param alive when the house was last known to act
    void begin(ZoneId here, Instant alive) {
        zone = here;
        began = true;
        hooks = Hooks.of(bench.home.automations());
        var since = alive.isAfter(bench.now) ? bench.now : alive;
        left().stream().filter(id -> bench.home.automations().rule(id).filter(Rule::on).isEmpty()).forEach(this::forget);
        for (var rule : bench.home.automations().rules()) {
            if (rule.on()) {
                goOn(rule); // what was so before the stop and is not left to last has lasted
                madeUp(rule, since);
                schedule(rule);
                if (rule.when().stream().anyMatch(Trigger.Starts.class::isInstance)) {
                    setOff(rule, new Cause.Started());
                }
            }
        }
    }

    /// The rules of which something is known from before the stop.
    private Set<String> left() {
        var all = new TreeSet<>(runs.all().keySet());
        all.addAll(lasting.all().keySet());
        all.addAll(cut);
        all.addAll(runs.traces().keySet());
        return all;
    }

    private void goOn(Rule rule) {
        runs.goOn(rule.id(), this::soonest);
        lasting.of(rule.id()).forEach((trigger, until) -> {
            var hook = new Hooks.Hook(rule.id(), trigger);
            lasting.end(hook);
            if (trigger < rule.when().size() && rule.when().get(trigger) instanceof Trigger.Turns(var fact, _)
                    && fact.holds(conditions().known(fact.property()))) {
                lasting.begin(hook, soonest(until));
            }
        });
    }

    /// What is too late is looked at at once, and told.
    private Instant soonest(Instant due) {
        var settled = bench.now.plus(SETTLING);
        return due.plus(LATE).isBefore(bench.now) || due.isAfter(settled) ? due : settled;
    }

    /// The clock was set back: what is to last or to wait does so for as long as before. What has been at a time of day does not come
    /// again, unless the day was wrong, too.
    void setBack(Duration by) {
        runs.setBack(by);
        lasting.setBack(by);
        if (by.compareTo(HOURS) > 0) {
            pace = Trie.empty();
            for (var rule : bench.home.automations().rules()) {
                agenda.removeAll(rule.id(), kind -> kind == Automation.Due.Kind.TIME || kind == Automation.Due.Kind.SUN);
                if (began && rule.on()) {
                    schedule(rule);
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
        before.rules().stream().filter(r -> !after.rule(r.id()).equals(Optional.of(r))).map(Rule::id).forEach(this::forget);
        for (var rule : after.rules()) {
            boolean changed = !before.rule(rule.id()).equals(Optional.of(rule));
            if (changed || moved) {
                agenda.removeAll(rule.id(), kind -> kind == Automation.Due.Kind.TIME || kind == Automation.Due.Kind.SUN);
                if (rule.on()) {
                    schedule(rule);
                }
            }
            if (changed && rule.on()) {
                holding(rule);
            }
        }
    }

    /// A rule that is changed, switched off or gone does nothing more of what it began.
    private void forget(String rule) {
        runs.end(rule);
        agenda.removeAll(rule, _ -> true);
        lasting.end(rule);
        touched.add(rule);
        pace = pace.minus(rule);
        cut = cut.minus(rule);
        if (bench.home.automations().rule(rule).isEmpty()) {
            runs.forget(rule);
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
            agenda.add(next.get(), Automation.Due.Kind.TIME, rule.id(), trigger);
        } else if (rule.when().get(trigger) instanceof Trigger.Sun) {
            agenda.add(after.plus(DAY), Automation.Due.Kind.SUN, rule.id(), trigger);
        }
    }

    /// What is so already when a rule begins to wait for it to last: it begins to last now.
    private void holding(Rule rule) {
        for (int i = 0; i < rule.when().size(); i++) {
            if (rule.when().get(i) instanceof Trigger.Turns(var fact, var time) && time.isPositive()
                    && !lasting.of(rule.id()).containsKey(i)
                    && fact.holds(conditions().known(fact.property()))) {
                lasting.begin(new Hooks.Hook(rule.id(), i), bench.now.plus(time));
            }
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
            lasting.end(hook);
        } else if (!held && (change.momentary() || change.was().isPresent() || time.isPositive())) {
            if (time.isPositive()) {
                lasting.begin(hook, bench.now.plus(time));
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

    private void armed(String was, String is) {
        if (!was.equals(is)) {
            for (var hook : hooks.arms()) {
                bench.home.automations().rule(hook.rule()).ifPresent(rule -> {
                    if (rule.when().get(hook.trigger()) instanceof Trigger.Arms(var state) && state.holds(is) && !state.holds(was)) {
                        setOff(rule, new Cause.Armed(is));
                    }
                });
            }
        }
    }

    void tick() {
        while (agenda.isDue(bench.now)) {
            var next = agenda.next();
            bench.home.automations().rule(next.rule()).ifPresent(rule -> {
                int trigger = (int) next.number();
                switch (next.kind()) {
                    case TIME -> {
                        timed(rule, next.at());
                        schedule(rule, trigger, bench.now);
                    }
                    case SUN -> schedule(rule, trigger, bench.now);
                    case LASTING -> lasted(rule, new Hooks.Hook(rule.id(), trigger), next.at());
                    case WAKE -> runs.wake(rule, next.number(), next.at());
                }
            });
        }
    }

    /// What was to last has lasted; if that was long ago, it begins anew, since nobody knows what has been meanwhile.
    private void lasted(Rule rule, Hooks.Hook hook, Instant at) {
        lasting.end(hook);
        if (rule.when().get(hook.trigger()) instanceof Trigger.Turns(var fact, var time)) {
            conditions().known(fact.property()).filter(v -> fact.holds(Optional.of(v))).ifPresent(v -> {
                if (at.plus(LATE).isBefore(bench.now)) {
                    missed(rule, at);
                    lasting.begin(hook, bench.now.plus(time));
                } else {
                    setOff(rule, new Cause.Changed(fact.property(), v));
                }
            });
        }
    }

    private void missed(Rule rule, Instant at) {
        runs.note(rule.id(), new Cause.Clock(at), new Trace.Verdict.Missed());
        runs.missed(rule, at);
    }

    private void timed(Rule rule, Instant at) {
        if (at.plus(LATE).isBefore(bench.now)) {
            missed(rule, at);
        } else {
            setOff(rule, new Cause.Clock(at));
        }
    }

    // ---- acting

    /// The user tries it: also while it is off, and whatever its conditions say.
    void attempt(String id) {
        bench.home.automations().rule(id).ifPresent(rule -> runs.start(rule, new Cause.Tried()));
    }

    /// The user lets it go on.
    void resume(String id) {
        cut = cut.minus(id);
        touched.add(id);
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
        conditions().unmet(rule.only()).ifPresentOrElse(unmet -> runs.note(rule.id(), cause, unmet), () -> runs.start(rule, cause));
    }

    private void cut(Rule rule, Cause cause) {
        forget(rule.id());
        cut = cut.plus(rule.id());
        runs.note(rule.id(), cause, new Trace.Verdict.Cut());
        bench.journal(JournalEntry.Kind.RULE_CUT, Optional.empty(), rule.name());
    }
}
