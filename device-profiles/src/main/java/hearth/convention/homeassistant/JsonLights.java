package hearth.convention.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.HomieColor;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Lights that say and take one JSON object: `{"state":"ON","brightness":254,"color_mode":"xy","color":{"x":0.3,"y":0.3}}`.
final class JsonLights {

    private static final Set<String> COLORS = Set.of("hs", "xy", "rgb", "rgbw", "rgbww");

    private final Entity e;
    private final Config config;
    private final Set<String> modes;

    private JsonLights(Entity e) {
        this.e = e;
        this.config = e.config;
        this.modes = modes(config);
    }

    static void describe(Entity e) {
        new JsonLights(e).describe();
    }

    /// Announced as a list, or by the flags of older devices.
    private static Set<String> modes(Config config) {
        var modes = new HashSet<String>(config.texts("supported_color_modes").orElse(List.of()));
        for (var flag : List.of("color_temp", "hs", "xy", "rgb")) {
            if (config.flag(flag, false)) {
                modes.add(flag);
            }
        }
        return modes;
    }

    private void describe() {
        add(Capability.ON, new PropertyType.Bool(), Unit.NONE, this::on, (command, value) -> {
        });
        double scale = config.number("brightness_scale", 255);
        if (config.flag("brightness", false) || modes.stream().anyMatch(mode -> !mode.equals("onoff"))) {
            add(Capability.BRIGHTNESS, Lights.share(scale), Unit.PERCENT,
                    state -> off(state) ? Answer.SILENCE : number(state.path("brightness"), n -> Lights.level(n, scale)),
                    (command, value) -> Lights.steps(value, scale).ifPresent(n -> command.put("brightness", (long) n)));
        }
        boolean kelvin = config.flag("color_temp_kelvin", false);
        if (modes.contains("color_temp")) {
            add(Capability.COLOR_TEMPERATURE, Lights.kelvins(config), Unit.KELVIN,
                    state -> mode(state, "color_temp") ? number(state.path("color_temp"), n -> Lights.kelvin(n, kelvin)) : Answer.SILENCE,
                    (command, value) -> Lights.temperature(value, kelvin).ifPresent(n -> command.put("color_temp", (long) n)));
        }
        var forms = new ArrayList<String>();
        modes.stream().filter(COLORS::contains).map(Colors::homie).distinct().sorted((a, b) -> b.compareTo(a)).forEach(forms::add);
        if (!forms.isEmpty()) {
            add(Capability.COLOR, new PropertyType.Color(forms), Unit.NONE, this::color, this::paint);
        }
        if (modes.contains("white")) {
            double white = config.number("white_scale", 255);
            e.add("white", Capability.NUMBER, Lights.share(white), Unit.PERCENT, List.of(), e.writer("command_topic", false,
                    (value, _) -> Lights.steps(value, white).map(n -> JsonNodeFactory.instance.objectNode().put("state", "ON")
                            .put("white", (long) n).toString())));
        }
        var effects = config.texts("effect_list").orElse(List.of());
        if (!effects.isEmpty()) {
            add(Capability.EFFECT, new PropertyType.Words(effects), Unit.NONE,
                    state -> Config.spelled(state.path("effect")).filter(effects::contains)
                            .<Answer>map(w -> new Answer.Is(new Value.Text(w)))
                            .orElse(Answer.SILENCE),
                    (command, value) -> command.put("effect", value.wire()));
        }
    }

    private void add(Capability capability, PropertyType type, Unit unit, Function<JsonNode, Answer> meaning,
            BiConsumer<ObjectNode, Value> setting) {
        var hears = e.hearsAll("state_topic", said -> said.json().filter(JsonNode::isObject).map(meaning).orElse(Answer.SILENCE));
        Optional<Feature.Says> says = e.writer("command_topic", !hears.isEmpty(), (value, _) -> {
            var command = JsonNodeFactory.instance.objectNode();
            boolean off = value.equals(new Value.Truth(false)) || capability == Capability.BRIGHTNESS && value.equals(new Value.Numeric(0));
            command.put("state", off ? "OFF" : "ON");
            if (!off) {
                setting.accept(command, value);
            }
            return Optional.of(command.toString());
        });
        e.add(capability, type, unit, hears, says);
    }

    private Answer on(JsonNode state) {
        return switch (state.path("state").asText("")) {
            case "ON" -> new Answer.Is(new Value.Truth(true));
            case "OFF" -> new Answer.Is(new Value.Truth(false));
            default -> Answer.SILENCE;
        };
    }

    private static boolean off(JsonNode state) {
        return state.path("state").asText("").equals("OFF");
    }

    /// Whether the light is in this mode, or does not say in which.
    private static boolean mode(JsonNode state, String mode) {
        return !state.path("color_mode").isTextual() || state.path("color_mode").textValue().equals(mode);
    }

    private static Answer number(JsonNode node, Function<Double, Answer> meaning) {
        return node.isNumber() && Double.isFinite(node.asDouble()) ? meaning.apply(node.asDouble()) : Answer.SILENCE;
    }

    private Answer color(JsonNode state) {
        var color = state.path("color");
        var mode = state.path("color_mode").asText("");
        if (!mode.isEmpty() && !COLORS.contains(mode)) {
            return Answer.SILENCE;
        }
        if (!mode.equals("xy") && numbers(color, "h", "s")) {
            return new Answer.Is(HomieColor.hs(color.path("h").asDouble(), color.path("s").asDouble()));
        }
        if (!mode.startsWith("rgb") && numbers(color, "x", "y")) {
            return new Answer.Is(HomieColor.xy(color.path("x").asDouble(), color.path("y").asDouble()));
        }
        return numbers(color, "r", "g", "b")
                ? new Answer.Is(HomieColor.rgb(color.path("r").asDouble(), color.path("g").asDouble(), color.path("b").asDouble()))
                : Answer.SILENCE;
    }

    private static boolean numbers(JsonNode node, String... keys) {
        for (var key : keys) {
            if (!node.path(key).isNumber() || !Double.isFinite(node.path(key).asDouble())) {
                return false;
            }
        }
        return true;
    }

    private void paint(ObjectNode command, Value value) {
        var color = command.putObject("color");
        if (modes.contains("hs")) {
            HomieColor.hueSaturation(value).ifPresent(hs -> color.put("h", hs[0]).put("s", hs[1]));
        } else if (modes.contains("xy")) {
            HomieColor.xy(value).ifPresent(xy -> color.put("x", xy[0]).put("y", xy[1]));
        } else {
            HomieColor.rgb(value).ifPresent(rgb -> {
                color.put("r", Math.round(rgb[0])).put("g", Math.round(rgb[1])).put("b", Math.round(rgb[2]));
                if (modes.contains("rgbww")) {
                    color.put("c", 0).put("w", 0);
                } else if (modes.contains("rgbw")) {
                    color.put("w", 0);
                }
            });
        }
    }
}
