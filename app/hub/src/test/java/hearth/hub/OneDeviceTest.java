package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The same device announced over two routes: one device under one id, whatever comes or goes first.
final class OneDeviceTest {

    /// @param messages by topic
    private record Route(String via, Map<String, String> messages) {
        @Override public String toString() {
            return via;
        }
    }

    private static final Route NATIVE = new Route("zigbee2mqtt", Map.of("zigbee2mqtt/bridge/devices", "[{\"ieee_address\":"
            + "\"0x00158d0000000007\",\"friendly_name\":\"lamp\",\"definition\":{\"exposes\":[{\"type\":\"light\",\"features\":[{\"type\":"
            + "\"binary\",\"name\":\"state\",\"property\":\"state\",\"access\":7,\"value_on\":\"ON\",\"value_off\":\"OFF\"}]}]}}]"));
    private static final Route DISCOVERY = new Route("homeassistant", Map.of("homeassistant/light/0x00158d0000000007/light/config",
            "{\"unique_id\":\"l\",\"schema\":\"json\",\"state_topic\":\"zigbee2mqtt/lamp\",\"command_topic\":\"zigbee2mqtt/lamp/set\","
                    + "\"device\":{\"identifiers\":[\"zigbee2mqtt_0x00158d0000000007\"],\"name\":\"lamp\"}}",
            "homeassistant/sensor/0x00158d0000000007/lqi/config", "{\"unique_id\":\"q\",\"state_topic\":\"zigbee2mqtt/lamp\",\"device\":"
                    + "{\"identifiers\":[\"zigbee2mqtt_0x00158d0000000007\"],\"name\":\"lamp\"}}"));
    private static final Route ROBOT = new Route("homeassistant", Map.of("homeassistant/vacuum/robot/robot/config", "{\"unique_id\":\"v\","
            + "\"schema\":\"state\",\"state_topic\":\"valetudo/Robot-1/hass/state\",\"command_topic\":\"valetudo/Robot-1/hass/command\","
            + "\"availability_topic\":\"valetudo/Robot-1/$state\",\"payload_available\":\"ready\",\"payload_not_available\":\"lost\","
            + "\"device\":{\"identifiers\":[\"Robot-1\"],\"name\":\"Robot\"}}"));
    private static final Route HOMIE = new Route("homie", homie());

    private final House house = new House();

    private static Map<String, String> homie() {
        var all = new LinkedHashMap<String, String>();
        for (var attribute : List.of("$homie 4.0.0", "$name Robot", "$nodes battery,map", "$extensions ", "battery/$name Battery",
                "battery/$type b", "battery/$properties level", "battery/level/$name Level", "battery/level/$datatype integer",
                "battery/level/$unit %", "map/$name Map", "map/$type m", "map/$properties data", "map/data/$name Data",
                "map/data/$datatype string", "$state ready")) {
            int space = attribute.indexOf(' ');
            all.put("valetudo/Robot-1/" + attribute.substring(0, space), attribute.substring(space + 1));
        }
        return all;
    }

    private static Stream<Arguments> orders() {
        return Stream.of(List.of(NATIVE, DISCOVERY), List.of(ROBOT, HOMIE)).flatMap(pair -> Stream.of(true, false)
                .flatMap(first -> Stream.of(true, false).map(leaves -> Arguments.of(pair.get(first ? 0 : 1), pair.get(first ? 1 : 0),
                        leaves, pair.getFirst()))));
    }

    @ParameterizedTest(name = "{0}, then {1}; the first leaves: {2}")
    @MethodSource("orders") void whateverComesFirstAndLeavesFirst(Route first, Route second, boolean firstLeaves, Route richer) {
        first.messages.forEach(house::repeats);
        var id = house.state.newcomers().getFirst().device().id();
        house.on(new Event.HomeEdited(new HomeEdit.Add(house.state.newcomers().getFirst().device().named("Mine"), "Hall")));
        second.messages.forEach(house::repeats);
        assertEquals(List.of(), house.state.newcomers());
        assertEquals(richer.via, via(house.state, id));

        var kept = new LinkedHashMap<String, HubState.Remembered>();
        house.effects.stream().flatMap(e -> e instanceof Effect.Remember r ? Stream.of(r) : Stream.empty())
                .forEach(r -> kept.put(r.place(), new HubState.Remembered(r.message(), r.heard())));
        var again = HubState.start("1", house.state.home(), Settings.DEFAULT, ProfileCatalog.builtIn(), kept.values(), Map.of(),
                Optional.empty(), List.of());
        assertEquals(List.of(), again.newcomers());
        assertEquals(richer.via, via(again, id));

        (firstLeaves ? first : second).messages.keySet().forEach(topic -> house.repeats(topic, ""));
        assertEquals((firstLeaves ? second : first).via, via(house.state, id));
        (firstLeaves ? second : first).messages.keySet().forEach(topic -> house.repeats(topic, ""));
        assertTrue(house.state.device(id).orElseThrow().binding().properties().isEmpty());
        (firstLeaves ? first : second).messages.forEach(house::repeats);
        assertEquals("Mine", house.state.home().device(id).orElseThrow().name());
        assertEquals("Hall", house.state.home().roomOf(id).orElseThrow().name());
        assertEquals(List.of(), house.state.newcomers());
        assertEquals(4, house.state.devices().size(), () -> new ArrayList<>(house.state.devices().keySet()).toString());
        assertEquals(Set.of(), Set.copyOf(house.state.hidden()));
    }

    private static String via(HubState state, DeviceId id) {
        return state.device(id).orElseThrow().binding().about().via();
    }
}
