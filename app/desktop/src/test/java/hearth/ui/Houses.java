package hearth.ui;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Device.Size;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerStatus;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Network;
import hearth.hub.Origin;
import hearth.hub.Trouble;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Houses made of real events, for tests and pictures.
public final class Houses {

    public static final Instant NOW = Instant.parse("2026-11-22T17:42:00Z");
    public static final Settings SETTINGS = Settings.DEFAULT.withLanguage("en").withTheme(Settings.Theme.LIGHT)
            .withTemperature(Settings.Temperature.CELSIUS);
    private static final ProfileCatalog PROFILES = ProfileCatalog.builtIn();

    private Houses() {
    }

    public static HubState empty(Settings settings) {
        var house = HubState.start("0.1.0", Home.EMPTY, settings, PROFILES, Map.of(), Optional.empty(), List.of());
        return after(house, NOW, new Event.LinkChanged(new BrokerLink.Up("192.168.1.20:1883", "MQTT 5", true, NOW)),
                new Event.BrokerSeen(new BrokerStatus(41, List.of("mqtt://192.168.1.20:1883"), List.of())));
    }

    /// What a house that was open once has for encryption.
    public static final Network.Certificate CERTIFICATE = new Network.Certificate(
            "-----BEGIN CERTIFICATE-----\n" + ("MIIBkzCCATmgAwIBAgIQSgWzF0pnuPdhxW7kbpf9".repeat(14) + "\n").replaceAll("(.{64})", "$1\n")
                    + "-----END CERTIFICATE-----\n",
            String.join(":", java.util.Collections.nCopies(32, "4F")), Instant.parse("2036-11-20T17:42:00Z"),
            Instant.parse("2027-12-23T17:41:59Z"));

    /// Open to the home network, with all its doors.
    public static HubState encrypted(Settings settings) {
        return after(empty(settings.withHomeNetwork(true)), NOW,
                new Event.BrokerSeen(new BrokerStatus(41, List.of("mqtt://192.168.1.20:1883", "ws://192.168.1.20:9001/mqtt",
                        "mqtts://192.168.1.20:8883", "wss://192.168.1.20:9443/mqtt"), List.of())),
                new Event.NetworkReported(new Network(Optional.of(CERTIFICATE), List.of(),
                        new Network.Announcement.Made("Hearth on kitchen-pc", List.of("192.168.1.20")),
                        List.of("eth0", "wlan0"))));
    }

    /// The three devices every house begins with, none of which has said anything.
    public static HubState fresh(Settings settings) {
        return after(empty(settings), NOW, add("light", "Light", "light", "", Map.of()),
                add("temperature", "Temperature", "temperature", "", Map.of()), add("security", "Security", "security", "", Map.of()));
    }

    public static HubState after(HubState house, Instant now, Event... events) {
        for (var event : events) {
            house = house.after(event, now).state();
        }
        return house;
    }

    public static Event add(String id, String name, String profile, String room, Map<String, String> variables) {
        return new Event.HomeEdited(new HomeEdit.Add(new Device(DeviceId.of(id), name, profile, variables, Size.SMALL), room));
    }

    public static Event add(String id, String name, String profile, String room) {
        return add(id, name, profile, room, Map.of("topic", "home/" + id));
    }

    public static Event said(String id, String payload) {
        return new Event.MessageReceived(Message.of("home/" + id, payload));
    }

    public static Event said(String id, String below, String payload) {
        return new Event.MessageReceived(Message.of("home/" + id + "/" + below, payload));
    }

    /// A lived-in house with a tile in each state.
    public static HubState full(Settings settings) {
        var house = after(empty(settings), NOW, add("ceiling", "Ceiling light", "light", "Living room"),
                add("floor", "Floor lamp", "dimmer", "Living room"), add("shelf", "Shelf strip", "light", "Living room"),
                add("climate", "Temperature", "temperature", "Living room"),
                add("heating", "Thermostat", "thermostat", "Living room",
                        Map.of("topic", "home/heating", "room", "home/climate", "action", "home/heating/action")),
                add("tv", "TV plug", "plug", "Living room", Map.of()), add("panel", "Security", "security", "Hallway"),
                add("door", "Front door", "contact", "Hallway"), add("motion", "Motion", "motion", "Hallway"),
                add("garage", "Garage lamp", "dimmer", "Hallway"), add("humidity", "Humidity", "humidity", "Hallway"),
                add("sconces", "Sconces", "dimmer", "Hallway"), add("outside", "Outside", "temperature", "Garden"),
                add("pump", "Pump power", "power", "Garden"), add("well", "Well level", "number", "Garden"),
                add("sensor", "Shed battery", "battery", "Garden"), add("new", "Desk lamp", "light", "Garden"));
        var t = NOW.minus(Duration.ofHours(20));
        for (int i = 0; i < 40; i++) {
            house = after(house, t.plus(Duration.ofMinutes(30L * i)), said("climate", Double.toString(18 + 2.8 * Math.sin(i / 9.0))),
                    said("humidity", Double.toString(52 - i / 8.0)), said("outside", Double.toString(4 + 3 * Math.cos(i / 7.0))));
        }
        house = after(house, NOW.minus(Duration.ofHours(3)), said("garage", "brightness", "40"), said("garage", "availability", "offline"));
        for (int i = 0; i < 10; i++) {
            house = after(house, NOW.minus(Duration.ofMinutes(90)).plusSeconds(60L * i), said("pump", Integer.toString(80 + i)));
        }
        house = after(house, NOW.minus(Duration.ofMinutes(12)), said("motion", "false"), said("door", "closed"), said("well", "17"),
                said("panel", "disarmed"), said("sensor", "8"));
        house = after(house, NOW.minusSeconds(2), new Event.Tick(), said("climate", "20.8"), said("humidity", "47"), said("outside", "4.1"),
                said("well", "abc"), said("ceiling", "62"), said("floor", "brightness", "18"), said("shelf", "0"),
                said("sconces", "brightness", "25"),
                said("heating", "21.5"), said("heating", "action", "heating"));
        var away = house.device(DeviceId.of("floor")).orElseThrow().main().orElseThrow().ref();
        var sconces = house.device(DeviceId.of("sconces")).orElseThrow().main().orElseThrow().ref();
        house = after(house, NOW.minusSeconds(8),
                new Event.CommandIssued(new Command(away, new Value.Numeric(30)), new Origin.User()));
        house = after(house, NOW.minusSeconds(4), new Event.Tick());
        return after(house, NOW,
                new Event.CommandIssued(new Command(sconces, new Value.Numeric(40)), new Origin.User()));
    }

