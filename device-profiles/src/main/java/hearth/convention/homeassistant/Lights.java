package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.number;
import static hearth.convention.homeassistant.Entity.truth;
import static hearth.convention.homeassistant.Entity.with;
import static hearth.convention.homeassistant.Entity.word;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.HomieColor;
import hearth.device.Message;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Binding;
import hearth.profile.Feature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Lights of the three schemas: a topic for each thing (default), one JSON object, or templates.
final class Lights {

    static final PropertyType.Range PERCENT = new PropertyType.Range(0, 100, 0);
    private static final List<String> COLORED = List.of("rgb", "rgbw", "rgbww");
    private static final PropertyType.Bool BOOL = new PropertyType.Bool();

    private final Entity e;
    private final Config config;

    private Lights(Entity e) {
        this.e = e;
        this.config = e.config;
    }

    static void describe(Entity e) {
        switch (e.config.text("schema", "default")) {
            case "json" -> JsonLights.describe(e);
            case "template" -> TemplateLights.describe(e);
            default -> new Lights(e).basic();
        }
    }

    /// Percent of a scale: in its steps where they are coarse, else as fine as it is reported.
    static PropertyType.Range share(double scale) {
        return Math.abs(scale) >= 1 && Math.abs(scale) < 100 ? new PropertyType.Range(0, 100, 100 / Math.abs(scale)) : PERCENT;
    }

    // ---- a topic for each thing

    private void basic() {
        var on = config.text("payload_on", "ON");
        var off = config.text("payload_off", "OFF");
        var template = config.has("state_value_template") ? "state_value_template" : "value_template";
        var hears = e.hears("state_topic", template, truth(on, off));
        e.add(Capability.ON, BOOL, Unit.NONE, hears, switching(on, off, !hears.isEmpty()));
        brightness(on, off);
        colorTemperature();
        color();
        white();
        effect();
    }

    private Optional<Feature.Says> switching(String on, String off, boolean known) {
        boolean byLevel = config.text("on_command_type", "").equals("brightness") && config.has("brightness_command_topic");
        return e.writer("command_topic", known, (value, _) -> Optional.of(Components.isTrue(value) ? on : off))
                .map(plain -> !byLevel ? plain : new Feature.Says(plain.topic(),
                        (value, now) -> Components.isTrue(value) ? level(now.value("brightness").orElse(new Value.Numeric(100)), now)
                                : plain.writer().messages(value, now),
                        plain.assumed()));
    }

    /// The message that sets a brightness, without switching on.
    private List<Message> level(Value percent, Binding.Siblings now) {
        double scale = config.number("brightness_scale", 255);
        return e.says("brightness_command_topic", "brightness_command_template",
                (value, _) -> steps(value, scale).map(n -> with("value", n)),
                true).map(s -> s.writer().messages(percent, now)).orElse(List.of());
    }

    private void brightness(String on, String off) {
        if (!config.has("brightness_command_topic") && !config.has("brightness_state_topic")) {
            COLORED.stream().filter(form -> config.has(form + "_command_topic")).findFirst().ifPresent(form -> byColor(form, on, off));
            return;
        }
        double scale = config.number("brightness_scale", 255);
        var hears = e.hears("brightness_state_topic", "brightness_value_template", percent(scale));
        var says = config.topic("brightness_command_topic").map(topic -> new Feature.Says(topic.filter(), (value, now) -> {
            if (value.equals(new Value.Numeric(0))) {
                return switched(off);
            }
            return inOrder(level(value, now), switched(on));
        }, hears.isEmpty()));
        e.add(Capability.BRIGHTNESS, share(scale), Unit.PERCENT, hears, says);
    }

    /// A lamp without a topic for it is as bright as the brightest of its colours.
    private void byColor(String form, String on, String off) {
        var hears = e.hears(form + "_state_topic", form + "_value_template", text -> level(HomieColor.numbers(text).stream().limit(3)
                .mapToDouble(n -> n).max().orElse(0), 255));
        var says = e.says(form + "_command_topic", form + "_command_template", (level, now) -> Colors.variables(form,
                now.value("color").orElse(HomieColor.hs(0, 0)), level instanceof Value.Numeric(var n) ? n / 100 : 1), !hears.isEmpty());
        e.add(Capability.BRIGHTNESS, PERCENT, Unit.PERCENT, hears, says.map(s -> new Feature.Says(s.topic(), (value, now) -> value
                .equals(new Value.Numeric(0)) ? switched(off) : inOrder(s.writer().messages(value, now), switched(on)), s.assumed())));
    }

    /// What is set goes out before or after the light is switched on, as `on_command_type` says.
    private List<Message> inOrder(List<Message> setting, List<Message> switching) {
        return switch (config.text("on_command_type", "last")) {
            case "first" -> joined(switching, setting);
            case "brightness" -> setting;
            default -> joined(setting, switching);
        };
    }

