package hearth.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.PropertyRef;
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
import hearth.hub.Weather;
import hearth.profile.ProfileCatalog;
import hearth.profile.ThermostatApi;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The study's past teaches its thermostat, the frost makes it begin early, and it is warm on time.
class StudyTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private HubState house = HubState.start("1", Home.EMPTY, Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(),
            List.of());
    private Instant now;
    private Study room;

    private void on(Event event, Instant began) {
        var transition = house.after(event, now);
        house = transition.state();
        for (var effect : transition.effects()) {
            if (effect instanceof Effect.Publish(var message) && message.topic().equals("demo/radiator/set")) {
                boolean on = message.payload().text().equals(Optional.of("ON"));
                room = room.switched(on);
                says("demo/radiator/state", on ? "ON" : "OFF", began);
            } else if (effect instanceof Effect.Learn(var thermostat, _)) {
                on(new Event.RoomLearnt(thermostat.id(), Warmth.fit(past(thermostat.thermometer(), began),
                        past(thermostat.heater(), began), past(Weather.OUTSIDE, began))), began);
            }
        }
    }

    private static List<History.Sample> past(PropertyRef property, Instant began) {
        return Study.past(began, BERLIN).stream().filter(s -> s.property().equals(property))
                .map(s -> new History.Sample(s.at(), s.value())).toList();
    }

    private void says(String topic, String payload, Instant began) {
        on(new Event.MessageReceived(Message.of(topic, payload)), began);
    }

    private String tenths() {
        return Double.toString(Math.rint(room.temperature() * 10) / 10);
    }

    /// Whenever it is started, at any time of the day.
    @ParameterizedTest @ValueSource(strings = {"2026-11-26T13:07:00Z", "2026-11-26T02:00:00Z", "2026-11-26T05:49:30Z",
        "2026-07-01T18:11:11Z"}) void itHasLearntBeginsEarlyForTheFrostAndIsWarmOnTime(String start) {
        now = Instant.parse(start);
        var began = now;
        var front = new ColdFront(began, BERLIN);
        room = Study.at(front);
        assertTrue(room.temperature() > 17 && room.temperature() < 18.6, room::toString);
        on(new Event.LinkChanged(new BrokerLink.Up("127.0.0.1:1883", "MQTT 5", true, now)), began);
        on(new Event.Began(BERLIN, now), began);
        Study.arrival("en", now, BERLIN).forEach(edit -> on(new Event.HomeEdited(edit), began));
        says("demo/study/temperature", tenths(), began);
        says("demo/radiator/state", "OFF", began);
        var learnt = house.climate().warmth(Study.THERMOSTAT).orElseThrow();
        assertTrue(learnt.byOutside());
        assertEquals(1.4, learnt.warming(20, 0), 0.05, "°C an hour at 0 °C outside");
        WeatherApi.messages(front.forecast(now), now).forEach(m -> on(new Event.MessageReceived(m), began));
        while (house.climate().of(Study.THERMOSTAT).orElseThrow().early().isEmpty()) {
            live(front, Duration.ofSeconds(10));
            assertTrue(now.isBefore(began.plus(Duration.ofMinutes(5))), "there is something to see at once");
        }
        var early = house.climate().of(Study.THERMOSTAT).orElseThrow().early().orElseThrow();
        assertEquals(Early.Kind.FROST, early.kind());
        assertEquals(0, early.at().getEpochSecond() % 600, "a time as people write it");
        assertEquals(Optional.of(new Value.Numeric(21)), house.shown(ThermostatApi.setpoint(Study.THERMOSTAT)));
        while (now.isBefore(early.at())) {
            live(front, Duration.ofSeconds(10));
        }
        assertEquals(21, room.temperature(), 0.25, () -> "within the hysteresis at " + early.at() + ": " + room);
        while (now.isBefore(early.at().plus(Duration.ofHours(4)))) {
            live(front, Duration.ofSeconds(30));
            assertEquals(21, room.temperature(), 0.3, () -> "and stays so: " + room);
        }
    }

    private void live(ColdFront front, Duration time) {
        now = now.plus(time);
        room = room.after(time, front.outside(now));
        if (now.getEpochSecond() % 900 < time.toSeconds()) {
            WeatherApi.messages(front.forecast(now), now).forEach(m -> on(new Event.MessageReceived(m), front.begins()));
        }
        says("demo/study/temperature", tenths(), front.begins());
        on(new Event.Tick(), front.begins());
    }
}
