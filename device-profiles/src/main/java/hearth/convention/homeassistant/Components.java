package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.number;
import static hearth.convention.homeassistant.Entity.truth;
import static hearth.convention.homeassistant.Entity.with;
import static hearth.convention.homeassistant.Entity.word;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.Property.Category;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What becomes of each type of entity. One of an unknown type becomes the text it reports and the text it takes.
final class Components {

    private static final Value TRUE = new Value.Truth(true);
    private static final PropertyType.Bool BOOL = new PropertyType.Bool();
    private static final PropertyType.Text TEXT = new PropertyType.Text();
    private static final PropertyType.Words PRESS = new PropertyType.Words(List.of("press"));

    /// Device classes whose values are no numbers (developers.home-assistant.io/docs/core/entity/sensor).
    private static final Set<String> WORDY = Set.of("date", "timestamp", "enum", "uptime");

    private static final Map<String, String> MOVING = Map.of("state_locking", "LOCKING", "state_unlocking", "UNLOCKING");
    private static final CommandTemplate FITS = new CommandTemplate("{{ value is match(pattern) }}");

    private Components() {
    }

    static void describe(Entity e) {
        switch (e.component) {
            case "sensor" -> sensor(e);
            case "binary_sensor" -> binarySensor(e);
            case "switch" -> switched(e);
            case "light" -> Lights.describe(e);
            case "number" -> numberEntity(e);
            case "select" -> select(e);
            case "text", "date", "time", "datetime", "notify" -> text(e);
            case "button" -> button(e, "payload_press", "PRESS");
            case "scene" -> button(e, "payload_on", "ON");
            case "climate" -> Climates.thermostat(e);
            case "water_heater" -> Climates.waterHeater(e);
            case "humidifier" -> Climates.humidifier(e);
            case "fan" -> Fans.describe(e);
            case "cover" -> Covers.cover(e);
            case "valve" -> Covers.valve(e);
            case "lock" -> lock(e);
            case "siren" -> Sirens.describe(e);
            case "alarm_control_panel" -> Panels.describe(e);
            case "event" -> Happenings.event(e);
            case "device_automation" -> Happenings.trigger(e);
            case "tag" -> Happenings.tag(e);
            case "update" -> Updates.describe(e);
            case "vacuum" -> Robots.vacuum(e);
            case "lawn_mower" -> Robots.mower(e);
            case "device_tracker" -> tracker(e);
            case "camera", "image" -> picture(e);
            default -> text(e);
        }
        attributes(e);
    }

    private static void sensor(Entity e) {
        var kind = e.config.text("device_class", "");
        var unit = unit(e);
        boolean numeric = !WORDY.contains(kind) && (!unit.equals(Unit.NONE) || e.config.has("state_class") || Classes.measures(kind));
        if (numeric) {
            e.add("value", Classes.measured(kind, unit), PropertyType.Range.ANY, unit.kept(),
                    e.hears("state_topic", "value_template", number(unit)), Optional.empty());
        } else {
            var options = e.config.texts("options").orElse(List.of());
            e.add("value", Capability.TEXT, TEXT, Unit.NONE, e.hears("state_topic", "value_template",
                    text -> options.contains(text) ? new Answer.Is(new Value.Text(text)) : Entity.text(text)), Optional.empty());
        }
    }

    private static Unit unit(Entity e) {
        return Unit.announced(Said.line(e.config.text("unit_of_measurement", "")))
                .named(e.object() + " " + e.config.text("name", ""), e.config.text("device_class", ""));
    }

    private static void binarySensor(Entity e) {
        var truth = truth(e.config.text("payload_on", "ON"), e.config.text("payload_off", "OFF"));
        var delay = e.config.number("off_delay").filter(s -> s > 0 && s <= Entity.LONGEST_TIME)
                .map(s -> Duration.ofMillis(Math.round(s * 1_000)));
        e.add("value", Classes.detected(e.config.text("device_class", "")), BOOL, Unit.NONE,
                e.hears("state_topic", "value_template", text -> fading(truth.apply(text), delay)), Optional.empty());
    }

