package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Fact;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Spot;
import hearth.home.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Fact WARM = new Fact(House.DEGREES, Fact.How.ABOVE, new Value.Numeric(25));
    private static final Fact COLD = new Fact(House.DEGREES, Fact.How.BELOW, new Value.Numeric(18));

    private final House house = new House();

    private static Rule rule(String id, Rule.Again again, Trigger when, Condition only, Action... then) {
        return new Rule(id, id, true, again, List.of(when), only, List.of(then));
    }

    private static Rule rule(Trigger when, Action... then) {
        return rule("one", Rule.Again.SINGLE, when, Condition.ALWAYS, then);
    }

    private static Action dim(double percent) {
        return new Action.Wish(House.BRIGHTNESS, new Value.Numeric(percent));
    }

    private House acting(Rule... rules) {
        return acting(Automations.NONE, rules);
    }

    private House acting(Automations with, Rule... rules) {
        var all = with;
        for (var rule : rules) {
            all = all.with(rule);
        }
        house.on(new Event.HomeEdited(new HomeEdit.Automate(all))).on(new Event.Began(BERLIN, house.now));
        house.effects.clear();
        return house;
    }

    private Trace newest(String rule) {
        return house.state.automation().traces(rule).getFirst();
    }

    private static Trigger.At at(String time, DayOfWeek... days) {
        return new Trigger.At(LocalTime.parse(time), Set.of(days));
    }

    // ---- what sets it off

    @Test void itActsWhenAValuePassesTheLimitAndNotWhileItStaysThere() {
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), dim(40))).says("temperature", "24");
        assertEquals(List.of(), house.sent());
        assertEquals(List.of("lights/brightness 40"), house.says("temperature", "26").sent());
        assertEquals(List.of(), house.says("temperature", "27").sent());
        house.says("temperature", "24").later(Duration.ofSeconds(10)).sent();
        assertEquals(List.of("lights/brightness 40"), house.says("temperature", "25.1").sent());
    }

    @Test void aFirstValueSetsNothingOff() {
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), dim(40)), rule("two", Rule.Again.SINGLE, new Trigger.Changes(House.DEGREES),
                Condition.ALWAYS, dim(10)));
        assertEquals(List.of(), house.says("temperature", "30").sent());
        assertEquals(List.of("lights/brightness 10"), house.says("temperature", "31").sent());
    }

    @Test void whatMustLastIsForgottenWhenItEnds() {
        acting(rule(new Trigger.Turns(COLD, Duration.ofMinutes(10)), dim(40))).says("temperature", "20").says("temperature", "17");
        house.later(Duration.ofMinutes(9)).says("temperature", "19").later(Duration.ofMinutes(5));
        assertEquals(List.of(), house.sent());
        house.says("temperature", "16").later(Duration.ofMinutes(9));
        assertEquals(List.of(), house.sent());
        assertEquals(List.of("lights/brightness 40"), house.later(Duration.ofMinutes(1)).sent());
        assertEquals(List.of(), house.later(Duration.ofHours(1)).sent().stream().filter(s -> s.startsWith("lights")).toList());
    }

    @Test void aMessageAndTheStartSetItOff() {
        acting(rule(new Trigger.Says(new TopicFilter("doorbell/+"), "ring"), dim(100)),
                rule("two", Rule.Again.SINGLE, new Trigger.Starts(), Condition.ALWAYS, dim(5)));
        assertEquals(List.of(new Cause.Started()), house.state.automation().traces("two").stream().map(Trace::cause).toList());
        house.later(Duration.ofSeconds(10)).sent();
        assertEquals(List.of(), house.says("doorbell/front", "hello").repeats("doorbell/front", "ring").sent());
        assertEquals(List.of("lights/brightness 100"), house.says("doorbell/front", " ring ").sent());
        assertEquals(new Cause.Said("doorbell/front", " ring "), newest("one").cause());
    }

    @Test void aSilentDeviceSetsItOff() {
        acting(rule(new Trigger.Silent(House.TEMPERATURE), new Action.Tell("Thermometer?")));
        for (int i = 0; i < 8; i++) {
            house.says("temperature", "20." + i).later(Duration.ofMinutes(1));
        }
        house.later(Duration.ofHours(2));
        assertTrue(house.effects.contains(new Effect.Notify("Thermometer?")));
        assertEquals(new Cause.Silence(House.TEMPERATURE), newest("one").cause());
    }

    // ---- the clock

    @Test void itActsAtATimeOnItsDays() {
        // T0 is Thursday, 1 January 2026, 13:00 in Berlin
        acting(rule(at("07:30", DayOfWeek.SATURDAY, DayOfWeek.MONDAY), new Action.Tell("up")));
        assertEquals(Optional.of(Instant.parse("2026-01-03T06:30:00Z")), house.state.automation().next("one"));
        house.later(Duration.ofDays(7));
        assertEquals(List.of(Instant.parse("2026-01-05T06:30:00Z"), Instant.parse("2026-01-03T06:30:00Z")),
                house.state.automation().traces("one").stream().map(Trace::at).toList());
    }

    @Test void aTimeThatIsLeftOutComesLaterAndOneThatComesTwiceCountsOnce() {
        house.now = Instant.parse("2026-03-27T12:00:00Z");
        acting(rule(at("02:30"), new Action.Tell("night")));
        house.later(Duration.ofDays(3));
        assertEquals(List.of("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"), times());
        house.now = Instant.parse("2026-10-24T12:00:00Z");
        house.on(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE)));
        acting(rule(at("02:30"), new Action.Tell("night")));
        house.later(Duration.ofDays(2));
        assertEquals(List.of("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"), times());
    }

    private List<String> times() {
        return house.state.automation().traces("one").reversed().stream().map(t -> t.at().toString()).toList();
    }

    @Test void theSunSetsItOffAndItsAbsenceDoesNot() {
        var rule = rule(new Trigger.Sun(Trigger.Sun.Edge.SET, Duration.ofMinutes(-30), Set.of()), dim(40));
        acting(Automations.NONE.at(Optional.of(new Spot(52.52, 13.405))), rule);
        // Berlin, 1 January 2026: sunset 16:02 (timeanddate.com)
        var next = house.state.automation().next("one").orElseThrow();
        assertTrue(Duration.between(Instant.parse("2026-01-01T14:32:00Z"), next).abs().compareTo(Duration.ofMinutes(3)) < 0,
                next::toString);
        house.on(new Event.HomeEdited(new HomeEdit.Automate(house.state.home().automations().at(Optional.of(new Spot(78.22, 15.64))))));
        assertEquals(Optional.empty(), house.state.automation().next("one"));
        house.later(Duration.ofDays(30));
        assertEquals(List.of(), house.state.automation().traces("one"));
        house.later(Duration.ofDays(30)); // in Longyearbyen the sun is back in the middle of February
        assertFalse(house.state.automation().traces("one").isEmpty());
    }

    @Test void aTimeMissedForAMomentIsMadeUpForAndAnOlderOneIsTold() {
        acting(rule(at("14:00"), dim(40)));
        house.now = Instant.parse("2026-01-01T13:04:00Z"); // four minutes late: the computer slept
        assertEquals(List.of("lights/brightness 40"), house.on(new Event.Tick()).sent());
        house.now = Instant.parse("2026-01-02T14:00:00Z");
        house.on(new Event.Tick());
        assertTrue(house.journal().contains(JournalEntry.Kind.RULE_MISSED));
        assertInstanceOf(Trace.Verdict.Missed.class, newest("one").verdict());
        assertEquals(Optional.of(Instant.parse("2026-01-03T13:00:00Z")), house.state.automation().next("one"));
    }

    @Test void whatWasMissedWhileTheHubWasOffIsToldOnce() {
        house.on(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(rule(at("11:00"), dim(40))))));
        house.on(new Event.Began(BERLIN, house.now.minus(Duration.ofDays(3))));
        assertEquals(List.of(new Cause.Clock(Instant.parse("2026-01-01T10:00:00Z"))),
                house.state.automation().traces("one").stream().map(Trace::cause).toList());
        assertInstanceOf(Trace.Verdict.Missed.class, newest("one").verdict());
    }

    // ---- conditions

    @Test void theFirstConditionThatSaysNoIsNamed() {
        var night = new Condition.Within(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of());
        acting(rule("one", Rule.Again.SINGLE, new Trigger.Changes(House.DEGREES),
                new Condition.All(List.of(new Condition.Is(COLD), new Condition.Not(night))), dim(40)));
        house.says("temperature", "20").says("temperature", "21");
        assertEquals(new Trace.Verdict.Unmet(new Condition.Is(COLD), Optional.of(new Value.Numeric(21))), newest("one").verdict());
        house.now = Instant.parse("2026-01-01T22:00:00Z");
        house.says("temperature", "17");
        assertEquals(new Trace.Verdict.Unmet(new Condition.Not(night), Optional.empty()), newest("one").verdict());
        assertEquals(List.of(), house.sent());
        house.now = Instant.parse("2026-01-02T05:00:00Z"); // six o'clock in Berlin: the night is over
        assertEquals(List.of("lights/brightness 40"), house.says("temperature", "16").sent());
    }

    @Test void aNightBelongsToTheDayOnWhichItBegins() {
        var calendar = new Calendar(BERLIN, Optional.empty());
        var friday = new Condition.Within(LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(DayOfWeek.FRIDAY));
        assertTrue(calendar.within(friday, Instant.parse("2026-01-02T22:00:00Z")));
        assertTrue(calendar.within(friday, Instant.parse("2026-01-03T04:59:59Z")));
        assertFalse(calendar.within(friday, Instant.parse("2026-01-03T05:00:00Z")));
        assertFalse(calendar.within(friday, Instant.parse("2026-01-02T03:00:00Z")));
    }

    // ---- runs

    @Test void itWaitsRepeatsAndChooses() {
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), dim(10), new Action.Wait(Duration.ofSeconds(30)),
                new Action.Choose(new Condition.Is(WARM), List.of(dim(20)), List.of(dim(30))), new Action.Wait(Duration.ofSeconds(5)),
                new Action.Repeat(
                        List.of(dim(40), new Action.Wait(Duration.ofSeconds(10)), dim(50), new Action.Wait(Duration.ofSeconds(10))),
                        new Condition.Is(COLD), 3)));
        house.says("temperature", "24").says("temperature", "26");
        assertEquals(List.of("lights/brightness 10"), house.sent());
        assertEquals(List.of("lights/brightness 20"), lit(Duration.ofSeconds(30)));
        assertEquals(List.of("lights/brightness 40", "lights/brightness 50"), lit(Duration.ofSeconds(20)));
        assertEquals(List.of("lights/brightness 40", "lights/brightness 50"), lit(Duration.ofSeconds(20)));
        house.says("temperature", "10");
        assertEquals(List.of(), lit(Duration.ofHours(1)));
        assertInstanceOf(Trace.Verdict.Finished.class, newest("one").verdict());
    }

    private List<String> lit(Duration time) {
        return house.later(time).sent().stream().filter(s -> s.startsWith("lights")).toList();
    }

    @Test void setOffAgainItFinishesOrBeginsAnewOrQueues() {
        var trigger = new Trigger.Changes(House.DEGREES);
        Action[] actions = {dim(10), new Action.Wait(Duration.ofSeconds(10)), dim(20)};
        acting(rule("single", Rule.Again.SINGLE, trigger, Condition.ALWAYS, actions));
        house.says("temperature", "20").says("temperature", "21").later(Duration.ofSeconds(5)).says("temperature", "22");
        assertInstanceOf(Trace.Verdict.Busy.class, newest("single").verdict());
        assertEquals(List.of("lights/brightness 10", "lights/brightness 20"), lit(Duration.ofMinutes(1)));

        acting(rule("restart", Rule.Again.RESTART, trigger, Condition.ALWAYS, actions));
        house.says("temperature", "23").later(Duration.ofSeconds(5)).says("temperature", "24").later(Duration.ofSeconds(6));
        assertEquals(List.of("lights/brightness 10", "lights/brightness 10"), lit(Duration.ZERO));
        assertEquals(List.of("lights/brightness 20"), lit(Duration.ofMinutes(1)));

        acting(rule("queued", Rule.Again.QUEUED, trigger, Condition.ALWAYS, actions));
        house.says("temperature", "25").later(Duration.ofSeconds(5)).says("temperature", "26");
        assertInstanceOf(Trace.Verdict.Waiting.class, newest("queued").verdict());
        assertEquals(List.of("lights/brightness 10", "lights/brightness 20", "lights/brightness 10", "lights/brightness 20"),
                lit(Duration.ofMinutes(1)));
    }

    @Test void theTraceSaysWhatWasSentAndWhetherItWasConfirmed() {
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), dim(40), new Action.Wish(new PropertyRef(House.LIGHT, "no", "such"),
                new Value.Truth(true)), dim(400)));
        house.says("temperature", "24").says("temperature", "26");
        house.now = house.now.plusMillis(150);
        house.says("lights/brightness", "40").says("lights/brightness", "40"); // the echo, then the lamp's own word
        var answers = newest("one").done().stream().map(Trace.Done::answer).toList();
        assertEquals(List.of(Optional.of(new Trace.Answer.Confirmed(Duration.ofMillis(150))),
                Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.NO_PROPERTY, "true")),
                Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.OUT_OF_RANGE, "400"))), answers);
    }

    @Test void whatNobodyConfirmsIsInTheTrace() {
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), dim(40)));
        house.says("temperature", "24").says("temperature", "26").later(Duration.ofSeconds(4));
        assertEquals(Optional.of(new Trace.Answer.NotConfirmed(Outcome.Reason.NO_ANSWER)), newest("one").done().getFirst().answer());
    }

    @Test void aLoopOfRulesIsCutAndNamedAndTheRestGoesOn() {
        var lit = new Fact(House.BRIGHTNESS, Fact.How.ABOVE, new Value.Numeric(50));
        acting(rule("up", Rule.Again.SINGLE, new Trigger.Turns(new Fact(House.BRIGHTNESS, Fact.How.BELOW, new Value.Numeric(50)),
                Duration.ZERO), Condition.ALWAYS, dim(80)),
                rule("down", Rule.Again.SINGLE, new Trigger.Turns(lit, Duration.ZERO), Condition.ALWAYS, dim(20)),
                rule("other", Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), Condition.ALWAYS, new Action.Tell("warm")));
        house.says("lights/brightness", "80");
        for (int i = 0; i < 30; i++) { // a lamp that answers at once
            house.says("lights/brightness", i % 2 == 0 ? "20" : "80");
            house.says("lights/brightness", i % 2 == 0 ? "20" : "80");
        }
        assertTrue(house.state.automation().isCut("up") || house.state.automation().isCut("down"));
        assertTrue(house.journal().contains(JournalEntry.Kind.RULE_CUT));
        house.says("temperature", "24").says("temperature", "26");
        assertTrue(house.effects.contains(new Effect.Notify("warm")));
        house.on(new Event.RuleResumed("up")).on(new Event.RuleResumed("down"));
        assertFalse(house.state.automation().isCut("up") || house.state.automation().isCut("down"));
    }

    @Test void aRuleThatNeverEndsIsCut() {
        var endless = new Action.Repeat(List.of(new Action.Repeat(List.of(new Action.Repeat(List.of(new Action.Tell("again")),
                new Condition.Not(Condition.ALWAYS), 100)), new Condition.Not(Condition.ALWAYS), 100)), new Condition.Not(Condition.ALWAYS),
                100);
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), endless)).says("temperature", "24").says("temperature", "26");
        assertTrue(house.state.automation().isCut("one"));
        assertTrue(house.effects.stream().filter(Effect.Notify.class::isInstance).count() <= Runs.STEPS);
    }

    @Test void aChangedRuleDoesNothingMoreOfWhatItBegan() {
        acting(rule(new Trigger.Turns(WARM, Duration.ZERO), dim(10), new Action.Wait(Duration.ofSeconds(10)), dim(20)));
        house.says("temperature", "24").says("temperature", "26").sent();
        var changed = house.state.home().automations().rule("one").orElseThrow().on(false);
        house.on(new Event.HomeEdited(new HomeEdit.Automate(house.state.home().automations().with(changed))));
        assertEquals(List.of(), lit(Duration.ofMinutes(1)));
        assertInstanceOf(Trace.Verdict.Ended.class, newest("one").verdict());
    }

    @Test void aTrialActsWhateverTheConditionSays() {
        acting(rule("one", Rule.Again.SINGLE, new Trigger.Starts(), new Condition.Is(COLD), dim(40)));
        assertEquals(List.of("lights/brightness 40"), house.on(new Event.RuleTried("one")).sent());
    }

    // ---- scenes

    @Test void aSceneSendsEverythingAtOnceFromTheWindowFromARuleAndFromTheWire() {
        var scene = new Scene("film", "Film", new LinkedHashMap<>(Map.of(House.BRIGHTNESS, new Value.Numeric(15))));
        acting(Automations.NONE.with(scene), rule(new Trigger.Turns(WARM, Duration.ZERO), new Action.Play("film"),
                new Action.Play("gone")));
        assertEquals(List.of("lights/brightness 15"), house.on(new Event.ScenePlayed("film", new Origin.Scene("film"))).sent());
        assertEquals(Optional.of(new Automation.Played("film", house.now)), house.state.automation().played());
        house.later(Duration.ofSeconds(5)).sent();
        house.says("temperature", "24").says("temperature", "26");
        assertEquals(List.of("lights/brightness 15"), house.sent());
        assertEquals(Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.NO_SCENE, "gone")),
                newest("one").done().get(1).answer());
        house.later(Duration.ofSeconds(5)).sent();
        assertEquals(List.of("lights/brightness 15"), house.says("hearth/5/hub/scenes/film/set", "play").sent());
        house.later(Duration.ofSeconds(5)).sent();
        assertEquals(List.of("hearth/5/hub/$log/warn hub/scenes/film: a command must not be retained"),
                house.repeats("hearth/5/hub/scenes/film/set", "play").sent());
    }

    // ---- whatever comes

    @Test void whateverComesNoTriggerIsLostAndSingleRunsOnceAtATime() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var mine = new RulesTest();
            var house = mine.acting(rule("single", Rule.Again.SINGLE, new Trigger.Turns(WARM, Duration.ZERO), Condition.ALWAYS, dim(10),
                    new Action.Wait(Duration.ofSeconds(1 + random.nextInt(60))), dim(20)));
            boolean warm = false;
            int turns = 0;
            house.says("temperature", "20");
            for (int i = 0; i < 100; i++) {
                house.later(Duration.ofMillis(200 + random.nextInt(20_000)));
                int degrees = 10 + random.nextInt(30);
                boolean turned = degrees > 25 && !warm;
                warm = degrees > 25;
                turns += turned ? 1 : 0;
                int before = house.state.automation().traces("single").size();
                var last = house.state.automation().traces("single").stream().findFirst().map(Trace::number).orElse(0L);
                house.says("temperature", Integer.toString(degrees));
                var traces = house.state.automation().traces("single");
                assertEquals(turned, !traces.isEmpty() && traces.getFirst().number() > last, "seed " + seed + " step " + i + " " + before);
                long running = traces.stream().filter(t -> t.verdict() instanceof Trace.Verdict.Running).count();
                assertTrue(running <= 1, "seed " + seed);
            }
            assertTrue(turns > 0);
        }
    }

    @Test void aThousandRulesOnOtherPropertiesAreNotAsked() {
        var rules = IntStream.range(0, 1_000).mapToObj(i -> rule("r" + i, Rule.Again.SINGLE,
                new Trigger.Changes(new PropertyRef(House.LIGHT, "n" + i, "x")), Condition.ALWAYS, dim(1))).toArray(Rule[]::new);
        acting(rules);
        assertEquals(List.of(), house.says("temperature", "20").says("temperature", "21").sent());
        assertEquals(0, house.state.automation().traces("r1").size());
    }
}
