package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The program stops, in order or not, while rules are at work, and goes on with what is on disk.
class UnfinishedTest {

    private static final Fact WARM = new Fact(House.DEGREES, Fact.How.ABOVE, new Value.Numeric(25));
    private static final Fact COLD = new Fact(House.DEGREES, Fact.How.BELOW, new Value.Numeric(18));

    private House house = new House();
    private final Map<String, Unfinished> disk = new HashMap<>();
    private final List<String> lit = new ArrayList<>();

    private static Rule rule(Rule.Again again, Trigger when, Action... then) {
        return new Rule("one", "One", true, again, List.of(when), Condition.ALWAYS, List.of(then));
    }

    private static Action dim(double percent) {
        return new Action.Wish(House.BRIGHTNESS, new Value.Numeric(percent));
    }

    private static Action rest(Duration time) {
        return new Action.Wait(time);
    }

    private void acting(Rule rule) {
        house.on(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(rule)))).on(new Event.Began(ZoneOffset.UTC, house.now));
        look();
    }

    /// Takes to disk what belongs there, and notes what the lamp was told.
    private void look() {
        for (var effect : house.effects) {
            if (effect instanceof Effect.KeepUnfinished(var rule, var left)) {
                disk.put(rule, left);
                disk.values().removeIf(Unfinished.NOTHING::equals);
            } else if (effect instanceof Effect.Publish(var message) && message.topic().equals("lights/brightness")) {
                lit.add(house.now.toString().substring(11, 19) + " " + message.payload().text().orElseThrow());
            }
        }
        house.effects.clear();
    }

    private void later(Duration time) {
        house.until(house.now.plus(time), () -> {
            house.on(new Event.Tick());
            look();
        });
    }

    private void says(String degrees) {
        house.says("temperature", degrees);
        look();
    }

    /// Nothing is left of the program but what is on disk, and it starts again after a while.
    private void killedFor(Duration time) {
        look();
        var died = house.now;
        house = new House(house.state.home(), house.kept(), Optional.empty());
        house.now = died.plus(time);
        house.state = house.state.with(Map.copyOf(disk));
        house.on(new Event.Began(ZoneOffset.UTC, died));
        look();
    }

    /// A pulse before, and one after.
    private void setBack(Instant was) {
        var now = house.now;
        house.now = was;
        house.on(new Event.Pulse(was, Duration.ofDays(1)));
        house.now = now;
        house.on(new Event.Pulse(now, Duration.ofDays(1).plusSeconds(1)));
    }

    private List<JournalEntry.Kind> told() {
        return house.state.journal().list().stream().map(JournalEntry::kind).filter(k -> k == JournalEntry.Kind.RULE_MISSED).toList();
    }

    @Test void aRunThatWaitsGoesOnWithWhatIsLeftOfItsTime() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), dim(10), rest(Duration.ofMinutes(30)), dim(20)));
        says("20");
        says("30"); // at 12:00
        later(Duration.ofMinutes(10));
        killedFor(Duration.ofMinutes(4));
        assertInstanceOf(Trace.Verdict.Running.class, house.state.automation().traces("one").getFirst().verdict());
        later(Duration.ofHours(1));
        assertEquals(List.of("12:00:00 10", "12:30:00 20"), lit);
        assertEquals(Map.of(), disk);
        assertInstanceOf(Trace.Verdict.Finished.class, house.state.automation().traces("one").getFirst().verdict());
    }

    @Test void whatBecameOfEarlierRunsIsRememberedAndTheirNumbersAreNotUsedAgain() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), dim(10)));
        says("20");
        says("30");
        var ended = house.state.automation().traces("one").getFirst();
        var lost = new Trace(ended.number() + 1, house.now, ended.cause(), new Trace.Verdict.Running(), ended.done());
        house.state = house.state.with(Map.of(), Map.of("one", List.of(ended, lost), "gone", List.of(ended)));
        assertEquals(List.of(ended), house.state.automation().traces("one"));
        house.on(new Event.Began(ZoneOffset.UTC, house.now));
        assertEquals(List.of(), house.state.automation().traces("gone"));
        house.on(new Event.RuleTried("one"));
        assertEquals(ended.number() + 2, house.state.automation().traces("one").getFirst().number());
    }

    @Test void aRepeatKnowsHowOftenItHasBeenRound() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO),
                new Action.Repeat(List.of(dim(40), rest(Duration.ofMinutes(10)), dim(50), rest(Duration.ofMinutes(10))),
                        new Condition.Is(COLD), 3)));
        says("20");
        says("30");
        later(Duration.ofMinutes(25));
        killedFor(Duration.ofSeconds(20));
        later(Duration.ofHours(2));
        assertEquals(List.of("12:00:00 40", "12:10:00 50", "12:20:00 40", "12:30:00 50", "12:40:00 40", "12:50:00 50"), lit);
    }

    @Test void whatIsLateByLessThanFiveMinutesIsDoneAndWhatIsLaterIsTold() {
        acting(rule(Rule.Again.QUEUED, new Trigger.Turns(WARM, Duration.ZERO), dim(10), rest(Duration.ofMinutes(2)), dim(20),
                rest(Duration.ofMinutes(2)), dim(30)));
        says("20");
        says("30");
        later(Duration.ofMinutes(1));
        killedFor(Duration.ofMinutes(4)); // due at 12:02, now it is 12:05
        later(Duration.ofMinutes(1));
        assertEquals(List.of("12:00:00 10", "12:05:05 20"), lit);
        assertEquals(List.of(), told());
        killedFor(Duration.ofHours(2));
        later(Duration.ofHours(1));
        assertEquals(2, lit.size());
        assertEquals(List.of(JournalEntry.Kind.RULE_MISSED), told());
        assertInstanceOf(Trace.Verdict.Missed.class, house.state.automation().traces("one").getFirst().verdict());
        assertEquals(Map.of(), disk);
        says("20");
        says("31");
        assertEquals(3, lit.size(), "it acts again");
    }

    @Test void aSleepingComputerIsLikeOneThatWasOff() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), dim(10), rest(Duration.ofMinutes(30)), dim(20)));
        says("20");
        says("30");
        house.now = house.now.plus(Duration.ofHours(3));
        house.on(new Event.Tick());
        look();
        assertEquals(List.of("12:00:00 10"), lit);
        assertEquals(List.of(JournalEntry.Kind.RULE_MISSED), told());
    }

    @Test void whatMustStaySoHasStayedSoSinceBeforeTheStop() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(COLD, Duration.ofMinutes(10)), dim(40)));
        says("20");
        says("17");
        later(Duration.ofMinutes(4));
        killedFor(Duration.ofMinutes(2));
        later(Duration.ofMinutes(30));
        assertEquals(List.of("12:10:00 40"), lit);
        assertEquals(Map.of(), disk);
    }

    @Test void whatIsNotSoAnyMoreWhenTheBrokerRepeatsItSetsNothingOff() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(COLD, Duration.ofMinutes(10)), dim(40)));
        says("20");
        says("17");
        killedFor(Duration.ofMinutes(12));
        house.repeats("temperature", "21");
        look();
        later(Duration.ofHours(1));
        assertEquals(List.of(), lit);
    }

    @Test void whatWasToLastOverALongStopIsToldAndBeginsAnew() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Turns(COLD, Duration.ofMinutes(10)), dim(40)));
        says("20");
        says("17");
        killedFor(Duration.ofHours(2)); // 14:00
        later(Duration.ofMinutes(30));
        assertEquals(List.of("14:10:00 40"), lit);
        assertEquals(List.of(JournalEntry.Kind.RULE_MISSED), told());
    }

    @Test void whoWaitsForItsTurnHasItsTurn() {
        acting(rule(Rule.Again.QUEUED, new Trigger.Turns(WARM, Duration.ZERO), dim(10), rest(Duration.ofMinutes(2)), dim(20)));
        says("20");
        says("30");
        says("20");
        says("30");
        killedFor(Duration.ofSeconds(30));
        assertEquals(List.of(Trace.Verdict.Waiting.class, Trace.Verdict.Running.class),
                house.state.automation().traces("one").stream().map(t -> t.verdict().getClass()).toList());
        later(Duration.ofMinutes(10));
        assertEquals(List.of("12:00:00 10", "12:02:00 20", "12:02:00 10", "12:04:00 20"), lit);
    }

    @Test void aRuleThatWentRoundInCirclesStillRests() {
        acting(rule(Rule.Again.SINGLE, new Trigger.Changes(House.DEGREES), dim(10)));
        for (int i = 0; i < 20; i++) {
            says(Integer.toString(i));
        }
        assertTrue(house.state.automation().isCut("one"));
        killedFor(Duration.ofMinutes(1));
        assertTrue(house.state.automation().isCut("one"));
        house.on(new Event.RuleResumed("one"));
        look();
        assertEquals(Map.of(), disk);
    }

    @Test void aRuleThatIsGoneOrOffHasNothingLeft() {
        var rule = rule(Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), dim(10), rest(Duration.ofMinutes(30)), dim(20));
        acting(rule);
        says("20");
        says("30");
        assertEquals(Set.of("one"), disk.keySet());
        house.on(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(rule.on(false)))));
        look();
        assertEquals(Map.of(), disk);
        disk.put("gone", new Unfinished(List.of(), Map.of(0, house.now), false));
        killedFor(Duration.ofMinutes(1));
        assertEquals(Map.of(), disk);
        later(Duration.ofHours(1));
        assertEquals(List.of("12:00:00 10"), lit);
    }

    @Test void aClockThatIsSetBackMakesNobodyWaitLongerAndNothingHappensTwice() {
        house.on(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE
                .with(rule(Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), dim(10), rest(Duration.ofMinutes(30)), dim(20)))
                .with(new Rule("noon", "Noon", true, Rule.Again.SINGLE, List.of(new Trigger.At(LocalTime.of(12, 5), Set.of())),
                        Condition.ALWAYS, List.of(dim(5)))))));
        house.on(new Event.Began(ZoneOffset.UTC, house.now));
        says("20");
        says("30");
        later(Duration.ofMinutes(10)); // 12:10
        var was = house.now;
        house.now = Instant.parse("2026-01-01T11:10:00Z");
        setBack(was);
        later(Duration.ofHours(2));
        assertEquals(List.of("12:00:00 10", "12:05:00 5", "11:29:59 20"), lit);
        assertTrue(house.state.journal().list().stream().anyMatch(l -> l.kind() == JournalEntry.Kind.CLOCK_BACK));
    }

    @Test void aClockThatWasYearsAheadIsForgotten() {
        house.now = Instant.parse("2031-05-01T00:00:00Z");
        acting(new Rule("noon", "Noon", true, Rule.Again.SINGLE, List.of(new Trigger.At(LocalTime.of(12, 5), Set.of())),
                Condition.ALWAYS, List.of(dim(5))));
        var was = house.now;
        house.now = Instant.parse("2026-01-01T12:00:00Z");
        setBack(was);
        assertEquals(Optional.of(Instant.parse("2026-01-01T12:05:00Z")), house.state.automation().next("noon"));
    }

    /// Whenever it is killed, the lamp is told the same at the same times.
    @Test void killedOrNotItIsTheSame() {
        for (long seed = 0; seed < 200; seed++) {
            var plain = life(seed, false);
            var killed = life(seed, true);
            assertEquals(plain, killed, "seed " + seed);
            assertFalse(plain.isEmpty());
        }
    }

    private static List<String> life(long seed, boolean killed) {
        var mine = new UnfinishedTest();
        var random = new Random(seed);
        var kills = new Random(seed);
        var again = Rule.Again.values()[random.nextInt(3)];
        mine.acting(rule(again, new Trigger.Turns(WARM, Duration.ofSeconds(random.nextInt(2) * 40)), dim(10),
                rest(Duration.ofSeconds(20 + random.nextInt(300))), dim(20),
                new Action.Repeat(List.of(dim(30), rest(Duration.ofSeconds(20 + random.nextInt(60)))), new Condition.Is(COLD), 3),
                dim(40)));
        mine.says("20");
        for (int i = 0; i < 60; i++) {
            mine.later(Duration.ofSeconds(5 + random.nextInt(60)));
            if (killed && kills.nextInt(4) == 0 && mine.house.state.nextDeadline()
                    .filter(d -> d.isBefore(mine.house.now.plusSeconds(6))).isEmpty()) {
                mine.killedFor(Duration.ZERO);
            }
            mine.says(Integer.toString(10 + random.nextInt(30)));
        }
        return mine.lit;
    }
}
