package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.Heating.Early;
import hearth.profile.Forecast;
import hearth.profile.ThermostatApi;
import hearth.profile.WeatherApi;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A house that warms and cools, its weather, and what the thermostat makes of the forecast.
class ForesightTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DeviceId ID = new DeviceId("living");
    private static final PropertyRef HEATER = new PropertyRef(new DeviceId("heater"), "switch", "on");
    private static final WeekPlan EVENING = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(18, 0), 21),
            new WeekPlan.Change(Set.of(), LocalTime.of(22, 0), 17)));
    private static final Thermostat MADE = new Thermostat(ID, "thermostat/setpoint", House.DEGREES, HEATER, List.of(), EVENING,
            Thermostat.Tuning.USUAL);

    private final House house = new House()
            .on(new Event.HomeEdited(
                    new HomeEdit.Add(new Device(HEATER.device(), "Heater", "switch", Map.of("topic", "home/heater", "command",
                            "home/heater/set", "on", "true", "off", "false"), Device.Size.SMALL), "")));
    private double inside = 17;
    private boolean hot;

    private House acting(Instant now, WeekPlan plan) {
        house.now = now;
        house.on(new Event.HomeEdited(new HomeEdit.Heat(new Thermostat(ID, MADE.topic(), MADE.thermometer(), HEATER, List.of(), plan,
                MADE.tuning()), "Living room", ""))).on(new Event.Began(BERLIN, now)).says("home/heater", "false");
        return house;
    }

    private House forecast(Instant updated, int hours, DoubleUnaryOperator byHour) {
        var first = updated.minusSeconds(Math.floorMod(updated.getEpochSecond(), 3600));
        var forecast = new Forecast(updated, "test", IntStream.range(0, hours).mapToObj(
                i -> new Forecast.Hour(first.plus(Duration.ofHours(i)), byHour.applyAsDouble(i))).toList());
        WeatherApi.messages(forecast, house.now).forEach(m -> house.on(new Event.MessageReceived(m)));
        return house;
    }

    /// Lives for a while, minute by minute, with the heater doing what it is told.
    private void live(Duration time, Warmth true_, DoubleUnaryOperator outside) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            house.later(Duration.ofMinutes(1));
            for (var sent : house.sent()) {
                if (sent.startsWith("home/heater/set ")) {
                    hot = sent.endsWith("true");
                    house.says("home/heater", Boolean.toString(hot));
                }
            }
            double cold = outside.applyAsDouble(house.now.getEpochSecond() / 3600.0);
            inside += ((hot ? true_.power() : 0) - true_.loss() * (inside - cold)) / 60;
            if (minute % 2 == 0) {
                house.says("temperature", Double.toString(Math.rint(inside * 10) / 10));
            }
        }
    }

    private Optional<Early> early() {
        return house.state.climate().of(ID).orElseThrow().early();
    }

    private double setpoint() {
        return house.state.shown(ThermostatApi.setpoint(ID)).orElseThrow() instanceof Value.Numeric(double n) ? n : 0;
    }

    @Test void aFrostMakesAnEarlierSetPointAndSaysSince() {
        var noon = Instant.parse("2026-01-06T11:00:00Z"); // 12:00 in Berlin
        acting(noon, EVENING).says("temperature", "17").on(new Event.RoomLearnt(ID, Optional.of(new Warmth(2.4, 0.04, 0, true))));
        forecast(noon, 48, hour -> hour < 4 ? 2 : -8);
        assertEquals(17, setpoint());
        house.effects.clear();
        house.later(Duration.ofHours(6).minusMinutes(1));
        var begun = early().orElseThrow();
        assertEquals(Early.Kind.FROST, begun.kind());
        assertEquals(Instant.parse("2026-01-06T17:00:00Z"), begun.at());
        assertEquals(Optional.of(-8.0), begun.low());
        assertEquals(21, setpoint());
        var lead = Duration.between(begun.from(), begun.at()).toMinutes();
        assertTrue(lead > 150 && lead < 240, () -> "at 1.5 °C an hour, 4 °C: " + lead);
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("thermostat/setpoint", "21"))));
    }

    @Test void undoGoesBackToThePlanUntilThatTimeAndNoLonger() {
        aFrostMakesAnEarlierSetPointAndSaysSince();
        house.effects.clear();
        house.on(new Event.EarlyUndone(ID));
        assertEquals(17, setpoint());
        house.later(Duration.ofSeconds(59));
        assertEquals(17, setpoint());
        house.later(Duration.ofSeconds(1));
        assertEquals(21, setpoint());
        assertEquals(Optional.empty(), early());
    }

    @Test void whoHoldsATemperatureHasSomeHeatPutByBeforeAHardFrost() {
        var noon = Instant.parse("2026-01-06T11:00:00Z");
        acting(noon, WeekPlan.NONE).says("temperature", "20");
        forecast(noon, 48, hour -> hour < 6 ? 2 : -8);
        house.later(Duration.ofHours(6).minusMinutes(1));
        var begun = early().orElseThrow();
        assertEquals(Early.Kind.STORE, begun.kind());
        assertEquals(Instant.parse("2026-01-06T17:00:00Z"), begun.at());
        assertEquals(21, setpoint());
        house.later(Duration.ofMinutes(1));
        assertEquals(20, setpoint());
        house.later(Duration.ofHours(12));
        assertEquals(20, setpoint(), "while it freezes nothing more is put by");
    }

    @Test void whatSomebodySetsByHandMeanwhileStands() {
        var noon = Instant.parse("2026-01-06T11:00:00Z");
        acting(noon, WeekPlan.NONE).says("temperature", "20");
        forecast(noon, 48, hour -> hour < 6 ? 2 : -8);
        house.later(Duration.ofHours(6).minusMinutes(1));
        assertEquals(21, setpoint());
        house.says("thermostat/setpoint/set", "22");
        assertEquals(Optional.empty(), early());
        assertEquals(22, setpoint(), "as it was said, not a degree more");
    }

    @Test void aHeaterWithEnoughToSpareNeedsNoStore() {
        var noon = Instant.parse("2026-01-06T11:00:00Z");
        acting(noon, WeekPlan.NONE).says("temperature", "20").on(new Event.RoomLearnt(ID, Optional.of(new Warmth(4, 0.04, 0, true))));
        forecast(noon, 48, hour -> hour < 6 ? 2 : -8);
        house.later(Duration.ofHours(6));
        assertEquals(Optional.empty(), early());
    }

    @Test void anOldForecastMeansThePlanAlone() {
        var noon = Instant.parse("2026-01-06T11:00:00Z");
        acting(noon, EVENING).says("temperature", "17").on(new Event.RoomLearnt(ID, Optional.of(new Warmth(2.4, 0.04, 0, true))));
        forecast(noon.minus(Duration.ofHours(6)), 48, _ -> -8);
        assertTrue(house.state.climate().weather().stale(house.now));
        house.later(Duration.ofHours(6).minusMinutes(1));
        assertEquals(17, setpoint());
        house.later(Duration.ofMinutes(1));
        assertEquals(21, setpoint());
    }

    @Test void nonsenseIsSaidOnceAndTheLastGoodForecastStays() {
        var noon = Instant.parse("2026-01-06T11:00:00Z");
        acting(noon, EVENING);
        forecast(noon, 12, _ -> 3);
        var good = house.state.climate().weather().forecast();
        house.effects.clear();
        for (var payload : List.of("abc", "{}", "[]", "null", "{\"hours\":null}", "{\"hours\":[null,{\"time\":null,\"temperature\":null}]}",
                "{\"hours\":[{\"time\":\"2026-01-06T12:00:00Z\",\"temperature\":900}]}",
                "{\"hours\":[{\"time\":\"noon\",\"temperature\":3}]}",
                "{\"hours\":[{\"time\":31556889864403199,\"temperature\":3}]}")) {
            house.says("weather/forecast", payload);
            assertEquals(good, house.state.climate().weather().forecast(), payload);
            assertTrue(house.state.climate().weather().unreadable().isPresent());
        }
        assertEquals(List.of(JournalEntry.Kind.UNREADABLE), house.journal());
        house.says("weather/forecast",
                "{\"hours\":[{\"time\":1767697200,\"temperature\":3},{\"time\":31556889864403199,\"temperature\":3},null,{\"time\":\"2026-01-06T13:00:00+01:00\","
                        + "\"temperature\":null},{\"time\":\"2026-01-06T14:00:00+01:00\",\"temperature\":\"2.5\"}]}");
        assertEquals(Optional.of(new Forecast(noon, "", List.of(new Forecast.Hour(Instant.parse("2026-01-06T11:00:00Z"), 3),
                new Forecast.Hour(Instant.parse("2026-01-06T13:00:00Z"), 2.5)))), house.state.climate().weather().forecast());
        house.says("weather/forecast", "").says("weather/temperature", "").says("weather/temperature", "warm");
        assertEquals(Weather.UNKNOWN, house.state.climate().weather());
        assertEquals(List.of(), house.state.newcomers());
    }

    @Test void whoSetsSomethingByHandIsNotCorrected() {
        var noon = Instant.parse("2026-01-06T11:00:00Z");
        acting(noon, EVENING).says("temperature", "17").on(new Event.RoomLearnt(ID, Optional.of(new Warmth(2.4, 0.04, 0, true))));
        forecast(noon, 48, _ -> -8);
        house.on(new Event.CommandIssued(new Command(ThermostatApi.setpoint(ID), new Value.Numeric(16)), new Origin.User()));
        house.later(Duration.ofHours(6).minusMinutes(1));
        assertEquals(16, setpoint());
    }

    @Test void itLearnsOfEachThermostatAtTheStartAndFourTimesADay() {
        acting(Instant.parse("2026-01-06T11:00:00Z"), EVENING);
        assertEquals(1, house.effects.stream().filter(Effect.Learn.class::isInstance).count());
        house.later(Duration.ofHours(24));
        assertEquals(5, house.effects.stream().filter(Effect.Learn.class::isInstance).count());
    }

    /// Houses by chance, each through a week with a change of the clocks in it: the wished temperature is there on time.
    @Test void theWishedTemperatureIsThereOnTimeInHousesOfManyKinds() {
        var chance = new Random(11);
        for (var start : List.of("2026-03-27T11:00:00Z", "2026-10-23T10:00:00Z", "2026-01-05T11:00:00Z")) {
            for (int i = 0; i < 4; i++) {
                double loss = 0.015 + 0.04 * chance.nextDouble();
                var warmth = new Warmth(loss * 26 + 1.2 + 1.5 * chance.nextDouble(), loss, 0, true);
                double cold = -4 + 8 * chance.nextDouble();
                onTime(Instant.parse(start), warmth, hour -> cold + 4 * Math.sin(hour / 24 * 2 * Math.PI));
            }
        }
    }

    private void onTime(Instant start, Warmth warmth, DoubleUnaryOperator outside) {
        house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        inside = 17;
        hot = false;
        acting(start, EVENING).says("temperature", "17").on(new Event.RoomLearnt(ID, Optional.of(warmth)));
        for (int day = 0; day < 3; day++) {
            var six = house.now.atZone(BERLIN).toLocalDate().atTime(18, 0).atZone(BERLIN).toInstant();
            var now = house.now;
            forecast(now, 48, hour -> outside.applyAsDouble((now.getEpochSecond() / 3600 + hour)));
            live(Duration.between(house.now, six), warmth, outside);
            double there = inside;
            assertTrue(there > 20.5 && there < 21.4, () -> warmth + " on day of " + six + ": " + there);
            live(Duration.ofHours(4), warmth, outside);
            assertTrue(inside > 20.5 && inside < 21.4, () -> "held: " + inside);
            var noon = house.now.atZone(BERLIN).toLocalDate().plusDays(1).atTime(11, 0).atZone(BERLIN).toInstant();
            live(Duration.between(house.now, noon), warmth, outside);
        }
    }
}
