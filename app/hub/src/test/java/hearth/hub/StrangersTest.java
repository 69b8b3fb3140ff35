package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StrangersTest {

    private static final DeviceId KITCHEN = new DeviceId("home-kitchen");
    private static final PropertyRef DEGREES = new PropertyRef(KITCHEN, "temperature", "temperature");
    private static final String TOPIC = "home/kitchen/temperature";

    private final House house = new House();

    private List<String> told() {
        var told = house.effects.stream().flatMap(e -> e instanceof Effect.Announce(var m) ? Stream.of(m) : Stream.<Message>empty())
                .map(m -> m.topic() + " " + m.payload().text().orElse("?")).toList();
        house.effects.clear();
        return told;
    }

    private List<String> proposed() {
        return house.state.newcomers().stream().filter(Newcomer::proposed).map(n -> n.device().id().value()).toList();
    }

    @Test void aTopicNobodyKnowsIsProposedAtOnceWithItsValueAndIsNotInTheHome() {
        house.says(TOPIC, "21.5");
        assertEquals(List.of("home-kitchen"), proposed());
        assertTrue(told().containsAll(List.of("hearth/5/home-kitchen/$state ready", "hearth/5/home-kitchen/temperature/temperature 21.5")));
        assertEquals(Optional.empty(), house.state.home().device(KITCHEN));
        assertEquals(List.of(), house.says(TOPIC, "nan").says(TOPIC, "").sent());
        assertEquals(Optional.of(new Value.Numeric(21.5)), house.state.shown(DEGREES));
    }

    @Test void itNeverComesInByItself() {
        house.says(TOPIC, "21.5").on(new Event.SettingsChanged(Settings.DEFAULT.withAdoptAll(true))).says("home/bath/temperature", "20");
        assertEquals(List.of("home-bath", "home-kitchen"), proposed());
        assertEquals(3, house.state.home().devices().size());
    }

    @Test void onceAcceptedItIsThereAfterARestart() {
        house.says(TOPIC, "21.5").says("home/kitchen/humidity", "40");
        assertTrue(house.effects.stream().noneMatch(Effect.Remember.class::isInstance));
        house.on(new Event.HomeEdited(new HomeEdit.Add(house.state.newcomers().getFirst().device().named("Cooking"), "Kitchen")));
        house.says("home/kitchen/battery", "80");
        var kept = house.effects.stream().flatMap(e -> e instanceof Effect.Remember r ? Stream.of(r) : Stream.empty())
                .map(r -> new HubState.Remembered(r.message(), r.heard())).toList();
        var again = HubState.start("1", house.state.home(), Settings.DEFAULT, ProfileCatalog.builtIn(), kept, Map.of(), Optional.empty(),
                List.of());
        assertEquals(List.of(), again.newcomers());
        again = again.after(new Event.MessageReceived(Message.of(TOPIC, "70.7F")), House.T0).state();
        assertEquals(Optional.of(new Value.Numeric(21.5)), again.shown(DEGREES));
        assertEquals(3, again.device(KITCHEN).orElseThrow().binding().properties().size());
        assertEquals("Cooking", again.home().device(KITCHEN).orElseThrow().name());
    }

    @Test void onceHiddenItStaysHiddenWhateverItSays() {
        house.says(TOPIC, "21.5").on(new Event.HomeEdited(new HomeEdit.Remove(KITCHEN)));
        house.says(TOPIC, "22").says("home/kitchen/humidity", "40");
        assertEquals(List.of(), proposed());
        assertEquals(List.of("Kitchen"), house.state.hidden().stream().map(Hidden::name).toList());
        assertTrue(told().stream().noneMatch(m -> m.startsWith("home/")), "nothing is said on topics of others");
        house.on(new Event.EditUndone());
        assertEquals(List.of("home-kitchen"), proposed());
        assertTrue(told().stream().noneMatch(m -> m.startsWith("home/")));
    }

    @Test void whatAnotherDeviceHearsIsNotProposed() {
        house.repeats("homeassistant/light/l/config", "{\"unique_id\":\"l\",\"state_topic\":\"den/lamp/state\",\"command_topic\":"
                + "\"den/lamp/power\",\"device\":{\"identifiers\":[\"l\"],\"name\":\"Lamp\"}}");
        house.says("den/lamp/state", "ON").says("den/lamp/power", "OFF").says("den/lamp/state/brightness", "5").says("lights/brightness",
                "9");
        assertEquals(List.of(), proposed());
    }

    @Test void aProposalIsWithdrawnWhenSomebodyTurnsOutToHaveItsTopic() {
        house.says("den/lamp/state", "ON").says("den/lamp/power", "OFF").says("den/sensor/temperature", "4");
        assertEquals(List.of("den-lamp", "den-sensor-temperature"), proposed());
        told();
        house.repeats("homeassistant/light/l/config", "{\"unique_id\":\"l\",\"state_topic\":\"den/lamp/state\",\"command_topic\":"
                + "\"den/lamp/power\",\"device\":{\"identifiers\":[\"l\"],\"name\":\"Lamp\"}}");
        assertEquals(List.of("den-sensor-temperature"), proposed());
        assertTrue(told().contains("hearth/5/den-lamp/$state "));
        house.repeats("homeassistant/sensor/s/config", "{\"unique_id\":\"s\",\"state_topic\":\"den/+/temperature\","
                + "\"device\":{\"identifiers\":[\"s\"]}}");
        assertEquals(List.of(), proposed());
    }

    @Test void boundByHandItIsNoLongerProposed() {
        house.says("den/temperature", "4");
        house.on(new Event.HomeEdited(new HomeEdit.Add(new Device(new DeviceId("mine"), "Mine", "temperature",
                Map.of("topic", "den/temperature"), Device.Size.SMALL), "")));
        assertEquals(List.of(), proposed());
        assertEquals(Optional.of(new Value.Numeric(4)), house.state.shown(new PropertyRef(new DeviceId("mine"), "climate", "temperature")));
    }

    @Test void whatIsAcceptedIsKeptAlsoWhenItTurnsOutToBeSomebodyElsesToo() {
        house.says("den/temperature", "4");
        house.on(new Event.HomeEdited(new HomeEdit.Add(house.state.newcomers().getFirst().device(), "")));
        house.repeats("homeassistant/sensor/s/config", "{\"unique_id\":\"s\",\"state_topic\":\"den/temperature\","
                + "\"device\":{\"identifiers\":[\"s\"]}}");
        house.says("den/temperature", "5");
        assertEquals(List.of("den", "s"),
                house.state.devices().keySet().stream().map(DeviceId::value).filter(id -> id.length() < 4).sorted()
                        .toList());
        assertEquals(Optional.of(new Value.Numeric(5)), house.state.shown(new PropertyRef(new DeviceId("den"), "temperature",
                "temperature")));
    }

    @Test void whatTheBrokerKeepsIsLookedAtOnceAnnouncementsHaveCome() {
        house.on(new Event.LinkChanged(new BrokerLink.Up("127.0.0.1:1883", "MQTT 5", true, House.T0)));
        house.repeats(TOPIC, "21.5").repeats("esp/temperature", "4");
        assertEquals(List.of(), proposed());
        house.repeats("homeassistant/sensor/s/config", "{\"unique_id\":\"s\",\"state_topic\":\"esp/temperature\","
                + "\"device\":{\"identifiers\":[\"s\"]}}").later(Duration.ofSeconds(15));
        assertEquals(List.of("home-kitchen"), proposed());
        assertEquals(Optional.of(new Value.Numeric(21.5)), house.state.shown(DEGREES));
    }

    @Test void aHundredNumbersWithoutAWordAreNoHundredProposals() {
        for (int i = 0; i < 100; i++) {
            house.says("plant/line" + i + "/register", "" + i).says("x" + i, "0." + i).says("log/" + i, "{\"v\":" + i + "}");
        }
        assertEquals(List.of(), proposed());
    }
}
