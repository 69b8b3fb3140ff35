package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.DeviceId;
import hearth.home.AlarmMode;
import hearth.profile.ProfileCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DrillTest {

    private static final DeviceId SIREN = new DeviceId("siren");

    private final House house = House.guarded();

    private Optional<Drill> drill() {
        return house.state.security().drill();
    }

    @Test void theFirstSensorOfAZoneThatSpeaksRaisesATestAndNothingElse() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored();
        var alert = house.state.alert().orElseThrow();
        assertEquals(Incident.Kind.TEST, alert.kind());
        assertEquals(Optional.of("Entrance"), alert.zone());
        assertEquals(new AlarmState.Disarmed(), house.alarm());
        assertEquals(Optional.of(alert), drill().orElseThrow().incident());
        house.on(new Event.IncidentAcknowledged());
        assertEquals(house.now, drill().orElseThrow().incident().orElseThrow().acknowledged().orElseThrow());
        house.says("home/door", "false").says("home/door", "true").stored();
        assertEquals(Optional.empty(), house.state.alert());
    }

    @Test void itWaitsForThreeMinutes() {
        house.on(new Event.DrillWanted());
        assertEquals(Optional.of(house.now.plus(Drill.PATIENCE)), drill().orElseThrow().waits());
        house.later(Drill.PATIENCE).says("home/door", "true").stored();
        assertEquals(Optional.empty(), house.state.incident());
    }

    @Test void itDoesNotBeginWhileTheHouseIsArmedOrSomethingWaitsToBeSeen() {
        house.wish(new AlarmWish.Arm(AlarmMode.HOME, List.of(), false)).on(new Event.DrillWanted());
        assertEquals(Optional.empty(), drill());
        house.wish(new AlarmWish.Disarm()).says("home/smoke", "true").stored().on(new Event.DrillWanted());
        assertEquals(Optional.empty(), drill());
    }

    @Test void armingEndsIt() {
        house.on(new Event.DrillWanted()).wish(new AlarmWish.Arm(AlarmMode.HOME, List.of(), false));
        assertEquals(Optional.empty(), drill());
    }

    @Test void smokeRingsInEarnestMeanwhile() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored().says("home/smoke", "true").stored();
        assertEquals(Incident.Kind.FIRE, house.state.alert().orElseThrow().kind());
        assertEquals(Incident.Kind.TEST, drill().orElseThrow().incident().orElseThrow().kind());
    }

    @Test void theSirenSoundsForFiveSecondsAndWhatItSaidIsKept() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored();
        assertEquals(List.of("home/siren/set ON"), sirenTold());
        assertEquals(Map.of(SIREN, Optional.empty()), drill().orElseThrow().sirens());
        var heard = house.later(Duration.ofSeconds(1)).now;
        house.says("home/siren/state", "ON").later(Duration.ofSeconds(4));
        assertEquals(List.of("home/siren/set OFF"), sirenTold());
        assertEquals(Map.of(SIREN, Optional.of(heard)), drill().orElseThrow().sirens());
        assertEquals(Optional.empty(), drill().orElseThrow().quiet());
        house.on(new Event.DrillRead());
        assertEquals(Optional.empty(), drill());
    }

    @Test void aSirenThatSaysNothingIsNotTakenForOneThatSounds() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored().later(Drill.SOUNDS);
        assertEquals(Map.of(SIREN, Optional.empty()), drill().orElseThrow().sirens());
        assertEquals(Optional.empty(), drill().orElseThrow().quiet());
    }

    @Test void theSirenSoundsWhenThatIsOnDiskAndNotBefore() {
        house.on(new Event.DrillWanted()).says("home/door", "true");
        var panel = house.state.security().panel();
        assertEquals(Set.of(SIREN), panel.drilled());
        assertEquals(List.of(), house.sent().stream().filter(m -> m.startsWith("home/siren/set")).toList());
        house.on(new Event.PanelRecorded(panel, Optional.empty()));
        assertEquals(List.of("home/siren/set ON"), sirenTold());
    }

    @Test void aProgramThatEndedMeanwhileTellsTheSirenToStopWhenItIsBackAndOnlyThen() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored().later(Duration.ofSeconds(2));
        var left = house.state;
        house.state = HubState.start("1", left.home(), left.settings(), ProfileCatalog.builtIn(), Map.of(), left.incident(), List.of())
                .with(left.security().panel(), List.of());
        var up = left.link();
        house.effects.clear();
        house.on(new Event.LinkChanged(up)).stored();
        assertEquals(List.of("home/siren/set OFF"), sirenTold());
        assertEquals(Set.of(), house.state.security().shown().drilled());
        house.on(new Event.LinkChanged(up)).stored();
        assertEquals(List.of(), sirenTold());
    }

    @Test void aSirenThatCouldNotBeToldToStopIsToldWhenTheBrokerIsBack() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored();
        var up = house.state.link();
        house.on(new Event.LinkChanged(new BrokerLink.Lost("127.0.0.1:1883", "gone", house.now))).later(Drill.SOUNDS);
        house.effects.clear();
        house.on(new Event.LinkChanged(up)).stored();
        assertEquals(List.of("home/siren/set OFF"), sirenTold());
    }

    @Test void aCallForHelpDuringADrillIsNotSilencedByIt() {
        house.on(new Event.DrillWanted()).says("home/door", "true").stored().wish(new AlarmWish.Panic());
        house.later(Drill.SOUNDS);
        assertEquals("home/siren/set ON", sirenTold().getLast());
    }

    /// Since it was asked last.
    private List<String> sirenTold() {
        return house.sent().stream().filter(m -> m.startsWith("home/siren/set")).toList();
    }
}