    /// A sensor with `off_delay` never says that it is over.
    private static Answer fading(Answer answer, Optional<Duration> delay) {
        return delay.isPresent() && answer.equals(new Answer.Is(TRUE)) ? new Answer.IsNow(TRUE, new Value.Truth(false), delay.get())
                : answer;
    }

    private static void switched(Entity e) {
        var on = e.config.text("payload_on", "ON");
        var off = e.config.text("payload_off", "OFF");
        var hears = e.hears("state_topic", "value_template", truth(e.config.text("state_on", on), e.config.text("state_off", off)));
        e.add(Capability.ON, BOOL, Unit.NONE, hears, onOff(e, on, off, hears));
    }

    /// `command_topic` that takes two words.
    static Optional<Feature.Says> onOff(Entity e, String on, String off, List<Feature.Hears> hears) {
        return e.says("command_topic", "command_template", value -> with("value", isTrue(value) ? on : off), !hears.isEmpty());
    }

    static boolean isTrue(Value value) {
        return value.equals(new Value.Truth(true));
    }

    private static void numberEntity(Entity e) {
        var unit = unit(e);
        var hears = e.hears("state_topic", "value_template", e.unless("payload_reset", number(unit)));
        e.add("value", Classes.measured(e.config.text("device_class", ""), unit),
                range(e.config.number("min", 1), e.config.number("max", 100), e.config.number("step", 0), unit), unit.kept(), hears,
                e.says("command_topic", "command_template", value -> announced(value, unit), !hears.isEmpty()));
    }

    /// A range in the announced unit as a range in the unit that is kept.
    static PropertyType.Range range(double min, double max, double step, Unit unit) {
        return min < max ? new PropertyType.Range(unit.toKept(min), unit.toKept(max), Math.max(0, unit.stepToKept(step)))
                : PropertyType.Range.ANY;
    }

    /// A kept number in the announced unit, as a template's `value`.
    static Map<String, Object> announced(Value value, Unit unit) {
        return value instanceof Value.Numeric(var n) ? with("value", number(unit.fromKept(n))) : Entity.plain(value);
    }

    private static void select(Entity e) {
        var options = e.config.texts("options").orElse(List.of());
        var hears = e.hears("state_topic", "value_template", word(options));
        e.add("value", Capability.CHOICE, new PropertyType.Words(options), Unit.NONE, hears,
                e.says("command_topic", "command_template", Entity::plain, !hears.isEmpty()));
    }

    private static void text(Entity e) {
        var hears = e.hears("state_topic", "value_template", Entity::text);
        boolean lasting = !hears.isEmpty() || !e.component.equals("notify");
        e.add("value", Capability.TEXT, TEXT, Unit.NONE, lasting, hears,
                e.says("command_topic", "command_template",
                        (value, now) -> takes(e, value, now.time()) ? Optional.of(Entity.plain(value)) : Optional.empty(),
                        !hears.isEmpty()));
    }

    /// A text as long as announced, which begins as its `pattern` wants, as Home Assistant has it.
    private static boolean takes(Entity e, Value value, Instant now) {
        int length = value.wire().codePointCount(0, value.wire().length());
        if (!e.component.equals("text") || length < e.config.number("min", 0) || length > e.config.number("max", 255)) {
            return !e.component.equals("text");
        }
        var pattern = e.config.text("pattern");
        return pattern.isEmpty() || FITS.text(Map.of("value", value.wire(), "pattern", pattern.get()), now).equals(Optional.of("True"));
    }

    private static void button(Entity e, String payloadKey, String otherwise) {
        var payload = e.config.text(payloadKey, otherwise);
        e.add("press", Capability.PRESS, PRESS, Unit.NONE, false, List.of(),
                e.says("command_topic", "command_template", _ -> with("value", payload), false));
    }

