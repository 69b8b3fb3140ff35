package hearth.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.device.Capability;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.PropertyType;
import hearth.device.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The hub's own side of the wire: Homie 5 (homieiot.github.io, version 5.0) under the domain `hearth`.
public final class Api {

    /// Where everything of the hub begins.
    public static final String ROOT = "hearth/5/";
    /// The hub itself as a device.
    public static final DeviceId HUB = new DeviceId("hub");
    /// The hub's node with a property for each scene: what is said to it plays the scene.
    public static final String SCENES = "scenes";
    /// Where the hub tells device families that it listens: `online`, or `offline` as will.
    public static final String BIRTH = "homeassistant/status";

    /// What a device can be in trouble with: see [#alert].
    public static final List<String> ALERTS = List.of("unreadable", "silent", "battery");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Api() {
    }

    /// Whether only the hub speaks on this topic.
    public static boolean own(String topic) {
        return topic.startsWith("hearth/") && !topic.endsWith("/set") || topic.equals(BIRTH) || topic.equals(AlarmApi.STATE)
                || topic.equals(AlarmApi.EVENT);
    }

    /// A device's presence: `ready`, `lost`, `disconnected`, `init`.
    public static Message state(DeviceId device, String word) {
        return Message.retained(ROOT + device + "/$state", word);
    }

    /// Homie's type of a device is here what it is for first: `brightness`, `temperature`, …; `device` where it is for nothing.
    public static Message description(Binding binding, String name, String room) {
        var top = described(name, 1).put("type", binding.main().map(p -> p.capability().word()).orElse("device"));
        top.put("room", room).put("manufacturer", binding.about().manufacturer()).put("model", binding.about().model())
                .put("via", binding.about().via()).put("source", binding.about().source());
        top.set("nodes", nodes(binding.properties()));
        top.put("version", Math.abs(top.hashCode())); // changes when anything described does
        return Message.retained(ROOT + binding.device() + "/$description", top.toString());
    }

    public static Message value(PropertyRef property, Value value) {
        return new Message(ROOT + property, homie(value), 1, true);
    }

    /// A property's value is unknown again: what is retained of it is cleared.
    public static Message unknown(PropertyRef property) {
        return Message.retained(ROOT + property, "");
    }

    /// What is only now so, and not kept: a press, a tag.
    public static Message momentary(PropertyRef property, Value value) {
        return new Message(ROOT + property, homie(value), 1, false);
    }

    /// The wanted value while a command is pending; empty ends it.
    public static Message target(PropertyRef property, Optional<Value> wanted) {
        return new Message(ROOT + property + "/$target", wanted.map(Api::homie).orElse(Payload.EMPTY), 1, true);
    }

    /// Trouble in words; empty clears it.
    public static Message alert(DeviceId device, String id, String words) {
        return Message.retained(ROOT + device + "/$alert/" + id, words);
    }

    public static Message silent(DeviceId device, Instant since) {
        return alert(device, "silent", "silent since " + since);
    }

    /// @param level in percent, or empty
    public static Message lowBattery(DeviceId device, String level) {
        return alert(device, "battery", ("battery low " + level).strip());
    }

    public static Message unreadable(PropertyRef property, String said) {
        return alert(property.device(), "unreadable", property.path() + ": " + said);
    }

    /// One line of the hub's own log, not retained.
    ///
    /// @param level `info`, `warn` or `error`
    public static Message log(String level, String line) {
        return Message.of(ROOT + HUB + "/$log/" + level, line);
    }

    /// Everything retained of a device cleared, `$state` first.
    public static List<Message> removed(Binding binding) {
        var cleared = new ArrayList<Message>();
        var root = ROOT + binding.device() + "/";
        cleared.add(Message.retained(root + "$state", ""));
        cleared.add(Message.retained(root + "$description", ""));
        cleared.addAll(cleared(binding.properties()));
        for (var id : ALERTS) {
            cleared.add(Message.retained(root + "$alert/" + id, ""));
        }
        return cleared;
    }

    /// What is retained of properties that are no more, cleared.
    public static List<Message> cleared(List<Property> gone) {
        return gone.stream()
                .flatMap(p -> Stream.of(Message.retained(ROOT + p.ref(), ""), Message.retained(ROOT + p.ref() + "/$target", "")))
                .toList();
    }

    /// The broker at which the hub is.
    ///
    /// @param protocol   `MQTT 5` or `MQTT 3.1.1`
    /// @param failedOver whether another one of several has failed
    /// @param since      when the connection began
    public record Broker(String address, String protocol, boolean embedded, boolean failedOver, Instant since) {
    }

