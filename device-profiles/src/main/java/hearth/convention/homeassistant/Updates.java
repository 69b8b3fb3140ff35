package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.with;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.util.List;
import java.util.Optional;

/// Versions of a device's program: a text, or a JSON object with both versions.
final class Updates {

    private static final PropertyType.Text TEXT = new PropertyType.Text();

    private Updates() {
    }

    static void describe(Entity e) {
        e.add("installed", Capability.UPDATE, TEXT, Unit.NONE, version(e, "installed_version", true), Optional.empty());
        var separate = e.hears("latest_version_topic", "latest_version_template", Entity::text);
        e.add("latest", Capability.UPDATE, TEXT, Unit.NONE, separate.isEmpty() ? version(e, "latest_version", false) : separate,
                Optional.empty());
        e.config.text("payload_install").ifPresent(install -> e.add("install", Capability.PRESS,
                new PropertyType.Words(List.of("install")), Unit.NONE, false, List.of(),
                e.says("command_topic", "command_template", _ -> with("value", install), false)));
    }

    private static List<Feature.Hears> version(Entity e, String key, boolean plain) {
        var template = e.template("value_template");
        return e.hearsAll("state_topic", said -> template.text(said).filter(text -> !Entity.silent(text)).flatMap(text -> {
            var json = text.startsWith("{") ? Said.parsed(text) : Optional.<JsonNode>empty();
            return json.isPresent() ? Config.spelled(json.get().path(key)) : plain && !text.startsWith("{") ? Optional.of(text)
                    : Optional.empty();
        }).filter(version -> !Entity.silent(version)).map(Entity::text).orElse(Answer.SILENCE));
    }
}
