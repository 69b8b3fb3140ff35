package hearth.ui.automation;

import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.hub.Cause;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.Origin;
import hearth.hub.Trace;
import hearth.hub.Why;
import hearth.ui.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why something is as it is, link by link: `Front door became open → rule Hall light → Ceiling light 40 %, confirmed in 0.2 s`. A value.
public record Chain(HubState house, Texts texts) {

    private static final String LINK = " → ";
    /// As far back a chain is followed.
    private static final int LINKS = 4;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /// What led to a line of the journal; empty where nobody here wished for it.
    public Optional<String> of(JournalEntry line) {
        return line.why().map(why -> Stream.concat(led(why.by(), line.at(), LINKS).stream(), Stream.of(result(why, line.kind())))
                .collect(Collectors.joining(LINK)));
    }

    private List<String> led(Origin by, Instant at, int links) {
        return switch (by) {
            case Origin.User() -> List.of(texts.of("why.user"));
            case Origin.Scene(var scene) -> List.of(texts.of("why.scene",
                    house.home().automations().scene(scene).map(Scene::name).map(texts::plain)
                            .orElseGet(() -> texts.of("rule.gone", texts.plain(scene)))));
            case Origin.Rule(var rule, _, var cause) ->
                Stream.concat(led(cause, at, links).stream(), Stream.of(texts.of("why.rule", name(rule)))).toList();
            case Origin.Mqtt() -> List.of(texts.of("why.mqtt"));
            case Origin.Thermostat(var thermostat) -> List.of(texts.of("why.thermostat", sentence().name(thermostat)));
            case Origin.Alarm() -> List.of(texts.of("why.alarm"));
        };
    }

    /// Where a rule was set off by what another one had done, that comes first.
    private List<String> led(Cause cause, Instant at, int links) {
        var before = links > 0 && cause instanceof Cause.Changed(var property, var value)
                ? wished(property, value, at) : Optional.<JournalEntry>empty();
        var first = before.flatMap(line -> line.why().map(why -> led(why.by(), line.at(), links - 1))).orElse(List.of());
        return Stream.concat(first.stream(), Stream.of(sentence().of(cause))).toList();
    }

    private Optional<JournalEntry> wished(PropertyRef property, Value value, Instant at) {
        return house.journal().list().stream().filter(line -> !line.at().isAfter(at) && line.at().plus(SOON).isAfter(at))
                .filter(line -> line.kind() == JournalEntry.Kind.COMMANDED && line.why()
                        .filter(why -> why.property().equals(property) && why.value().equals(value)).isPresent())
                .findFirst();
    }

    private String result(Why why, JournalEntry.Kind kind) {
        var what = texts.of("why.became", sentence().name(why.property()), sentence().value(why.property(), why.value()));
        return kind == JournalEntry.Kind.NOT_CONFIRMED ? what + ", " + texts.of("why.unconfirmed")
                : why.took().map(took -> what + ", " + texts.of("answer.confirmed", sentence().seconds(took))).orElse(what);
    }

    /// What followed when a device said something of itself; empty where no rule was set off by it.
    public List<String> after(PropertyRef property, Value value, Instant at) {
        var all = new ArrayList<String>();
        for (var rule : house.home().automations().rules()) {
            for (var trace : house.automation().traces(rule.id())) {
                if (trace.cause().equals(new Cause.Changed(property, value))
                        && Duration.between(at, trace.at()).abs().compareTo(AT_ONCE) < 0) {
                    all.add(sentence().of(trace.cause()) + LINK + texts.of("why.rule", name(rule.id())) + LINK + done(trace));
                }
            }
        }
        return all;
    }

    private String done(Trace trace) {
        return trace.done().isEmpty() ? sentence().of(trace.verdict())
                : trace.done().stream().map(sentence()::of).collect(Collectors.joining(", "));
    }

    private String name(String rule) {
        return house.home().automations().rule(rule).map(Rule::name).map(texts::plain)
                .orElseGet(() -> texts.of("rule.gone", texts.plain(rule)));
    }

    private Sentence sentence() {
        return new Sentence(house, texts);
    }
}
