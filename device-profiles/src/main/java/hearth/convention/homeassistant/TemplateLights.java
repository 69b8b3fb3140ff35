package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.word;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.HomieColor;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Lights that announce a template for each thing: what they say, and what switches them on or off.
final class TemplateLights {

    private static final double SCALE = 255;

    private TemplateLights() {
    }

    static void describe(Entity e) {
        var config = e.config;
        var state = config.has("state_template") ? e.hears("state_topic", "state_template", text -> switch (text) {
            case "on" -> new Answer.Is(new Value.Truth(true));
            case "off" -> new Answer.Is(new Value.Truth(false));
            default -> new Answer.Nonsense();
        }) : List.<Feature.Hears>of();
        boolean known = !state.isEmpty();
        e.add(Capability.ON, new PropertyType.Bool(), Unit.NONE, state, command(e, known, _ -> Map.of()));
        if (config.has("brightness_template")) {
            e.add(Capability.BRIGHTNESS, Lights.PERCENT, Unit.PERCENT, e.hears("state_topic", "brightness_template", Lights.percent(SCALE)),
                    command(e, known, value -> Lights.steps(value, SCALE).map(n -> Map.of("brightness", n)).orElse(Map.of())));
        }
        if (config.has("color_temp_template")) {
            boolean kelvin = config.flag("color_temp_kelvin", false);
            e.add(Capability.COLOR_TEMPERATURE, Lights.kelvins(config), Unit.KELVIN,
                    e.hears("state_topic", "color_temp_template", Lights.kelvin(kelvin)),
                    command(e, known, value -> Lights.temperature(value, kelvin).map(n -> Map.of("color_temp", n)).orElse(Map.of())));
        }
        if (config.has("red_template") && config.has("green_template") && config.has("blue_template")) {
            color(e, known);
        }
        var effects = config.texts("effect_list").orElse(List.of());
        if (!effects.isEmpty() && config.has("effect_template")) {
            e.add(Capability.EFFECT, new PropertyType.Words(effects), Unit.NONE, e.hears("state_topic", "effect_template", word(effects)),
                    command(e, known, value -> Map.of("effect", value.wire())));
        }
    }

    private static void color(Entity e, boolean known) {
        var red = e.template("red_template");
        var green = e.template("green_template");
        var blue = e.template("blue_template");
        e.add(Capability.COLOR, new PropertyType.Color(List.of("hsv")), Unit.NONE, e.hearsAll("state_topic", said -> {
            var r = red.text(said).flatMap(Entity::numeric);
            var g = green.text(said).flatMap(Entity::numeric);
            var b = blue.text(said).flatMap(Entity::numeric);
            return r.isPresent() && g.isPresent() && b.isPresent() ? new Answer.Is(HomieColor.rgb(r.get(), g.get(), b.get()))
                    : Answer.SILENCE;
        }), command(e, known, value -> HomieColor.rgb(value).<Map<String, Object>>map(rgb -> {
            var hs = HomieColor.hueSaturation(value).orElse(new double[]{0, 0});
            return Map.of("red", Math.round(rgb[0]), "green", Math.round(rgb[1]), "blue", Math.round(rgb[2]), "hue", hs[0], "sat", hs[1]);
        }).orElse(Map.of())));
    }

    private static Optional<Feature.Says> command(Entity e, boolean known, Function<Value, Map<String, Object>> setting) {
        var on = new CommandTemplate(e.config.text("command_on_template", ""));
        var off = new CommandTemplate(e.config.text("command_off_template", ""));
        return e.writer("command_topic", known, (value, now) -> {
            boolean dark = value.equals(new Value.Truth(false)) || value.equals(new Value.Numeric(0));
            var variables = new HashMap<String, Object>(dark ? Map.of() : setting.apply(value));
            variables.put("state", dark ? "off" : "on");
            return (dark ? off : on).text(variables, now.time());
        });
    }
}
