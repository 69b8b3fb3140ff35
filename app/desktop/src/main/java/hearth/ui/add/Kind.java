package hearth.ui.add;

import hearth.convention.plain.Guess;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Home;
import hearth.hub.DeviceState;
import hearth.hub.DeviceState.Condition;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.profile.Binding;
import hearth.profile.Leaf;
import hearth.profile.Profile;
import hearth.profile.ProfileCatalog;
import hearth.ui.DeviceWords;
import hearth.ui.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kind of device that a topic could belong to, with its variables filled in for that topic. A value.
///
/// @param variables a value for each of the profile's variables
record Kind(Profile profile, Map<String, String> variables, Binding binding) {

    static final String TOPIC = "topic";

    private static final String PATH = "path";

    /// Words of topics that speak of a kind and say more than what its values are.
    private static final Map<String, Set<String>> WORDS = Map.of("light", Set.of("dim", "dimmer", "lamp", "lights", "licht", "lampe"),
            "dimmer", Set.of("dim", "lamp", "lights", "licht", "lampe"), "security", Set.of("alarm", "intrusion", "sicherheit"), "plug",
            Set.of("socket", "outlet", "steckdose"));

    Kind {
        variables = Map.copyOf(variables);
    }

    /// Every kind that has a topic, the likeliest for this one first.
    ///
    /// @param leaf which of the values in its message is meant, where it has several
    static List<Kind> likeliestFirst(HubState house, String topic, Optional<Leaf> leaf) {
        var guess = guess(house, topic, leaf);
        return house.profiles().profiles().stream()
                .filter(p -> p.variables().stream().anyMatch(v -> v.key().equals(TOPIC)))
                .map(p -> of(p, topic, leaf, guess))
                .sorted(Comparator.comparingInt((Kind k) -> k.likelihood(house, topic, leaf, guess)).reversed()).toList();
    }

    /// The value of a message that is most worth a tile, as far as words tell: that of the temperature before that of the battery.
    static Optional<Leaf> worthiest(String topic, List<Leaf> leaves) {
        return leaves.stream().filter(l -> guess(topic, l).isPresent())
                .min(Comparator.comparing(l -> guess(topic, l).map(Guess::capability).orElse(Capability.TEXT)))
                .or(() -> leaves.stream().findFirst());
    }

    private static Optional<Guess> guess(String topic, Leaf leaf) {
        var way = new ArrayList<>(List.of(topic.split("/", -1)));
        way.addAll(leaf.keys());
        return Guess.of(way, leaf.said());
    }

    private static Optional<Guess> guess(HubState house, String topic, Optional<Leaf> leaf) {
        return leaf.isPresent() ? guess(topic, leaf.get()) : Guess.of(List.of(topic.split("/", -1)),
                Optional.ofNullable(house.topics().get(topic)).flatMap(seen -> seen.payload().text()).orElse("1"));
    }

    /// The topic itself, or for a kind whose topics stand below one, the place above this topic.
    private static Kind of(Profile profile, String topic, Optional<Leaf> leaf, Optional<Guess> guess) {
        var whole = filled(profile, topic, leaf, guess);
        for (var above = topic; above.contains("/");) {
            above = above(above);
            var kind = filled(profile, above, leaf, guess);
            if (!whole.hears(topic) && kind.hears(topic)) {
                return kind;
            }
        }
        return whole;
    }

    /// The other variables keep to the topic as their defaults keep to its default; place, unit and scale are those of the value.
    private static Kind filled(Profile profile, String topic, Optional<Leaf> leaf, Optional<Guess> guess) {
        var seed = profile.variables().stream().filter(v -> v.key().equals(TOPIC)).findFirst().orElseThrow().otherwise();
        var values = new HashMap<String, String>();
        for (var v : profile.variables()) {
            boolean beside = seed.contains("/") && v.otherwise().startsWith(above(seed) + "/");
            values.put(v.key(), v.otherwise().equals(seed) ? topic
                    : beside && topic.contains("/") ? above(topic) + v.otherwise().substring(above(seed).length()) : v.otherwise());
            if (v.key().equals(PATH)) {
                leaf.ifPresent(l -> values.put(PATH, l.path()));
            }
            guess.map(g -> Stream.of(g.unit().symbol(), new Value.Numeric(g.most()).wire())).orElse(Stream.empty())
                    .filter(v.choices()::contains).forEach(choice -> values.put(v.key(), choice));
        }
        return new Kind(profile, values, profile.bind(DeviceId.of(profile.id()), values));
    }

