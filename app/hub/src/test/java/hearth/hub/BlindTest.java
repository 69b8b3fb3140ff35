package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.home.AlarmMode;
import hearth.hub.AlarmState.Armed;
import hearth.hub.AlarmState.Pending;
import hearth.hub.AlarmState.Triggered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A computer that sleeps, a program that is stopped, a clock that is set.
final class BlindTest {

    private static final AlarmWish HOME = new AlarmWish.Arm(AlarmMode.HOME, List.of(), false);

    private final House house = House.guarded();
    private Duration steady = Duration.ofHours(7);

    /// So much has passed by the one clock and by the other.
    private void passes(Duration wall, Duration really) {
        house.now = house.now.plus(wall);
        steady = steady.plus(really);
        house.on(new Event.Pulse(house.now, steady));
    }

    private void seconds(int count) {
        passes(Duration.ofSeconds(count), Duration.ofSeconds(count));
    }

    private List<String> lines(JournalEntry.Kind kind) {
        return house.effects.stream().flatMap(e -> e instanceof Effect.Append(var line) && line.kind() == kind
                ? Optional.of(line.detail()).stream() : Optional.<String>empty().stream()).toList();
    }

    @Test void timeThatPassesEvenlyIsNothingToTell() {
        for (int i = 0; i < 20; i++) {
            seconds(i);
        }
        assertEquals(List.of(), house.effects);
    }

    @Test void aComputerThatSleptHasSeenNothingAndAnEntryThatNobodyAnsweredMeanwhileRings() {
        house.wish(HOME).says("home/door", "true").stored();
        seconds(5);
        seconds(5);
        var from = house.now;
        passes(Duration.ofHours(1), Duration.ofSeconds(5));
        assertEquals(List.of(from + " " + house.now), lines(JournalEntry.Kind.BLIND));
        house.later(Duration.ZERO).stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void aProgramThatWasStoppedHasSeenNothing() {
        seconds(5);
        var from = house.now;
        seconds(40);
        assertEquals(List.of(from + " " + house.now), lines(JournalEntry.Kind.BLIND));
        seconds(5);
        assertEquals(1, lines(JournalEntry.Kind.BLIND).size());
    }

    @Test void whatWasOpenedMeanwhileIsToldAtOnceAndRingsIfItStillIsAMinuteLater() {
        house.wish(HOME);
        seconds(5);
        seconds(120);
        house.says("home/window", "true").stored();
        assertEquals(Incident.Kind.TROUBLE, house.state.incident().orElseThrow().kind());
        assertEquals(new Armed(AlarmMode.HOME), house.alarm());
        house.later(Duration.ofSeconds(60)).stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void aClockThatIsSetBackDelaysNoAlarm() {
        house.wish(HOME).says("home/door", "true").stored();
        seconds(5);
        passes(Duration.ofHours(-1).plusSeconds(5), Duration.ofSeconds(5));
        assertEquals(List.of(house.now.plus(Duration.ofHours(1)) + " " + house.now), lines(JournalEntry.Kind.CLOCK_BACK));
        assertEquals(List.of(), lines(JournalEntry.Kind.BLIND));
        house.stored();
        assertEquals(house.now.plusSeconds(20), assertInstanceOf(Pending.class, house.alarm()).ends());
        house.later(Duration.ofSeconds(20)).stored();
        assertInstanceOf(Triggered.class, house.alarm());
    }

    @Test void aClockThatIsSetBackLocksNobodyOutForLonger() {
        house.on(new Event.CodeMade(new hearth.home.AlarmCode("Ann", "hash", hearth.home.AlarmCode.Right.ALL, Optional.empty())));
        house.wish(HOME);
        for (int i = 0; i < 3; i++) {
            house.on(new Event.AlarmWished(new AlarmWish.Disarm(), new Secret("0".repeat(65))));
        }
        seconds(1);
        passes(Duration.ofHours(-1), Duration.ofSeconds(1));
        assertEquals(house.now.plusSeconds(88), house.state.security().panel().wrong(Panel.Way.WINDOW).locked().plus(Duration.ZERO));
    }

    @Test void theComputerStaysAwakeWhileTheHouseIsArmedAlsoAfterARestart() {
        house.wish(HOME);
        house.wish(new AlarmWish.Disarm());
        assertEquals(List.of(new Effect.StayAwake(true), new Effect.StayAwake(false)),
                house.effects.stream().filter(Effect.StayAwake.class::isInstance).toList());
        house.wish(HOME).effects.clear();
        house.on(new Event.Awoke(Instant.EPOCH));
        assertEquals(List.of(new Effect.StayAwake(true)), house.effects.stream().filter(Effect.StayAwake.class::isInstance).toList());
    }
}
