package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Property;
import hearth.home.AlarmMode;
import hearth.home.Automations;
import hearth.home.Blueprint;
import hearth.home.Blueprint.Part;
import hearth.home.Spot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each ready-made rule in a house that has what it asks for: what it sends and says, and when.
class BlueprintTest {

    private final House house = new House();
    private final List<String> lines = new ArrayList<>();

    @BeforeEach void furnished() {
        for (var device : Map
                .of("motion", "motion", "door", "contact", "leak", "leak", "valve", "plug", "washer", "plug", "cell", "battery", "other",
                        "battery", "full", "battery",
                        "heater", "thermostat")
                .entrySet()) {
            house.add(device.getKey(), device.getValue());
        }
        house.says("lights/brightness", "0").says("temperature", "20");
        for (var calm : List.of("motion", "door", "leak")) {
            house.says("home/" + calm, "false");
        }
        house.says("home/valve/state", "ON").says("home/washer/power", "1").says("home/cell", "80").says("home/other", "80")
                .says("home/full", "80").says("home/heater", "21");
    }

    private void acting(Blueprint blueprint) {
        var chosen = new EnumMap<Part, List<Property>>(Part.class);
        var of = Map.of(Part.MOTION, "motion", Part.LAMPS, "light", Part.DIMMER, "light", Part.DOOR, "door", Part.THERMOMETER,
                "temperature", Part.HEATER, "heater", Part.METER, "washer", Part.LEAK, "leak", Part.VALVE, "valve", Part.BATTERIES,
                "cell other full");
        for (var part : blueprint.parts()) {
            chosen.put(part, Stream.of(of.get(part).split(" ")).map(id -> house.state.device(new DeviceId(id)).orElseThrow().binding()
                    .properties().stream().filter(part::fits).findFirst().orElseThrow()).toList());
        }
        house.on(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.at(Optional.of(new Spot(52.52, 13.405)))
                .with(blueprint.rule("ready", "Ready", blueprint == Blueprint.LOW_BATTERIES ? "words: {}" : "words", chosen)))))
                .on(new Event.Began(ZoneOffset.UTC, house.now));
        look();
        lines.clear();
    }

    private void look() {
        var all = List.copyOf(house.effects);
        house.effects.clear();
        for (var effect : all) {
            if (effect instanceof Effect.Publish(var m) && !m.topic().startsWith("hearth/") && !m.topic().startsWith("security/")) {
                lines.add(house.now.toString().substring(11, 16) + " " + m.topic() + " " + m.payload().text().orElseThrow());
                var state = m.topic().replaceFirst("/set$", "/state");
                house.says(state, m.payload().text().orElseThrow()); // it answers, or the message comes back
                house.says(state, m.payload().text().orElseThrow());
            } else if (effect instanceof Effect.RecordPanel(var panel)) {
                house.on(new Event.PanelRecorded(panel, Optional.empty()));
            } else if (effect instanceof Effect.Notify(var words)) {
                lines.add(house.now.toString().substring(11, 16) + " " + words);
            }
        }
        if (!house.effects.isEmpty()) {
            look();
        }
    }

    private BlueprintTest says(String topic, String payload) {
        house.says(topic, payload);
        look();
        return this;
    }

    private BlueprintTest until(String time) {
        house.until(Instant.parse(time), () -> {
            house.on(new Event.Tick());
            look();
        });
        return this;
    }

    private void did(String... expected) {
        assertEquals(List.of(expected), lines);
    }

    @Test void lightWhenSomebodyComes() {
        acting(Blueprint.MOTION_LIGHT);
        until("2026-01-01T12:30:00Z").says("home/motion", "true").says("home/motion", "false");
        did();
        until("2026-01-01T18:00:00Z").says("home/motion", "true").until("2026-01-01T18:12:00Z").says("home/motion", "false");
        until("2026-01-01T18:14:00Z").says("home/motion", "true").says("home/motion", "false").until("2026-01-01T19:00:00Z");
        did("18:00 lights/brightness 100", "18:14 lights/brightness 100", "18:19 lights/brightness 0");
    }

    @Test void lightsAtSunset() {
        acting(Blueprint.SUNSET_LIGHTS);
        until("2026-01-02T00:00:00Z");
        did("14:48 lights/brightness 100", "18:48 lights/brightness 0");
    }

    @Test void everythingOffWhenNobodyIsThere() {
        acting(Blueprint.LEAVING);
        says("lights/brightness", "60").says("home/motion", "true").until("2026-01-01T13:00:00Z").says("home/motion", "false");
        until("2026-01-01T13:20:00Z").says("home/motion", "true").says("home/motion", "false").until("2026-01-01T15:00:00Z");
        did("13:50 lights/brightness 0");
    }

    @Test void frost() {
        acting(Blueprint.FROST);
        says("temperature", "3").until("2026-01-01T12:20:00Z").says("temperature", "12").says("home/heater", "5");
        did("12:10 words"); // it heats to 21 °C already
        says("temperature", "2").until("2026-01-01T13:00:00Z");
        did("12:10 words", "12:30 words", "12:30 home/heater 8");
    }

    @Test void doorLeftOpen() {
        acting(Blueprint.DOOR_OPEN);
        says("home/door", "true").until("2026-01-01T12:09:00Z").says("home/door", "false").says("home/door", "true");
        until("2026-01-01T13:00:00Z");
        did("12:19 words");
    }

    @Test void washingMachineDone() {
        acting(Blueprint.WASHING_DONE);
        until("2026-01-01T12:30:00Z");
        did(); // it only stood there
        says("home/washer/power", "2000").until("2026-01-01T13:00:00Z").says("home/washer/power", "2"); // it soaks
        until("2026-01-01T13:02:00Z").says("home/washer/power", "300").until("2026-01-01T14:00:00Z").says("home/washer/power", "1");
        until("2026-01-01T16:00:00Z");
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().compareTo("14:03") >= 0 && lines.getFirst().compareTo("14:05") < 0, lines::toString);
    }

    @Test void waterClosesTheValve() {
        acting(Blueprint.WATER);
        says("home/leak", "true");
        did("12:00 home/valve/set OFF", "12:00 words");
    }

    @Test void lightFadesAtNight() {
        acting(Blueprint.NIGHT_FADE);
        says("lights/brightness", "30").until("2026-01-02T01:00:00Z");
        did("22:40 lights/brightness 20", "22:50 lights/brightness 5", "23:00 lights/brightness 0");
        until("2026-01-03T12:00:00Z");
        assertEquals(3, lines.size(), "a lamp that is off stays off");
    }

    private BlueprintTest arms(AlarmWish wish) {
        house.on(new Event.AlarmWished(wish, new Secret("")));
        look();
        return this;
    }

    @Test void asIfSomebodyWereHomeWhileNobodyIs() {
        acting(Blueprint.AT_HOME);
        until("2026-01-02T07:00:00Z");
        did(); // everybody is
        arms(new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false)).until("2026-01-03T07:00:00Z");
        assertEquals("15:19 lights/brightness 100", lines.getFirst());
        assertEquals("23:14 lights/brightness 0", lines.getLast());
        assertEquals(32, lines.size(), lines::toString); // half an hour each
    }

    @Test void whoComesHomeMeanwhileKeepsTheLight() {
        acting(Blueprint.AT_HOME);
        until("2026-01-01T19:00:00Z").arms(new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false)).until("2026-01-01T19:40:00Z");
        var begun = List.copyOf(lines);
        assertTrue(begun.getFirst().startsWith("19:0") && begun.getFirst().endsWith("brightness 100"), begun::toString);
        arms(new AlarmWish.Disarm()).until("2026-01-02T07:00:00Z");
        assertEquals(begun, lines);
    }

    @Test void lowBatteriesAreToldByName() {
        acting(Blueprint.LOW_BATTERIES);
        until("2026-01-01T20:00:00Z");
        did();
        says("home/cell", "9").until("2026-01-02T20:00:00Z");
        did("18:00 words: cell");
        says("home/other", "14").says("home/full", "15").until("2026-01-03T20:00:00Z");
        did("18:00 words: cell", "18:00 words: cell, other");
    }

    @Test void theySpeakOnlyOnceWhileNothingChanges() {
        acting(Blueprint.DOOR_OPEN);
        says("home/door", "true");
        for (int i = 0; i < 10; i++) {
            until(house.now.plus(Duration.ofMinutes(5)).toString()).says("home/door", "true");
        }
        did("12:10 words");
    }
}
