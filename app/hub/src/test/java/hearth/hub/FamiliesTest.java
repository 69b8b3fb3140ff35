package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Devices that profiles discover, in a house.
class FamiliesTest {

    private static final String CONFIG = "tasmota/discovery/00000049A3BC/config";
    private static final String PLUG = """
            {"dn": "Kettle", "fn": ["Kettle"], "hn": "k", "mac": "00000049A3BC", "t": "kettle", "ft": "%prefix%/%topic%/", "rl": [1]}""";
    private static final DeviceId KETTLE = new DeviceId("00000049a3bc");
    private static final PropertyRef ON = new PropertyRef(KETTLE, "relay1", "on");
    private static final List<String> GREETING = List.of("cmnd/kettle/STATE ", "cmnd/kettle/STATUS 10");

    private final House house = new House();

    @Test void aDeviceIsGreetedWhenItIsFirstSeenAndWhenItComesBack() {
        house.repeats(CONFIG, PLUG);
        assertEquals(GREETING, house.sent());
        house.says("tele/kettle/LWT", "Online").says("stat/kettle/RESULT", "{\"POWER\":\"ON\"}");
        assertEquals(List.of(), house.sent());
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(ON));
        house.says("tele/kettle/LWT", "Offline");
        assertTrue(house.state.device(KETTLE).orElseThrow().availability() instanceof Availability.Offline);
        house.sent();
        house.says("tele/kettle/LWT", "Online");
        assertEquals(GREETING, house.sent());
    }

    @Test void aDeviceKnownFromBeforeIsGreetedAfterTheStart() {
        house.repeats(CONFIG, PLUG);
        var kept = house.effects.stream().flatMap(e -> e instanceof Effect.Remember r ? Stream.of(r) : Stream.empty())
                .map(r -> new HubState.Remembered(r.message(), r.heard())).toList();
        house.state = HubState.start("1", house.state.home(), Settings.DEFAULT, ProfileCatalog.builtIn(), kept, Map.of(), Optional.empty(),
                List.of());
        house.effects.clear();
        house.on(new Event.LinkChanged(new BrokerLink.Up("127.0.0.1:1883", "MQTT 5", true, House.T0)));
        assertEquals(GREETING, house.sent());
    }

    @Test void aCommandIsConfirmedByTheDevicesAnswer() {
        house.repeats(CONFIG, PLUG).says("stat/kettle/POWER", "OFF").sent();
        house.on(new Event.CommandIssued(new Command(ON, new Value.Truth(true)), new Origin.User()));
        assertEquals(List.of("cmnd/kettle/Power1 ON"), house.sent());
        house.says("stat/kettle/RESULT", "{\"POWER\":\"ON\"}");
        assertTrue(house.state.device(KETTLE).orElseThrow().state(ON).pending().isEmpty());
    }

    @Test void deletingClearsWhatAnnouncedItAndTheSameWordsStayHidden() {
        house.repeats(CONFIG, PLUG).effects.clear();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(KETTLE)));
        assertEquals(List.of(CONFIG + " "), house.effects.stream()
                .flatMap(e -> e instanceof Effect.Announce(var m) && m.topic().startsWith("tasmota")
                        ? Stream.of(m.topic() + " " + m.payload().text().orElse("?")) : Stream.empty())
                .toList());
        house.repeats(CONFIG, "").repeats(CONFIG, PLUG);
        assertTrue(house.state.device(KETTLE).isEmpty());
        assertEquals(List.of("Kettle"), house.state.hidden().stream().map(Hidden::name).toList());
    }

    @Test void aDeletedShellyStaysHiddenWhateverItSaysNext() {
        var online = "shellyplus1-001122334455/online";
        house.repeats(online, "true").says("shellyplus1-001122334455/status/switch:0", "{\"output\":true}");
        var id = new DeviceId("shellyplus1-001122334455");
        assertTrue(house.state.device(id).isPresent());
        house.on(new Event.HomeEdited(new HomeEdit.Remove(id))).repeats(online, "");
        house.says(online, "false").says(online, "true").says("shellyplus1-001122334455/status/switch:1", "{\"output\":true}");
        assertTrue(house.state.device(id).isEmpty());
    }
}
