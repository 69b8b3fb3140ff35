package hearth.convention.homeassistant;

import hearth.profile.Presence;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When an entity is there: `availability_topic`, or a list of them under `availability` with a mode.
final class Availability {

    private Availability() {
    }

    static List<Presence> of(Config config) {
        var watches = new ArrayList<Presence.Watch>();
        for (var entry : config.objects("availability")) {
            watch(entry, "topic", "value_template", config).ifPresent(watches::add);
        }
        watch(config, "availability_topic", "availability_template", config).ifPresent(watches::add);
        var mode = switch (config.text("availability_mode", "latest")) {
            case "all" -> Presence.Mode.ALL;
            case "any" -> Presence.Mode.ANY;
            default -> Presence.Mode.LATEST;
        };
        return watches.isEmpty() ? List.of() : List.of(new Presence(mode, watches));
    }

    private static Optional<Presence.Watch> watch(Config entry, String topicKey, String templateKey, Config entity) {
        return entry.topic(topicKey).map(topic -> {
            var there = entry.text("payload_available").orElse(entity.text("payload_available", "online"));
            var away = entry.text("payload_not_available").orElse(entity.text("payload_not_available", "offline"));
            var template = ValueTemplate.of(entry.text(templateKey, ""));
            var key = topic + "\n" + template.source() + "\n" + there + "\n" + away;
            return new Presence.Watch(topic, key, said -> word(said, template, there, away));
        });
    }

    private static Optional<Boolean> word(Said said, ValueTemplate template, String there, String away) {
        return template.text(said).flatMap(text -> text.equals(there) ? Optional.of(true)
                : text.equals(away) ? Optional.of(false) : Optional.empty());
    }
}
