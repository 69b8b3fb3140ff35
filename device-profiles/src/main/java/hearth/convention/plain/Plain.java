package hearth.convention.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Unit;
import hearth.profile.Announced;
import hearth.profile.Binding;
import hearth.profile.Convention;
import hearth.profile.Identity;
import hearth.profile.Meaning;
import hearth.profile.Part;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Any topic whose words say what its values are. Values with one parent are one device: `lights/livingroom/brightness` and `…/state`;
/// so are those of one JSON object. What names a thing of its own (`kitchen/door`) is one.
public final class Plain implements Convention {

    private static final String VIA = "plain";
    private static final int LONGEST = 4_096;
    private static final int LONGEST_TOPIC = 256;
    private static final int DEEPEST = 10;
    /// Where conventions, and the hub itself, have their topics.
    private static final Set<String> TAKEN = Set.of("hearth", "homeassistant", "homie", "zigbee2mqtt", "tasmota", "tele", "stat", "cmnd",
            "shellies", "wled", "frigate", "valetudo", "esphome", "zwave", "zwavejs2mqtt");
    private static final Set<String> OF_A_BRIDGE = Set.of("bridge", "bttomqtt", "systomqtt", "rpc", "get", "cmnd", "$sys");
    private static final Set<String> COMMANDS = Set.of("set", "command", "cmd");
    /// Levels that say where many things are, not what one thing is.
    private static final Set<String> PLACES = Set.of("home", "house", "haus", "zuhause", "sensors", "sensor", "sensoren", "devices",
            "device",
            "security", "iot", "mqtt", "data", "smarthome", "wohnung", "rooms", "room", "measurements", "status", "state");
    /// Words for things; other words that speak are for what a thing has.
    private static final Set<String> THINGS = Set.of("door", "window", "gate", "garage", "light", "lamp", "lights", "lamps", "plug",
            "socket",
            "outlet", "fan", "pump", "heater", "valve", "tür", "tuer", "fenster", "tor", "licht", "lampe", "steckdose", "pumpe", "heizung",
            "ventil", "ventilator", "switch", "relay", "schalter", "shutter", "blind", "cover", "rollo", "rolladen", "rollladen",
            "jalousie");

    @Override public String via() {
        return VIA;
    }

    @Override public boolean guesses() {
        return true;
    }

    @Override public Optional<Place> place(Message message) {
        var topic = message.topic();
        int size = message.payload().size();
        if (size == 0 || size > LONGEST || topic.length() > LONGEST_TOPIC) {
            return Optional.empty();
        }
        var levels = List.of(topic.split("/", -1));
        boolean command = levels.size() > 1 && COMMANDS.contains(levels.getLast());
        var way = command ? levels.subList(0, levels.size() - 1) : levels;
        if (taken(way)) {
            return Optional.empty();
        }
        var text = message.payload().text().orElse("");
        return Evidence.of(way, text).map(example -> {
            var group = group(way, text.stripLeading().startsWith("{"));
            var slot = String.join("/", levels.subList(group.size(), levels.size()));
            return new Place(String.join("/", group), slot, Payload.of(example));
        });
    }

    private static boolean taken(List<String> way) {
        var first = way.get(way.getFirst().isEmpty() && way.size() > 1 ? 1 : 0).toLowerCase(Locale.ROOT);
        return way.size() > DEEPEST || way.lastIndexOf("") > 0 || TAKEN.contains(first) || first.contains("shelly") || first.startsWith("$")
                || way.size() > 2 && way.get(1).equals("5") || first.equals("security") && way.size() > 1
                        && (way.get(1).equals("status") || way.get(1).equals("alarm"))
                || way.stream()
                        .anyMatch(l -> OF_A_BRIDGE.contains(l.toLowerCase(Locale.ROOT)) || COMMANDS.contains(l) || l.startsWith("$"));
    }

    /// The levels of the device a value belongs to: those above it, unless it stands for itself.
    private static List<String> group(List<String> way, boolean object) {
        var own = Meaning.in(way.getLast());
        boolean speaks = Meaning.general(own) || own.size() == 1 && own.equals(List.of("on")) || !own.stream().anyMatch(THINGS::contains)
                && (Meaning.number(own, Unit.NONE).isPresent() || Meaning.truth(own).isPresent());
        boolean alone = object || !speaks || way.size() == 1 || PLACES.contains(way.get(way.size() - 2).toLowerCase(Locale.ROOT));
        return alone ? way : way.subList(0, way.size() - 1);
    }

    @Override public Payload kept(Payload before, Payload now) {
        return Evidence.merged(before, now);
    }

    @Override public Announced.Reading read(String group, Map<String, Payload> said) {
        var levels = List.of(group.split("/", -1));
        var features = new Features(group, said);
        said.keySet().stream().sorted().filter(slot -> COMMANDS.stream().noneMatch(c -> slot.equals(c) || slot.endsWith("/" + c)))
                .forEach(slot -> {
                    var way = new ArrayList<>(levels);
                    if (!slot.isEmpty()) {
                        way.addAll(List.of(slot.split("/")));
                    }
                    features.add(slot, way, List.of(), json(said.getOrDefault(slot, Payload.EMPTY).text().orElse("")));
                });
        if (features.all().isEmpty()) {
            return Announced.Reading.NOTHING;
        }
        var about = new Binding.About(VIA, "", "", group);
        return Announced.Reading.of(List.of(new Part(VIA + " " + group, Part.hash(said.toString()), List.of(Identity.plain(group)),
                name(levels), about, "", "", features.all(), List.of(), List.of(), List.of())));
    }

    private static JsonNode json(String example) {
        return Said.parsed(example).filter(ObjectNode.class::isInstance)
                .orElseGet(() -> JsonNodeFactory.instance.textNode(example));
    }

    /// `home/kitchen/climate` is the Kitchen climate, `security/door/front` the Front door, `lights/livingroom` the Livingroom lights.
    private static String name(List<String> levels) {
        var last = words(levels.getLast());
        var above = levels.size() > 1 ? levels.get(levels.size() - 2) : "";
        boolean place = above.isEmpty() || PLACES.contains(above.toLowerCase(Locale.ROOT));
        var name = speaks(levels.getLast()) ? place ? last : words(above) + " " + last : speaks(above) ? last + " " + words(above) : last;
        var line = Said.line(name);
        return line.isEmpty() ? String.join("/", levels) : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }

    private static boolean speaks(String level) {
        var words = Meaning.in(level);
        return words.contains("climate") || words.contains("klima") || Meaning.general(words)
                || Meaning.number(words, Unit.NONE).isPresent() || Meaning.truth(words).isPresent();
    }

    private static String words(String level) {
        return level.replace('_', ' ').replace('-', ' ').strip();
    }
}
