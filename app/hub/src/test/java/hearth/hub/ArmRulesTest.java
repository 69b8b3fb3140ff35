package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.ArmState;
import hearth.home.Automations;
import hearth.home.Channel;
import hearth.home.Condition;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Rule;
import hearth.home.Trigger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What rules have to do with the alarm, and with people.
class ArmRulesTest {

    private static final Trace.Answer.Said DONE = new Trace.Answer.Said();

    private final House house = House.guarded();

    private House acting(Rule... rules) {
        var all = Automations.NONE;
        for (var rule : rules) {
            all = all.with(rule);
        }
        house.on(new Event.HomeEdited(new HomeEdit.Automate(all))).on(new Event.Began(ZoneOffset.UTC, house.now));
        house.effects.clear();
        return house;
    }

    private static Rule rule(String id, Trigger when, Condition only, Action... then) {
        return new Rule(id, id, true, Rule.Again.QUEUED, List.of(when), only, List.of(then));
    }

    private static Rule arming(AlarmMode mode) {
        return rule("leave", new Trigger.Changes(House.DEGREES), Condition.ALWAYS, new Action.Arm(mode));
    }

    /// Sets the rule off that waits for the temperature.
    private void setOff() {
        house.says("temperature", "20").says("temperature", "21").stored();
    }

    private Optional<Trace.Answer> answer() {
        return house.state.automation().traces("leave").getFirst().done().getFirst().answer();
    }

    @Test void aRuleArmsByItsNameAndTheAlarmTakesItsTimeToLeave() {
        acting(arming(AlarmMode.AWAY));
        setOff();
        assertEquals(Optional.of(DONE), answer());
        assertEquals(new AlarmState.Arming(AlarmMode.AWAY, house.now.plusSeconds(60), false), house.alarm());
        assertEquals("leave", house.state.security().panel().by());
        house.later(Duration.ofMinutes(2)).stored();
        assertEquals(new AlarmState.Armed(AlarmMode.AWAY), house.alarm());
    }

