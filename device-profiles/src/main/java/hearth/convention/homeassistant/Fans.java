package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.truth;
import static hearth.convention.homeassistant.Entity.with;
import static hearth.convention.homeassistant.Entity.word;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import java.util.List;
import java.util.function.Function;

/// Fans: on, speed in percent of the fan's own steps, presets, oscillation, direction.
final class Fans {

    private static final PropertyType.Bool BOOL = new PropertyType.Bool();

    private Fans() {
    }

    static void describe(Entity e) {
        var c = e.config;
        var on = c.text("payload_on", "ON");
        var off = c.text("payload_off", "OFF");
        var states = e.hears("state_topic", "state_value_template", truth(on, off));
        e.add(Capability.ON, BOOL, Unit.NONE, states, Components.onOff(e, on, off, states));
        speed(e);
        var presets = c.texts("preset_modes").orElse(List.of());
        var preset = e.hears("preset_mode_state_topic", "preset_mode_value_template",
                text -> presets.contains(text) ? word(presets).apply(text)
                        : Answer.SILENCE);
        if (!presets.isEmpty()) {
            e.add(Capability.PRESET_MODE, new PropertyType.Words(presets), Unit.NONE, preset,
                    e.says("preset_mode_command_topic", "preset_mode_command_template", Entity::plain, !preset.isEmpty()));
        }
        var swings = c.text("payload_oscillation_on", "oscillate_on");
        var rests = c.text("payload_oscillation_off", "oscillate_off");
        var oscillation = e.hears("oscillation_state_topic", "oscillation_value_template", truth(swings, rests));
        e.add(Capability.OSCILLATION, BOOL, Unit.NONE, oscillation, e.says("oscillation_command_topic", "oscillation_command_template",
                value -> with("value", Components.isTrue(value) ? swings : rests), !oscillation.isEmpty()));
        var ways = List.of(c.text("payload_direction_forward", "forward"), c.text("payload_direction_reverse", "reverse"));
        var direction = e.hears("direction_state_topic", "direction_value_template", word(ways));
        e.add(Capability.DIRECTION, new PropertyType.Words(ways), Unit.NONE, direction,
                e.says("direction_command_topic", "direction_command_template", Entity::plain, !direction.isEmpty()));
    }

    /// Steps `speed_range_min` to `speed_range_max` share 100 percent; 0 is off.
    private static void speed(Entity e) {
        double first = e.config.number("speed_range_min", 1);
        double steps = Math.max(1, e.config.number("speed_range_max", 100) - first + 1);
        var reset = e.config.text("payload_reset_percentage", "None");
        Function<String, Answer> percent = text -> text.equals(reset) ? Answer.SILENCE
                : Entity.number(Unit.NONE).apply(text) instanceof Answer.Is(Value.Numeric(var n))
                        ? new Answer.Is(new Value.Numeric(Math.clamp(Math.floor((n - first + 1) * 100 / steps), 0, 100)))
                : Answer.SILENCE;
        var hears = e.hears("percentage_state_topic", "percentage_value_template", percent);
        e.add(Capability.SPEED, Lights.share(steps), Unit.PERCENT, hears,
                e.says("percentage_command_topic", "percentage_command_template",
                        value -> with("value", value instanceof Value.Numeric(var p) && p > 0
                                ? Entity.number(Math.ceil(p * steps / 100) + first - 1) : (Object) 0L),
                        !hears.isEmpty()));
    }
}
