package hearth.hub;

import static hearth.hub.House.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.hub.AlarmState.Armed;
import hearth.hub.AlarmState.Arming;
import hearth.hub.AlarmState.Disarmed;
import hearth.hub.AlarmState.Pending;
import hearth.hub.AlarmState.Triggered;
import hearth.hub.Security.Why;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GuardTest {

    private static final AlarmWish AWAY = new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false);
    private static final AlarmWish HOME = new AlarmWish.Arm(AlarmMode.HOME, List.of(), false);
    private static final AlarmWish DISARM = new AlarmWish.Disarm();
    private static final PropertyRef DOOR = new PropertyRef(new DeviceId("door"), "contact", "contact");
    private static final AlarmCode ANN = new AlarmCode("Ann", "hash of 1234", AlarmCode.Right.ALL, Optional.empty());
    private static final AlarmCode CAT = new AlarmCode("Cat sitter", "hash of 2222", AlarmCode.Right.ARM_ONLY, Optional.empty());
    private static final AlarmCode FORCED = new AlarmCode("Ann, forced", "hash of 4321", AlarmCode.Right.DURESS, Optional.empty());

    private final House house = House.guarded();

    private House armed() {
        return house.wish(AWAY).later(Duration.ofSeconds(60)).stored();
    }

    /// What looks at codes outside the hub does the same with hashes.
    private House enters(AlarmWish wish, String code) {
        house.on(new Event.AlarmWished(wish, new Secret(code)));
        return looked();
    }

    private House looked() {
        for (var effect : List.copyOf(house.effects)) {
            if (effect instanceof Effect.CheckCode(var ask, var code, var codes)) {
                house.on(new Event.CodeChecked(ask,
                        codes.stream().filter(c -> c.hash().equals("hash of " + code.text())).map(AlarmCode::name).findFirst()));
            }
        }
        house.effects.removeIf(Effect.CheckCode.class::isInstance);
        return house.stored();
    }

    private void coded() {
        Stream.of(ANN, CAT, FORCED).forEach(code -> house.on(new Event.CodeMade(code)));
    }

    @Test void thereIsTimeToLeaveAndTimeToDisarmAfterComingBack() {
        house.wish(AWAY);
        assertEquals(new Arming(AlarmMode.AWAY, House.T0.plusSeconds(60), false), house.alarm());
        house.later(Duration.ofSeconds(60)).stored();
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        house.says("home/door", "true").stored();
        assertEquals(new Pending(AlarmMode.AWAY, DOOR, "Entrance", house.now.plusSeconds(30)), house.alarm());
        house.later(Duration.ofSeconds(29)).wish(DISARM);
        assertEquals(new Disarmed(), house.alarm());
        assertEquals(Optional.empty(), house.state.incident());
    }

    @Test void whoDoesNotDisarmInTimeIsHeardAndTheHouseIsArmedAgainAfterwardsWithTheOpenDoorPassedOver() {
        armed().says("home/door", "true").later(Duration.ofSeconds(30)).stored();
        assertInstanceOf(Triggered.class, house.alarm());
        assertEquals("Entrance", house.state.alert().orElseThrow().zone().orElseThrow());
        assertEquals(Optional.of(AlarmMode.AWAY), house.state.alert().orElseThrow().mode());
        house.later(Duration.ofMinutes(5)).stored();
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        assertEquals(ids("door"), house.state.security().shown().bypassed());
        assertEquals(Map.of(new DeviceId("door"), "Entrance"), house.state.security().shown().memory());
        assertTrue(house.state.alert().isPresent());
        house.says("home/hall", "true").stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void aDoorThatWasPassedOverIsWatchedAgainOnceItIsClosed() {
        armed().says("home/door", "true").later(Duration.ofSeconds(331)).stored();
        house.says("home/door", "false").says("home/door", "true").stored();
        assertInstanceOf(Pending.class, house.alarm());
    }

    @Test void aSirenSoundsWhileItRingsAndIsOffAfterwards() {
        armed().effects.clear();
        house.says("home/hall", "true").stored();
        assertTrue(house.sent().contains("home/siren/set ON"));
        house.later(Duration.ofMinutes(5)).stored();
        assertTrue(house.sent().contains("home/siren/set OFF"));
        house.later(Duration.ofSeconds(1)).says("home/window", "true").stored();
        assertTrue(house.sent().contains("home/siren/set ON"));
        house.later(Duration.ofSeconds(1)).wish(DISARM);
        assertTrue(house.sent().contains("home/siren/set OFF"));
    }

    @Test void theTimeToLeaveBeginsAnewOnceWhenTheDoorOpensAgain() {
        house.wish(AWAY).later(Duration.ofSeconds(50)).says("home/door", "true").stored();
        assertEquals(new Arming(AlarmMode.AWAY, house.now.plusSeconds(60), true), house.alarm());
        var ends = house.now.plusSeconds(60);
        house.says("home/door", "false").later(Duration.ofSeconds(10)).says("home/door", "true").says("home/door", "false").stored();
        assertEquals(new Arming(AlarmMode.AWAY, ends, true), house.alarm());
    }

    @Test void whatStandsOpenWhenTheTimeToLeaveIsOverCountsAsOpened() {
        house.wish(AWAY).says("home/door", "true").later(Duration.ofSeconds(60)).stored();
        assertInstanceOf(Pending.class, house.alarm());
    }

    @Test void armingIsRefusedByNameUntilTheSensorIsPassedOverByName() {
        house.says("home/kitchen", "true").wish(AWAY);
        var refused = house.state.security().refused().orElseThrow();
        assertEquals(List.of(new Obstacle(new DeviceId("kitchen"), Obstacle.Reason.OPEN)), refused.obstacles());
        assertEquals(new Disarmed(), house.alarm());
        assertTrue(house.journal().contains(JournalEntry.Kind.NOT_ARMED));
        house.wish(new AlarmWish.Arm(AlarmMode.HOME, List.of("Kitchen"), false));
        assertEquals(new Armed(AlarmMode.HOME), house.alarm());
        assertEquals(ids("kitchen"), house.state.security().shown().bypassed());
        assertEquals(Optional.empty(), house.state.security().refused());
        house.says("home/kitchen", "false").says("home/kitchen", "true").stored();
        assertEquals(new Armed(AlarmMode.HOME), house.alarm());
    }

    @Test void motionInTheHallMeansNothingWhileSomebodyIsAtHome() {
        house.wish(HOME).says("home/hall", "true").stored();
        assertEquals(new Armed(AlarmMode.HOME), house.alarm());
    }

    @Test void oneOfAPairAloneRingsNothingTwoWithinAMinuteDo() {
        armed().says("home/left", "true").says("home/left", "false").says("home/left", "true").later(Duration.ofSeconds(61))
                .says("home/right", "true").stored();
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        house.says("home/left", "false").later(Duration.ofSeconds(59)).says("home/left", "true").stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void aZoneIsHeardThreeTimesAnArmingAndToldAfterwards() {
        armed();
        for (int i = 0; i < 3; i++) {
            house.says("home/hall", "true").stored();
            assertInstanceOf(Triggered.class, house.alarm());
            house.says("home/hall", "false").later(Duration.ofMinutes(5)).stored();
        }
        house.says("home/hall", "true").stored();
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        assertEquals(4, house.state.alert().orElseThrow().count());
        house.says("home/window", "true").stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void everyFurtherZoneJoinsTheAlarmAndRepeatsAreCounted() {
        armed().says("home/hall", "true").says("home/window", "true").says("home/hall", "false").says("home/hall", "true").stored();
        assertEquals(List.of(2, 1), house.state.alert().orElseThrow().happenings().stream().map(Incident.Happening::count).toList());
    }

    @Test void smokeRingsWhileNothingIsArmedAndOutranksBurglary() {
        armed().says("home/hall", "true").says("home/smoke", "true").stored();
        assertEquals(Incident.Kind.FIRE, house.state.alert().orElseThrow().kind());
        house.wish(DISARM).says("home/smoke", "false").says("home/smoke", "true").stored();
        assertInstanceOf(Triggered.class, house.alarm());
        house.later(Duration.ofMinutes(5)).stored();
        assertEquals(new Disarmed(), house.alarm());
    }

    @Test void aPanelsWordRingsAndIsOverWhenSomebodyHasSeenIt() {
        house.says("security/status", "break-in").stored();
        assertInstanceOf(Triggered.class, house.alarm());
        house.on(new Event.IncidentAcknowledged()).stored();
        assertEquals(new Disarmed(), house.alarm());
    }

    @Test void nobodyDisarmsWithoutACodeWhereThereIsOneAndAWrongOneIsCounted() {
        coded();
        armed();
        house.wish(DISARM);
        assertEquals(Why.CODE_NEEDED, house.state.security().refused().orElseThrow().why());
        enters(DISARM, "1111");
        assertEquals(2, house.state.security().shown().wrong(Panel.Way.WINDOW).left());
        enters(DISARM, "2222");
        assertEquals(Why.NO_RIGHT, house.state.security().refused().orElseThrow().why());
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        enters(DISARM, "1234");
        assertEquals(new Disarmed(), house.alarm());
        assertEquals("Ann", house.state.security().shown().by());
    }

    @Test void threeWrongCodesAreFollowedByNinetySecondsInWhichNoneIsTakenThatWay() {
        coded();
        armed();
        for (int i = 0; i < 3; i++) {
            enters(DISARM, "1111");
        }
        house.effects.clear();
        enters(DISARM, "1234");
        assertEquals(Why.LOCKED, house.state.security().refused().orElseThrow().why());
        assertTrue(house.effects.stream().noneMatch(Effect.CheckCode.class::isInstance));
        house.says("security/alarm/set", "{\"command\":\"DISARM\",\"code\":\"1234\"}");
        looked();
        assertEquals(new Disarmed(), house.alarm());
        enters(AWAY, "1234");
        house.later(Duration.ofSeconds(90));
        enters(AWAY, "1234");
        assertInstanceOf(Arming.class, house.alarm());
    }

    @Test void aGuestsCodeEnds() {
        coded();
        house.on(new Event.CodeMade(
                new AlarmCode("Guest", "hash of 7777", AlarmCode.Right.ALL, Optional.of(house.now.plusSeconds(600)))));
        armed();
        enters(DISARM, "7777");
        assertEquals(new Disarmed(), house.alarm());
        house.wish(AWAY).later(Duration.ofSeconds(600)).stored();
        enters(DISARM, "7777");
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
    }

    @Test void whoIsForcedDisarmsToAllAppearancesAndCallsForHelp() {
        coded();
        armed().effects.clear();
        enters(DISARM, "4321");
        assertEquals(new Disarmed(), house.alarm());
        assertEquals(Incident.Kind.DURESS, house.state.incident().orElseThrow().kind());
        assertTrue(house.state.incident().orElseThrow().recorded() && house.state.incident().orElseThrow().open());
        assertEquals(Optional.empty(), house.state.alert());
        assertTrue(house.effects.stream().noneMatch(Effect.Ring.class::isInstance));
        var shown = house.effects.stream().filter(e -> !(e instanceof Effect.Record)).toList().toString()
                .toLowerCase(java.util.Locale.ROOT);
        assertFalse(shown.contains("duress") || shown.contains("forced"), shown);
    }

    @Test void aPersonWhoCallsForHelpIsHeard() {
        house.wish(new AlarmWish.Panic());
        assertEquals(Incident.Kind.PANIC, house.state.alert().orElseThrow().kind());
    }

    @Test void anotherModeNeedsWhatDisarmingNeeds() {
        coded();
        armed();
        house.wish(HOME);
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        enters(HOME, "2222");
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        enters(HOME, "1234");
        assertEquals(new Armed(AlarmMode.HOME), house.alarm());
    }

    @Test void codesAreChangedByThoseWhoMayDisarmAndOneThatDisarmsStays() {
        var add = new AlarmWish.AddCode("Bob", new Secret("5678"), AlarmCode.Right.DURESS, Optional.empty());
        house.wish(add);
        assertEquals(Why.FIRST_CODE, house.state.security().refused().orElseThrow().why());
        coded();
        house.wish(add);
        assertEquals(Why.CODE_NEEDED, house.state.security().refused().orElseThrow().why());
        enters(add, "2222");
        assertEquals(Why.NO_RIGHT, house.state.security().refused().orElseThrow().why());
        enters(add, "1234");
        assertTrue(house.effects.contains(new Effect.MakeCode(add, List.of(ANN, CAT, FORCED))));
        enters(new AlarmWish.RemoveCode("Ann"), "1234");
        assertEquals(Why.FIRST_CODE, house.state.security().refused().orElseThrow().why());
        enters(new AlarmWish.RemoveCode("Cat sitter"), "1234");
        assertEquals(List.of(ANN, FORCED), house.state.security().codes());
    }

    @Test void zonesStayAsTheyAreWhileTheHouseIsGuarded() {
        var plan = house.state.home().alarm();
        armed().on(new Event.HomeEdited(new HomeEdit.Guarded(plan.with(List.of())))).on(new Event.EditUndone());
        assertEquals(plan, house.state.home().alarm());
    }

    @Test void nothingIsSeenBeforeItIsOnDisk() {
        house.on(new Event.AlarmWished(AWAY, new Secret("")));
        assertEquals(new Disarmed(), house.alarm());
        assertTrue(house.effects.stream().noneMatch(e -> e instanceof Effect.Announce(var m) && m.topic().equals("security/alarm/state")));
        house.stored();
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("security/alarm/state", "arming"))));
    }

    @Test void anEntryDelayThatRanOutWhileTheProgramWasOffMeansTriggered() {
        armed().says("home/door", "true").stored();
        var panel = house.state.security().shown();
        var left = House.guarded();
        left.now = house.now.plusSeconds(3600);
        left.state = left.state.with(panel, List.of());
        left.on(new Event.Awoke(house.now)).later(Duration.ZERO).stored();
        assertInstanceOf(Triggered.class, left.alarm());
    }

    @Test void aSirenThatWasLeftOnWhenTheProgramEndedIsOffAfterTheNextStart() {
        var up = house.state.link();
        house.says("home/siren/state", "ON").on(new Event.LinkChanged(new BrokerLink.Lost("127.0.0.1", "killed", house.now)));
        house.effects.clear();
        house.on(new Event.Awoke(house.now)).on(new Event.LinkChanged(up));
        assertTrue(house.sent().contains("home/siren/set OFF"));
        house.says("home/siren/state", "OFF").on(new Event.LinkChanged(new BrokerLink.Lost("127.0.0.1", "again", house.now)));
        house.effects.clear();
        house.on(new Event.Awoke(house.now)).on(new Event.LinkChanged(up));
        assertFalse(house.sent().contains("home/siren/set OFF"), "nobody asked for it");
    }

    @Test void aDoorIsQuietInTheHoursThatAreAlsoOverMidnight() {
        var night = hearth.home.AlarmPlan.NONE;
        assertEquals(List.of(true, true, false, false), Stream.of("22:00", "06:59", "07:00", "21:59").map(LocalTime::parse)
                .map(night::quiet).toList());
        var noon = night.withChime(true, LocalTime.of(12, 0), LocalTime.of(14, 0));
        assertEquals(List.of(false, true, false), Stream.of("11:59", "12:00", "14:00").map(LocalTime::parse).map(noon::quiet).toList());
    }

    @Test void whatOpenedWhileNobodyListenedIsToldAtOnceAndRingsIfItIsStillOpenAMinuteLater() {
        armed().on(new Event.Awoke(house.now)).repeats("home/window", "true").stored();
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        assertEquals(Incident.Kind.TROUBLE, house.state.incident().orElseThrow().kind());
        house.later(Duration.ofSeconds(60)).stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void aSensorThatIsLostWhileArmedIsToldAndBeforeThatInTheWayOfArming() {
        house.add("shed", "plug"); // it says when it goes
        var plan = house.state.home().alarm();
        var zones = Stream.concat(plan.zones().stream(), Stream.of(new hearth.home.AlarmZone("Shed", ids("shed"),
                Set.of(AlarmMode.AWAY), hearth.home.AlarmZone.Entry.INSTANT, false))).toList();
        house.on(new Event.HomeEdited(new HomeEdit.Guarded(plan.with(zones))));
        house.says("home/shed/availability", "offline").wish(AWAY);
        assertEquals(List.of(new Obstacle(new DeviceId("shed"), Obstacle.Reason.OFFLINE)),
                house.state.security().refused().orElseThrow().obstacles());
        house.says("home/shed/availability", "online").says("home/shed/state", "OFF").wish(AWAY).later(Duration.ofSeconds(60)).stored();
        house.says("home/shed/availability", "offline").stored();
        assertEquals(Incident.Kind.TROUBLE, house.state.incident().orElseThrow().kind());
        assertEquals(Optional.empty(), house.state.alert());
    }

    @Test void aSensorThatMissesThreeOfItsUsualReportsIsSilent() {
        armed().says("home/window", "false");
        for (int i = 0; i < 8; i++) {
            house.later(Duration.ofSeconds(60)).says("home/window", "false");
        }
        house.later(Duration.ofSeconds(179)).stored();
        assertEquals(Optional.empty(), house.state.incident());
        house.later(Duration.ofSeconds(2)).stored();
        assertEquals("silent", house.state.incident().orElseThrow().word());
    }

    @Test void aRetainedCommandIsPassedOverReportedAndCleared() {
        house.repeats("security/alarm/set", "ARM_AWAY").stored();
        assertEquals(new Disarmed(), house.alarm());
        assertTrue(house.journal().contains(JournalEntry.Kind.ALARM_REFUSED));
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("security/alarm/set", ""))));
    }

    @Test void aThousandCommandsASecondAreCountedAndToldOnce() {
        for (int i = 0; i < 1000; i++) {
            house.says("security/alarm/set", i % 2 == 0 ? "ARM_AWAY" : "DISARM");
        }
        assertEquals(980, house.state.security().crowd().refused());
        assertTrue(house.journal().size() < 40, () -> house.journal().size() + " lines");
        house.later(Duration.ofSeconds(11)).says("security/alarm/set", "ARM_AWAY").stored();
        assertInstanceOf(Arming.class, house.alarm());
        assertTrue(house.state.journal().list().stream().anyMatch(e -> e.detail().equals("BUSY 980")));
    }

    @Test void aCodeOfTenThousandDigitsIsWrongAndIsNotLookedAt() {
        coded();
        armed().effects.clear();
        house.says("security/alarm/set", "{\"command\":\"DISARM\",\"code\":\"" + "1".repeat(10_000) + "\"}");
        assertTrue(house.effects.stream().noneMatch(Effect.CheckCode.class::isInstance));
        assertEquals(2, house.state.security().panel().wrong(Panel.Way.MQTT).left());
        for (var wrong : List.of("{\"command\":", "{\"command\":7}", "[]", "1234", "{\"code\":\"1234\"}", "", "\u0000")) {
            house.says("security/alarm/set", wrong);
        }
        assertEquals(new Armed(AlarmMode.AWAY), house.alarm());
        assertFalse(house.effects.toString().contains("1234"));
        assertFalse(house.state.topics().containsKey("security/alarm/set"));
    }

    @Test void aDoorIsHeardWhileNothingIsArmedIfThatIsWanted() {
        var plan = house.state.home().alarm();
        house.on(new Event.HomeEdited(new HomeEdit.Guarded(plan.withChime(true, plan.quietFrom(), plan.quietUntil()))));
        house.says("home/door", "true");
        assertTrue(house.effects.contains(new Effect.Chime(new DeviceId("door"))));
    }
}
