package hearth.convention.homeassistant;

import hearth.device.Capability;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property.Category;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Binding;
import hearth.profile.Feature;
import hearth.profile.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One announced entity while its features are found: a workbench for one reading.
final class Entity {

    /// How a template's text becomes a value.
    sealed interface Answer {
        record Is(Value value) implements Answer {
        }

        /// For a while: see [Reading.Passing].
        record IsNow(Value value, Value then, Duration after) implements Answer {
        }

        /// Nothing is said: what was known stays.
        record Silence() implements Answer {
        }

        /// That is no such value.
        record Nonsense() implements Answer {
        }

        Silence SILENCE = new Silence();

        static Answer of(Optional<? extends Value> value) {
            return value.<Answer>map(Is::new).orElseGet(Nonsense::new);
        }
    }

    private static final int LONGEST_TEXT = 4_096;
    private static final int SHOWN = 64;
    static final double LONGEST_TIME = 365 * 86_400;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,3})?");
    private static final Set<String> UNKNOWN = Set.of("unknown", "unavailable", "null", "undefined", "none", "nan", "inf", "-inf", "-nan");

    final String component;
    final Config config;
    private final String object;
    private final String topic;
    private final List<String> problems;
    private final List<Feature> features = new ArrayList<>();

    Entity(String component, String object, String topic, Config config, List<String> problems) {
        this.component = component;
        this.object = object;
        this.topic = topic;
        this.config = config;
        this.problems = problems;
    }

    List<Feature> features() {
        return features;
    }

    /// What it calls itself, without the device's name before it.
    String name() {
        var own = Said.line(config.text("name").orElse(""));
        var device = Said.line(config.object("device").text("name", ""));
        if (!device.isEmpty() && own.length() > device.length() && own.toLowerCase(Locale.ROOT).startsWith(device.toLowerCase(Locale.ROOT))
                && " -_".indexOf(own.charAt(device.length())) >= 0) {
            own = own.substring(device.length() + 1).strip();
        }
        return !own.isEmpty() ? own : Said.line(titled(config.text("device_class").orElse(config.has("device") ? component : object)));
    }

    private static String titled(String id) {
        var words = id.replace('_', ' ').strip();
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    Category category() {
        return switch (config.text("entity_category", "")) {
            case "config" -> Category.CONFIG;
            case "diagnostic" -> Category.DIAGNOSTIC;
            default -> config.flag("enabled_by_default", true) ? Category.PRIMARY : Category.DIAGNOSTIC;
        };
    }

    String source() {
        return config.text("unique_id", topic);
    }

    // ---- features

    void add(String id, Capability capability, PropertyType type, Unit unit, List<Feature.Hears> hears, Optional<Feature.Says> says) {
        add(id, capability, type, unit, true, hears, says);
    }

    void add(String id, Capability capability, PropertyType type, Unit unit, boolean retained, List<Feature.Hears> hears,
            Optional<Feature.Says> says) {
        if (!hears.isEmpty() || says.isPresent()) {
            features.add(
                    new Feature(object, id, name(), capability, type, unit, retained, category(), source(), "", hears, says, expires()));
        }
    }

    /// `expire_after`, which sensors have: in seconds.
    private Optional<Duration> expires() {
        return config.number("expire_after").filter(s -> component.endsWith("sensor") && s > 0 && s <= LONGEST_TIME)
                .map(s -> Duration.ofMillis(Math.round(s * 1_000)));
    }

    void add(Feature feature) {
        features.add(feature);
    }

    /// The same under another capability's word: `on` of a light is its `on`.
    void add(Capability capability, PropertyType type, Unit unit, List<Feature.Hears> hears, Optional<Feature.Says> says) {
        add(capability.word(), capability, type, unit, hears, says);
    }

    String object() {
        return object;
    }

    // ---- what is heard

    /// A topic and a template that give a text; nothing where there is no such topic.
    List<Feature.Hears> hears(String topicKey, String templateKey, Function<String, Answer> meaning) {
        var listened = config.topic(topicKey);
        if (listened.isEmpty()) {
            return List.of();
        }
        var template = template(templateKey);
        return List.of(new Feature.Hears(listened.get(), (ref, said) -> said.text().isEmpty()
                ? Optional.of(new Reading.Unreadable(ref, said.payload().shown(SHOWN)))
                : template.text(said).flatMap(text -> reading(ref, text, meaning))));
    }

    /// The whole message, for what needs more than a text.
    List<Feature.Hears> hearsAll(String topicKey, Function<Said, Answer> meaning) {
        return config.topic(topicKey).map(listened -> new Feature.Hears(listened, (ref, said) -> reading(ref, said, meaning)))
                .map(List::of).orElse(List.of());
    }

    Feature.Hears hears(TopicFilter listened, Function<Said, Answer> meaning) {
        return new Feature.Hears(listened, (ref, said) -> reading(ref, said, meaning));
    }

    private static Optional<Reading> reading(PropertyRef ref, Said said, Function<Said, Answer> meaning) {
        return reading(ref, meaning.apply(said), () -> said.payload().shown(SHOWN));
    }

    private static Optional<Reading> reading(PropertyRef ref, String text, Function<String, Answer> meaning) {
        return silent(text) ? Optional.empty()
                : reading(ref, meaning.apply(text), () -> text.length() > SHOWN ? text.substring(0, SHOWN) : text);
    }

    private static Optional<Reading> reading(PropertyRef ref, Answer answer, Supplier<String> said) {
        return switch (answer) {
            case Answer.Is(var value) -> Optional.of(new Reading.Reported(ref, value));
            case Answer.IsNow(var value, var then, var after) -> Optional.of(new Reading.Passing(ref, value, then, after));
            case Answer.Silence _ -> Optional.empty();
            case Answer.Nonsense _ -> Optional.of(new Reading.Unreadable(ref, said.get()));
        };
    }

    /// What stands for an unknown value everywhere: nothing, and Home Assistant's `None`.
    static boolean silent(String text) {
        return text.isBlank() || text.strip().equals("None");
    }

    ValueTemplate template(String key) {
        var template = ValueTemplate.of(config.text(key, ""));
        template.problem().ifPresent(why -> problem(key + ": " + why));
        return template;
    }

    // ---- meanings

    /// Silent at the word that is announced to stand for nothing.
    Function<String, Answer> unless(String resetKey, Function<String, Answer> meaning) {
        var reset = config.text(resetKey, "None");
        return text -> text.equals(reset) ? Answer.SILENCE : meaning.apply(text);
    }

    static Function<String, Answer> truth(String on, String off) {
        return text -> text.equals(on) ? new Answer.Is(new Value.Truth(true))
                : text.equals(off) ? new Answer.Is(new Value.Truth(false)) : new Answer.Nonsense();
    }

    /// A number in the unit, as a number in the unit that is kept. NaN, infinity and the words for an unknown state say nothing.
    static Function<String, Answer> number(Unit unit) {
        return text -> {
            var number = numeric(text);
            return number.isPresent() ? Double.isFinite(number.get()) ? new Answer.Is(new Value.Numeric(unit.toKept(number.get())))
                    : Answer.SILENCE
                    : UNKNOWN.contains(text.strip().toLowerCase(Locale.ROOT)) ? Answer.SILENCE : new Answer.Nonsense();
        };
    }

    static Optional<Double> numeric(String text) {
        return NUMBER.matcher(text.strip()).matches() ? Optional.of(Double.valueOf(text.strip())) : Optional.empty();
    }

    static Function<String, Answer> word(List<String> words) {
        return text -> Answer.of(words.contains(text) ? Optional.of(new Value.Text(text)) : Optional.empty());
    }

    /// Any text but the word for an entity that is not there. `unknown` is a word that sensors do say.
    static Answer text(String text) {
        if (text.equals("unavailable")) {
            return Answer.SILENCE;
        }
        return new Answer.Is(new Value.Text(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text));
    }

    // ---- what is said

    /// How a value is sent; nothing where there is no such topic.
    ///
    /// @param variables the command template's, `value` among them; without a template the value is the payload
    /// @param known     whether a topic reports what became of it
    Optional<Feature.Says> says(String topicKey, String templateKey, Function<Value, Map<String, Object>> variables, boolean known) {
        return says(topicKey, templateKey, (value, _) -> Optional.of(variables.apply(value)), known);
    }

    /// A command's variables from a value and what is known beside it; empty where it cannot be said.
    interface Variables {
        Optional<Map<String, Object>> of(Value value, Binding.Siblings now);
    }

    Optional<Feature.Says> says(String topicKey, String templateKey, Variables variables, boolean known) {
        var template = config.text(templateKey).map(CommandTemplate::new);
        return writer(topicKey, known, (value, now) -> variables.of(value, now)
                .flatMap(v -> template.isPresent() ? template.get().text(v, now.time()) : Optional.of(python(v.get("value")))));
    }

    /// A payload from a value; empty where it cannot be said.
    interface Spelling {
        Optional<String> of(Value value, Binding.Siblings now);
    }

    Optional<Feature.Says> writer(String topicKey, boolean known, Spelling spelling) {
        return config.topic(topicKey).filter(TopicFilter::exact).map(to -> new Feature.Says(to.filter(),
                (value, now) -> spelling.of(value, now).map(payload -> List.of(message(to.filter(), payload))).orElse(List.of()),
                !known || config.flag("optimistic", false)));
    }

    Message message(String to, String payload) {
        int qos = (int) Math.clamp(config.number("qos", 1), 0, 2);
        return new Message(to, Payload.of(payload), config.has("qos") ? qos : 1, config.flag("retain", false));
    }

    /// As Python writes it.
    private static String python(@Nullable Object value) {
        return value instanceof Boolean b ? b ? "True" : "False" : String.valueOf(value);
    }

    /// A value as a template's `value`: a number stays one, whole where it is.
    static Map<String, Object> plain(Value value) {
        return with("value", switch (value) {
            case Value.Numeric(var n) -> number(n);
            case Value.Truth(var t) -> t;
            case Value.Text(var t) -> t;
        });
    }

    static Object number(double n) {
        return n == Math.rint(n) && Math.abs(n) < 1e15 ? (Object) (long) n : (Object) n;
    }

    static Map<String, Object> with(String name, Object value) {
        var all = new HashMap<String, Object>();
        all.put(name, value);
        return all;
    }

    void problem(String words) {
        problems.add(object + ": " + words);
    }
}
