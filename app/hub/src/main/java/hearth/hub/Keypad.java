package hearth.hub;

import hearth.device.Message;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.hub.AlarmState.Disarmed;
import hearth.hub.AlarmState.Pending;
import hearth.hub.AlarmState.Triggered;
import hearth.hub.Panel.Way;
import hearth.hub.Security.Ask;
import hearth.hub.Security.Refused;
import hearth.hub.Security.Why;
import hearth.profile.AlarmApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who wants what of the alarm, and whether they may: the part of a [Step] before the [Guard]. Lives for one call.
final class Keypad {

    private static final int LONGEST_CODE = 64;
    /// So many wishes in [#CROWDED] are taken from MQTT.
    private static final int CROWD = 20;
    private static final Duration CROWDED = Duration.ofSeconds(10);

    private final Bench bench;
    private final Guard guard;
    private final Instant now;
    private Map<Way, Panel.Wrong> wrong;
    private List<AlarmCode> codes;
    private Map<Way, Ask> asking;
    private Optional<Refused> refused;
    private Security.Crowd crowd;

    Keypad(Bench bench, Guard guard) {
        this.bench = bench;
        this.guard = guard;
        now = bench.now;
        var security = bench.before.security();
        wrong = security.panel().wrong();
        codes = security.codes();
        asking = security.asking();
        refused = security.refused();
        crowd = security.crowd();
    }

    Map<Way, Panel.Wrong> wrong() {
        return wrong;
    }

    List<AlarmCode> codes() {
        return codes;
    }

    Map<Way, Ask> asking() {
        return asking;
    }

    Optional<Refused> refused() {
        return refused;
    }

    Security.Crowd crowd() {
        return crowd;
    }

    // ---- wishes

    /// A message on [AlarmApi#SET]; an empty one clears what was retained there.
    void asked(Message message) {
        if (message.payload().size() == 0) {
            return;
        }
        if (message.retained()) {
            refuse(Way.MQTT, Why.RETAINED);
            bench.effects.add(new Effect.Announce(Message.retained(AlarmApi.SET, "")));
        } else if (isCrowded()) {
            refuse(Way.MQTT, Why.BUSY);
        } else {
            switch (AlarmApi.read(message)) {
                case AlarmApi.Asked.Unreadable(var said) -> {
                    refuse(Way.MQTT, Why.UNREADABLE);
                    bench.journal(JournalEntry.Kind.ALARM_REFUSED, Optional.empty(), (Why.UNREADABLE + " " + said).strip());
                }
                case AlarmApi.Asked.Acknowledge() -> guard.acknowledge();
                case AlarmApi.Asked.Command(var word, var code, var bypass, boolean force) ->
                    wish(wish(word, bypass, force), new Secret(code), Way.MQTT);
            }
        }
    }

    private static AlarmWish wish(String word, List<String> bypass, boolean force) {
        return switch (word) {
            case "DISARM" -> new AlarmWish.Disarm();
            case "TRIGGER" -> new AlarmWish.Panic();
            default -> new AlarmWish.Arm(AlarmMode.valueOf(word.substring("ARM_".length())), bypass, force);
        };
    }

    private boolean isCrowded() {
        boolean over = now.isAfter(crowd.since().plus(CROWDED)) || now.isBefore(crowd.since());
        if (over && crowd.refused() > 1) {
            bench.journal(JournalEntry.Kind.ALARM_REFUSED, Optional.empty(), Why.BUSY + " " + crowd.refused());
        }
        crowd = over ? new Security.Crowd(now, 1, 0) : new Security.Crowd(crowd.since(), crowd.wishes() + 1, crowd.refused());
        return crowd.wishes() > CROWD;
    }

