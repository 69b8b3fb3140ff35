package hearth.convention.homie;

import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.HomieColor;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property.Category;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Reading;
import hearth.device.TopicFilter;
import hearth.device.Unit;
import hearth.device.Value;
import hearth.profile.Feature;
import hearth.profile.Meaning;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Homie device's properties as features: a workbench for one reading. The convention tells types and units; what they mean is told by
/// names alone. What one node has of a light is one light.
final class Features {

    private static final int SHOWN = 64;
    /// Longer texts are no values: a vacuum's map is 700 KB of them.
    private static final int LONGEST_TEXT = 4_096;
    private static final double MIREDS = 1e6;
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");
    private static final Pattern FLOAT = Pattern.compile("-?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
    private static final Set<Capability> SETTABLE = Set.of(Capability.TARGET_TEMPERATURE, Capability.TARGET_HUMIDITY, Capability.BRIGHTNESS,
            Capability.COLOR_TEMPERATURE, Capability.POSITION, Capability.SPEED);
    /// Always kept in percent.
    private static final Set<Capability> SHARES = Set.of(Capability.BRIGHTNESS, Capability.POSITION, Capability.SPEED);
    private static final Set<String> LIGHT = Set.of("light", "lamp", "led", "dimmer", "bulb", "licht", "lampe");
    private static final Set<String> HELPERS = Set.of("signal", "uptime", "rssi", "ip", "version", "firmware", "interval", "heap");

    private final Described device;
    private final List<Feature> features = new ArrayList<>();

    /// A value of a type, as the device writes it and as it is kept.
    private record Codec(PropertyType type, Unit unit, Reader reader, Writer writer) {
    }

    private interface Reader {
        Optional<Value> read(String text);
    }

    private interface Writer {
        /// Empty where it cannot be told.
        Optional<String> write(Value value, Optional<Value> now);
    }

    Features(Described device) {
        this.device = device;
    }

    /// @param alerts that stand now: they are gone when they are cleared
    List<Feature> all(List<String> alerts) {
        for (var node : device.nodes()) {
            node.items().forEach(item -> add(node, item));
        }
        for (var alert : alerts) {
            var topic = device.root() + "/$alert/" + alert;
            features.add(
                    new Feature("alert", alert, Said.line("Alert: " + titled(alert)), Capability.TEXT, new PropertyType.Text(), Unit.NONE,
                            true, Category.DIAGNOSTIC, topic, "", List.of(new Feature.Hears(new TopicFilter(topic),
                                    (ref, said) -> reading(ref, said, text()))),
                            Optional.empty()));
        }
        return features;
    }

    private void add(Described.Node node, Described.Item item) {
        var meaning = meaning(node, item);
        var codec = codec(item, meaning);
        boolean event = !item.retained();
        var capability = SHARES.contains(meaning) && !codec.unit().equals(Unit.PERCENT) ? Capability.NUMBER : meaning;
        var hears = new ArrayList<Feature.Hears>();
        hears.add(new Feature.Hears(new TopicFilter(item.topic()), (ref, said) -> reading(ref, said, codec)));
        if (device.five() && item.settable() && item.retained()) {
            hears.add(new Feature.Hears(new TopicFilter(item.topic() + "/$target"),
                    (ref, said) -> said.text().flatMap(codec.reader()::read).map(value -> new Reading.Aimed(ref, value))));
        }
        features.add(new Feature(node.id(), item.id(), name(node, item, capability), capability, codec.type(), codec.unit().kept(), !event,
                category(item), item.topic(), "", hears, item.settable() ? Optional.of(says(item, codec)) : Optional.empty()));
    }

    // ---- what it is

    private static Capability meaning(Described.Node node, Described.Item item) {
        return switch (item.datatype()) {
            case "color" -> Capability.COLOR;
            case "boolean" -> truth(node, item);
            case "integer", "float" -> number(node, item);
            case "enum" -> word(node, item);
            default -> item.retained() || item.settable() ? Capability.TEXT : Capability.EVENT;
        };
    }

    private static Capability truth(Described.Node node, Described.Item item) {
        var own = Meaning.truth(words(item)).or(() -> Meaning.truth(words(node)));
        if (!item.settable()) {
            return own.orElse(Capability.FLAG);
        }
        boolean only = node.items().stream().filter(i -> i.settable() && i.datatype().equals("boolean")).count() == 1;
        boolean named = Meaning.truth(words(item)).equals(Optional.of(Capability.ON)) || Meaning.general(words(item));
        return own.filter(c -> c == Capability.LOCK && !words(item).contains("child"))
                .orElse(only || named ? Capability.ON : Capability.FLAG);
    }

    private static Capability number(Described.Node node, Described.Item item) {
        var unit = unit(item);
        var words = words(item);
        boolean light = light(node);
        boolean kelvin = Set.of("K", "MK⁻¹").contains(unit.symbol());
        var meaning = kelvin && light ? Optional.of(Capability.COLOR_TEMPERATURE)
                : light && item.settable() && words.contains("level") ? Optional.of(Capability.BRIGHTNESS)
                : Meaning.number(words, unit).or(() -> Meaning.general(words) ? Meaning.number(words(node), unit) : Optional.empty());
        if (!item.settable()) {
            return meaning.filter(m -> m != Capability.SPEED).orElse(Capability.NUMBER);
        }
        return meaning.map(m -> m == Capability.TEMPERATURE ? Capability.TARGET_TEMPERATURE : m == Capability.HUMIDITY
                ? Capability.TARGET_HUMIDITY : m).filter(SETTABLE::contains).orElse(Capability.NUMBER);
    }

    private static Capability word(Described.Node node, Described.Item item) {
        if (!item.retained() && !item.settable()) {
            return Capability.EVENT;
        }
        boolean thermostat = node.items().stream()
                .anyMatch(i -> number(i) && i.settable() && number(node, i) == Capability.TARGET_TEMPERATURE);
        return thermostat && words(item).contains("mode") ? Capability.MODE : Capability.CHOICE;
    }

    private static boolean number(Described.Item item) {
        return item.datatype().equals("integer") || item.datatype().equals("float");
    }

    /// Whether a node is a light: by its name, or by what only lights have.
    private static boolean light(Described.Node node) {
        return words(node).stream().anyMatch(LIGHT::contains) || node.items().stream().anyMatch(i -> i.settable() && (i.datatype().equals(
                "color") || number(i) && Meaning.number(words(i), unit(i)).equals(Optional.of(Capability.BRIGHTNESS))));
    }

    private static List<String> words(Described.Item item) {
        return Stream.of(item.id(), item.name()).flatMap(t -> Meaning.in(t).stream()).distinct().toList();
    }

    private static List<String> words(Described.Node node) {
        return Stream.of(node.id(), node.type(), node.name()).flatMap(t -> Meaning.in(t).stream()).distinct().toList();
    }

    private static Unit unit(Described.Item item) {
        return Unit.announced(item.unit().strip()).named(item.id() + " " + item.name(), "");
    }

    /// Where several properties make one thing they bear its name.
    private String name(Described.Node node, Described.Item item, Capability capability) {
        var ofNode = node.name().isBlank() ? titled(node.id()) : node.name();
        var own = item.name().isBlank() ? titled(item.id()) : item.name();
        boolean part = light(node) && Set.of(Capability.ON, Capability.BRIGHTNESS, Capability.COLOR, Capability.COLOR_TEMPERATURE)
                .contains(capability);
        var name = part ? ofNode
                : device.nodes().size() == 1 || own.toLowerCase(Locale.ROOT).contains(ofNode.toLowerCase(Locale.ROOT)) ? own
                : ofNode + ": " + own;
        return Said.line(name);
    }

    private static String titled(String id) {
        var words = id.replace('-', ' ').replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Category category(Described.Item item) {
        return !item.settable() && Meaning.in(item.id()).stream().anyMatch(HELPERS::contains) ? Category.DIAGNOSTIC : Category.PRIMARY;
    }

    // ---- how it is written

    private Codec codec(Described.Item item, Capability meaning) {
        return switch (item.datatype()) {
            case "boolean" -> meaning == Capability.LOCK ? lock() : new Codec(new PropertyType.Bool(), Unit.NONE,
                    text -> Value.of(text, new PropertyType.Bool()), (value, _) -> Optional.of(value.wire()));
            case "integer", "float" -> number(item, meaning);
            case "enum" -> words(item.format().split(","));
            case "color" -> color(item);
            default -> text();
        };
    }

    /// The empty text is a single zero byte, since an empty payload clears a topic.
    private static Codec text() {
        return new Codec(new PropertyType.Text(), Unit.NONE, text -> Optional.of(new Value.Text(text.equals("\0") ? "" : text)),
                (value, _) -> Optional.of(value.wire().isEmpty() ? "\0" : value.wire()));
    }

    private static Codec lock() {
        return new Codec(new PropertyType.Words(List.of("locked", "unlocked")), Unit.NONE,
                text -> Value.of(text, new PropertyType.Bool())
                        .map(v -> new Value.Text(v.equals(new Value.Truth(true)) ? "locked" : "unlocked")),
                (value, _) -> Optional.of(Boolean.toString(value.wire().equals("locked"))));
    }

    private static Codec words(String[] format) {
        var words = new LinkedHashSet<String>();
        Arrays.stream(format).filter(w -> !w.isEmpty()).limit(Homie.MOST).forEach(words::add);
        var type = new PropertyType.Words(List.copyOf(words));
        return new Codec(type, Unit.NONE, text -> words.contains(text) ? Optional.of(new Value.Text(text)) : Optional.empty(),
                (value, _) -> Optional.of(value.wire()));
    }

    private static Codec number(Described.Item item, Capability meaning) {
        boolean whole = item.datatype().equals("integer");
        var unit = unit(item);
        var own = range(item.format(), whole);
        Reader plain = text -> (whole ? INTEGER : FLOAT).matcher(text).matches() ? numeric(Double.parseDouble(text)) : Optional.empty();
        boolean mired = !unit.equals(Unit.KELVIN) && own.max() <= 1_000;
        if (meaning == Capability.COLOR_TEMPERATURE && (mired || unit.symbol().equals("MK⁻¹"))) {
            return new Codec(mired(own), Unit.KELVIN, text -> plain.read(text).filter(v -> n(v) >= 1).map(v -> new Value.Numeric(
                    Math.rint(MIREDS / n(v)))), (value, _) -> Optional.of(spelled(MIREDS / Math.max(1, n(value)), own, true)));
        }
        boolean share = SHARES.contains(meaning);
        if (share && own.bounded() && (own.min() != 0 || own.max() != 100)) {
            double span = own.max() - own.min();
            var type = new PropertyType.Range(0, 100, whole && span < 100 ? 100 / span : 0);
            return new Codec(type, Unit.PERCENT,
                    text -> plain.read(text).map(v -> new Value.Numeric(n(v) <= own.min() ? 0
                            : Math.clamp(Math.rint((n(v) - own.min()) / span * 1000) / 10, 0.1, 100))),
                    (value, _) -> Optional.of(spelled(n(value) <= 0 ? own.min() : Math.max(own.min() + (whole ? 1 : 0),
                            own.min() + n(value) / 100 * span), own, whole)));
        }
        if (share && (own.bounded() || unit.equals(Unit.PERCENT))) {
            double step = whole ? Math.max(1, own.step()) : own.step();
            return new Codec(new PropertyType.Range(0, 100, step), Unit.PERCENT, plain,
                    (value, _) -> Optional.of(spelled(n(value), own, whole)));
        }
        var kept = new PropertyType.Range(unit.toKept(own.min()), unit.toKept(own.max()), unit.stepToKept(own.step()));
        return new Codec(kept, unit, text -> plain.read(text).map(v -> new Value.Numeric(unit.toKept(n(v)))),
                (value, _) -> Optional.of(spelled(unit.fromKept(n(value)), own, whole)));
    }

    private static Optional<Value> numeric(double n) {
        return Double.isFinite(n) ? Optional.of(new Value.Numeric(n)) : Optional.empty();
    }

    private static double n(Value value) {
        return value instanceof Value.Numeric(var number) ? number : 0;
    }

    /// In the device's own scale and steps.
    private static String spelled(double number, PropertyType.Range own, boolean whole) {
        double from = Double.isFinite(own.min()) ? own.min() : Double.isFinite(own.max()) ? own.max() : 0;
        double stepped = own.step() > 0 ? from + Math.rint((number - from) / own.step()) * own.step() : number;
        double inside = Math.clamp(whole ? Math.rint(stepped) : Math.rint(stepped * 1e9) / 1e9, own.min(), own.max());
        return new Value.Numeric(inside).wire();
    }

    private static PropertyType.Range mired(PropertyType.Range own) {
        return own.bounded() && own.min() >= 1
                ? new PropertyType.Range(Math.rint(MIREDS / own.max()), Math.rint(MIREDS / own.min()), 1) : PropertyType.Range.ANY;
    }

    /// `min:max:step`, each of which may be missing.
    private static PropertyType.Range range(String format, boolean whole) {
        var ends = format.split(":", -1);
        double least = end(ends, 0, Double.NEGATIVE_INFINITY);
        double most = end(ends, 1, Double.POSITIVE_INFINITY);
        double step = Math.max(0, end(ends, 2, whole ? 1 : 0));
        return least < most ? new PropertyType.Range(least, most, step) : new PropertyType.Range(Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY, step);
    }

    private static double end(String[] ends, int place, double otherwise) {
        return place < ends.length && FLOAT.matcher(ends[place].strip()).matches() ? Double.parseDouble(ends[place].strip()) : otherwise;
    }

    /// Version 5 writes the form before the numbers, version 4 leaves it to the format.
    private Codec color(Described.Item item) {
        var forms = Arrays.stream(item.format().toLowerCase(Locale.ROOT).split(",")).map(String::strip)
                .filter(Set.of("rgb", "hsv", "xyz")::contains).distinct().toList();
        var known = forms.isEmpty() ? List.of(device.five() ? "hsv" : "rgb") : forms;
        Reader reader = text -> color(device.five() ? text : known.getFirst() + "," + text, forms);
        return new Codec(new PropertyType.Color(known), Unit.NONE, reader, (value, now) -> spelled(value, known, now)
                .map(text -> device.five() ? text : text.substring(text.indexOf(',') + 1)));
    }

    private static Optional<Value> color(String text, List<String> forms) {
        int comma = text.indexOf(',');
        var form = comma < 0 ? "" : text.substring(0, comma);
        var numbers = text.substring(comma + 1).split(",", -1);
        var most = switch (form) {
            case "rgb" -> new double[]{255, 255, 255};
            case "hsv" -> new double[]{360, 100, 100};
            case "xyz" -> new double[]{1, 1};
            default -> new double[0];
        };
        boolean sound = most.length == numbers.length && (forms.isEmpty() || forms.contains(form));
        for (int i = 0; sound && i < most.length; i++) {
            sound = FLOAT.matcher(numbers[i]).matches() && Double.parseDouble(numbers[i]) >= 0 && Double.parseDouble(numbers[i]) <= most[i];
        }
        return sound ? Optional.of(new Value.Text(text)) : Optional.empty();
    }

    /// In a form that the device takes; how bright it is stays as it is, unless the wish says so itself.
    private static Optional<String> spelled(Value wanted, List<String> forms, Optional<Value> now) {
        var form = wanted.wire().substring(0, 3);
        if (forms.contains(form)) {
            return Optional.of(form.equals("xyz") ? wanted.wire() : form + "," + whole(HomieColor.numbers(wanted.wire().substring(4))));
        }
        return switch (forms.getFirst()) {
            case "rgb" -> HomieColor.rgb(wanted).map(n -> "rgb," + whole(Arrays.stream(n).boxed().toList()));
            case "xyz" -> HomieColor.xy(wanted).map(n -> "xyz," + HomieColor.fine(n[0]) + "," + HomieColor.fine(n[1]));
            default -> HomieColor.hueSaturation(wanted).map(n -> "hsv," + whole(List.of(n[0], n[1], now.map(Value::wire).filter(w -> w
                    .startsWith("hsv,")).map(w -> HomieColor.numbers(w.substring(4))).filter(all -> all.size() == 3).map(List::getLast)
                    .orElse(100.0))));
        };
    }

    private static String whole(List<Double> numbers) {
        return String.join(",", numbers.stream().map(n -> Long.toString(Math.round(n))).toList());
    }

    // ---- what is heard and said

    private static Optional<Reading> reading(PropertyRef ref, Said said, Codec codec) {
        int size = said.payload().size();
        boolean text = codec.type() instanceof PropertyType.Text;
        if (size == 0 || text && size > LONGEST_TEXT) {
            return Optional.empty(); // a topic that was cleared; what is no value
        }
        return Optional.of(said.text().flatMap(codec.reader()::read).<Reading>map(v -> new Reading.Reported(ref, v))
                .orElseGet(() -> new Reading.Unreadable(ref, said.payload().shown(SHOWN))));
    }

    /// Version 5 asks for QoS 2, and for 0 where a command must not come twice or late; version 4 for 1, and for 2 there.
    private Feature.Says says(Described.Item item, Codec codec) {
        int qos = device.five() ? item.retained() ? 2 : 0 : item.retained() ? 1 : 2;
        var topic = item.topic() + "/set";
        return new Feature.Says(topic, (value, now) -> codec.writer().write(value, now.value(DeviceId.of(item.id()).value()))
                .map(text -> List.of(new Message(topic, Payload.of(text), qos, false))).orElse(List.of()), !item.retained());
    }
}
