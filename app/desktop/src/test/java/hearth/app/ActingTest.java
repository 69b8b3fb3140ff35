package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.TopicFilter;
import hearth.device.Value;
import hearth.home.Action;
import hearth.home.ArmState;
import hearth.home.Automations;
import hearth.home.Condition;
import hearth.home.Rule;
import hearth.home.Scene;
import hearth.home.Trigger;
import hearth.hub.Cause;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.Origin;
import hearth.hub.Outcome;
import hearth.hub.Trace;
import hearth.mqtt.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scenes and rules of the whole program, over its broker, killed and not.
@Timeout(180)
final class ActingTest {

    private static final int LAMPS = 50;

    @TempDir Path folder;

    private static PropertyRef lamp(int i) {
        return new PropertyRef(new DeviceId("lamp" + i), "switch", "on");
    }

    @Test void aSceneTellsEveryLampOnceAndListsThoseThatDoNotConfirm() throws Exception {
        var clock = new StandingClock(); // the lamps have as long as they need
        try (var hub = Running.headless(clock, folder)) {
            var wishes = new LinkedHashMap<PropertyRef, Value>();
            for (int i = 0; i < LAMPS; i++) {
                hub.add("lamp" + i, "plug", Map.of("topic", "lamp/" + i));
                wishes.put(lamp(i), new Value.Truth(true));
            }
            var scene = new Scene("all", "All", wishes);
            hub.hearth().submit(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(scene))));
            var lamps = new Peer(hub.port(), "lamp/+/set");
            hub.hearth().submit(new Event.ScenePlayed("all", new Origin.Scene("all")));
            var told = new ArrayList<String>();
            Running.until(() -> {
                lamps.heard().forEach(m -> told.add(m.topic()));
                return told.size() >= LAMPS;
            });
            assertEquals(IntStream.range(0, LAMPS).mapToObj(i -> "lamp/" + i + "/set").sorted().toList(), told.stream().sorted().toList());
            for (int i = 0; i < LAMPS - 2; i++) { // two are dead
                lamps.say(Message.of("lamp/" + i + "/state", "ON"));
            }
            hub.awaits(house -> IntStream.range(0, LAMPS - 2).allMatch(i -> house.device(lamp(i).device()).orElseThrow().state(lamp(i))
                    .outcome().filter(Outcome.Confirmed.class::isInstance).isPresent()));
            clock.move(Duration.ofSeconds(4));
            lamps.say(Message.of("time", "has passed"));
            hub.awaits(house -> house.device(lamp(LAMPS - 1).device()).orElseThrow().state(lamp(LAMPS - 1)).outcome().isPresent()
                    && Set.copyOf(house.unconfirmed(scene)).equals(Set.of(lamp(LAMPS - 2), lamp(LAMPS - 1))));
        }
    }

    /// The rule is asked for by a message, dims, waits, and dims again.
    @Test void aRuleThatWaitsGoesOnAfterAKill() throws Exception {
        var brightness = new PropertyRef(new DeviceId("light"), "light", "brightness");
        var rest = Duration.ofSeconds(4);
        try (var hub = Running.headless(folder)) {
            hub.hearth().submit(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(new Rule("go", "Go", true,
                    Rule.Again.SINGLE, List.of(new Trigger.Says(new TopicFilter("go"), "")), Condition.ALWAYS,
                    List.of(new Action.Wish(brightness, new Value.Numeric(10)), new Action.Wait(rest),
                            new Action.Wish(brightness, new Value.Numeric(20))))))));
            hub.awaits(house -> !house.home().automations().rules().isEmpty());
        }
        try (var program = Program.headless(folder, "--port", "0")) {
            var peer = new Peer(program.port(), "lights/brightness");
            peer.say(Message.of("go", "now"));
            peer.hears("lights/brightness", "10");
            Running.until(() -> !Running.disk(folder, "journal.db", "SELECT rule FROM unfinished").isEmpty());
            program.kill();
        }
        try (var program = Program.headless(folder, "--port", "0")) {
            program.port();
            Running.until(() -> told("20").size() == 1);
            Running.until(() -> Running.disk(folder, "journal.db", "SELECT rule FROM unfinished").isEmpty());
        }
        var began = Running.disk(folder, "journal.db", "SELECT at FROM entry WHERE kind = 'RULE_RAN'");
        assertEquals(1, began.size());
        assertTrue(Long.parseLong(told("20").getFirst()) - Long.parseLong(began.getFirst()) >= rest.toNanos());
    }

    @Test void whyARuleDidNotRunLastTimeIsKnownAfterARestart() throws Exception {
        var condition = new Condition.Armed(ArmState.ARMED_AWAY);
        try (var hub = Running.headless(folder)) {
            hub.hearth().submit(new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(new Rule("go", "Go", true,
                    Rule.Again.SINGLE, List.of(new Trigger.Says(new TopicFilter("go"), "")), condition,
                    List.of(new Action.Tell("Hello")))))));
            hub.awaits(house -> !house.home().automations().rules().isEmpty() && house.automation().began());
            new Peer(hub.port()).say(Message.of("go", "now"));
            hub.awaits(house -> !house.automation().traces("go").isEmpty());
        }
        try (var hub = Running.headless(folder)) {
            var last = hub.hearth().state().automation().traces("go").getFirst();
            assertEquals(new Trace.Verdict.Unmet(condition, Optional.of(new Value.Text("disarmed"))), last.verdict());
            assertEquals(new Cause.Said("go", "now"), last.cause());
        }
    }

    /// When the journal says that the lamp did not confirm that: there is none.
    private List<String> told(String value) {
        return Running.disk(folder, "journal.db", "SELECT at FROM entry WHERE kind = 'NOT_CONFIRMED' AND detail = '" + value + "'");
    }
}
