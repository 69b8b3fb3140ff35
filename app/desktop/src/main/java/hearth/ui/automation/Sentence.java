package hearth.ui.automation;

import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Condition;
import hearth.home.Device;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Trigger;
import hearth.hub.Cause;
import hearth.hub.DeviceState;
import hearth.hub.Flaw;
import hearth.hub.HubState;
import hearth.hub.Trace;
import hearth.ui.DeviceWords;
import hearth.ui.Names;
import hearth.ui.Texts;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Rules, and what became of them, in words. A value.
record Sentence(HubState house, Texts texts) {

    /// The whole rule: `When the hall door opens, if it is dark: set Hall light to 40 %.`
    String of(Rule rule) {
        var when = rule.when().stream().map(this::of).collect(Collectors.joining(" " + texts.of("rule.or") + " "));
        var then = rule.then().stream().map(this::of).collect(Collectors.joining(", "));
        return rule.only().equals(Condition.ALWAYS) ? texts.of("rule.sentence", when, then)
                : texts.of("rule.sentence.if", when, of(rule.only()), then);
    }

    String of(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Changes(var property) -> texts.of("trigger.changes", name(property));
            case Trigger.Turns(var fact, var lasting) -> lasting.isZero() ? texts.of("trigger.turns", of(fact))
                    : texts.of("trigger.turns.lasting", of(fact), of(lasting));
            case Trigger.At(var time, var days) -> texts.of("trigger.at", of(time), days(days)).strip();
            case Trigger.Sun(var edge, var offset, var days) -> {
                var key = "trigger.sun." + edge.name().toLowerCase(Locale.ROOT);
                yield (offset.isZero() ? texts.of(key)
                        : texts.of(offset.isNegative() ? "trigger.sun.before" : "trigger.sun.after", of(offset.abs()), texts.of(key)))
                        + (days.isEmpty() ? "" : " " + days(days));
            }
            case Trigger.Silent(var device) -> texts.of("trigger.silent", name(device));
            case Trigger.Says(var topic, var payload) -> payload.isEmpty() ? texts.of("trigger.says.any", texts.plain(topic.filter()))
                    : texts.of("trigger.says", texts.plain(topic.filter()), texts.plain(payload));
            case Trigger.Arms(var state) -> texts.of("condition.alarm", alarm(state.word()));
            case Trigger.Starts() -> texts.of("trigger.starts");
        };
    }

    String of(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> joined(of, "rule.and");
            case Condition.Any(var of) -> joined(of, "rule.or");
            case Condition.Not(var of) -> texts.of("condition.not", of(of));
            case Condition.Is(var fact) -> of(fact);
            case Condition.Within(var from, var to, var days) -> texts.of("condition.within", of(from), of(to), days(days)).strip();
            case Condition.Armed(var state) -> texts.of("condition.alarm", alarm(state.word()));
            case Condition.Dark() -> texts.of("condition.dark");
        };
    }

    private String joined(List<Condition> of, String word) {
        return of.isEmpty() ? texts.of("condition.always") : of.stream().map(c -> {
            boolean several = c instanceof Condition.All(var in) && in.size() > 1 || c instanceof Condition.Any(var or) && or.size() > 1;
            return several ? "(" + of(c) + ")" : of(c);
        }).collect(Collectors.joining(" " + texts.of(word) + " "));
    }

    String of(Action action) {
        return switch (action) {
            case Action.Wish(var property, var value) -> texts.of("action.set", name(property), value(property, value));
            case Action.Toggle(var device) -> texts.of("action.toggle", name(device));
            case Action.Play(var scene) -> texts.of("action.scene", house.home().automations().scene(scene).map(Scene::name)
                    .map(texts::plain).orElseGet(() -> texts.of("rule.gone", texts.plain(scene))));
            case Action.Arm(var mode) -> texts.of("action.arm", texts.of("alarm.mode." + mode.name().toLowerCase(Locale.ROOT)));
            case Action.Tell(var words) -> texts.of("action.tell", texts.plain(words, 80));
            case Action.Wait(var time) -> texts.of("action.wait", of(time));
            case Action.Repeat(var actions, var until, int most) ->
                texts.of("action.repeat", actions.stream().map(this::of).collect(Collectors.joining(", ")), of(until), most);
            case Action.Choose(var condition, var then, var otherwise) -> {
                var one = then.stream().map(this::of).collect(Collectors.joining(", "));
                var other = otherwise.stream().map(this::of).collect(Collectors.joining(", "));
                yield other.isEmpty() ? texts.of("action.choose", of(condition), one)
                        : texts.of("action.choose.else", of(condition), one, other);
            }
        };
    }

    String of(Fact fact) {
        return texts.of("fact." + fact.how().name().toLowerCase(Locale.ROOT), name(fact.property()), value(fact.property(), fact.value()));
    }

    String of(Cause cause) {
        return switch (cause) {
            case Cause.Changed(var property, var value) -> texts.of("cause.changed", name(property), value(property, value));
            case Cause.Clock(var due) -> texts.of("cause.clock", texts.time(due));
            case Cause.Silence(var device) -> texts.of("trigger.silent", name(device));
            case Cause.Said(var topic, var payload) -> texts.of("cause.said", texts.plain(topic), texts.plain(payload));
            case Cause.Armed(var word) -> texts.of("cause.alarm", alarm(word));
            case Cause.Started() -> texts.of("trigger.starts");
            case Cause.Tried() -> texts.of("cause.tried");
        };
    }

    String of(Trace.Verdict verdict) {
        return switch (verdict) {
            case Trace.Verdict.Running() -> texts.of("verdict.running");
            case Trace.Verdict.Finished _ -> texts.of("verdict.finished");
            case Trace.Verdict.Unmet(var condition, var was) -> texts.of("verdict.unmet", of(condition))
                    + was.flatMap(value -> looked(condition, value)).map(words -> " " + texts.of("verdict.unmet.was", words)).orElse("");
            case Trace.Verdict.Busy() -> texts.of("verdict.busy");
            case Trace.Verdict.Waiting() -> texts.of("verdict.waiting");
            case Trace.Verdict.Ended _ -> texts.of("verdict.ended");
            case Trace.Verdict.Cut() -> texts.of("verdict.cut");
            case Trace.Verdict.Missed() -> texts.of("verdict.missed");
        };
    }

    /// The value that a condition saw.
    private Optional<String> looked(Condition condition, Value was) {
        return switch (condition) {
            case Condition.Is(var fact) -> Optional.of(value(fact.property(), was));
            case Condition.Armed _ -> Optional.of(alarm(was.wire()));
            case Condition.Not(var of) -> looked(of, was);
            case Condition.All _, Condition.Any _, Condition.Within _, Condition.Dark _ -> Optional.empty();
        };
    }

    /// How the alarm stands, by its word on the wire.
    String alarm(String word) {
        var key = "security." + word;
        return texts.bundle().containsKey(key) ? texts.of(key) : texts.plain(word);
    }

    String of(Flaw flaw) {
        var what = switch (flaw.kind()) {
            case DEVICE_GONE -> texts.plain(flaw.what());
            case NOT_SETTABLE -> name(new DeviceId(flaw.what()));
            case SCENE_GONE, OUT_OF_RANGE, NO_SPOT, NO_SUN -> texts.plain(flaw.what());
        };
        return texts.of("flaw." + flaw.kind().name().toLowerCase(Locale.ROOT), what);
    }

    /// What was done, and what came of it.
    String of(Trace.Done done) {
        var answer = done.answer().map(a -> switch (a) {
            case Trace.Answer.Confirmed(var took) -> texts.of("answer.confirmed", seconds(took));
            case Trace.Answer.Differs() -> texts.of("answer.differs");
            case Trace.Answer.NotConfirmed(var reason) -> texts.of("answer." + reason.name().toLowerCase(Locale.ROOT));
            case Trace.Answer.Refused(var why, var what) -> texts.of("refused." + why.name().toLowerCase(Locale.ROOT), texts.plain(what));
            case Trace.Answer.Said() -> "";
        }).orElseGet(() -> texts.of("answer.open"));
        return answer.isEmpty() ? of(done.action()) : of(done.action()) + " · " + answer;
    }

    String seconds(Duration took) {
        var format = java.text.NumberFormat.getNumberInstance(texts.locale());
        format.setMaximumFractionDigits(1);
        return format.format(Math.max(0.1, took.toMillis() / 1000.0));
    }

    String of(LocalTime time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(texts.locale()).format(time);
    }

    String of(Duration time) {
        return time.toSeconds() % 3600 == 0 && time.toHours() > 0 ? texts.of("span.hours", time.toHours())
                : time.toSeconds() % 60 == 0 && time.toMinutes() > 0 ? texts.of("span.minutes", time.toMinutes())
                : texts.of("span.seconds", time.toSeconds());
    }

    String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT_STANDALONE, texts.locale());
    }

    String days(Collection<DayOfWeek> days) {
        return days.isEmpty() ? "" : texts.of("days.on", Arrays.stream(DayOfWeek.values()).filter(days::contains).map(this::day)
                .collect(Collectors.joining(", ")));
    }

    String name(DeviceId device) {
        return house.home().device(device).map(Device::name).map(texts::plain).orElseGet(() -> texts.of("rule.gone", device.value()));
    }

    /// The device's name, with the property's where it is not what the device is there for.
    String name(PropertyRef ref) {
        var device = house.device(ref.device());
        var main = device.flatMap(DeviceState::main).filter(m -> m.ref().equals(ref)).isPresent();
        return main ? name(ref.device())
                : name(ref.device()) + " "
                        + property(ref).flatMap(p -> device.map(d -> new Names(d.binding(), texts, house.profiles()).of(p)))
                                .orElse(ref.property());
    }

    Optional<Property> property(PropertyRef ref) {
        return house.device(ref.device()).flatMap(d -> d.binding().property(ref));
    }

    String value(PropertyRef ref, Value value) {
        var words = property(ref).map(p -> new DeviceWords(house.device(ref.device()).orElseThrow(), texts).value(p, value))
                .orElseGet(() -> texts.plain(value.wire()));
        return value instanceof Value.Text || words.isEmpty() ? words
                : words.substring(0, 1).toLowerCase(texts.locale()) + words.substring(1);
    }
}