    private static void lock(Entity e) {
        var locked = e.config.text("state_locked", "LOCKED");
        var unlocked = e.config.text("state_unlocked", "UNLOCKED");
        var between = Stream.of("state_locking", "state_unlocking", "payload_reset", "state_jammed")
                .flatMap(key -> e.config.text(key).or(() -> Optional.ofNullable(MOVING.get(key))).stream()).toList();
        var hears = e.hears("state_topic", "value_template", text -> text.equals(locked) ? Entity.text("locked")
                : text.equals(unlocked) || text.equals(e.config.text("state_open", "OPEN")) ? Entity.text("unlocked")
                : between.contains(text) ? Answer.SILENCE : new Answer.Nonsense());
        var lock = e.config.text("payload_lock", "LOCK");
        var unlock = e.config.text("payload_unlock", "UNLOCK");
        e.add(Capability.LOCK, new PropertyType.Words(List.of("locked", "unlocked")), Unit.NONE, hears, e.says("command_topic",
                "command_template", value -> with("value", value.equals(new Value.Text("locked")) ? lock : unlock), !hears.isEmpty()));
        e.config.text("state_jammed").ifPresent(jammed -> e.add("jammed", Capability.PROBLEM, BOOL, Unit.NONE,
                e.hears("state_topic", "value_template", text -> new Answer.Is(new Value.Truth(text.equals(jammed)))), Optional.empty()));
        e.config.text("payload_open").ifPresent(open -> e.add("open", Capability.PRESS, PRESS, Unit.NONE, false, List.of(),
                e.says("command_topic", "command_template", _ -> with("value", open), false)));
    }

    private static void tracker(Entity e) {
        var home = e.config.text("payload_home", "home");
        var away = e.config.text("payload_not_home", "not_home");
        e.add(Capability.PRESENCE, TEXT, Unit.NONE, e.hears("state_topic", "value_template", e.unless("payload_reset",
                text -> Entity.text(text.equals(home) ? "home" : text.equals(away) ? "not_home" : text))), Optional.empty());
        var attributes = e.template("json_attributes_template");
        for (var place : List.of(Capability.LATITUDE, Capability.LONGITUDE)) {
            e.add(place, PropertyType.Range.ANY, Unit.announced("°"), e.hearsAll("json_attributes_topic",
                    said -> attributes.text(said).flatMap(Said::parsed).flatMap(json -> Config.spelled(json.path(place.word())))
                            .map(number(Unit.NONE)).orElse(Answer.SILENCE)),
                    Optional.empty());
        }
    }

    /// A picture itself is no value: the topic on which it is, or its address.
    private static void picture(Entity e) {
        var hears = e.hears("url_topic", "url_template", Entity::text);
        var key = e.config.has("image_topic") ? "image_topic" : "topic";
        e.add(Capability.IMAGE, TEXT, Unit.NONE,
                hears.isEmpty() ? e.hearsAll(key, said -> said.payload().size() == 0 ? Answer.SILENCE : Entity.text(said.topic())) : hears,
                Optional.empty());
    }

    /// What else is said of it, as JSON on the device page.
    private static void attributes(Entity e) {
        var template = e.template("json_attributes_template");
        var category = e.category() == Category.PRIMARY ? Category.DIAGNOSTIC : e.category();
        e.config.topic("json_attributes_topic")
                .filter(topic -> e.config.has("json_attributes_template") || !e.config.topic("state_topic").equals(Optional.of(topic)))
                .ifPresent(topic -> e.add(new Feature(e.object(), "attributes", e.name(), Capability.TEXT, TEXT, Unit.NONE, true, category,
                        e.source(), "", List.of(e.hears(topic, said -> template.text(said).filter(t -> t.strip().startsWith("{"))
                                .map(t -> Entity.text(t.strip())).orElse(Answer.SILENCE))),
                        Optional.empty())));
    }
}
