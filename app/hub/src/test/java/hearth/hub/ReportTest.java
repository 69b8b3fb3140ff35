package hearth.hub;

import static hearth.hub.House.BRIGHTNESS;
import static hearth.hub.House.DEGREES;
import static hearth.hub.House.LIGHT;
import static hearth.hub.House.T0;
import static hearth.hub.House.TEMPERATURE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.device.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportTest {

    private final House house = new House();

    @ParameterizedTest
    @ValueSource(strings = {"62", "62.", "062", "+62", "62.0", " 62 ", "{\"value\":62}", "62 %", "\"62\"", "{\"value\":\"62\"}",
        "62,0"}) void brightnessIsUnderstoodHoweverItIsWritten(String payload) {
        assertEquals(Optional.of(new Value.Numeric(62)), house.says("lights/brightness", payload).state.shown(BRIGHTNESS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "", ".", "6.2.1", "62.0.", "abc", "{\"value\":NaN}", "{}", "[1,2]", "1e999", "101", "-1", "{broken",
        "62 W x"}) void whatIsNoBrightnessKeepsTheLastGoodValueAndSaysSo(String payload) {
        house.says("lights/brightness", "35").says("lights/brightness", payload);
        assertEquals(Optional.of(new Value.Numeric(35)), house.state.shown(BRIGHTNESS));
        assertEquals(DeviceState.Condition.UNREADABLE, house.state.device(LIGHT).orElseThrow().condition());
        assertTrue(house.journal().contains(JournalEntry.Kind.UNREADABLE));
        house.effects.clear();
        house.says("lights/brightness", payload);
        assertEquals(List.of(), house.journal(), "said once");
    }

    @Test void fiveMegabytesAndBinaryAreUnreadableToo() {
        house.says("temperature", "21.5").on(binary("temperature", new byte[5_000_000]));
        assertEquals(Optional.of(new Value.Numeric(21.5)), house.state.shown(DEGREES));
        house.says("temperature", "22").on(binary("temperature", new byte[]{(byte) 0xff, (byte) 0xfe, 0}));
        assertEquals(Optional.of("3 bytes that are no text"), house.state.device(TEMPERATURE).orElseThrow().state(DEGREES).unreadable());
        house.says("temperature", "23");
        assertEquals(DeviceState.Condition.LIVE, house.state.device(TEMPERATURE).orElseThrow().condition());
    }

    @Test void fahrenheitAndCommaBecomeDegreesCelsius() {
        assertEquals(Optional.of(new Value.Numeric(21.5)), house.says("temperature", "70.7F").state.shown(DEGREES));
        assertEquals(Optional.of(new Value.Numeric(20.5)), house.says("temperature", "20,5 °C").state.shown(DEGREES));
        assertEquals(Optional.of(new Value.Numeric(19)), house.says("temperature", "{\"temperature\":19}").state.shown(DEGREES));
    }

    @Test void aKeptValueIsShownWithItsAgeAndARepeatedRetainedOneDoesNotMakeItYounger() {
        var yesterday = T0.minus(Duration.ofDays(1));
        var left = new House(Map.of(DEGREES, new HubState.Kept(new Value.Numeric(21.5), yesterday, Trend.NONE)), Optional.empty());
        left.repeats("temperature", "21.5");
        assertEquals(Optional.of(yesterday), left.state.device(TEMPERATURE).orElseThrow().state(DEGREES).at());
        left.says("temperature", "21.5");
        assertEquals(Optional.of(T0), left.state.device(TEMPERATURE).orElseThrow().state(DEGREES).at());
    }

    @Test void aSensorThatReportedEachMinuteIsSilentAfterThreeMissedIntervals() {
        for (int minute = 0; minute < 6; minute++) {
            house.says("temperature", "20").later(Duration.ofMinutes(1));
        }
        assertEquals(new Availability.Online(), house.state.device(TEMPERATURE).orElseThrow().availability());
        house.later(Duration.ofMinutes(2).plusSeconds(1));
        assertEquals(new Availability.Silent(T0.plus(Duration.ofMinutes(5))), house.state.device(TEMPERATURE).orElseThrow().availability());
        house.says("temperature", "20");
        assertEquals(new Availability.Online(), house.state.device(TEMPERATURE).orElseThrow().availability());
        house.later(Duration.ofMinutes(60));
        assertEquals(DeviceState.Condition.SILENT, house.state.device(TEMPERATURE).orElseThrow().condition());
    }

    @Test void theThermostatComesWhenItsSetpointIsFirstSeen() {
        house.says("thermostat/setpoint", "21");
        var id = new DeviceId("thermostat");
        assertEquals(Optional.of(new Value.Numeric(21)), house.state.device(id).orElseThrow()
                .state(hearth.device.Capability.TARGET_TEMPERATURE).orElseThrow().value());
        house.says("temperature", "19.5");
        assertEquals(Optional.of(new Value.Numeric(19.5)), house.state.device(id).orElseThrow()
                .state(hearth.device.Capability.TEMPERATURE).orElseThrow().value());
    }

    @Test void aRemovedThermostatDoesNotComeBackByItself() {
        house.says("thermostat/setpoint", "21").on(new Event.HomeEdited(new HomeEdit.Remove(new DeviceId("thermostat"))))
                .says("thermostat/setpoint", "22");
        assertEquals(Optional.empty(), house.state.device(new DeviceId("thermostat")));
        assertTrue(house.on(new Event.EditUndone()).state.device(new DeviceId("thermostat")).isPresent());
    }

    @Test void everyMessageOnATopicIsSeenAndTheHubsOwnStateIsNot() {
        house.says("attic/window", "open").repeats("attic/window", "shut").says("hearth/5/light/$state", "ready");
        assertEquals(Map.of("attic/window", new TopicSeen("attic/window", Payload.of("shut"), 4, 1, true, T0, 2)), house.state.topics());
    }

    private static Event binary(String topic, byte[] bytes) {
        return new Event.MessageReceived(new Message(topic, Payload.of(bytes), 1, false));
    }
}
