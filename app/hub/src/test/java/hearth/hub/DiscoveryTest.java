package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Home;
import hearth.home.Settings;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final String PLUG = "homeassistant/switch/0x01/plug/config";
    private static final String WATTS = "homeassistant/sensor/0x01/power/config";
    private static final DeviceId ID = new DeviceId("plug-1");
    private static final PropertyRef ON = new PropertyRef(ID, "plug", "on");
    private static final String DEVICE = "\"availability_topic\":\"plug/there\",\"device\":{\"identifiers\":[\"plug-1\"],\"name\":\"Plug\"}}";
    private static final String PLUG_SAYS = "{\"unique_id\":\"a\",\"state_topic\":\"plug\",\"command_topic\":\"plug/set\",\"value_template\":"
            + "\"{{ value_json.state }}\"," + DEVICE;
    private static final String WATTS_SAYS = "{\"unique_id\":\"b\",\"state_topic\":\"plug\",\"unit_of_measurement\":\"W\",\"value_template\":"
            + "\"{{ value_json.power }}\"," + DEVICE;

    private final House house = new House();

    private House announced() {
        return house.repeats(PLUG, PLUG_SAYS).repeats(WATTS, WATTS_SAYS);
    }

    private List<String> told() {
        var told = house.effects.stream()
                .flatMap(e -> e instanceof Effect.Announce(var m) ? Stream.of(m.topic() + " " + m.payload().text().orElse("?"))
                        : Stream.empty())
                .toList();
        house.effects.clear();
        return told;
    }

    private Newcomer newcomer() {
        return house.state.newcomers().getFirst();
    }

    private House adopted() {
        announced();
        return house.on(new Event.HomeEdited(new HomeEdit.Add(newcomer().device().named("Kettle"), "Kitchen")));
    }

    @Test void aDeviceIsOnTheWireBeforeAnybodyAdoptsIt() {
        announced();
        assertEquals(List.of("Plug"), house.state.newcomers().stream().map(n -> n.device().name()).toList());
        assertTrue(told().stream().anyMatch(t -> t.startsWith("hearth/5/plug-1/$description ")));
        house.says("plug/there", "online").says("plug", "{\"state\":\"ON\",\"power\":3}");
        assertEquals(List.of("hearth/5/plug-1/$state ready", "hearth/5/plug-1/power/value 3", "hearth/5/plug-1/plug/on true"), told());
    }

    @Test void ofWhatIsNotInTheHomeThereIsNeitherHistoryNorJournal() {
        announced().says("plug/there", "online").says("plug/there", "offline").says("plug", "{\"power\":3}");
        assertEquals(List.of(), house.journal());
        assertTrue(house.effects.stream().noneMatch(Effect.Keep.class::isInstance));
    }

    @Test void aMessageFromBeforeTheAnnouncementIsNotLost() {
        house.repeats("plug/there", "online").repeats("plug", "{\"state\":\"ON\"}");
        announced();
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(ON));
        assertEquals(new Availability.Online(), house.state.device(ID).orElseThrow().availability());
    }

    @Test void adoptedItHasANameARoomAndItsValues() {
        announced().says("plug", "{\"state\":\"ON\"}");
        told();
        adopted();
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(ON));
        assertEquals(List.of(), house.state.newcomers());
        assertTrue(told().stream().anyMatch(t -> t.contains("\"name\":\"Kettle\"") && t.contains("\"room\":\"Kitchen\"")));
        assertEquals(Map.of(Discovery.IDENTITY, "id:plug-1"), house.state.home().device(ID).orElseThrow().variables());
    }

    @Test void itObeysUnadoptedToo() {
        announced();
        house.on(new Event.CommandIssued(new Command(ON, new Value.Truth(false)), new Origin.User()));
        assertEquals(List.of("plug/set OFF"), house.sent());
    }

    @Test void whatIsTakenBackIsGoneFromTheWire() {
        announced();
        told();
        house.repeats(WATTS, "");
        assertTrue(told().contains("hearth/5/plug-1/power/value "));
        house.repeats(PLUG, "");
        assertEquals("hearth/5/plug-1/$state ", told().getFirst());
        assertEquals(Optional.empty(), house.state.device(ID));
        house.says("plug", "{\"state\":\"ON\"}");
        assertEquals(List.of(), told());
    }

    @Test void anAdoptedDeviceThatIsTakenBackKeepsItsPlace() {
        adopted();
        house.repeats(WATTS, "").repeats(PLUG, "");
        assertEquals("Kettle", house.state.home().device(ID).orElseThrow().name());
        announced();
        house.says("plug", "{\"state\":\"ON\"}");
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(ON));
    }

    @Test void aDeletedDeviceIsClearedFromTheBrokerAndStaysAwayUntilItSaysSomethingElse() {
        adopted();
        told();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        var told = told();
        assertTrue(told.containsAll(List.of(PLUG + " ", WATTS + " ", "hearth/5/plug-1/$state ")), told::toString);
        house.repeats(PLUG, "").repeats(WATTS, "");
        announced();
        assertEquals(List.of(), house.state.newcomers());
        house.repeats(PLUG, PLUG_SAYS.replace("plug/set", "plug/cmd"));
        assertEquals(List.of("Plug"), house.state.newcomers().stream().map(n -> n.device().name()).toList());
    }

    @Test void aNewcomerCanBeDeletedToo() {
        announced();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        assertEquals(List.of(), house.state.newcomers());
        assertEquals(Optional.empty(), house.state.device(ID));
    }

    @Test void aDeletionIsUndoneOnTheBrokerToo() {
        adopted();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        house.repeats(PLUG, "").repeats(WATTS, "");
        told();
        house.on(new Event.EditUndone());
        var told = told();
        assertTrue(told.containsAll(List.of(PLUG + " " + PLUG_SAYS, WATTS + " " + WATTS_SAYS)), told::toString);
        house.says("plug", "{\"state\":\"ON\"}");
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(ON));
        assertEquals("Kettle", house.state.home().device(ID).orElseThrow().name());
    }

    @Test void anUndoneDeletionOfANewcomerBringsItBack() {
        announced();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        house.repeats(PLUG, "").repeats(WATTS, "");
        house.on(new Event.EditUndone());
        assertEquals(List.of("Plug"), house.state.newcomers().stream().map(n -> n.device().name()).toList());
    }

    @Test void anAdoptionIsUndone() {
        adopted();
        house.on(new Event.EditUndone());
        assertEquals(List.of("Plug"), house.state.newcomers().stream().map(n -> n.device().name()).toList());
        assertTrue(told().stream().anyMatch(t -> t.contains("\"name\":\"Plug\"") && t.contains("\"room\":\"\"")));
    }

    @Test void whatWasAnnouncedIsKnownAfterARestart() {
        adopted();
        var kept = house.effects.stream().flatMap(e -> e instanceof Effect.Remember r ? Stream.of(r) : Stream.empty()).toList();
        assertEquals(List.of(PLUG, WATTS), kept.stream().map(r -> r.message().topic()).toList());
        var again = HubState.start("1", house.state.home(), Settings.DEFAULT, ProfileCatalog.builtIn(),
                kept.stream().map(r -> new HubState.Remembered(r.message(), r.heard())).toList(),
                Map.of(ON, new HubState.Kept(new Value.Truth(true), House.T0, Trend.NONE)), Optional.empty(), List.of());
        assertEquals(Optional.of(new Value.Truth(true)), again.shown(ON));
        assertEquals(DeviceState.Condition.LIVE, again.device(ID).orElseThrow().condition());
    }

    @Test void anIdStaysWhenAnotherDeviceComesFirstNextTime() {
        adopted();
        var again = HubState.start("1", house.state.home(), Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(),
                List.of());
        var stranger = Message.retained("homeassistant/switch/s/it/config", PLUG_SAYS.replace("plug-1", "Plug 1"));
        again = again.after(new Event.MessageReceived(stranger), House.T0).state();
        again = again.after(new Event.MessageReceived(Message.retained(PLUG, PLUG_SAYS)), House.T0).state();
        assertEquals(1, again.newcomers().size());
        assertTrue(again.device(ID).orElseThrow().binding().property(ON).isPresent());
    }

    @Test void ghostsAreListedAndSwept() {
        announced();
        var later = House.T0.plus(Discovery.GHOST).plusSeconds(1);
        assertEquals(List.of(), house.state.ghosts(House.T0));
        assertEquals(List.of(ID), house.state.ghosts(later).stream().map(n -> n.device().id()).toList());
        told();
        house.on(new Event.GhostsSwept(Set.of(ID)));
        assertEquals(Set.of(PLUG + " ", WATTS + " "), Set.copyOf(told()));
    }

    @Test void oneThatSpeaksIsNoGhost() {
        announced();
        house.later(Discovery.GHOST);
        house.says("plug", "{\"power\":3}");
        assertTrue(house.effects.stream().anyMatch(e -> e instanceof Effect.Remember r && r.heard().equals(house.now)));
        assertEquals(List.of(), house.state.ghosts(house.now.plusSeconds(60)));
    }

    @Test void whatTwoDevicesClaimIsToldOnceAnHour() {
        announced();
        house.repeats("homeassistant/switch/other/plug/config", PLUG_SAYS.replace("plug-1", "plug-2"));
        house.repeats("homeassistant/switch/other/plug/config", PLUG_SAYS.replace("plug-1", "plug-2").replace("Plug", "Plug 2"));
        assertEquals(List.of(JournalEntry.Kind.DUPLICATE), house.journal());
        assertEquals(2, house.state.newcomers().size());
    }

    @Test void anAnnouncementThatCannotBeReadIsToldOnceAnHour() {
        house.repeats(PLUG, "{").repeats(PLUG, "{{");
        assertEquals(List.of(JournalEntry.Kind.UNREADABLE), house.journal());
        house.later(Duration.ofHours(2)).repeats(PLUG, "{");
        assertEquals(2, house.journal().size());
    }

    @Test void aPressIsToldEachTimeAndNeverWhenItIsOld() {
        house.repeats("homeassistant/device_automation/r/a/config",
                "{\"automation_type\":\"trigger\",\"type\":\"t\",\"subtype\":\"s\",\"payload\":\"on\",\"topic\":\"r/action\","
                        + "\"device\":{\"identifiers\":[\"r\"]}}");
        house.sent();
        house.says("r/action", "on").says("r/action", "on").repeats("r/action", "on");
        assertEquals(List.of("hearth/5/r/action/event on", "hearth/5/r/action/event on"), house.sent());
    }

    @Test void aMotionThatNobodyEndsEndsAfterItsDelay() {
        house.repeats("homeassistant/binary_sensor/m/it/config", "{\"unique_id\":\"m\",\"state_topic\":\"m\",\"off_delay\":30,"
                + "\"device\":{\"identifiers\":[\"m\"]}}");
        var motion = new PropertyRef(new DeviceId("m"), "it", "value");
        house.says("m", "ON").later(Duration.ofSeconds(20)).says("m", "ON").later(Duration.ofSeconds(29));
        assertEquals(Optional.of(new Value.Truth(true)), house.state.shown(motion));
        house.later(Duration.ofSeconds(1));
        assertEquals(Optional.of(new Value.Truth(false)), house.state.shown(motion));
    }

    @Test void aCommandThatNoTopicAnswersIsTakenForDone() {
        house.repeats(PLUG, "{\"unique_id\":\"a\",\"command_topic\":\"plug/set\"," + DEVICE);
        house.on(new Event.CommandIssued(new Command(ON, new Value.Truth(true)), new Origin.User())).later(Duration.ofSeconds(5));
        assertEquals(Optional.of(new Value.Truth(true)), house.state.device(ID).orElseThrow().state(ON).value());
        assertTrue(house.state.device(ID).orElseThrow().state(ON).outcome().orElseThrow() instanceof Outcome.Confirmed);
    }

    @Test void allAreAdoptedAtOnceWhereThatIsWanted() {
        announced();
        house.on(new Event.SettingsChanged(Settings.DEFAULT.withAdoptAll(true)));
        assertEquals("Plug", house.state.home().device(ID).orElseThrow().name());
        house.repeats("homeassistant/switch/other/plug/config", PLUG_SAYS.replace("plug-1", "plug-2").replace("Plug", "Toaster"));
        assertEquals("Toaster", house.state.home().device(new DeviceId("plug-2")).orElseThrow().name());
        assertEquals(List.of(), house.state.newcomers());
    }

    @Test void severalAreAdoptedAndBroughtBackAsOne() {
        announced().repeats("homeassistant/switch/other/plug/config", PLUG_SAYS.replace("plug-1", "plug-2").replace("Plug", "Toaster"));
        var all = house.state.newcomers().stream().map(Newcomer::device).toList();
        house.on(new Event.HomeEdited(new HomeEdit.AddAll(all, "")));
        assertEquals(List.of(), house.state.newcomers());
        house.on(new Event.EditUndone());
        assertEquals(all, house.state.newcomers().stream().map(Newcomer::device).toList());
    }

    @Test void aDeletedDeviceIsListedAsHiddenAndCanBeWelcomedAgain() {
        announced().on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        house.repeats(PLUG, "").repeats(WATTS, "");
        assertEquals(List.of("Plug"), house.state.hidden().stream().map(Hidden::name).toList());
        told();
        house.on(new Event.HomeEdited(new HomeEdit.Welcome(house.state.hidden().getFirst().marks())));
        assertTrue(told().containsAll(List.of(PLUG + " " + PLUG_SAYS, WATTS + " " + WATTS_SAYS)));
        assertEquals(List.of(ID), house.state.newcomers().stream().map(n -> n.device().id()).toList());
        assertEquals(List.of(), house.state.hidden());
    }

    @Test void aHiddenDeviceThatAnnouncesItselfStillCanBeWelcomedAfterARestart() {
        announced().on(new Event.HomeEdited(new HomeEdit.Remove(ID)));
        var again = HubState.start("1", house.state.home(), Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(),
                List.of());
        again = again.after(new Event.MessageReceived(Message.retained(PLUG, PLUG_SAYS)), House.T0).state();
        assertEquals(List.of("Plug"), again.hidden().stream().map(Hidden::name).toList());
        var edit = new HomeEdit.Welcome(again.hidden().getFirst().marks());
        again = again.after(new Event.HomeEdited(edit), House.T0).state();
        assertEquals(List.of("Plug"), again.newcomers().stream().map(n -> n.device().name()).toList());
    }

    @Test void whatCannotBeReadInAnAnnouncementIsKnownOfItsDevice() {
        announced();
        assertEquals(List.of(), house.state.problems(ID));
        house.repeats(PLUG, PLUG_SAYS.replace("{{ value_json.state }}", "{{ value_json.state"));
        assertEquals(1, house.state.problems(ID).size());
        announced();
        assertEquals(List.of(), house.state.problems(ID));
    }

    private static final String LAMP_7 = "[{\"ieee_address\":\"0x00158d0000000007\",\"friendly_name\":\"%s\",\"power_source\":\"Mains\","
            + "\"definition\":{\"exposes\":[{\"type\":\"light\",\"features\":[{\"type\":\"binary\",\"name\":\"state\",\"property\":\"state\","
            + "\"access\":7,\"value_on\":\"ON\",\"value_off\":\"OFF\"}]}]}}]";

    @Test void aDeviceThatKeepsNothingIsAskedWhenItComesAndAfterEachStart() {
        house.repeats("zigbee2mqtt/bridge/devices", LAMP_7.formatted("lamp")).later(Duration.ofSeconds(1));
        assertEquals(List.of("zigbee2mqtt/lamp/get {\"state\":\"\"}"), house.sent());
        var lamp = house.state.newcomers().getFirst().device();
        house.on(new Event.HomeEdited(new HomeEdit.Add(lamp, ""))).later(Duration.ofMinutes(1));
        assertEquals(List.of(), house.sent());
        var up = house.state.link();
        house.on(new Event.LinkChanged(new BrokerLink.Lost("127.0.0.1:1883", "gone", house.now))).later(Duration.ofMinutes(1));
        assertEquals(List.of(), house.sent());
        house.on(new Event.LinkChanged(up)).later(Duration.ofSeconds(1));
        assertEquals(List.of("zigbee2mqtt/lamp/get {\"state\":\"\"}"), house.sent());
    }

    @Test void manyAreAskedOneAfterTheOther() {
        var many = IntStream.range(10, 40).mapToObj(n -> LAMP_7.formatted("lamp" + n).replace("0000000007", "00000000" + n).substring(1)
                .replace("]}}]", "]}}")).collect(Collectors.joining(",", "[", "]"));
        house.repeats("zigbee2mqtt/bridge/devices", many).later(Duration.ofMillis(950));
        assertEquals(10, house.sent().size());
        house.later(Duration.ofSeconds(5));
        assertEquals(20, house.sent().size());
    }

    @Test void manyAnnouncementsCostTheSameEach() {
        var empty = HubState.start("1", Home.EMPTY, Settings.DEFAULT, ProfileCatalog.builtIn(), Map.of(), Optional.empty(), List.of());
        var state = empty;
        for (int device = 0; device < 300; device++) {
            for (int entity = 0; entity < 8; entity++) {
                var topic = "homeassistant/sensor/d" + device + "/e" + entity + "/config";
                var says = "{\"unique_id\":\"u" + device + "-" + entity + "\",\"state_topic\":\"d" + device
                        + "\",\"device\":{\"identifiers\":[\"dev" + device + "\"]}}";
                state = state.after(new Event.MessageReceived(Message.retained(topic, says)), House.T0).state();
            }
        }
        assertEquals(300, state.newcomers().size());
        assertEquals(8, state.device(new DeviceId("dev7")).orElseThrow().binding().properties().size());
    }
}
