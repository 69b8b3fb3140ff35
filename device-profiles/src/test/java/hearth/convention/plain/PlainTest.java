package hearth.convention.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.convention.Transcript;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.profile.Announced;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTest {

    private static final String LIGHT = "lights/livingroom/";
    private static final String KITCHEN = "home/kitchen/temperature";

    private final Transcript t = new Transcript();

    @Test void topicsWithOneParentAreOneThing() {
        assertEquals(List.of("light/brightness 62"), t.guesses(LIGHT + "brightness", "62"));
        assertEquals(List.of("light/brightness 50.2"), t.guesses(LIGHT + "brightness", "128"));
        assertEquals(List.of("light/brightness 75"), t.guesses(LIGHT + "brightness", "75%"));
        assertEquals(List.of("light/brightness 24.3"), t.guesses(LIGHT + "brightness", "62"));
        assertEquals(List.of("light/on true"), t.guesses(LIGHT + "state", "on"));
        assertEquals(List.of("lights-livingroom"), t.devices());
        assertEquals("Livingroom lights", t.name());
        assertEquals("lights/livingroom/brightness", t.property("light/brightness").source());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"21.5 | 21.5", "21,5 | 21.5", "' 21.5 °C\n' | 21.5", "70.7F | 21.5", "{'value':21.5} | ",
        "-3 | -3"}) void aNumberIsReadHoweverItIsWritten(String said, String value) {
        assertEquals(value == null ? List.of() : List.of("temperature/temperature " + value), t.overhears(KITCHEN, "20").says(KITCHEN, said)
                .stream().filter(r -> !r.contains("?")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "null", "None", "", "unavailable", "-"}) void whatIsUnknownSaysNothing(String said) {
        assertEquals(List.of(), t.overhears(KITCHEN, "20").says(KITCHEN, said));
    }

    @Test void anObjectIsReadByItsKeys() {
        assertEquals(List.of("humidity/humidity 40", "temperature/temperature 21.5"),
                t.guesses("home/kitchen/climate", "{'temperature': 21.5, 'humidity': 40, 'time': 5, 'comment': 'warm'}"));
        assertEquals("Kitchen climate", t.name());
        assertEquals("home/kitchen/climate#humidity", t.property("humidity/humidity").source());
        assertEquals(List.of(), t.guesses("home/kitchen/climate", "{'temperature': NaN}"));
        assertEquals(List.of("battery/battery 80"), t.guesses("home/kitchen/climate", "{'info': {'battery': 80}}").stream()
                .filter(r -> r.startsWith("battery")).toList());
        assertEquals(3, t.paths().size(), "what was seen once stays");
        assertEquals(List.of("humidity/humidity ?{broken", "battery/battery ?{broken", "temperature/temperature ?{broken"),
                t.says("home/kitchen/climate", "{broken"));
    }

    @Test void valuesMayStandInAnObjectOfTheirTopic() {
        assertEquals(List.of("air-temperature/temperature 21.5"), t.guesses("zwave2/kitchen/air_temperature", "{'time':1,'value':21.5}"));
    }

    @ParameterizedTest
    @CsvSource({"security/door/front, OPEN, front/contact true, Front door", "security/door/front, 1, front/contact true, Front door",
        "security/motion, true, motion/motion true, Motion", "home/bath/leak, dry, leak/leak false, Bath",
        "haus/flur/fenster, zu, , ", "kitchen/lamp2/state, OFF, light/on false, Kitchen lamp2",
        "temperature/kitchen, 20, kitchen/temperature 20, Kitchen temperature",
        "garage/plug/power, 12.5 W, power/power 12.5, Garage plug",
        "rtl_433/host/devices/Acurite/1/temperature_C, 4.5, temperature c/temperature 4.5, 1",
        "weather/outdoor/tempf, 70.7, tempf/temperature 21.5, Outdoor", "solar/inverter/energy, 1500 Wh, energy/energy 1.5, Inverter",
        "sensors/7, 21.5 °C, 7/temperature 21.5, 7", "/attic/humidity, 40, humidity/humidity 40, Attic"}) void wordsSayWhatItIs(
                String topic, String said, String value, String name) {
        if (value == null) {
            assertEquals(List.of(), t.overhears(topic, said).devices());
        } else {
            assertEquals(List.of(value.replace("temperature c", "temperature-c")), t.guesses(topic, said));
            assertEquals(name, t.name());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a/b/c | 5", "printer/jobs | 12", "x/status | online", "server/uptime | 123456",
        "notes/kitchen | hello",
        "misc/value | 17", "zigbee2mqtt/lamp/brightness | 50", "homeassistant/status | online", "hearth/5/lamp/light/on | true",
        "stat/plug/POWER | ON", "tele/plug/SENSOR | {'temperature':5}", "shellies/x/temperature | 5", "shellyplus-1/status/temperature | 5",
        "homie/x/y/temperature | 5", "a/5/dev/node/temperature | 5", "home/gw/BTtoMQTT/AA | {'temperature':5}", "security/status | on",
        "security/alarm/state | on", "lamp/brightness/set | 50", "$SYS/broker/load/power | 5", "lamp/power/count | 5",
        "lamp//temperature | 4",
        "x/temperature | warm", "x/temperature | 5 bananas",
        "x/config | {'temperature_offset': 2}"}) void withoutAWordOfItsOwnNothingIsGuessed(String topic, String said) {
        assertEquals(List.of(), t.overhears(topic, said).devices());
    }

    @Test void whatIsNoTextOrTooLongIsPassedOver() {
        var all = Announced.none(List.of(new Plain()));
        for (var payload : List.of(Payload.of(new byte[]{(byte) 0xff, 1}), Payload.of("1".repeat(5_000)), Payload.EMPTY)) {
            assertTrue(all.guess(new Message(KITCHEN, payload, 0, false), _ -> false).isEmpty());
        }
        assertTrue(all.guess(Message.of("kitchen/" + "x".repeat(300) + "/temperature", "5"), _ -> false).isEmpty());
    }

    @Test void itIsCommandedOnlyWhereSomebodyWasHeardToDoSo() {
        t.overhears(LIGHT + "brightness", "200").overhears(LIGHT + "state", "Off");
        assertEquals(List.of(false, false), t.binding().properties().stream().map(p -> p.settable()).toList());
        t.overhears(LIGHT + "brightness/set", "100").overhears(LIGHT + "state/set", "On");
        assertEquals(List.of(LIGHT + "brightness/set 128"), t.sends("light/brightness", "50"));
        assertEquals(List.of(LIGHT + "brightness/set 255"), t.sends("light/brightness", "100"));
        assertEquals(List.of(LIGHT + "state/set On"), t.sends("light/on", "true"));
        assertEquals(List.of(LIGHT + "state/set Off"), t.sends("light/on", "false"));
    }

    @Test void anObjectIsCommandedByAnObject() {
        t.overhears("garden/lamp", "{'state':'ON','brightness':40}").overhears("garden/lamp/set", "{'state':'OFF'}");
        assertEquals(List.of("garden/lamp/set {'state':'OFF'}"), t.sends("light/on", "false"));
        assertEquals(List.of("garden/lamp/set {'brightness':40}"), t.sends("light/brightness", "40"));
    }

    @Test void whatIsKeptIsUnderstoodAgain() {
        var all = Announced.none(List.of(new Plain()));
        for (var said : List.of("50", "200", "7%", "30")) {
            var change = all.guess(Message.of(LIGHT + "brightness", said), _ -> false);
            all = change.map(Announced.Change::next).orElse(all);
        }
        var device = all.groups().keySet().iterator().next();
        var again = Announced.none(List.of(new Plain()));
        for (var message : all.places(device).values()) {
            again = again.guess(message, _ -> false).orElseThrow().next();
        }
        assertEquals(List.of("200"), again.places(device).values().stream().map(m -> m.payload().text().orElse("")).toList());
    }

    @Test void thereIsAnEndToIt() {
        var all = Announced.none(List.of(new Plain()));
        for (int i = 0; i < 500; i++) {
            all = all.guess(Message.of("room" + i + "/temperature", "5"), _ -> false).map(Announced.Change::next).orElse(all);
        }
        assertEquals(Announced.MOST_GUESSES, all.groups().size());
    }

    @Test void whatWasGuessedCanBeTakenBack() {
        var all = Announced.none(List.of(new Plain()));
        all = all.guess(Message.of(LIGHT + "brightness", "5"), _ -> false).orElseThrow().next();
        all = all.guess(Message.of(LIGHT + "state", "on"), _ -> false).orElseThrow().next();
        all = all.withdraw(LIGHT + "state", _ -> false).orElseThrow().next();
        assertEquals(1, all.groups().size());
        all = all.withdraw(LIGHT + "brightness", _ -> false).orElseThrow().next();
        assertEquals(0, all.groups().size());
        assertTrue(all.withdraw(LIGHT + "brightness", _ -> false).isEmpty());
    }
}
