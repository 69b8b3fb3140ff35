package hearth.ui.add;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.Message;
import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.profile.Leaf;
import hearth.ui.Houses;
import hearth.ui.Texts;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindTest {

    private static final Texts TEXTS = Texts.of(Houses.SETTINGS, ZoneOffset.UTC);

    @Test void theLikeliestKindFollowsTheTopicsLastWordAndTheLastValue() {
        var expected = new LinkedHashMap<Message, String>();
        expected.put(Message.of("kitchen/temperature", "21.5"), "temperature");
        expected.put(Message.of("kitchen/temp1", "21.5"), "temperature");
        expected.put(Message.of("bad/luftfeuchte", "55 %"), "humidity");
        expected.put(Message.of("zigbee2mqtt/sensor", "{\"temperature\":21.5}"), "temperature");
        expected.put(Message.of("hall/door", "open"), "contact");
        expected.put(Message.of("hall/pir", "1"), "motion");
        expected.put(Message.of("heat/setpoint", "21"), "thermostat");
        expected.put(Message.of("lights/brightness", "62"), "light");
        expected.put(Message.of("stat/x/POWER", "ON"), "switch");
        expected.put(Message.of("house/security", "ok"), "security");
        expected.put(Message.of("hall/multi", "{\"battery\":88,\"occupancy\":true}"), "motion");
        expected.put(Message.of("hall/multi", "{\"batt\":88,\"info\":{\"t\":1}}"), "battery");
        expected.put(Message.of("hall/multi", "{\"list\":[3,4],\"word\":\"x\"}"), "number");
        expected.put(Message.of("foo/bar", "62"), "number");
        expected.put(Message.of("foo/bar", "hello"), "text");
        expected.put(Message.of("foo/bar", "OFF"), "switch");
        var found = new LinkedHashMap<Message, String>();
        expected.keySet().forEach(m -> found.put(m,
                Kind.likeliestFirst(heard(m), m.topic(), Kind.worthiest(m.topic(), Leaf.of(m.payload()))).getFirst().profile().id()));
        assertEquals(expected, found);
    }

    @Test void aDeviceOfSeveralTopicsIsFoundFromAnyOfThem() {
        var house = heard(Message.of("tv/plug/state", "ON"), Message.of("tv/plug/power", "84"), Message.of("tv/plug/energy", "1.2"));
        var kind = Kind.likeliestFirst(house, "tv/plug/state", Optional.empty()).getFirst();
        assertEquals(Map.of("topic", "tv/plug"), kind.variables());
        assertEquals("On · 84\u00a0W · 1.2\u00a0kWh", Kind.preview(kind.tried(house), TEXTS));
    }

    @Test void theOtherTopicsStandBesideTheChosenOneAsInTheDefaults() {
        assertEquals(Map.of("topic", "hall/set", "room", "temperature", "action", "hall/action", "unit", "°C"),
                kind(heard(), "hall/set", "thermostat").variables());
        assertEquals(Map.of("topic", "hall/lamp", "command", "hall/lamp", "on", "ON", "off", "OFF"),
                kind(heard(), "hall/lamp", "switch").variables());
    }

    @Test void placeUnitAndScaleAreThoseOfTheValue() {
        var house = heard(Message.of("hall/multi", "{\"a\":[{\"temp_f\":70.7}],\"odd key\":{\"humidity\":40}}"),
                Message.of("l/brightness", "200"));
        var leaves = Leaf.of(house.topics().get("hall/multi").payload());
        assertEquals(List.of("$.a[0].temp_f 70.7", "$['odd key'].humidity 40"),
                leaves.stream().map(l -> l.path() + " " + l.said()).toList());
        var kind = Kind.likeliestFirst(house, "hall/multi", Optional.of(leaves.getFirst())).getFirst();
        assertEquals(Map.of("topic", "hall/multi", "path", "$.a[0].temp_f", "unit", "°F"), kind.variables());
        assertEquals("21.5\u00a0°C", Kind.preview(kind.tried(house), TEXTS));
        var lamp = Kind.likeliestFirst(house, "l/brightness", Optional.empty()).getFirst();
        assertEquals(Map.of("topic", "l/brightness", "most", "255"), lamp.variables());
    }

    @Test void thePreviewSaysWhatTheLastMessageReadsAs() {
        var house = heard(Message.of("t", "21.5"), Message.of("d", "open"), Message.of("w", "abc"));
        assertEquals("21.5\u00a0°C", preview(house, "t", "temperature", TEXTS));
        assertEquals("70.7\u00a0°F", preview(house, "t", "temperature",
                Texts.of(Houses.SETTINGS.withTemperature(Settings.Temperature.FAHRENHEIT), ZoneOffset.UTC)));
        assertEquals("Open", preview(house, "d", "contact", TEXTS));
        assertEquals("unreadable", preview(house, "w", "temperature", TEXTS));
        assertEquals("nothing heard yet", preview(house, "x", "temperature", TEXTS));
    }

    private static String preview(HubState house, String topic, String profile, Texts texts) {
        return Kind.preview(kind(house, topic, profile).tried(house), texts);
    }

    private static Kind kind(HubState house, String topic, String profile) {
        return Kind.likeliestFirst(house, topic, Optional.empty()).stream().filter(k -> k.profile().id().equals(profile)).findFirst()
                .orElseThrow();
    }

    private static HubState heard(Message... messages) {
        var house = Houses.empty(Houses.SETTINGS);
        for (var message : messages) {
            house = Houses.after(house, Houses.NOW, new Event.MessageReceived(message));
        }
        return house;
    }
}
