package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.with;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Covers and valves: position 100 is open, whatever the device counts; the words for moving are a property of their own.
final class Covers {

    private static final PropertyType.Words STATES = new PropertyType.Words(List.of("open", "closed", "opening", "closing", "stopped"));

    private static final List<String> MOVES = List.of("open", "close", "stop");

    private final Entity e;
    private final Config config;
    private final double open;
    private final double closed;

    private Covers(Entity e) {
        this.e = e;
        this.config = e.config;
        this.open = config.number("position_open", 100);
        this.closed = config.number("position_closed", 0);
    }

    static void cover(Entity e) {
        var c = new Covers(e);
        var states = e.hears("state_topic", "value_template", c.states());
        var positions = c.placed("position", c.percent(c.closed, c.open));
        c.add(states, positions,
                e.says("set_position_topic", "set_position_template", value -> c.place("position", value, c.closed, c.open),
                        !positions.isEmpty()));
        c.tilt();
    }

    /// One that reports its position says and takes numbers on its only topics, or a JSON object with state and position.
    static void valve(Entity e) {
        var c = new Covers(e);
        var template = e.template("value_template");
        boolean reports = c.config.flag("reports_position", false);
        var states = e.hearsAll("state_topic", said -> c.member(said, template, "state").map(c.states()).orElse(Answer.SILENCE));
        var positions = reports
                ? e.hearsAll("state_topic", said -> c.member(said, template, "position").map(c.percent(c.closed, c.open))
                        .orElse(Answer.SILENCE))
                : List.<Feature.Hears>of();
        if (reports) {
            e.add(Capability.POSITION, Lights.share(c.open - c.closed), Unit.PERCENT, positions, e.says("command_topic", "command_template",
                    value -> c.place("position", value, c.closed, c.open), !positions.isEmpty()));
            e.add(Capability.COVER, STATES, Unit.NONE, states, Optional.empty());
            c.move(c.config.has("payload_stop") ? List.of("stop") : List.of());
        } else {
            e.add(Capability.COVER, STATES, Unit.NONE, states, Optional.empty());
            c.move(c.config.has("payload_stop") ? MOVES : MOVES.subList(0, 2)); // few valves can stop half-way
        }
    }

    /// On `position_topic` a number, or a JSON object with both.
    private List<Feature.Hears> placed(String key, Function<String, Answer> meaning) {
        var template = e.template("position_template");
        return e.hearsAll("position_topic", said -> member(said, template, key).map(meaning).orElse(Answer.SILENCE));
    }

    /// Of a JSON object its member, of plain text the text where it can be that.
    private Optional<String> member(Said said, ValueTemplate template, String key) {
        return template.text(said).filter(t -> !Entity.silent(t)).flatMap(text -> {
            var json = text.startsWith("{") ? Said.parsed(text).filter(j -> j.isObject()) : Optional.<JsonNode>empty();
            return json.isPresent() ? Config.spelled(json.get().path(key))
                    : Entity.numeric(text).isPresent() == key.equals("position") ? Optional.of(text) : Optional.empty();
        });
    }

    private void add(List<Feature.Hears> states, List<Feature.Hears> positions, Optional<Feature.Says> setting) {
        e.add(Capability.POSITION, Lights.share(open - closed), Unit.PERCENT, positions, setting);
        e.add(Capability.COVER, STATES, Unit.NONE, states, Optional.empty());
        move(MOVES);
    }

    private void move(List<String> all) {
        var moves = new LinkedHashMap<String, String>();
        for (var move : all) {
            var payload = config.json().path("payload_" + move);
            if (!payload.isNull()) {
                moves.put(move, config.text("payload_" + move, move.toUpperCase(Locale.ROOT)));
            }
        }
        if (!moves.isEmpty()) {
            e.add("move", Capability.PRESS, new PropertyType.Words(new ArrayList<>(moves.keySet())), Unit.NONE, false, List.of(),
                    e.says("command_topic", "command_template", value -> with("value", moves.getOrDefault(value.wire(), value.wire())),
                            false));
        }
    }

    private Function<String, Answer> states() {
        var table = new LinkedHashMap<String, String>();
        table.put(config.text("state_stopped", "stopped"), "stopped");
        table.put(config.text("state_closing", "closing"), "closing");
        table.put(config.text("state_opening", "opening"), "opening");
        table.put(config.text("state_closed", "closed"), "closed");
        table.put(config.text("state_open", "open"), "open");
        return text -> table.containsKey(text) ? new Answer.Is(new Value.Text(String.valueOf(table.get(text))))
                : Entity.numeric(text).isPresent() ? Answer.SILENCE : new Answer.Nonsense();
    }

    private Function<String, Answer> percent(double zero, double hundred) {
        return text -> Entity.number(Unit.NONE).apply(text) instanceof Answer.Is(Value.Numeric(var n)) && zero != hundred
                ? new Answer.Is(new Value.Numeric(Math.clamp(rounded((n - zero) / (hundred - zero) * 100), 0, 100))) : Answer.SILENCE;
    }

    private static double rounded(double n) {
        return Math.rint(n * 1e6) / 1e6;
    }

    private Map<String, Object> place(String name, Value value, double zero, double hundred) {
        double percent = value instanceof Value.Numeric(var n) ? n : 0;
        var all = with(name, Entity.number(percent));
        all.put("value", Math.round(zero + percent / 100 * (hundred - zero)));
        all.put("position_open", Entity.number(open));
        all.put("position_closed", Entity.number(closed));
        all.put("tilt_min", Entity.number(config.number("tilt_min", 0)));
        all.put("tilt_max", Entity.number(config.number("tilt_max", 100)));
        return all;
    }

    private void tilt() {
        double least = config.number("tilt_min", 0);
        double most = config.number("tilt_max", 100);
        var hears = config.has("tilt_status_topic") ? e.hears("tilt_status_topic", "tilt_status_template", percent(least, most))
                : config.has("tilt_command_topic") ? placed("tilt_position", percent(least, most)) : List.<Feature.Hears>of();
        e.add(Capability.TILT, Lights.share(most - least), Unit.PERCENT, hears, e.says("tilt_command_topic", "tilt_command_template",
                value -> place("tilt_position", value, least, most), !hears.isEmpty() && !config.flag("tilt_optimistic", false)));
        config.text("payload_stop_tilt").ifPresent(stop -> e.add("stop-tilt", Capability.PRESS, new PropertyType.Words(List.of("press")),
                Unit.NONE, false, List.of(), e.says("tilt_command_topic", "", _ -> with("value", stop), false)));
    }
}
