package hearth.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.Value;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.hub.BrokerLink;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.Heating.Early;
import hearth.hub.History;
import hearth.hub.HubState;
import hearth.hub.Warmth;
import hearth.profile.ProfileCatalog;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The study's past teaches its thermostat, the frost makes it begin early, and it is warm on time.
class StudyTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant T0 = Instant.parse("2026-11-26T13:07:00Z");

    private HubState house = HubState.start("1", Home.EMPTY, Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(),
            List.of());
    private Instant now = T0;
    private Study room = Study.now();

    private void on(Event event) {
        var transition = house.after(event, now);
        house = transition.state();
        for (var effect : transition.effects()) {
            if (effect instanceof Effect.Publish(var message) && message.topic().equals("demo/radiator/set")) {
                boolean on = message.payload().text().equals(Optional.of("ON"));
                room = room.switched(on);
                says("demo/radiator/state", on ? "ON" : "OFF");
            } else if (effect instanceof Effect.Learn(var thermostat, _)) {
                on(new Event.RoomLearnt(thermostat.id(), Warmth.fit(past(thermostat.thermometer()), past(thermostat.heater()), List.of())));
            }
        }
    }

    private static List<History.Sample> past(hearth.device.PropertyRef property) {
        return Study.past(T0).stream().filter(s -> s.property().equals(property)).map(s -> new History.Sample(s.at(), s.value())).toList();
    }

    private void says(String topic, String payload) {
        on(new Event.MessageReceived(Message.of(topic, payload)));
    }

    @Test void itHasLearntBeginsEarlyForTheFrostAndIsWarmOnTime() {
        on(new Event.LinkChanged(new BrokerLink.Up("127.0.0.1:1883", "MQTT 5", true, now)));
        on(new Event.Began(BERLIN, now));
        says("demo/study/temperature", "18.1");
        Study.arrival("en", now, BERLIN).forEach(edit -> on(new Event.HomeEdited(edit)));
        says("demo/study/temperature", "18.1");
        says("demo/radiator/state", "OFF");
        var learnt = house.climate().warmth(Study.THERMOSTAT).orElseThrow();
        assertEquals(2.2 - 0.04 * 11, learnt.warming(20, learnt.usual()), 0.25, learnt::toString);
        WeatherApi.messages(Study.frost(now), now).forEach(m -> on(new Event.MessageReceived(m)));
        var early = house.climate().of(Study.THERMOSTAT).orElseThrow().early().orElseThrow();
        assertEquals(Early.Kind.FROST, early.kind());
        assertEquals(Instant.parse("2026-11-26T14:40:00Z"), early.at());
        assertEquals(Optional.of(new Value.Numeric(21)), house.shown(hearth.profile.ThermostatApi.setpoint(Study.THERMOSTAT)));
        while (now.isBefore(early.at())) {
            now = now.plus(Duration.ofSeconds(10));
            room = room.after(Duration.ofSeconds(10), -4);
            says("demo/study/temperature", Double.toString(Math.rint(room.temperature() * 10) / 10));
            on(new Event.Tick());
        }
        assertTrue(room.hot(), "as fast as it can");
        assertTrue(room.temperature() > 19.8, "in the hundred minutes it had: " + room);
    }
}