    @Test void whatIsInTheWayOfArmingIsNamedAndNothingIsPassedOver() {
        acting(arming(AlarmMode.AWAY)).says("home/window", "true");
        setOff();
        assertEquals(Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.OBSTACLES, "window")), answer());
        assertEquals(new AlarmState.Disarmed(), house.alarm());
        assertTrue(house.effects.stream().anyMatch(e -> e instanceof Effect.Append(var line)
                && line.kind() == JournalEntry.Kind.NOT_ARMED && line.device().filter(d -> d.value().equals("window")).isPresent()));
    }

    @Test void aRuleNeitherWeakensNorEndsWhatIsArmed() {
        house.on(new Event.CodeMade(new AlarmCode("Ann", "hash", AlarmCode.Right.ALL, Optional.empty())));
        acting(arming(AlarmMode.HOME));
        house.wish(new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false)).later(Duration.ofMinutes(2)).stored();
        setOff();
        assertEquals(Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.CODE_NEEDED, "")), answer());
        assertEquals(new AlarmState.Armed(AlarmMode.AWAY), house.alarm());
        house.says("home/window", "true").stored();
        assertEquals("triggered", house.alarm().word());
        house.says("temperature", "22").stored();
        assertEquals(Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.RINGING, "")), answer());
        assertEquals("triggered", house.alarm().word());
    }

    @Test void theAlarmSetsRulesOffOnceItIsOnDisk() {
        acting(rule("away", new Trigger.Arms(ArmState.ARMED_AWAY), Condition.ALWAYS, off()),
                rule("any", new Trigger.Arms(ArmState.ARMED), Condition.ALWAYS, off()),
                rule("rings", new Trigger.Arms(ArmState.TRIGGERED), Condition.ALWAYS, off()),
                rule("back", new Trigger.Arms(ArmState.DISARMED), Condition.ALWAYS, off()));
        house.on(new Event.AlarmWished(new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false), new Secret(""))).later(Duration.ofMinutes(2));
        assertEquals(0, runs("away"), "nobody has seen it yet");
        house.stored();
        assertEquals(List.of(1L, 1L, 0L, 0L), List.of(runs("away"), runs("any"), runs("rings"), runs("back")));
        assertEquals(new Cause.Armed("armed_away"), house.state.automation().traces("away").getFirst().cause());
        house.says("home/window", "true").stored();
        assertEquals(1, runs("rings"));
        house.wish(new AlarmWish.Disarm());
        assertEquals(List.of(1L, 1L, 1L, 1L), List.of(runs("away"), runs("any"), runs("rings"), runs("back")));
    }

    private static Action off() {
        return new Action.Wish(new PropertyRef(House.LIGHT, "light", "brightness"), new Value.Numeric(0));
    }

    private long runs(String rule) {
        return house.state.automation().traces(rule).size();
    }

    @Test void theAlarmIsAConditionAndTheTraceSaysHowItStood() {
        var only = new Condition.Armed(ArmState.ARMED);
        acting(rule("leave", new Trigger.Changes(House.DEGREES), only, off()));
        setOff();
        assertEquals(new Trace.Verdict.Unmet(only, Optional.of(new Value.Text("disarmed"))),
                house.state.automation().traces("leave").getFirst().verdict());
        house.wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false)).later(Duration.ofMinutes(2)).stored();
        house.sent();
        house.says("temperature", "25");
        assertEquals(List.of("lights/brightness 0"), house.sent());
    }

    // ---- people

    private static final Channel PHONE = new Channel("phone", new Channel.Address.Ntfy("https://ntfy.sh", "ann"));
    private static final Channel MAIL = new Channel("mail", new Channel.Address.Webhook("https://example.org/x"));

    @Test void whatARuleSaysReachesEverybodyWithoutHaste() {
        acting(rule("leave", new Trigger.Changes(House.DEGREES), Condition.ALWAYS, new Action.Tell("The washing is done")));
        house.on(new Event.PeopleChanged(new People(List.of(new Person("Ann", List.of(PHONE)), new Person("Ben", List.of(MAIL)))),
                Map.of()));
        setOff();
        var queued = house.effects.stream().flatMap(e -> e instanceof Effect.KeepDelivery(var d) ? Optional.of(d).stream()
                : Optional.<Delivery>empty().stream()).toList();
        assertEquals(List.of("phone", "mail"), queued.stream().map(Delivery::channel).toList());
        assertTrue(queued.stream().allMatch(d -> d.notice().kind() == Notice.Kind.MESSAGE && !d.notice().urgent()
                && d.notice().what().equals("The washing is done")));
        assertTrue(house.effects.contains(new Effect.Notify("The washing is done")));
        queued.forEach(d -> house.on(new Event.DeliveryKept(d.id())));
        assertEquals(2, house.effects.stream().filter(Effect.Send.class::isInstance).count());
    }

    @Test void aRuleThatWillNotStopTalkingIsHeldBack() {
        acting(rule("leave", new Trigger.Changes(House.DEGREES), Condition.ALWAYS, new Action.Tell("Again")));
        house.on(new Event.PeopleChanged(new People(List.of(new Person("Ann", List.of(PHONE)))), Map.of()));
        for (int i = 0; i < 30; i++) {
            house.on(new Event.MessageReceived(Message.of("temperature", Integer.toString(i)))).later(Duration.ofSeconds(2));
        }
        assertEquals(20, house.effects.stream().filter(Effect.Notify.class::isInstance).count());
        assertEquals(Optional.of(new Trace.Answer.Refused(Trace.Answer.Refused.Why.TOO_MANY, "")), answer());
        house.later(Duration.ofMinutes(10)).says("temperature", "50");
        assertEquals(Optional.of(DONE), answer());
    }
}
