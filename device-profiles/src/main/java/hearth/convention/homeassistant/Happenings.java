package hearth.convention.homeassistant;

import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.util.List;
import java.util.Optional;

/// What has no lasting value: events, device triggers, tags.
final class Happenings {

    private Happenings() {
    }

    /// A JSON object whose `event_type` is one of the announced.
    static void event(Entity e) {
        var types = e.config.texts("event_types").orElse(List.of());
        var template = e.template("value_template");
        e.add("event", Capability.EVENT, new PropertyType.Words(types), Unit.NONE, false,
                e.hearsAll("state_topic", said -> template.text(said)
                        .flatMap(Said::parsed).flatMap(json -> Config.spelled(json.path("event_type")))
                        .<Answer>map(type -> types.contains(type) ? new Answer.Is(new Value.Text(type)) : new Answer.Nonsense())
                        .orElse(Answer.SILENCE)),
                Optional.empty());
    }

    /// All triggers of a topic are one property with the words of all.
    static void trigger(Entity e) {
        var topic = e.config.topic("topic");
        if (topic.isEmpty()) {
            e.problem("a trigger without a topic");
            return;
        }
        var named = (e.config.text("subtype", "") + " " + e.config.text("type", "")).strip();
        var payload = e.config.text("payload");
        var word = payload.orElse(named.isEmpty() ? "triggered" : named);
        var template = e.template("value_template");
        var hears = e.hears(topic.get(), said -> template.text(said)
                .filter(text -> payload.isEmpty() ? !text.isEmpty() : text.equals(payload.get()))
                .<Answer>map(_ -> new Answer.Is(new Value.Text(word))).orElse(Answer.SILENCE));
        var filter = topic.get().filter();
        var last = filter.substring(filter.lastIndexOf('/') + 1);
        e.add(new Feature(last, "event", Said.line(last), Capability.EVENT, new PropertyType.Words(List.of(word)), Unit.NONE, false,
                e.category(), filter, "trigger " + filter + " " + template.source(), List.of(hears), Optional.empty()));
    }

    static void tag(Entity e) {
        var template = e.template("value_template");
        e.add("tag", Capability.TAG, new PropertyType.Text(), Unit.NONE, false, e.hearsAll("topic",
                said -> template.text(said).filter(t -> !Entity.silent(t)).map(Entity::text).orElse(Answer.SILENCE)), Optional.empty());
    }
}
