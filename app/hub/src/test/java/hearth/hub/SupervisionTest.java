package hearth.hub;

import static hearth.hub.House.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sensors that fall silent, are tampered with, or whose batteries are nearly empty, of any family.
final class SupervisionTest {

    private static final AlarmWish HOME = new AlarmWish.Arm(AlarmMode.HOME, List.of(), false);

    private final House house = House.guarded();

    @Test void whoeverSpokeForASensorIsGoneAndSoIsTheSensorUntilItIsHeardAgain() {
        house.wish(HOME).effects.clear();
        house.on(new Event.BrokeOff("bridge", Set.of("home/window", "home/kitchen", "elsewhere"))).stored();
        assertInstanceOf(Availability.Offline.class, device("window").availability());
        assertInstanceOf(Availability.Offline.class, device("kitchen").availability());
        assertInstanceOf(Availability.Online.class, device("door").availability());
        var told = house.state.incident().orElseThrow();
        assertEquals(List.of(Incident.Kind.TROUBLE, "offline", 2), List.of(told.kind(), told.word(), told.count()));
        assertEquals(Optional.empty(), house.state.alert(), "of lower rank: it takes no screen");
        assertTrue(house.effects.stream().anyMatch(e -> e instanceof Effect.PublishKept(var m) && said(m).contains("\"trouble\"")));
        assertEquals(new AlarmState.Armed(AlarmMode.HOME), house.alarm());

        house.wish(new AlarmWish.Disarm()).wish(HOME);
        assertEquals(List.of(new Obstacle(new DeviceId("kitchen"), Obstacle.Reason.OFFLINE),
                new Obstacle(new DeviceId("window"), Obstacle.Reason.OFFLINE)), house.state.security().refused().orElseThrow().obstacles());
        house.says("home/window", "false").says("home/kitchen", "false").wish(HOME);
        assertEquals(new AlarmState.Armed(AlarmMode.HOME), house.alarm());
    }

    @Test void ofWhatIsInNoZoneABrokenConnectionMeansNothing() {
        house.says("lights/brightness", "10").effects.clear();
        house.on(new Event.BrokeOff("lamp", Set.of("lights/brightness")));
        assertInstanceOf(Availability.Online.class, house.state.device(House.LIGHT).orElseThrow().availability());
        assertEquals(List.of(), house.effects);
    }

    @Test void whatIsPassedOverIsNotTold() {
        house.says("home/window", "true").wish(new AlarmWish.Arm(AlarmMode.HOME, List.of(), true));
        house.on(new Event.BrokeOff("window", Set.of("home/window"))).stored();
        assertEquals(Optional.empty(), house.state.incident());
    }

