package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.Entity.with;
import static hearth.convention.homeassistant.Entity.word;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.convention.homeassistant.Entity.Answer;
import hearth.device.Capability;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Vacuum cleaners and lawn mowers: what they do, and what they can be told.
final class Robots {

    private static final List<String> VACUUM = List.of("cleaning", "docked", "paused", "idle", "returning", "error");
    private static final List<String> MOWER = List.of("mowing", "paused", "docked", "returning", "error");

    private Robots() {
    }

    static void vacuum(Entity e) {
        var template = e.template("value_template");
        e.add(Capability.ACTIVITY, new PropertyType.Words(VACUUM), Unit.NONE,
                member(e, template, "state", text -> VACUUM.contains(text) ? new Answer.Is(new Value.Text(text)) : new Answer.Nonsense()),
                Optional.empty());
        e.add(new Feature(e.object(), "battery", e.name(), Capability.BATTERY, PropertyType.Range.ANY, Unit.PERCENT, true,
                e.category() == Property.Category.PRIMARY ? Property.Category.DIAGNOSTIC : e.category(), e.source(), "",
                member(e, template, "battery_level", Entity.number(Unit.PERCENT)), Optional.empty()));
        var speeds = e.config.texts("fan_speed_list").orElse(List.of());
        if (!speeds.isEmpty()) {
            e.add(Capability.FAN_MODE, new PropertyType.Words(speeds), Unit.NONE, member(e, template, "fan_speed", word(speeds)),
                    e.says("set_fan_speed_topic", "", Entity::plain, true));
        }
        var features = e.config.texts("supported_features").orElse(List.of("start", "stop", "return_home", "clean_spot"));
        var orders = new LinkedHashMap<String, String>();
        var words = Map.of("start", "start", "pause", "pause", "stop", "stop", "return_home", "return_to_base", "clean_spot", "clean_spot",
                "locate", "locate");
        for (var feature : List.of("start", "pause", "stop", "return_home", "clean_spot", "locate")) {
            var word = String.valueOf(words.get(feature));
            if (features.contains(feature)) {
                orders.put(word, e.config.text("payload_" + word, word));
            }
        }
        e.add("order", Capability.PRESS, new PropertyType.Words(List.copyOf(orders.keySet())), Unit.NONE, false, List.of(),
                e.says("command_topic", "", value -> with("value", orders.getOrDefault(value.wire(), value.wire())), false));
    }

    private static List<Feature.Hears> member(Entity e, ValueTemplate template, String key,
            Function<String, Answer> meaning) {
        return e.hearsAll("state_topic", said -> template.text(said).flatMap(Said::parsed).filter(JsonNode::isObject)
                .flatMap(json -> Config.spelled(json.path(key))).filter(text -> !Entity.silent(text)).map(meaning).orElse(Answer.SILENCE));
    }

    static void mower(Entity e) {
        e.add(Capability.ACTIVITY, new PropertyType.Words(MOWER), Unit.NONE,
                e.hears("activity_state_topic", "activity_value_template", word(MOWER)), Optional.empty());
        var orders = new HashMap<String, Feature.Says>();
        var names = new ArrayList<String>();
        for (var order : List.of("start_mowing", "pause", "dock")) {
            e.says(order + "_command_topic", order + "_command_template", _ -> with("value", order), false).ifPresent(says -> {
                orders.put(order, says);
                names.add(order);
            });
        }
        if (!names.isEmpty()) {
            var topic = orders.values().iterator().next().topic();
            e.add("order", Capability.PRESS, new PropertyType.Words(names), Unit.NONE, false, List.of(), Optional.of(new Feature.Says(topic,
                    (value, now) -> Optional.ofNullable(orders.get(value.wire())).map(s -> s.writer().messages(value, now))
                            .orElse(List.of()),
                    true)));
        }
    }
}