    private static List<Message> joined(List<Message> first, List<Message> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private List<Message> switched(String payload) {
        return config.topic("command_topic").map(topic -> List.of(e.message(topic.filter(), payload))).orElse(List.of());
    }

    private void colorTemperature() {
        var kelvin = config.flag("color_temp_kelvin", false);
        var hears = e.hears("color_temp_state_topic", "color_temp_value_template", kelvin(kelvin));
        e.add(Capability.COLOR_TEMPERATURE, kelvins(config), Unit.KELVIN, hears, setting(e.says("color_temp_command_topic",
                "color_temp_command_template", (value, _) -> temperature(value, kelvin).map(n -> with("value", n)), !hears.isEmpty())));
    }

    /// With the message that switches on, since these lights do not light up by being coloured.
    private Optional<Feature.Says> setting(Optional<Feature.Says> says) {
        var on = config.text("payload_on", "ON");
        return says.map(s -> new Feature.Says(s.topic(), (value, now) -> inOrder(s.writer().messages(value, now),
                now.value("on").equals(Optional.of(new Value.Truth(true))) ? List.of() : switched(on)), s.assumed()));
    }

    private void color() {
        for (var form : List.of("hs", "xy", "rgb", "rgbw", "rgbww")) {
            if (config.has(form + "_command_topic") || config.has(form + "_state_topic")) {
                var hears = e.hears(form + "_state_topic", form + "_value_template", text -> Answer.of(Colors.listed(form, text)));
                e.add(Capability.COLOR, new PropertyType.Color(List.of(Colors.homie(form))), Unit.NONE, hears,
                        setting(e.says(form + "_command_topic", form + "_command_template",
                                (value, now) -> Colors.variables(form, value, dim(now)), !hears.isEmpty())));
                return;
            }
        }
    }

    /// Brightness is part of the colour where it has no topic of its own.
    private double dim(Binding.Siblings now) {
        return config.has("brightness_command_topic") ? 1 : lit(now) / 100;
    }

    /// A white of its own, in percent of `white_scale`; nobody reports it.
    private void white() {
        double scale = config.number("white_scale", 255);
        e.add("white", Capability.NUMBER, share(scale), Unit.PERCENT, List.of(),
                setting(e.says("white_command_topic", "", (value, _) -> steps(value, scale).map(n -> with("value", n)), false)));
    }

    private void effect() {
        var list = config.texts("effect_list").orElse(List.of());
        var hears = e.hears("effect_state_topic", "effect_value_template", word(list));
        if (!list.isEmpty()) {
            e.add(Capability.EFFECT, new PropertyType.Words(list), Unit.NONE, hears,
                    e.says("effect_command_topic", "effect_command_template", Entity::plain, !hears.isEmpty()));
        }
    }

    // ---- shared

    /// A level of the lamp's own scale in percent: exact at both ends, to a tenth between, and never 0 while lit. A level of 0 says only
    /// that the lamp is off, which another topic says, too: the last one stays.
    static Function<String, Answer> percent(double scale) {
        return text -> number(Unit.NONE).apply(text) instanceof Answer.Is(Value.Numeric(var n)) ? level(n, scale) : Answer.SILENCE;
    }

    static Answer level(double n, double scale) {
        return n <= 0 || scale <= 0 ? Answer.SILENCE
                : new Answer.Is(new Value.Numeric(Math.clamp(Math.rint(n / scale * 1000) / 10, 0.1, 100)));
    }

    /// Percent in steps of the lamp's own scale: at least one while it is lit.
    static Optional<Object> steps(Value percent, double scale) {
        return percent instanceof Value.Numeric(var p)
                ? Optional.of(p <= 0 ? (Object) 0L : (Object) Math.max(1L, Math.round(p / 100 * scale))) : Optional.empty();
    }

    static Function<String, Answer> kelvin(boolean kelvin) {
        return text -> number(Unit.NONE).apply(text) instanceof Answer.Is(Value.Numeric(var n)) ? kelvin(n, kelvin) : Answer.SILENCE;
    }

    static Answer kelvin(double n, boolean kelvin) {
        return n <= 0 ? Answer.SILENCE : new Answer.Is(new Value.Numeric(kelvin ? n : Math.rint(1e6 / n)));
    }

    /// K as the light wants it: K or mired.
    static Optional<Object> temperature(Value value, boolean kelvin) {
        return value instanceof Value.Numeric(var k) && k > 0 ? Optional.of(Math.round(kelvin ? k : 1e6 / k)) : Optional.empty();
    }

    /// The range of white, announced in K or in mired, else what most lamps can.
    static PropertyType.Range kelvins(Config config) {
        double least = config.number("min_kelvin").or(() -> config.number("max_mireds").filter(m -> m > 0).map(m -> 1e6 / m))
                .orElse(2000.0);
        double most = config.number("max_kelvin").or(() -> config.number("min_mireds").filter(m -> m > 0).map(m -> 1e6 / m)).orElse(6535.0);
        return least < most ? new PropertyType.Range(Math.floor(least), Math.ceil(most), 1) : new PropertyType.Range(1000, 10_000, 1);
    }

    static Map<String, Object> all(Object... pairs) {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /// How bright it is meant to be: the last level, in percent.
    static double lit(Binding.Siblings now) {
        return now.value("brightness").map(v -> v instanceof Value.Numeric(var n) ? n : 100.0).orElse(100.0);
    }
}