    /// With devices that announced themselves: a plug with settings, and a door.
    public static HubState announced(HubState house) {
        return announced(house, NOW);
    }

    public static HubState announced(HubState house, Instant at) {
        var plug = ",\"device\":{\"identifiers\":[\"plug-1\"],\"name\":\"Kettle\",\"manufacturer\":\"Sonoff\",\"model\":\"S31\"}}";
        return after(house, at,
                says("switch/plug/on", "{\"unique_id\":\"a\",\"state_topic\":\"plug\",\"command_topic\":\"plug/set\"" + plug),
                says("sensor/plug/power", "{\"unique_id\":\"b\",\"state_topic\":\"plug/w\",\"device_class\":\"power\","
                        + "\"unit_of_measurement\":\"W\"" + plug),
                says("binary_sensor/door/it", "{\"unique_id\":\"c\",\"state_topic\":\"door\",\"device_class\":\"door\","
                        + "\"device\":{\"identifiers\":[\"door-1\"],\"name\":\"Back door\",\"manufacturer\":\"Aqara\",\"model\":\"MCCGQ11LM\"}}"),
                new Event.MessageReceived(Message.of("plug", "ON")), new Event.MessageReceived(Message.of("plug/w", "1840")));
    }

    /// With topics that look like devices, too.
    public static HubState proposed(HubState house) {
        return after(announced(house), NOW, plain("lights/livingroom/brightness", "128"), plain("lights/livingroom/state", "on"),
                plain("home/kitchen/climate", "{\"temperature\":21.5,\"humidity\":40}"), plain("security/door/front", "OPEN"));
    }

    private static Event plain(String topic, String payload) {
        return new Event.MessageReceived(Message.of(topic, payload));
    }

    private static Event says(String place, String announcement) {
        return new Event.MessageReceived(Message.retained("homeassistant/" + place + "/config", announcement));
    }

    /// With everything that can be wrong around it.
    public static HubState troubled(Settings settings) {
        var house = after(full(settings), NOW, new Event.LinkChanged(new BrokerLink.PortTaken(1883, Optional.of("mosquitto"), 1884)));
        for (var kind : Trouble.Kind.values()) {
            house = after(house, NOW, new Event.TroubleFound(new Trouble(kind, switch (kind) {
                case DISK -> "journal.db: No space left on device";
                case DAMAGED -> "home.json (home.json.broken-2026-11-22T17-42-00), panel.json (panel.json.broken-2026-11-22T17-42-00)";
                case PROFILE -> "my-lamp.json /properties/0/capability is not one of the words that are known here: brigthness";
                case SOUND -> "NO_SOUND_DEVICE";
                case NOTIFICATION -> "NO_CONNECTION org.freedesktop.Notifications";
                case SETTING -> "the program does not know its own launcher";
                case TAMPERING -> "tasmota_A1B2C3 · 192.168.178.144 · security/status";
                case UNHEARD -> "";
                case OTHER_HUB -> "mqtt://192.168.178.20:1883";
                case ENCRYPTION -> "The house's certificate could not be read; it was kept and a new one was made. "
                        + "Devices that use encryption must be given the new one.";
                case BROKER_STORE -> "No space left on device";
                case WEATHER -> "NO_HOST api.open-meteo.com";
                case KEPT_COMMAND -> "zigbee2mqtt/livingroom/ceiling/lamp/set";
            })));
        }
        return house;
    }

    /// Many rooms of lights and thermometers.
    public static HubState large(Settings settings, int devices) {
        var house = empty(settings);
        for (int i = 0; i < devices; i++) {
            house = after(house, NOW, add("d" + i, "Device " + i, i % 3 == 0 ? "temperature" : "light", "Room " + i / 12));
            house = after(house, NOW, said("d" + i, Integer.toString(i % 100)));
        }
        return house;
    }
}