    /// As each family announces a door's sensor: what says that it is shaken open, and that its battery is weak.
    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "zigbee2mqtt/bridge/devices | [{\"ieee_address\":\"0x1\",\"friendly_name\":\"d\",\"definition\":{\"exposes\":[%s]}}] "
                + "| {\"type\":\"binary\",\"name\":\"contact\",\"property\":\"contact\",\"access\":1,\"value_on\":false,\"value_off\":true},"
                + "{\"type\":\"binary\",\"name\":\"tamper\",\"property\":\"tamper\",\"access\":1,\"value_on\":true,\"value_off\":false},"
                + "{\"type\":\"binary\",\"name\":\"battery_low\",\"property\":\"battery_low\",\"access\":1,\"value_on\":true,\"value_off\":false} "
                + "| zigbee2mqtt/d | {\"contact\":true,\"tamper\":false,\"battery_low\":true} "
                + "| {\"contact\":true,\"tamper\":true,\"battery_low\":true} | battery low",
        "zigbee2mqtt/bridge/devices | [{\"ieee_address\":\"0x1\",\"friendly_name\":\"d\",\"definition\":{\"exposes\":[%s]}}] "
                + "| {\"type\":\"binary\",\"name\":\"contact\",\"property\":\"contact\",\"access\":1,\"value_on\":false,\"value_off\":true},"
                + "{\"type\":\"binary\",\"name\":\"tamper\",\"property\":\"tamper\",\"access\":1,\"value_on\":true,\"value_off\":false},"
                + "{\"type\":\"numeric\",\"name\":\"battery\",\"property\":\"battery\",\"access\":1,\"unit\":\"%%\"} "
                + "| zigbee2mqtt/d | {\"contact\":true,\"tamper\":false,\"battery\":9} "
                + "| {\"contact\":true,\"tamper\":true,\"battery\":9} | battery low 9 %",
        "homeassistant/device/d/config | {\"device\":{\"identifiers\":[\"d\"],\"name\":\"d\"},\"origin\":{\"name\":\"x\"},\"components\":{%s}} "
                + "| \"c\":{\"platform\":\"binary_sensor\",\"unique_id\":\"c\",\"device_class\":\"door\",\"state_topic\":\"d\","
                + "\"value_template\":\"{{ value_json.c }}\"},"
                + "\"t\":{\"platform\":\"binary_sensor\",\"unique_id\":\"t\",\"device_class\":\"tamper\",\"state_topic\":\"d\","
                + "\"value_template\":\"{{ value_json.t }}\"},"
                + "\"b\":{\"platform\":\"binary_sensor\",\"unique_id\":\"b\",\"device_class\":\"battery\",\"state_topic\":\"d\","
                + "\"value_template\":\"{{ value_json.b }}\"} "
                + "| d | {\"c\":\"OFF\",\"t\":\"OFF\",\"b\":\"ON\"} | {\"c\":\"OFF\",\"t\":\"ON\",\"b\":\"ON\"} | battery low"}) void tamperAndLowBatteryAreUnderstoodOfAnyFamily(
                        String topic, String announcement, String parts, String state, String weak,
                        String shaken, String alert) {
        house.repeats(topic, announcement.formatted(parts));
        var sensor = house.state.newcomers().getFirst().device();
        house.on(new Event.HomeEdited(new HomeEdit.Add(sensor, "")));
        house.on(new Event.HomeEdited(new HomeEdit.Guarded(house.state.home().alarm().with(List.of(
                new AlarmZone("Cellar", Set.of(sensor.id()), Set.of(AlarmMode.HOME), AlarmZone.Entry.INSTANT, false))))));
        house.effects.clear();
        house.says(state, weak);
        assertTrue(house.effects.stream().anyMatch(e -> e instanceof Effect.Announce(var m)
                && m.topic().equals("hearth/5/" + sensor.id() + "/$alert/battery") && said(m).equals(alert)));
        house.effects.clear();
        house.wish(HOME);
        assertEquals(new AlarmState.Armed(AlarmMode.HOME), house.alarm(), "a weak battery warns and is in nobody's way");
        assertTrue(house.journal().contains(JournalEntry.Kind.BATTERY_LOW));
        house.wish(new AlarmWish.Disarm()).says(state, shaken).stored();
        assertInstanceOf(AlarmState.Triggered.class, house.alarm(), "tampering rings whatever is armed");
        assertEquals(Incident.Kind.TAMPER, house.state.alert().orElseThrow().kind());
        house.wish(new AlarmWish.Disarm()).wish(HOME);
        assertEquals(List.of(new Obstacle(sensor.id(), Obstacle.Reason.TAMPERED)),
                house.state.security().refused().orElseThrow().obstacles());
    }

    @Test void aBatteryThatWasChangedIsNoTroubleAnyMore() {
        house.add("cell", "battery").says("home/cell", "14").says("home/cell", "13").says("home/cell", "100");
        assertEquals(List.of("battery low 14 %", ""), house.effects.stream()
                .flatMap(e -> e instanceof Effect.Announce(var m) && m.topic().endsWith("$alert/battery") ? Optional.of(said(m)).stream()
                        : Optional.<String>empty().stream())
                .toList());
        assertEquals(1, house.journal().stream().filter(JournalEntry.Kind.BATTERY_LOW::equals).count());
    }

    @Test void aSensorThatOnlySensesIsSilentAfterThreeMissedReportsToo() {
        for (int i = 0; i < 8; i++) {
            house.later(Duration.ofSeconds(60)).says("home/hall", "false").says("home/window", "false");
        }
        house.wish(HOME);
        house.later(Duration.ofSeconds(179)).stored();
        assertFalse(device("window").availability() instanceof Availability.Silent);
        house.later(Duration.ofSeconds(2)).stored();
        assertInstanceOf(Availability.Silent.class, device("window").availability());
        assertEquals(Set.of(new DeviceId("window")), Set.copyOf(house.state.incident().orElseThrow().happenings().stream()
                .map(h -> h.cause().device()).toList()), "the hall is not watched while somebody is at home");
        assertEquals(ids("window"), Set.of(house.state.incident().orElseThrow().cause().device()));
    }

    private DeviceState device(String id) {
        return house.state.device(new DeviceId(id)).orElseThrow();
    }

    private static String said(Message message) {
        return message.payload().text().orElseThrow();
    }
}