    /// @param code as it was entered; empty for none
    void wish(AlarmWish wish, Secret code, Way way) {
        boolean coded = !code.text().isEmpty() && !codes.isEmpty();
        if (!coded && !Security.needsCode(wish, codes, guard.state())) {
            grant(wish, way, "", AlarmCode.Right.ALL);
        } else if (wrong(way).locked(now)) {
            refuse(way, Why.LOCKED, wish);
        } else if (!coded) {
            refuse(way, Why.CODE_NEEDED, wish);
        } else if (asking.containsKey(way)) {
            refuse(way, Why.BUSY, wish);
        } else if (code.text().length() > LONGEST_CODE) {
            wrong(wish, way);
        } else {
            var ask = new Ask(now, wish, way);
            asking = with(asking, way, ask);
            bench.effects.add(new Effect.CheckCode(ask, code, codes.stream().filter(c -> c.valid(now)).toList()));
        }
    }

    /// @param whose the name of the code that was entered, if it is one
    void checked(Ask ask, Optional<String> whose) {
        if (!ask.equals(asking.get(ask.way()))) {
            return; // asked before the computer slept
        }
        asking = without(asking, ask.way());
        whose.flatMap(name -> codes.stream().filter(c -> c.name().equals(name) && c.valid(now)).findFirst()).ifPresentOrElse(code -> {
            wrong = without(wrong, ask.way());
            // whoever stands beside may read along: such a code has no name
            grant(ask.wish(), ask.way(), code.right() == AlarmCode.Right.DURESS ? "" : code.name(), code.right());
        }, () -> wrong(ask.wish(), ask.way()));
    }