    /// The hub's own description and values. They are as old as the connection: that it is lost, the hub's `$state` says.
    ///
    /// @param scenes the name of each scene by its id
    public static List<Message> hub(String version, Broker broker, int devices, Map<String, String> scenes) {
        var nodes = JSON.objectNode();
        var top = described("Hearth", 1);
        top.put("type", "hub");
        var at = new TreeMap<>(Map.of("address", property("Address", "string", ""), "protocol", property("Protocol", "string", ""), "state",
                property("State", "enum", "").put("format", "connected,failed_over"), "kind",
                property("Kind", "enum", "").put("format", "embedded,external"), "since",
                property("Connected since", "datetime", "")));
        node(nodes, "broker", "Broker", at);
        node(nodes, "program", "Program", Map.of("version", property("Version", "string", "")));
        node(nodes, "home", "Home", Map.of("devices", property("Devices", "integer", "")));
        if (!scenes.isEmpty()) {
            var played = JSON.objectNode();
            scenes.forEach((id, name) -> played.set(id, property(name, "enum", "").put("format", "play").put("settable", true)
                    .put("retained", false)));
            nodes.putObject(SCENES).put("name", "Scenes").set("properties", played);
        }
        top.set("nodes", nodes);
        top.put("version", Math.abs(top.hashCode()));
        return List.of(Message.retained(ROOT + HUB + "/$description", top.toString()),
                Message.retained(ROOT + HUB + "/broker/address", broker.address()),
                Message.retained(ROOT + HUB + "/broker/state", broker.failedOver() ? "failed_over" : "connected"),
                Message.retained(ROOT + HUB + "/broker/kind", broker.embedded() ? "embedded" : "external"),
                Message.retained(ROOT + HUB + "/broker/protocol", broker.protocol()),
                Message.retained(ROOT + HUB + "/broker/since", broker.since().truncatedTo(ChronoUnit.SECONDS).toString()),
                Message.retained(ROOT + HUB + "/program/version", version),
                Message.retained(ROOT + HUB + "/home/devices", Integer.toString(devices)));
    }

    /// The property a command topic of ours (`hearth/5/<device>/<node>/<property>/set`) names.
    public static Optional<PropertyRef> commanded(String topic) {
        var levels = topic.split("/", -1);
        if (!topic.startsWith(ROOT) || levels.length != 6 || !levels[5].equals("set")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PropertyRef(new DeviceId(levels[2]), levels[3], levels[4]));
        } catch (IllegalArgumentException noDevice) {
            return Optional.empty();
        }
    }

    /// Homie writes the empty text as a single zero byte, since an empty payload clears a topic.
    private static Payload homie(Value value) {
        var wire = value.wire();
        return Payload.of(wire.isEmpty() ? "\0" : wire);
    }

    private static ObjectNode described(String name, int version) {
        return JSON.objectNode().put("homie", "5.0").put("version", version).put("name", name);
    }

    private static ObjectNode nodes(List<Property> properties) {
        var nodes = JSON.objectNode();
        for (var p : properties) {
            var node = nodes.withObjectProperty(p.ref().node());
            if (!node.has("name")) {
                node.put("name", p.name());
            }
            node.withObjectProperty("properties").set(p.ref().property(), described(p));
        }
        return nodes;
    }

    private static ObjectNode described(Property p) {
        boolean listed = !(p.type() instanceof PropertyType.Words(var words)) || listed(words) || !p.retained();
        var d = property(title(p.capability()), listed ? datatype(p.type()) : "string", p.unit().symbol());
        format(p.type()).filter(_ -> listed).ifPresent(f -> d.put("format", f));
        if (p.settable()) {
            d.put("settable", true);
        }
        if (!p.retained()) {
            d.put("retained", false);
        }
        return d.put("capability", p.capability().word()).put("category", p.category().name().toLowerCase(Locale.ROOT)).put("source",
                p.source());
    }

    /// Homie separates an enum's words with commas, and knows no empty one: what cannot be listed like that is a string.
    private static boolean listed(List<String> words) {
        return !words.isEmpty() && words.stream().noneMatch(w -> w.isEmpty() || w.indexOf(',') >= 0);
    }

    private static void node(ObjectNode nodes, String id, String name, Map<String, ObjectNode> properties) {
        var node = nodes.putObject(id).put("name", name);
        var all = node.putObject("properties");
        properties.forEach(all::set);
    }

    private static ObjectNode property(String name, String datatype, String unit) {
        var d = JSON.objectNode().put("name", name).put("datatype", datatype);
        return unit.isEmpty() ? d : d.put("unit", unit);
    }

    private static String datatype(PropertyType type) {
        return switch (type) {
            case PropertyType.Bool() -> "boolean";
            case PropertyType.Range(double min, _, double step) -> step >= 1 && whole(step) && whole(min) ? "integer" : "float";
            case PropertyType.Words _ -> "enum";
            case PropertyType.Color _ -> "color";
            case PropertyType.Text() -> "string";
        };
    }

    private static Optional<String> format(PropertyType type) {
        return switch (type) {
            case PropertyType.Range r when r.bounded() ->
                Optional.of(number(r.min()) + ":" + number(r.max()) + (r.step() > 0 ? ":" + number(r.step()) : ""));
            case PropertyType.Color(var forms) -> Optional.of(String.join(",", forms));
            case PropertyType.Words(var words) -> Optional.of(String.join(",", words));
            case PropertyType.Range _, PropertyType.Bool _, PropertyType.Text _ -> Optional.empty();
        };
    }

    private static String title(Capability capability) {
        var words = capability.word().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String number(double n) {
        return new Value.Numeric(n).wire();
    }

    private static boolean whole(double n) {
        return n == Math.rint(n);
    }

}
