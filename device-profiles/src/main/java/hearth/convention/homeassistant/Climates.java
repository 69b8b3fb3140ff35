package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.number;
import static hearth.convention.homeassistant.Entity.truth;
import static hearth.convention.homeassistant.Entity.with;
import static hearth.convention.homeassistant.Entity.word;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What keeps a temperature or a humidity: thermostats, boilers, humidifiers.
final class Climates {

    private static final List<String> MODES = List.of("auto", "off", "cool", "heat", "dry", "fan_only");
    private static final List<String> BOILER_MODES = List.of("off", "eco", "electric", "gas", "heat_pump", "high_demand", "performance");
    private static final List<String> FAN_MODES = List.of("auto", "low", "medium", "high");
    private static final PropertyType.Bool BOOL = new PropertyType.Bool();

    private final Entity e;
    private final Config config;

    private Climates(Entity e) {
        this.e = e;
        this.config = e.config;
    }

    static void thermostat(Entity e) {
        var c = new Climates(e);
        c.temperatures(7, 35, 44.6, 95);
        c.power();
        c.words("mode", Capability.MODE, MODES);
        c.words("fan_mode", Capability.FAN_MODE, FAN_MODES);
        c.words("swing_mode", Capability.SWING_MODE, List.of("on", "off"));
        c.choice("swing_horizontal_mode", "swing_horizontal_mode", Capability.CHOICE, "swing_horizontal_mode_state_template",
                List.of("on", "off"));
        c.choice("preset_mode", "preset_mode", Capability.PRESET_MODE, "preset_mode_value_template", List.of());
        c.humidity("current_humidity", Capability.HUMIDITY);
        c.targetHumidity(30, 99);
        c.action();
    }

    static void waterHeater(Entity e) {
        var c = new Climates(e);
        c.temperatures(43.3, 60, 110, 140);
        c.power();
        c.words("mode", Capability.MODE, BOILER_MODES);
    }

    static void humidifier(Entity e) {
        var c = new Climates(e);
        c.targetHumidity(0, 100);
        var on = c.config.text("payload_on", "ON");
        var off = c.config.text("payload_off", "OFF");
        var hears = e.hears("state_topic", c.template("state_value_template"), truth(on, off));
        e.add(Capability.ON, BOOL, Unit.NONE, hears, Components.onOff(e, on, off, hears));
        c.humidity("current_humidity", Capability.HUMIDITY);
        var modes = c.config.texts("modes").orElse(List.of());
        if (!modes.isEmpty()) {
            c.words("mode", Capability.MODE, modes);
        }
        c.action();
    }

    /// `value_template` stands for those that are not announced.
    private String template(String key) {
        return config.has(key) ? key : "value_template";
    }

    private Unit unit() {
        return config.text("temperature_unit").map(u -> u.strip().toUpperCase(Locale.ROOT)).filter(u -> u.endsWith("F"))
                .map(_ -> Unit.FAHRENHEIT).orElse(Unit.CELSIUS);
    }

    private void temperatures(double min, double max, double minFahrenheit, double maxFahrenheit) {
        var unit = unit();
        boolean fahrenheit = unit.equals(Unit.FAHRENHEIT);
        var range = Components.range(config.number("min_temp", fahrenheit ? minFahrenheit : min),
                config.number("max_temp", fahrenheit ? maxFahrenheit : max), config.number("temp_step", 0), unit);
        setpoint("temperature", Capability.TARGET_TEMPERATURE, range, unit);
        setpoint("temperature_low", Capability.TARGET_TEMPERATURE_LOW, range, unit);
        setpoint("temperature_high", Capability.TARGET_TEMPERATURE_HIGH, range, unit);
        e.add(Capability.TEMPERATURE, PropertyType.Range.ANY, unit.kept(),
                e.hears("current_temperature_topic", template("current_temperature_template"), number(unit)), Optional.empty());
    }

    private void setpoint(String key, Capability capability, PropertyType.Range range, Unit unit) {
        var hears = e.hears(key + "_state_topic", template(key + "_state_template"), number(unit));
        e.add(capability, range, unit.kept(), hears,
                e.says(key + "_command_topic", key + "_command_template", value -> Components.announced(value, unit), !hears.isEmpty()));
    }

    private void power() {
        var on = config.text("payload_on", "ON");
        var off = config.text("payload_off", "OFF");
        var hears = e.hears("power_state_topic", template("power_state_template"), truth(on, off));
        e.add(Capability.ON, BOOL, Unit.NONE, hears, e.says("power_command_topic", "power_command_template",
                value -> with("value", Components.isTrue(value) ? on : off), !hears.isEmpty()));
    }

    private void words(String key, Capability capability, List<String> otherwise) {
        choice(key, key, capability, key + "_state_template", otherwise);
    }

    private void choice(String key, String id, Capability capability, String template, List<String> otherwise) {
        if (!config.has(key + "_command_topic") && !config.has(key + "_state_topic")) {
            return;
        }
        var words = new ArrayList<>(config.texts(key + "s").orElse(otherwise));
        if (capability == Capability.PRESET_MODE && !words.contains("none")) {
            words.add("none"); // never announced, and always there: the way back out of the others
        }
        var hears = e.hears(key + "_state_topic", template(template),
                e.unless("payload_reset_mode", text -> text.equals("none") && !words.contains(text) ? Answer.SILENCE
                        : word(words).apply(text)));
        e.add(id, capability, new PropertyType.Words(words), Unit.NONE, hears,
                e.says(key + "_command_topic", key + "_command_template", Entity::plain, !hears.isEmpty()));
    }

    private void humidity(String key, Capability capability) {
        e.add(capability, PropertyType.Range.ANY, Unit.PERCENT, e.hears(key + "_topic", template(key + "_template"), number(Unit.PERCENT)),
                Optional.empty());
    }

    private void targetHumidity(double min, double max) {
        var hears = e.hears("target_humidity_state_topic", template("target_humidity_state_template"),
                e.unless("payload_reset_humidity", number(Unit.PERCENT)));
        e.add(Capability.TARGET_HUMIDITY, Components.range(config.number("min_humidity", min), config.number("max_humidity", max), 1,
                Unit.PERCENT), Unit.PERCENT, hears,
                e.says("target_humidity_command_topic", "target_humidity_command_template", Entity::plain, !hears.isEmpty()));
    }

    private void action() {
        e.add(Capability.ACTION, new PropertyType.Text(), Unit.NONE,
                e.hears("action_topic", template("action_template"), text -> new Answer.Is(new Value.Text(text))), Optional.empty());
    }
}