    /// The clock was set back: nobody is locked out for longer than before.
    void setBack(Duration by) {
        wrong = wrong.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().moved(by.negated())));
    }

    /// What was being asked is asked no more.
    void forget() {
        asking = Map.of();
    }

    private void wrong(AlarmWish wish, Way way) {
        var more = wrong(way).more(now);
        wrong = with(wrong, way, more);
        refuse(way, more.locked(now) ? Why.LOCKED : Why.CODE_WRONG, wish);
        bench.journal(more.locked(now) ? JournalEntry.Kind.LOCKED_OUT : JournalEntry.Kind.CODE_REFUSED, Optional.empty(), way.name());
    }

    private Panel.Wrong wrong(Way way) {
        return wrong.getOrDefault(way, Panel.Wrong.NONE);
    }

    private void grant(AlarmWish wish, Way way, String whose, AlarmCode.Right right) {
        var state = guard.state();
        boolean limited = right == AlarmCode.Right.ARM_ONLY && !(state instanceof Disarmed);
        boolean rings = state instanceof Pending || state instanceof Triggered;
        switch (wish) {
            case AlarmWish.Panic() -> granted(way, guard::panic);
            case AlarmWish.Disarm() when limited -> refuse(way, Why.NO_RIGHT, wish);
            case AlarmWish.Disarm() -> granted(way, () -> guard.disarm(whose, right == AlarmCode.Right.DURESS));
            case AlarmWish.Arm _ when rings -> refuse(way, Why.RINGING, wish);
            case AlarmWish.Arm(var mode, _, _) when state.armed().filter(m -> m == mode).isPresent() -> granted(way, () -> {
                // it is so already
            });
            case AlarmWish.Arm _ when limited -> refuse(way, Why.NO_RIGHT, wish);
            case AlarmWish.Arm arm -> {
                var left = guard.arm(arm, whose);
                if (left.isEmpty()) {
                    refused(way, Optional.empty());
                } else {
                    refuse(way, Why.OBSTACLES, Optional.of(arm.mode()), left);
                }
            }
            case AlarmWish.AddCode _, AlarmWish.RemoveCode _ when right != AlarmCode.Right.ALL -> refuse(way, Why.NO_RIGHT, wish);
            case AlarmWish.AddCode add when codes.isEmpty() && (add.right() != AlarmCode.Right.ALL || add.until().isPresent()) ->
                refuse(way, Why.FIRST_CODE, wish);
            case AlarmWish.AddCode add -> granted(way, () -> bench.effects.add(new Effect.MakeCode(add, codes)));
            case AlarmWish.RemoveCode(var name) when codes.size() > 1 && codes.stream().noneMatch(c -> !c.name().equals(name)
                    && c.right() == AlarmCode.Right.ALL && c.until().isEmpty()) ->
                refuse(way, Why.FIRST_CODE, wish);
            case AlarmWish.RemoveCode(var name) -> granted(way,
                    () -> keep(codes.stream().filter(c -> !c.name().equals(name)).toList(), name));
        }
    }

    /// A rule arms, as whoever has no code may: it can neither end nor weaken what is armed.
    ///
    /// @return why not; empty if it is armed
    Optional<Refused> armed(AlarmMode mode, String rule) {
        var wish = new AlarmWish.Arm(mode, List.of(), false);
        var state = guard.state();
        boolean rings = state instanceof Pending || state instanceof Triggered;
        var why = rings ? Optional.of(Why.RINGING)
                : Security.needsCode(wish, codes, state) ? Optional.of(Why.CODE_NEEDED) : Optional.<Why>empty();
        var left = why.isPresent() || state.armed().filter(m -> m == mode).isPresent() ? List.<Obstacle>of() : guard.arm(wish, rule);
        var refused = why.or(() -> left.isEmpty() ? Optional.empty() : Optional.of(Why.OBSTACLES))
                .map(reason -> new Refused(now, reason, Optional.of(mode), left));
        refused.ifPresent(r -> refuse(Way.MQTT, r.why(), r.mode(), left));
        return refused;
    }

    private void granted(Way way, Runnable then) {
        refused(way, Optional.empty());
        then.run();
    }

    // ---- refusals

    private void refuse(Way way, Why why) {
        refuse(way, why, Optional.empty(), List.of());
    }

    private void refuse(Way way, Why why, AlarmWish wish) {
        refuse(way, why, wish instanceof AlarmWish.Arm(var mode, _, _) ? Optional.of(mode) : Optional.empty(), List.of());
    }

    private void refuse(Way way, Why why, Optional<AlarmMode> mode, List<Obstacle> obstacles) {
        refused(way, Optional.of(new Refused(now, why, mode, obstacles)));
        boolean again = why == Why.BUSY && crowd.refused() > 0;
        if (why == Why.BUSY) {
            crowd = new Security.Crowd(crowd.since(), crowd.wishes(), crowd.refused() + 1);
        }
        if (again) {
            return; // counted, and told once
        }
        bench.effects.add(new Effect.Publish(AlarmApi.event("refused", now, bench.before.security().shown().state().word(),
                why.name().toLowerCase(Locale.ROOT), "", obstacles.stream().map(o -> bench.name(o.sensor())).toList())));
        switch (why) {
            case OBSTACLES -> obstacles.forEach(o -> bench.journal(JournalEntry.Kind.NOT_ARMED, Optional.of(o.sensor()),
                    o.reason().name()));
            case CODE_WRONG, UNREADABLE -> {
                // has a line of its own
            }
            case LOCKED, CODE_NEEDED, NO_RIGHT, RINGING, BUSY, RETAINED, FIRST_CODE, TAKEN ->
                bench.journal(JournalEntry.Kind.ALARM_REFUSED, Optional.empty(), why.name());
        }
    }

    private void refused(Way way, Optional<Refused> how) {
        if (way == Way.WINDOW) {
            refused = how;
        }
    }

    // ---- codes

    /// A code was made for somebody.
    void made(AlarmCode code) {
        if (codes.stream().noneMatch(c -> c.name().equals(code.name()))) {
            keep(Stream.concat(codes.stream(), Stream.of(code)).toList(), code.name());
        }
    }

    /// The new code is somebody's already.
    void taken() {
        refuse(Way.WINDOW, Why.TAKEN);
    }

    private void keep(List<AlarmCode> changed, String whose) {
        codes = changed;
        bench.effects.add(new Effect.SaveCodes(changed));
        bench.journal(JournalEntry.Kind.CODES_CHANGED, Optional.empty(), whose);
    }

    private static <V> Map<Way, V> with(Map<Way, V> all, Way way, V value) {
        var more = new HashMap<>(all);
        more.put(way, value);
        return more;
    }

    private static <V> Map<Way, V> without(Map<Way, V> all, Way way) {
        var less = new HashMap<>(all);
        less.remove(way);
        return less;
    }
}
