package hearth.convention.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Conventions;
import hearth.device.Command;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyType;
import hearth.device.Value;
import hearth.profile.Announced;
import hearth.profile.Binding;
import hearth.profile.ProfileCatalog;
import hearth.profile.Said;
import hearth.trie.Trie;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Announcements with any keys and any values: whatever is said and wished, nothing throws, and a sound part of the device stays.
class AnnouncementFuzzTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int ROUNDS = 400;
    private static final List<String> SCHEMAS = List.of("json", "template", "basic");
    private static final List<String> ODD = List.of("true", "false", "null", "0", "-1", "1", "255", "1e308", "-1e-308", "NaN", "\"\"",
            "\"ON\"",
            "\"None\"", "\"{{ value_json.x }}\"", "\"{{ value\"", "\"s\"", "\"s/#\"", "\"+/x\"", "\"a b\"", "[]", "[null]", "[1,1]", "{}",
            "[\"a\",\"a\",\"b\"]", "{\"a\":[]}", "\"1\"", "\"brightness\"", "[\"rgb\",\"white\",\"color_temp\",\"xy\"]", "\"(a+)+$\"",
            "[{\"topic\":\"s\"}]", "\"\u202e\\u0000<b>\"");
    private static final List<String> SAYINGS = List.of("", "ON", "None", "12.5", "-0", "NaN", "{\"state\":\"ON\",\"brightness\":0}", "{}",
            "[]",
            "{\"x\":1e400}", "{\"position\":\"a\"}", "{\"event_type\":[]}", "255,0", "255,255,255,1,2", "\u0000",
            "{\"color\":{\"r\":null}}", "null");

    private final List<String> keys = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"sensor", "binary_sensor", "switch", "light", "number", "select", "text", "button", "climate", "water_heater",
        "humidifier", "fan", "cover", "valve", "lock", "siren", "alarm_control_panel", "event", "device_automation", "update", "vacuum",
        "lawn_mower", "device_tracker", "camera", "image", "scene", "notify", "tag", "date", "remote", "new_one"}) void nothingThrows(
                String component) throws IOException {
        var table = new Properties();
        try (var in = Objects.requireNonNull(Config.class.getResourceAsStream("abbreviations.properties"))) {
            table.load(in);
        }
        table.stringPropertyNames().stream().sorted().forEach(k -> keys.add(table.getProperty(k)));
        var random = new Random(component.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            var config = config(random);
            try {
                play(component, config, random);
            } catch (RuntimeException thrown) {
                throw new AssertionError(component + " " + config, thrown);
            }
        }
    }

    private String config(Random random) {
        var all = new ArrayList<String>();
        for (var key : keys) {
            boolean topic = key.endsWith("topic");
            if (random.nextInt(topic ? 3 : 8) == 0) {
                all.add("\"" + key + "\":" + (topic && random.nextInt(4) > 0 ? "\"s\"" : any(ODD, random)));
            }
        }
        all.add("\"min\":" + any(ODD, random) + ",\"max\":" + any(ODD, random) + ",\"modes\":" + any(ODD, random));
        all.add("\"schema\":\"" + any(SCHEMAS, random) + "\"");
        return "{" + String.join(",", all) + "}";
    }

    private static void play(String component, String config, Random random) {
        var announced = Announced.none(Conventions.of(ProfileCatalog.builtIn()));
        announced = announced.take(Message.retained("homeassistant/" + component + "/x/it/config", config), _ -> false)
                .map(Announced.Change::next).orElse(announced);
        announced = announced.take(Message.retained("homeassistant/device/d/config", "{\"dev\":{\"ids\":\"d\"},\"cmps\":{\"odd\":"
                + config.replaceFirst("\\{", "{\"p\":\"" + component + "\",") + ",\"sound\":{\"p\":\"sensor\",\"stat_t\":\"sound\"}}}"),
                _ -> false).orElseThrow().next();
        int sound = 0;
        for (var id : announced.groups().keySet()) {
            var binding = announced.binding(id, _ -> false).orElseThrow();
            sound += binding.read(new Said(Message.of("sound", "7"), NOON)).size();
            for (var saying : SAYINGS) {
                var said = new Said(Message.of("s", saying), NOON);
                binding.read(said);
                binding.heard(said, Trie.empty());
            }
            binding.properties().forEach(p -> wished(p, random).forEach(v -> write(binding, p, v)));
        }
        assertEquals(1, sound);
    }

    private static void write(Binding binding, Property property, Value value) {
        if (property.type().allows(value)) {
            binding.write(new Command(property.ref(), value), _ -> Optional.of(value), NOON);
        }
    }

    private static List<Value> wished(Property property, Random random) {
        return switch (property.type()) {
            case PropertyType.Bool() -> List.of(new Value.Truth(true), new Value.Truth(false));
            case PropertyType.Range(var min, var max, _) -> List.of(new Value.Numeric(Math.clamp(0, min, max)),
                    new Value.Numeric(Math.clamp(random.nextDouble() * 100, min, max)));
            case PropertyType.Words(var words) -> words.stream().<Value>map(Value.Text::new).toList();
            case PropertyType.Color _ -> List.of(new Value.Text("hsv,10,20,30"), new Value.Text("xyz,0,0"), new Value.Text("rgb,0,0,0"));
            case PropertyType.Text() -> List.of(new Value.Text(""), new Value.Text("\u0000{{"));
        };
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
