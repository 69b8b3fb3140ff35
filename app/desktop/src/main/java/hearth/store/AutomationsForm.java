package hearth.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Automations.Unread;
import hearth.home.Condition;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Spot;
import hearth.home.Trigger;
import hearth.hub.Cause;
import hearth.hub.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Scenes and rules as the house's file spells them: one that cannot be read stays in its place, word for word, and the others count.
///
/// @param spot at most one; one that is nowhere is none
record AutomationsForm(@JsonSetter(contentNulls = Nulls.SET) List<JsonNode> spot,
        @JsonSetter(contentNulls = Nulls.SET) List<JsonNode> scenes,
        @JsonSetter(contentNulls = Nulls.SET) List<JsonNode> rules) {

    static final AutomationsForm NONE = new AutomationsForm(List.of(), List.of(), List.of());

    private record Wish(PropertyRef property, Value value) {
    }

    private record SceneForm(String id, String name, List<Wish> wishes) {

        static SceneForm of(Scene scene) {
            return new SceneForm(scene.id(), scene.name(),
                    scene.wishes().entrySet().stream().map(e -> new Wish(e.getKey(), e.getValue())).toList());
        }

        Scene scene() {
            var all = new LinkedHashMap<PropertyRef, Value>();
            wishes.forEach(w -> all.put(w.property(), w.value()));
            return new Scene(id, name, all);
        }
    }

    static AutomationsForm of(Automations automations, ObjectMapper json) {
        return new AutomationsForm(automations.spot().stream().map(s -> json.<JsonNode>valueToTree(s)).toList(),
                Stream.concat(automations.scenes().stream().map(s -> json.<JsonNode>valueToTree(SceneForm.of(s))),
                        unread(automations, false, json)).toList(),
                Stream.concat(automations.rules().stream().map(r -> json.<JsonNode>valueToTree(r)), unread(automations, true, json))
                        .toList());
    }

    private static Stream<JsonNode> unread(Automations automations, boolean rule, ObjectMapper json) {
        return automations.unread().stream().filter(u -> u.rule() == rule).map(u -> {
            try {
                return json.readTree(u.json());
            } catch (JacksonException notOurs) {
                return json.getNodeFactory().textNode(u.json());
            }
        });
    }

    Automations automations(ObjectMapper json) {
        var read = new Object() {
            final List<Unread> unread = new ArrayList<>();
            final LinkedHashMap<String, Scene> scenes = new LinkedHashMap<>();
            final LinkedHashMap<String, Rule> rules = new LinkedHashMap<>();
        };
        for (var node : scenes) {
            taken(node, false, read.unread, n -> json.convertValue(n, SceneForm.class).scene())
                    .filter(s -> read.scenes.putIfAbsent(s.id(), s) != null)
                    .ifPresent(s -> read.unread.add(twice(s.id(), s.name(), node, false)));
        }
        for (var node : rules) {
            taken(node, true, read.unread, n -> json.convertValue(n, Rule.class))
                    .filter(r -> read.rules.putIfAbsent(r.id(), r) != null)
                    .ifPresent(r -> read.unread.add(twice(r.id(), r.name(), node, true)));
        }
        return new Automations(spot(json), List.copyOf(read.scenes.values()), List.copyOf(read.rules.values()), read.unread);
    }

    private static Unread twice(String id, String name, JsonNode node, boolean rule) {
        return new Unread(name, "the id " + id + " stands there twice", node.toString(), rule);
    }

    private Optional<Spot> spot(ObjectMapper json) {
        try {
            return spot.stream().findFirst().map(node -> json.convertValue(node, Spot.class));
        } catch (IllegalArgumentException nowhere) {
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException for anything else, `null` too
    static JsonNode object(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("no object: " + node);
        }
        return node;
    }

    private static <T> Optional<T> taken(JsonNode node, boolean rule, List<Unread> unread, Function<JsonNode, T> read) {
        try {
            return Optional.of(read.apply(object(node)));
        } catch (IllegalArgumentException wrong) {
            var reason = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
            unread.add(new Unread(node.path("name").asText(""), reason, node.toString(), rule));
            return Optional.empty();
        }
    }

    // ---- how the parts are spelled

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "when")
    @JsonSubTypes({@JsonSubTypes.Type(value = Trigger.Changes.class, name = "changes"),
        @JsonSubTypes.Type(value = Trigger.Turns.class, name = "turns"), @JsonSubTypes.Type(value = Trigger.At.class, name = "at"),
        @JsonSubTypes.Type(value = Trigger.Sun.class, name = "sun"), @JsonSubTypes.Type(value = Trigger.Silent.class, name = "silent"),
        @JsonSubTypes.Type(value = Trigger.Says.class, name = "says"), @JsonSubTypes.Type(value = Trigger.Arms.class, name = "alarm"),
        @JsonSubTypes.Type(value = Trigger.Starts.class, name = "starts")})
    private interface Triggers {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "if")
    @JsonSubTypes({@JsonSubTypes.Type(value = Condition.All.class, name = "all"),
        @JsonSubTypes.Type(value = Condition.Any.class, name = "any"), @JsonSubTypes.Type(value = Condition.Not.class, name = "not"),
        @JsonSubTypes.Type(value = Condition.Is.class, name = "is"), @JsonSubTypes.Type(value = Condition.Within.class, name = "within"),
        @JsonSubTypes.Type(value = Condition.Armed.class, name = "alarm"),
        @JsonSubTypes.Type(value = Condition.Dark.class, name = "dark")})
    private interface Conditions {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
    @JsonSubTypes({@JsonSubTypes.Type(value = Action.Wish.class, name = "set"),
        @JsonSubTypes.Type(value = Action.Toggle.class, name = "toggle"), @JsonSubTypes.Type(value = Action.Play.class, name = "scene"),
        @JsonSubTypes.Type(value = Action.Tell.class, name = "tell"), @JsonSubTypes.Type(value = Action.Arm.class, name = "arm"),
        @JsonSubTypes.Type(value = Action.Wait.class, name = "wait"),
        @JsonSubTypes.Type(value = Action.Repeat.class, name = "repeat"),
        @JsonSubTypes.Type(value = Action.Choose.class, name = "choose")})
    private interface Actions {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "cause")
    @JsonSubTypes({@JsonSubTypes.Type(value = Cause.Changed.class, name = "changed"),
        @JsonSubTypes.Type(value = Cause.Clock.class, name = "clock"), @JsonSubTypes.Type(value = Cause.Silence.class, name = "silence"),
        @JsonSubTypes.Type(value = Cause.Said.class, name = "said"), @JsonSubTypes.Type(value = Cause.Armed.class, name = "alarm"),
        @JsonSubTypes.Type(value = Cause.Started.class, name = "started"), @JsonSubTypes.Type(value = Cause.Tried.class, name = "tried")})
    private interface Causes {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonSubTypes({@JsonSubTypes.Type(value = Origin.User.class, name = "user"),
        @JsonSubTypes.Type(value = Origin.Scene.class, name = "scene"), @JsonSubTypes.Type(value = Origin.Rule.class, name = "rule"),
        @JsonSubTypes.Type(value = Origin.Mqtt.class, name = "mqtt"),
        @JsonSubTypes.Type(value = Origin.Thermostat.class, name = "thermostat"),
        @JsonSubTypes.Type(value = Origin.Alarm.class, name = "alarm")})
    private interface Origins {
    }

    /// What the file's mapper must know for this.
    static SimpleModule spelling() {
        var module = new SimpleModule("automations");
        module.setMixInAnnotation(Trigger.class, Triggers.class);
        module.setMixInAnnotation(Condition.class, Conditions.class);
        module.setMixInAnnotation(Action.class, Actions.class);
        module.setMixInAnnotation(Cause.class, Causes.class);
        module.setMixInAnnotation(Origin.class, Origins.class);
        text(module, Instant.class, Instant::parse);
        text(module, PropertyRef.class, AutomationsForm::property);
        text(module, DeviceId.class, DeviceId::new);
        module.addSerializer(TopicFilter.class, new Filters());
        module.addDeserializer(TopicFilter.class, new Text<>(TopicFilter.class, TopicFilter::new));
        text(module, Duration.class, Duration::parse);
        text(module, LocalTime.class, LocalTime::parse);
        module.addSerializer(Value.class, new Values());
        module.addDeserializer(Value.class, new Read());
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> read) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new Text<>(type, read));
    }

    private static PropertyRef property(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no property: " + text);
        }
        return new PropertyRef(new DeviceId(parts[0]), parts[1], parts[2]);
    }

    private static final class Text<T> extends FromStringDeserializer<T> {

        private final transient Function<String, T> read;

        Text(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override protected T _deserialize(String text, DeserializationContext context) {
            try {
                return read.apply(text);
            } catch (java.time.DateTimeException noTime) {
                throw new IllegalArgumentException(noTime.getMessage(), noTime);
            }
        }
    }

    private static final class Filters extends StdSerializer<TopicFilter> {

        Filters() {
            super(TopicFilter.class);
        }

        @Override public void serialize(TopicFilter filter, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(filter.filter());
        }
    }

    /// A value as JSON has it: `true`, `21.5`, `"heat"`.
    private static final class Values extends StdSerializer<Value> {

        Values() {
            super(Value.class);
        }

        @Override public void serialize(Value value, JsonGenerator to, SerializerProvider provider) throws IOException {
            switch (value) {
                case Value.Truth(boolean truth) -> to.writeBoolean(truth);
                case Value.Numeric(double number) -> to.writeNumber(value.wire());
                case Value.Text(var text) -> to.writeString(text);
            }
        }
    }

    private static final class Read extends StdDeserializer<Value> {

        Read() {
            super(Value.class);
        }

        @Override public Value deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return switch (from.currentToken()) {
                case VALUE_TRUE -> new Value.Truth(true);
                case VALUE_FALSE -> new Value.Truth(false);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Numeric(from.getDoubleValue());
                case VALUE_STRING -> new Value.Text(from.getText());
                default -> throw context.weirdStringException(from.getText(), Value.class, "is no value");
            };
        }
    }
}
