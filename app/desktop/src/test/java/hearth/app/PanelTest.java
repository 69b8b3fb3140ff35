package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.device.Message;
import hearth.device.Value;
import hearth.mqtt.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plain MQTT client with the topics and words of Home Assistant's `alarm_control_panel`, at the running hub.
final class PanelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "security/alarm/state";

    @TempDir Path folder;
    private final StandingClock clock = new StandingClock();
    private Running hub;
    private Peer panel;

    @BeforeEach void open() throws IOException {
        GuardedHome.furnish(folder, Duration.ofSeconds(60), GuardedHome.code("Ann", "4711"));
        hub = Running.headless(clock, folder);
        panel = new Peer(hub.port(), "security/alarm/#", "home/siren/#");
        panel.say(Message.of("home/door", "OFF"), Message.of("home/window", "OFF"), Message.of("home/hall", "OFF"),
                Message.of("home/siren/state", "OFF"));
        hub.awaits(house -> List.of("door", "window", "hall", "siren").stream().allMatch(id -> hub.device(id).lastSeen().isPresent()));
    }

    @AfterEach void close() {
        panel.close();
        hub.close();
    }

    @Test void thereIsTimeToLeaveAndTimeToDisarm() throws Exception {
        panel.hears(STATE, "disarmed");
        comeHome();
        passes(29, Message.of("home/door", "ON"));
        command("{\"command\":\"DISARM\",\"code\":\"4711\"}");
        panel.hears(STATE, "disarmed");
        assertEquals("Ann", next("disarmed").path("by").asText());
        assertEquals(Optional.empty(), hub.hearth().state().incident());
    }

    @Test void whoHasNoCodeIsHeardUntilTheHouseIsArmedAgainWithTheDoorPassedOver() throws Exception {
        comeHome();
        command("DISARM");
        assertEquals("code_needed", next("refused").path("reason").asText());
        command("{\"command\":\"DISARM\",\"code\":\"0000\"}");
        assertEquals("code_wrong", next("refused").path("reason").asText());
        passes(30, Message.of("home/hall", "OFF"));
        assertEquals("Entrance", next("alert").path("zone").asText());
        panel.hears(STATE, "triggered");
        assertEquals(List.of("door"), sensors(next("triggered")));
        panel.hears("home/siren/set", "ON");
        panel.say(Message.of("home/siren/state", "ON"));
        command("ARM_AWAY");
        assertEquals("ringing", next("refused").path("reason").asText());
        sense("hall", "ON");
        assertEquals(List.of("hall"), sensors(next("alert")));
        sense("hall", "OFF");
        hub.awaits(_ -> said("hall").equals(Optional.of(new Value.Truth(false))));
        passes(300, Message.of("home/hall", "OFF"));
        panel.hears(STATE, "armed_away");
        assertEquals(List.of("door"), sensors(next("armed_away")));
        panel.hears("home/siren/set", "OFF");
        passes(1, Message.of("home/siren/state", "OFF"));
        sense("window", "ON");
        panel.hears(STATE, "triggered");
        panel.hears("home/siren/set", "ON");
        passes(1, Message.of("home/siren/state", "ON"));
        command("ACKNOWLEDGE");
        next("acknowledged");
        command("{\"command\":\"DISARM\",\"code\":\"4711\"}");
        panel.hears(STATE, "disarmed");
        panel.hears("home/siren/set", "OFF");
    }

    @Test void anOpenWindowIsInTheWayUntilItIsPassedOver() throws Exception {
        sense("window", "ON");
        hub.awaits(_ -> said("window").equals(Optional.of(new Value.Truth(true))));
        command("ARM_HOME");
        var refused = next("refused");
        assertEquals(List.of("obstacles", "disarmed"), List.of(refused.path("reason").asText(), refused.path("state").asText()));
        assertEquals(List.of("window"), sensors(refused));
        command("{\"command\":\"ARM_HOME\",\"force\":true}");
        panel.hears(STATE, "armed_home");
        assertEquals(List.of("window"), sensors(next("armed_home")));
    }

    @Test void aPersonWhoCallsForHelpIsHeardAndTheStateIsThereForWhoComesLater() throws Exception {
        command("TRIGGER");
        assertEquals("panic", next("alert").path("kind").asText());
        panel.hears(STATE, "triggered");
        try (var late = new Peer(hub.port(), STATE)) {
            late.hears(STATE, "triggered");
        }
    }

    /// Armed, left, and back through the door: there is half a minute to disarm.
    private void comeHome() throws Exception {
        command("ARM_AWAY");
        panel.hears(STATE, "arming");
        passes(60, Message.of("home/hall", "OFF"));
        panel.hears(STATE, "armed_away");
        sense("door", "ON");
        panel.hears(STATE, "pending");
    }

    private void command(String payload) {
        panel.say(Message.of("security/alarm/set", payload));
    }

    private void sense(String id, String word) {
        panel.say(Message.of("home/" + id, word));
    }

    /// The hub notices with this message that time has passed.
    private void passes(int seconds, Message message) {
        clock.move(Duration.ofSeconds(seconds));
        panel.say(message);
    }

    private Optional<Value> said(String id) {
        var device = hub.device(id);
        return device.main().flatMap(p -> device.state(p.ref()).value());
    }

    private JsonNode next(String event) throws Exception {
        return read(panel.hears(m -> m.topic().equals("security/alarm/event") && read(m).path("event").asText().equals(event)));
    }

    private static JsonNode read(Message message) {
        try {
            return JSON.readTree(message.payload().text().orElseThrow());
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private static List<String> sensors(JsonNode event) {
        return event.path("sensors").valueStream().map(JsonNode::asText).toList();
    }
}