    private static String above(String topic) {
        return topic.contains("/") ? topic.substring(0, topic.lastIndexOf('/')) : topic;
    }

    private boolean hears(String topic) {
        return binding.topics().stream().anyMatch(f -> f.matches(topic));
    }

    /// This kind with other values. Throws [IllegalArgumentException] where they do not fit.
    Kind with(Map<String, String> values) {
        return new Kind(profile, values, profile.bind(binding.device(), values));
    }

    private int likelihood(HubState house, String topic, Optional<Leaf> leaf, Optional<Guess> guess) {
        var last = words(topic.substring(topic.lastIndexOf('/') + 1));
        int points = speaksOf(last) ? 5 : speaksOf(words(topic)) ? 2 : 0;
        // somebody there is told by the kind that motion is
        points += guess.map(g -> g.capability() == Capability.OCCUPANCY ? Capability.MOTION : g.capability())
                .equals(binding.main().map(Property::capability)) ? 6 : 0;
        points += leaf.isPresent() && variables.containsKey(PATH) ? 4 : 0;
        points += (int) (2 * topics().stream().filter(t -> !t.equals(topic) && house.topics().containsKey(t)).limit(3).count());
        points += tried(house).condition() == Condition.LIVE ? 10 : 0;
        return points + switch (binding.main().map(Property::capability).orElse(Capability.TEXT)) {
            case NUMBER, ON -> 2; // where nothing else tells, a number is a number and a word a text
            case TEXT -> 1;
            default -> 0;
        };
    }

    private boolean speaksOf(Set<String> words) {
        return words.contains(profile.id()) || WORDS.getOrDefault(profile.id(), Set.of()).stream().anyMatch(words::contains);
    }

    private static Set<String> words(String topic) {
        return Arrays.stream(topic.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")).collect(Collectors.toSet());
    }

    /// Every single topic it hears or commands.
    private Set<String> topics() {
        var topics = binding.topics().stream().filter(TopicFilter::exact).map(TopicFilter::filter).collect(Collectors.toSet());
        binding.sinks().forEach(s -> topics.add(s.topic()));
        return topics;
    }

    /// The device as it would stand in the house, had it been there when the last messages came.
    DeviceState tried(HubState house) {
        var device = new Device(binding.device(), profile.id(), profile.id(), variables, Device.Size.SMALL);
        var trial = HubState.start(house.version(), Home.EMPTY.with(device, ""), house.settings(),
                new ProfileCatalog(List.of(profile), List.of()), Map.of(), Optional.empty(), List.of());
        for (var topic : binding.topics()) {
            var seen = house.topics().get(topic.filter());
            if (seen != null) {
                trial = trial.after(new Event.MessageReceived(new Message(topic.filter(), seen.payload(), seen.qos(), false)), seen.at())
                        .state();
            }
        }
        return trial.device(binding.device()).orElseThrow();
    }

    /// What the last messages read as: `21.5 °C`, `On · 84 W`, `unreadable`.
    static String preview(DeviceState tried, Texts texts) {
        var words = new DeviceWords(tried, texts);
        return switch (tried.condition()) {
            case WAITING -> texts.of("add.silent");
            case UNREADABLE -> texts.of("add.unreadable");
            case LIVE, PENDING, NOT_CONFIRMED, SILENT, OFFLINE -> tried.binding().properties().stream()
                    .filter(p -> p.category() == Property.Category.PRIMARY)
                    .flatMap(p -> tried.state(p.ref()).value().map(v -> words.value(p, v)).stream()).collect(Collectors.joining(" · "));
        };
    }
}
