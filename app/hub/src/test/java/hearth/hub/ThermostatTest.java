package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Property;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.Heating.Why;
import hearth.profile.Api;
import hearth.profile.ThermostatApi;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThermostatTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DeviceId ID = new DeviceId("living");
    private static final PropertyRef HEATER = new PropertyRef(new DeviceId("heater"), "switch", "on");
    private static final PropertyRef WINDOW = new PropertyRef(new DeviceId("window"), "contact", "contact");
    private static final WeekPlan DAYS = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(6, 30), 21),
            new WeekPlan.Change(Set.of(), LocalTime.of(22, 30), 17)));

    /// It is 13:00 in Berlin.
    private final House house = new House().add("window", "contact")
            .on(new Event.HomeEdited(
                    new HomeEdit.Add(new Device(HEATER.device(), "Heater", "switch", Map.of("topic", "home/heater", "command",
                            "home/heater/set", "on", "true", "off", "false"), Device.Size.SMALL), "")));

    private static Thermostat thermostat(WeekPlan plan) {
        return new Thermostat(ID, "thermostat/setpoint", House.DEGREES, HEATER, List.of(WINDOW), plan, Thermostat.Tuning.USUAL);
    }

    private House acting(WeekPlan plan) {
        house.on(new Event.HomeEdited(new HomeEdit.Heat(thermostat(plan), "Living room", ""))).on(new Event.Began(BERLIN, house.now));
        house.says("home/heater", "false").says("home/window", "closed");
        house.effects.clear();
        return house;
    }

    private House acting() {
        return acting(WeekPlan.NONE);
    }

    private Why why() {
        return house.state.climate().of(ID).orElseThrow().why();
    }

    private String said(String topic) {
        return house.effects.stream().flatMap(e -> e instanceof Effect.Announce(var m) && m.topic().equals(topic) && m.retained()
                ? m.payload().text().stream() : Optional.<String>empty().stream()).reduce((_, last) -> last).orElse("");
    }

    /// The heater does what it is told.
    private List<String> heaterHears() {
        var sent = house.sent();
        sent.stream().filter(s -> s.startsWith("home/heater/set ")).forEach(s -> house.says("home/heater", s.substring(16)));
        return sent;
    }

    private House room(double degrees) {
        return house.says("temperature", Double.toString(degrees));
    }

    @Test void itHeatsFromHalfTheHysteresisBelowToHalfOfItAbove() {
        acting();
        room(20);
        assertEquals(List.of(), heaterHears());
        room(19.81);
        assertEquals(List.of(), heaterHears());
        room(19.8);
        assertEquals(List.of("home/heater/set true"), heaterHears());
        house.later(Duration.ofMinutes(10));
        room(20.1);
        assertEquals(List.of(), heaterHears());
        room(20.2);
        assertEquals(List.of("home/heater/set false"), heaterHears());
    }

    @Test void theHeaterIsSpared() {
        acting();
        room(19);
        assertEquals(List.of("home/heater/set true"), heaterHears());
        house.later(Duration.ofMinutes(1));
        room(21);
        assertEquals(List.of(), heaterHears());
        house.later(Duration.ofSeconds(119));
        assertEquals(List.of(), heaterHears());
        house.later(Duration.ofSeconds(1));
        assertEquals(List.of("home/heater/set false"), heaterHears());
    }

    @Test void setPointReadingAndActionStandApartOnTheApi() {
        acting();
        room(19);
        assertEquals(Optional.of(new Value.Numeric(20)), house.state.shown(ThermostatApi.setpoint(ID)));
        assertEquals(Optional.of(new Value.Numeric(19)), house.state.shown(ThermostatApi.room(ID)));
        assertEquals("heating", said("thermostat/action"));
        assertEquals("19", said(Api.ROOT + ThermostatApi.room(ID)));
    }

    @Test void theSetPointIsToldAndTakenOnPlainTopics() {
        acting();
        room(20);
        for (var payload : List.of("22", " 22.0 ", "{\"value\":22}")) {
            house.says("thermostat/setpoint/set", "18").effects.clear();
            house.says("thermostat/setpoint/set", payload);
            assertEquals("22", said("thermostat/setpoint"));
            assertEquals("22", said(Api.ROOT + ThermostatApi.setpoint(ID)));
        }
        house.says("hearth/5/living/thermostat/target-temperature/set", "23");
        assertEquals("23", said("thermostat/setpoint"));
        house.says("thermostat/mode/set", "off");
        assertEquals("off", said("thermostat/mode"));
    }

    @Test void aWishOutOfRangeOrRetainedIsRefusedAndToldOnce() {
        acting();
        room(20);
        heaterHears();
        for (var payload : List.of("99", "warm", "", "{\"value\":null}", "{", "NaN")) {
            house.says("thermostat/setpoint/set", payload);
            assertEquals(List.of(JournalEntry.Kind.REFUSED), house.journal());
            assertEquals("", said("thermostat/setpoint"));
            house.effects.clear();
        }
        house.repeats("thermostat/setpoint/set", "25");
        assertEquals(Optional.of(new Value.Numeric(20)), house.state.shown(ThermostatApi.setpoint(ID)));
    }

    @Test void whatOthersSayOnItsOwnTopicIsNoSetPointAndNoNewDevice() {
        acting();
        house.says("thermostat/setpoint", "30").repeats("thermostat/mode", "off");
        assertEquals(Optional.of(new Value.Numeric(20)), house.state.shown(ThermostatApi.setpoint(ID)));
        assertTrue(house.state.home().devices().values().stream().noneMatch(d -> d.profile().equals("thermostat")));
        assertEquals(List.of(), house.state.newcomers());
    }

    @Test void thePlanSaysWhatIsWishedAndAHandChangesItUntilThePlanSaysSomethingElse() {
        acting(DAYS);
        room(20.5);
        assertEquals(Optional.of(new Value.Numeric(21)), house.state.shown(ThermostatApi.setpoint(ID)));
        house.on(new Event.CommandIssued(new Command(ThermostatApi.setpoint(ID), new Value.Numeric(23)), new Origin.User()));
        assertEquals(Optional.of(new Value.Numeric(23)), house.state.shown(ThermostatApi.setpoint(ID)));
        house.later(Duration.ofHours(9).plusMinutes(29));
        assertEquals(Optional.of(new Value.Numeric(23)), house.state.shown(ThermostatApi.setpoint(ID)));
        house.effects.clear();
        house.later(Duration.ofMinutes(1));
        assertEquals("17", said("thermostat/setpoint"));
        house.later(Duration.ofHours(8));
        assertEquals("21", said("thermostat/setpoint"));
    }

    @Test void thePlanKeepsToTheHousesClockOverDaylightSaving() {
        for (var night : List.of("2026-03-28T23:00:00Z", "2026-10-24T22:00:00Z")) {
            house.now = Instant.parse(night);
            acting(DAYS);
            house.later(Duration.ofHours(12));
            var local = house.state.device(ID).orElseThrow().state(ThermostatApi.setpoint(ID)).at().orElseThrow().atZone(BERLIN);
            assertEquals(LocalTime.of(6, 30), local.toLocalTime());
            house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        }
    }

    @Test void anOpenWindowPausesTheHeating() {
        acting();
        room(18);
        heaterHears();
        house.later(Duration.ofMinutes(5));
        house.says("home/window", "open");
        assertEquals(List.of("home/heater/set false"), heaterHears());
        assertEquals(new Why.Window(WINDOW), why());
        house.later(Duration.ofMinutes(5));
        house.says("home/window", "closed");
        assertEquals(List.of("home/heater/set true"), heaterHears());
    }

    @Test void aFastFallCountsAsAnOpenWindowForAWhile() {
        acting();
        room(19.5);
        heaterHears();
        house.later(Duration.ofMinutes(4));
        room(18);
        assertEquals(List.of("home/heater/set false"), heaterHears());
        assertInstanceOf(Why.Felt.class, why());
        house.later(Duration.ofMinutes(14));
        assertEquals(List.of(), heaterHears());
        house.later(Duration.ofMinutes(1));
        assertEquals(List.of("home/heater/set true"), heaterHears());
        house.later(Duration.ofMinutes(30));
        room(16.8);
        assertEquals(new Why.Regulating(), why(), "slowly, a room cools by itself");
    }

    @Test void againstFrostItHeatsWhateverElseIsWished() {
        acting();
        room(8);
        house.says("thermostat/mode/set", "off").says("home/window", "open");
        heaterHears();
        house.later(Duration.ofMinutes(10));
        house.says("home/heater", "false").effects.clear();
        room(6.9);
        assertEquals(List.of("home/heater/set true"), heaterHears());
        assertEquals(new Why.Frost(), why());
        house.later(Duration.ofMinutes(5));
        room(7.5);
        assertEquals(List.of("home/heater/set false"), heaterHears());
        assertEquals(new Why.Off(), why());
    }

    @Test void aThermometerThatIsSilentMeansSafeMode() {
        acting();
        for (int i = 0; i < 8; i++) {
            room(19);
            heaterHears();
            house.later(Duration.ofMinutes(1));
        }
        var last = house.now.minus(Duration.ofMinutes(1));
        house.effects.clear();
        house.later(Duration.ofMinutes(5));
        assertEquals(new Why.Silent(last, false), why());
        assertTrue(house.journal().contains(JournalEntry.Kind.THERMOSTAT));
        assertEquals("its thermometer is silent since " + last, said(Api.ROOT + ID + "/$alert/silent"));
        assertEquals(List.of("home/heater/set false"), heaterHears());
        room(19);
        assertEquals(new Why.Regulating(), why());
        assertEquals(List.of("home/heater/set true"), heaterHears());
    }

    @Test void oneThatNeverHadARhythmIsTrustedForTwoHours() {
        acting();
        room(19);
        heaterHears();
        house.later(Duration.ofMinutes(119));
        assertEquals(new Why.Regulating(), why());
        house.later(Duration.ofMinutes(1));
        assertInstanceOf(Why.Silent.class, why());
        assertEquals(List.of("home/heater/set false"), heaterHears());
    }

    @Test void afterALongStopTheThermometerIsGivenAQuarterOfAnHourToSpeak() {
        acting();
        var at = house.now;
        for (boolean alive : List.of(true, false)) {
            var again = new House(house.state.home(), Map.of(House.DEGREES, new HubState.Kept(new Value.Numeric(19), at, Trend.NONE)),
                    Optional.empty());
            again.now = at.plus(Duration.ofHours(3));
            again.on(new Event.Began(BERLIN, at)).later(Duration.ofMinutes(14));
            if (alive) {
                again.says("temperature", "19");
            }
            again.later(Duration.ofMinutes(2));
            assertEquals(alive ? new Why.Regulating() : new Why.Silent(at, false), again.state.climate().of(ID).orElseThrow().why());
            assertEquals(!alive, again.journal().contains(JournalEntry.Kind.THERMOSTAT));
        }
    }

    @Test void whereItMayFreezeSafeModeHeatsTenMinutesOfEachHour() {
        acting();
        room(9);
        heaterHears();
        house.later(Duration.ofMinutes(125)); // 14:05 UTC
        assertEquals(List.of(), heaterHears());
        house.later(Duration.ofMinutes(5));
        assertEquals(List.of("home/heater/set false"), heaterHears());
        house.later(Duration.ofMinutes(50));
        assertEquals(List.of("home/heater/set true"), heaterHears());
        house.later(Duration.ofMinutes(10));
        assertEquals(List.of("home/heater/set false"), heaterHears());
    }

    @Test void thermometerOrHeaterThatIsGoneIsNamed() {
        acting();
        room(18);
        heaterHears();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(House.TEMPERATURE)));
        assertEquals(new Why.NoThermometer(), why());
        house.later(Duration.ofMinutes(3));
        assertEquals(List.of("home/heater/set false"), heaterHears());
        house.on(new Event.EditUndone());
        room(18);
        assertEquals(new Why.Regulating(), why());
        house.on(new Event.HomeEdited(new HomeEdit.Remove(HEATER.device())));
        assertEquals(new Why.NoHeater(), why());
        assertTrue(house.state.climate().of(ID).orElseThrow().warns());
    }

    @Test void aRemovedThermostatLeavesItsHeaterOffAndComesBackByUndo() {
        acting(DAYS);
        room(18);
        heaterHears();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        assertEquals("", said("thermostat/setpoint"));
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("thermostat/setpoint", ""))));
        assertEquals(List.of("home/heater/set false"), heaterHears());
        house.on(new Event.EditUndone());
        assertEquals("21", said("thermostat/setpoint"));
        assertEquals(thermostat(DAYS), house.state.home().thermostats().of(ID).orElseThrow());
    }

    @Test void anotherHandOnTheHeaterIsAnsweredAfterAMinuteAndAMuteOneAskedSeldom() {
        acting();
        room(21);
        house.later(Duration.ofMinutes(1));
        house.says("home/heater", "true");
        assertEquals(List.of("home/heater/set false"), house.sent().stream().filter(s -> s.startsWith("home/heater")).toList());
        house.later(Duration.ofMinutes(10));
        assertEquals(List.of(), house.sent().stream().filter(s -> s.startsWith("home/heater")).toList());
        house.later(Duration.ofMinutes(6));
        assertEquals(List.of("home/heater/set false"), house.sent().stream().filter(s -> s.startsWith("home/heater")).toList());
    }

    @Test void whatWasWishedByHandSurvivesARestartAndSoDoesThePlan() {
        acting(DAYS);
        house.later(Duration.ofHours(1));
        var at = house.now;
        for (double wished : List.of(23.0, 21.0)) {
            var again = new House(house.state.home(), Map.of(ThermostatApi.setpoint(ID),
                    new HubState.Kept(new Value.Numeric(wished), at, Trend.NONE)), Optional.empty());
            again.now = at.plus(Duration.ofMinutes(10));
            again.on(new Event.Began(BERLIN, at));
            assertEquals(Optional.of(new Value.Numeric(wished)), again.state.shown(ThermostatApi.setpoint(ID)));
            again.later(Duration.ofHours(9));
            assertEquals(Optional.of(new Value.Numeric(17)), again.state.shown(ThermostatApi.setpoint(ID)));
        }
        var mornings = new House(house.state.home(), Map.of(ThermostatApi.setpoint(ID),
                new HubState.Kept(new Value.Numeric(17), at.minus(Duration.ofHours(30)), Trend.NONE)), Optional.empty());
        mornings.now = at;
        mornings.on(new Event.Began(BERLIN, at));
        assertEquals(Optional.of(new Value.Numeric(21)), mornings.state.shown(ThermostatApi.setpoint(ID)), "a day later the plan counts");
    }

    @Test void aWeekPlanKnowsItsDays() {
        var weekend = new WeekPlan(List.of(new WeekPlan.Change(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), LocalTime.of(9, 0), 22),
                new WeekPlan.Change(Set.of(DayOfWeek.MONDAY), LocalTime.of(5, 0), 18)));
        var friday = Instant.parse("2026-01-02T12:00:00Z");
        assertEquals(Optional.of(new WeekPlan.Point(Instant.parse("2026-01-03T08:00:00Z"), 22)), weekend.next(friday, BERLIN));
        assertEquals(Optional.of(new WeekPlan.Point(Instant.parse("2025-12-29T04:00:00Z"), 18)), weekend.last(friday, BERLIN));
        assertEquals(Optional.empty(), WeekPlan.NONE.next(friday, BERLIN));
    }

    @Test void itsDescriptionSaysWhereEachOfItsValuesIsToBeHeard() {
        acting();
        assertEquals(Map.of("target-temperature", "thermostat/setpoint", "mode", "thermostat/mode", "action", "thermostat/action",
                "temperature", "hearth/5/temperature/climate/temperature"), sources());
        var other = new PropertyRef(new DeviceId("bath"), "climate", "temperature");
        house.add("bath", "temperature").effects.clear();
        house.says("thermostat/setpoint/set", "22").on(new Event.HomeEdited(new HomeEdit.Heat(new Thermostat(ID, "bath/setpoint", other,
                HEATER, List.of(), WeekPlan.NONE, Thermostat.Tuning.USUAL), "Living room", "")));
        assertTrue(said("hearth/5/living/$description").contains("\"source\":\"hearth/5/bath/climate/temperature\""));
        assertEquals("bath/mode", sources().get("mode"));
        assertEquals(Optional.of(new Value.Numeric(22)), house.state.shown(ThermostatApi.setpoint(ID)));
    }

    private Map<String, String> sources() {
        return house.state.device(ID).orElseThrow().binding().properties().stream()
                .collect(Collectors.toMap(p -> p.ref().property(), Property::source));
    }
}
