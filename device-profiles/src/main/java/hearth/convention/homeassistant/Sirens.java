package hearth.convention.homeassistant;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Binding;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Sirens. Tone, volume and duration are kept here and go along when it is switched on, which setting them alone does not do.
final class Sirens {

    private static final JsonMapper JSON = new JsonMapper();

    private final Entity e;
    private final Config config;
    private final String on;
    private final String off;

    private Sirens(Entity e) {
        this.e = e;
        this.config = e.config;
        this.on = config.text("payload_on", "ON");
        this.off = config.text("payload_off", "OFF");
    }

    static void describe(Entity e) {
        new Sirens(e).describe();
    }

    private void describe() {
        var stateOn = config.text("state_on", on);
        var stateOff = config.text("state_off", off);
        var template = e.template("state_value_template");
        var hears = e.hearsAll("state_topic", said -> template.text(said).map(text -> {
            var word = Said.parsed(text).filter(j -> j.isObject()).flatMap(j -> Config.spelled(j.path("state"))).orElse(text);
            return Entity.silent(word) ? Answer.SILENCE : Entity.truth(stateOn, stateOff).apply(word);
        }).orElse(Answer.SILENCE));
        e.add(Capability.ON, new PropertyType.Bool(), Unit.NONE, hears,
                e.writer("command_topic", !hears.isEmpty(), (value, now) -> sounding(Components.isTrue(value), now)));
        var tones = config.texts("available_tones").orElse(List.of());
        if (!tones.isEmpty()) {
            e.add(Capability.TONE, new PropertyType.Words(tones), Unit.NONE, member(template, "tone", Entity.word(tones)), kept());
        }
        if (config.flag("support_volume_set", true)) {
            e.add(Capability.VOLUME, Lights.PERCENT, Unit.PERCENT, member(template, "volume_level", text -> Entity.number(Unit.NONE)
                    .apply(text) instanceof Answer.Is(Value.Numeric(var share))
                            ? new Answer.Is(new Value.Numeric(Math.clamp(share * 100, 0, 100)))
                            : Answer.SILENCE),
                    kept());
        }
        if (config.flag("support_duration", true)) {
            e.add(Capability.DURATION, new PropertyType.Range(1, 3_600, 1), Unit.SECOND,
                    member(template, "duration", Entity.number(Unit.SECOND)), kept());
        }
    }

    /// What a JSON object on the state's topic says beside that.
    private List<Feature.Hears> member(ValueTemplate template, String key, Function<String, Answer> meaning) {
        return e.hearsAll("state_topic", said -> template.text(said).flatMap(Said::parsed).flatMap(j -> Config.spelled(j.path(key)))
                .map(meaning).orElse(Answer.SILENCE));
    }

    /// A wish for the next time; nothing is sent for it.
    private Optional<Feature.Says> kept() {
        return config.topic("command_topic").map(to -> new Feature.Says(to.filter(), Binding.REMEMBERED, true));
    }

    private Optional<String> sounding(boolean loud, Binding.Siblings now) {
        var variables = new HashMap<String, Object>();
        variables.put("state", loud ? on : off);
        if (loud) {
            now.value("tone").ifPresent(tone -> variables.put("tone", tone.wire()));
            now.value("volume").ifPresent(v -> variables.put("volume_level", v instanceof Value.Numeric(var n) ? n / 100 : 1.0));
            now.value("duration").ifPresent(v -> variables.put("duration", v instanceof Value.Numeric(var n) ? (Object) (long) n : 1L));
        }
        var template = loud ? config.text("command_template")
                : config.text("command_off_template").or(() -> config.text("command_template"));
        if (template.isPresent()) {
            variables.put("value", loud ? on : off);
            return new CommandTemplate(template.get()).text(variables, now.time());
        }
        return Optional.of(JSON.valueToTree((Map<String, Object>) new TreeMap<>(variables)).toString());
    }
}
