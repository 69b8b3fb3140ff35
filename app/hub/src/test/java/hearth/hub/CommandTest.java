package hearth.hub;

import static hearth.hub.House.BRIGHTNESS;
import static hearth.hub.House.LIGHT;
import static hearth.hub.House.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Capability;
import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandTest {

    private final House house = new House();

    @Test void aPendingCommandIsShownUntilTheDeviceConfirmsIt() {
        house.says("lights/brightness", "10").on(dim(80));
        assertEquals(Optional.of(new Value.Numeric(80)), house.state.shown(BRIGHTNESS));
        house.says("lights/brightness", "80"); // the broker brings the hub's own message back
        assertEquals(DeviceState.Condition.PENDING, condition());
        house.later(Duration.ofMillis(150)).says("lights/brightness", "80"); // the lamp answers
        assertEquals(DeviceState.Condition.LIVE, condition());
        assertEquals(Optional.of(new Outcome.Confirmed(T0.plusMillis(150), Duration.ofMillis(150), new Origin.User())),
                property().outcome());
    }

    @Test void aDragSendsTheFirstAtOnceAtMostTenASecondAndAlwaysTheLast() {
        for (int percent = 1; percent <= 100; percent++) {
            house.on(dim(percent)).later(Duration.ofMillis(10));
        }
        house.later(Duration.ofSeconds(1));
        var sent = house.sent();
        assertEquals("lights/brightness 1", sent.getFirst());
        assertEquals("lights/brightness 100", sent.getLast());
        assertEquals(11, sent.size());
    }

    @Test void anUnansweredCommandFallsBackToTheLastReportAfterThreeSeconds() {
        house.says("lights/brightness", "35").on(dim(80)).says("lights/brightness", "80").later(Duration.ofMillis(2_999));
        assertEquals(DeviceState.Condition.PENDING, condition());
        house.later(Duration.ofMillis(1));
        assertEquals(DeviceState.Condition.NOT_CONFIRMED, condition());
        assertEquals(Optional.of(new Value.Numeric(35)), house.state.shown(BRIGHTNESS));
        assertEquals(Optional.of(new Outcome.NotConfirmed(T0.plusSeconds(3), Outcome.Reason.NO_ANSWER)), property().outcome());
    }

    @Test void aDifferingReportCountsAsTheAnswerWhenTimeIsUp() {
        house.on(dim(80)).says("lights/brightness", "80").says("lights/brightness", "60").later(Duration.ofSeconds(3));
        assertEquals(Optional.of(new Value.Numeric(60)), house.state.shown(BRIGHTNESS));
        assertEquals(Optional.of(new Outcome.Differs(T0.plusSeconds(3))), property().outcome());
    }

    @Test void theNearestOfTheDevicesOwnLevelsIsADeedDone() {
        house.repeats("homeassistant/light/l/config",
                "{\"schema\":\"json\",\"brightness\":true,\"brightness_scale\":254,\"unique_id\":\"l\","
                        + "\"state_topic\":\"l\",\"command_topic\":\"l/set\",\"device\":{\"identifiers\":[\"l\"]}}");
        house.on(new Event.HomeEdited(new HomeEdit.Add(new Device(new DeviceId("mine"), "Mine", "light",
                Map.of("topic", "mine", "most", "255"), Device.Size.SMALL), "")));
        for (var ref : List.of(new PropertyRef(new DeviceId("l"), "l", "brightness"), new PropertyRef(new DeviceId("mine"), "light",
                "brightness"))) {
            house.on(new Event.CommandIssued(new Command(ref, new Value.Numeric(30)), new Origin.User()));
        }
        assertEquals(List.of("l/set {\"state\":\"ON\",\"brightness\":76}", "mine 76"), house.sent());
        house.says("l", "{\"state\":\"ON\",\"brightness\":76}").says("mine", "76").says("mine", "76");
        for (var id : List.of("l", "mine")) {
            var device = house.state.device(new DeviceId(id)).orElseThrow();
            assertTrue(device.state(device.first(Capability.BRIGHTNESS).orElseThrow().ref()).outcome()
                    .orElseThrow() instanceof Outcome.Confirmed, id);
        }
    }

    @Test void whatOthersPublishMovesTheSliderAndSendsNothing() {
        house.says("lights/brightness", "35");
        assertEquals(Optional.of(new Value.Numeric(35)), house.state.shown(BRIGHTNESS));
        assertEquals(List.of(), house.sent());
    }

    @Test void aCommandIsRefusedWhileTheBrokerIsAway() {
        house.on(new Event.LinkChanged(new BrokerLink.Lost("127.0.0.1:1883", "gone", T0))).on(dim(80));
        assertEquals(List.of("hearth/5/hub/$log/warn light/light/brightness: not sent, broker_away"), house.sent());
        assertEquals(Optional.of(new Outcome.NotConfirmed(T0, Outcome.Reason.BROKER_AWAY)), property().outcome());
    }

    @Test void aCommandOutOfRangeIsSentNowhereAndSaid() {
        house.on(dim(101));
        assertEquals(List.of("hearth/5/hub/$log/warn light/light/brightness: cannot be 101"), house.sent());
    }

    @Test void theApiTakesCommandsAndRefusesRetainedOnes() {
        house.says("hearth/5/light/light/brightness/set", "40");
        assertEquals(List.of("lights/brightness 40"), house.sent());
        house.repeats("hearth/5/light/light/brightness/set", "50");
        assertEquals(List.of("hearth/5/hub/$log/warn light/light/brightness: a command must not be retained"), house.sent());
        house.says("hearth/5/light/light/brightness/set", "bright");
        assertEquals(List.of("hearth/5/hub/$log/warn light/light/brightness: cannot be bright"), house.sent());
        house.says("hearth/5/nobody/light/brightness/set", "5");
        assertEquals(List.of("hearth/5/hub/$log/warn nobody/light/brightness: there is no such property"), house.sent());
    }

    @Test void aToggledLampGoesOutAndComesBackAsItWas() {
        house.says("lights/brightness", "62").on(new Event.Toggled(LIGHT, new Origin.User()));
        assertEquals(List.of("lights/brightness 0"), house.sent());
        house.says("lights/brightness", "0").says("lights/brightness", "0").later(Duration.ofSeconds(1))
                .on(new Event.Toggled(LIGHT, new Origin.User()));
        assertEquals(List.of("lights/brightness 62"), house.sent());
    }

    @Test void aDeviceThatIsOfflineGetsNoCommandAndItsLastValueStays() {
        var id = new DeviceId("plug");
        var on = new PropertyRef(id, "switch", "on");
        house.on(new Event.HomeEdited(new HomeEdit.Add(new Device(id, "Plug", "plug", Map.of("topic", "tv"), Device.Size.SMALL), "Hall")));
        house.says("tv/state", "ON").repeats("tv/availability", "offline").sent();
        house.on(new Event.CommandIssued(new Command(on, new Value.Truth(false)), new Origin.User()));
        assertEquals(List.of("hearth/5/hub/$log/warn plug/switch/on: not sent, device_offline"), house.sent());
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(on));
        assertEquals(DeviceState.Condition.OFFLINE, house.state.device(id).orElseThrow().condition());
    }

    @Test void theTargetStandsOnTheApiWhileACommandIsUnderWay() {
        house.on(dim(80));
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("hearth/5/light/light/brightness/$target", "80"))));
        house.effects.clear();
        house.later(Duration.ofSeconds(4));
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("hearth/5/light/light/brightness/$target", ""))));
    }

    private static Event dim(int percent) {
        return new Event.CommandIssued(new Command(BRIGHTNESS, new Value.Numeric(percent)), new Origin.User());
    }

    private DeviceState.Condition condition() {
        return house.state.device(LIGHT).orElseThrow().condition();
    }

    private PropertyState property() {
        return house.state.device(LIGHT).orElseThrow().state(BRIGHTNESS);
    }
}
