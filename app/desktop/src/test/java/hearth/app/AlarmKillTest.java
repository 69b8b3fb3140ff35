package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import hearth.device.Message;
import hearth.mqtt.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole hub is killed at random moments while sensors report and codes are entered. What was said on `security/alarm/…` is accepted:
/// it is on disk, once, and in force again afterwards. `-Dkill.rounds=50` for as many rounds, which also hold the hub to its five seconds.
@Timeout(1_800)
final class AlarmKillTest {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RIGHT = "{\"command\":\"DISARM\",\"code\":\"4711\"}";
    private static final String SET = "security/alarm/set";

    @TempDir Path folder;
    private final Random random = new Random(5);
    private final AtomicInteger reports = new AtomicInteger();
    /// Events of this round, as they were published.
    private final List<JsonNode> accepted = new ArrayList<>();
    private String inForce = "disarmed";
    private CountDownLatch begun = new CountDownLatch(1);
    /// What was said since the state changed.
    private final List<String> underWay = new ArrayList<>();
    private int wrong;
    private int all;
    private int entered;
    private long slowest;

    @BeforeEach void furnish() throws Exception {
        GuardedHome.furnish(folder, Duration.ZERO, GuardedHome.code("Ann", "4711"));
    }

    @Test void whatWasAcceptedIsThereOnceAndInForceAgain() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            try (var program = Program.headless(folder, "--port", "0")) {
                int port = program.port();
                var panel = new Peer(port, "security/alarm/event");
                assertEquals(inForce, probed(panel), "round " + round);
                slowest = Math.max(slowest, System.nanoTime() - began);
                accepted.clear();
                underWay.clear();
                var sensors = Thread.ofVirtual().start(() -> report(port));
                begun = new CountDownLatch(1);
                long later = random.nextLong(3_000);
                var killer = Thread.ofVirtual().start(() -> killAfterSomethingHappened(program, later));
                enter(panel, program);
                killer.join();
                sensors.join();
                panel.heard().forEach(m -> note(read(m)));
            }
            nothingIsLost(round);
            all += accepted.size();
        }
        nothingIsDoubled();
        assertTrue(all >= ROUNDS, "too little happened");
        System.out.printf("kill -9: %d rounds, %d accepted events, %d codes, %d sensor reports: 0 lost, 0 doubled; back within %d ms%n",
                ROUNDS, all, entered, reports.get(), slowest / 1_000_000);
        assertTrue(ROUNDS < 50 || slowest <= BACK.toNanos(), "back too late");
    }

    /// At a random moment; not before anything was accepted, however slow the machine is.
    private void killAfterSomethingHappened(Program program, long millis) {
        try {
            begun.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        program.kill();
    }

    // ---- what goes on meanwhile

    /// What the hub itself says of its state: in its refusal of a word it does not know.
    private static String probed(Peer panel) throws Exception {
        panel.say(Message.of(SET, "WELL?"));
        return read(panel.hears(m -> read(m).path("event").asText().equals("refused"))).path("state").asText();
    }

    private void report(int port) {
        try {
            var sensor = new Peer(port);
            for (int i = 0;; i++) {
                sensor.say(Message.of("home/door", i % 2 == 0 ? "ON" : "OFF"), Message.of("home/hall", i % 3 == 0 ? "ON" : "OFF"),
                        Message.of("home/temperature", "" + i % 30));
                reports.addAndGet(3);
            }
        } catch (CompletionException | MqttClientStateException killed) {
            // so it should be
        }
    }

    /// One wish after the other; some have no answer, such as what is so already.
    private void enter(Peer panel, Program program) throws InterruptedException {
        try {
            while (program.process().isAlive()) {
                var wish = next();
                underWay.add(wish);
                panel.say(Message.of(SET, wish));
                entered += wish.contains("code") ? 1 : 0;
                panel.hears(Duration.ofMillis(300), m -> note(read(m)));
            }
        } catch (CompletionException | MqttClientStateException killed) {
            // so it should be
        }
    }

    private String next() {
        return switch (inForce) {
            case "disarmed" -> random.nextInt(4) == 0 ? "TRIGGER" : "{\"command\":\"ARM_HOME\",\"force\":true}";
            case "triggered" -> random.nextBoolean() ? "ACKNOWLEDGE" : RIGHT;
            default -> switch (random.nextInt(4)) {
                case 0 -> "TRIGGER";
                case 1 -> wrong == 0 ? "{\"command\":\"DISARM\",\"code\":\"0000\"}" : RIGHT;
                default -> RIGHT;
            };
        };
    }

    /// Whether it is an answer; an alert may come of a sensor.
    private boolean note(JsonNode event) {
        if (!event.path("event").asText().equals("refused")) {
            begun.countDown();
        }
        switch (event.path("event").asText()) {
            case "refused" -> wrong += event.path("reason").asText().equals("code_wrong") ? 1 : 0;
            case "alert", "acknowledged" -> accepted.add(event);
            default -> {
                inForce = event.path("event").asText();
                wrong = event.has("by") ? 0 : wrong;
                accepted.add(event);
                underWay.clear();
            }
        }
        return !event.path("event").asText().equals("alert");
    }

    // ---- what is left

    private void nothingIsLost(int round) {
        for (var event : accepted) {
            var where = "round " + round + ": " + event;
            switch (event.path("event").asText()) {
                case "disarmed" -> assertEquals(List.of("1"), count("entry", "kind = '"
                        + (event.has("by") ? "DISARMED" : "ACKNOWLEDGED") + "' AND at = " + nanos(event, "at")), where);
                case "armed_home" -> assertEquals(List.of("1"), count("entry", "kind = 'ARMED' AND at = " + nanos(event, "at")), where);
                case "alert" -> assertEquals(List.of("1"), count("incident", "since = " + nanos(event, "since")), where);
                case "acknowledged" -> assertEquals(List.of("1"),
                        count("incident", "acknowledged IS NOT NULL AND since = " + nanos(event, "since")), where);
                default -> assertEquals(List.of("1"), count("panel", "1 = 1"), where);
            }
        }
        var kept = kept();
        var newest = accepted.stream().filter(e -> e.has("state")).reduce((_, later) -> later)
                .map(e -> Instant.parse(e.path("at").asText()));
        assertTrue(newest.filter(at -> at.isAfter(Instant.parse(kept.path("since").asText()))).isEmpty(), "round " + round + ": " + kept);
        var word = word(kept);
        if (!word.equals(inForce)) { // on disk, and killed before it was said: only what was under way can have done that
            assertTrue(
                    word.equals("disarmed") ? underWay.contains(RIGHT) || underWay.contains("ACKNOWLEDGE")
                            : !inForce.equals("triggered") || underWay.contains(RIGHT),
                    "round " + round + ": " + inForce + " became " + kept + " by " + underWay);
            inForce = word;
        }
        wrong = kept.path("wrong").path("MQTT").path("count").asInt();
    }

    /// Each change of state has its line, and no line comes twice.
    private void nothingIsDoubled() {
        var lines = Running.disk(folder, "journal.db", "SELECT kind FROM entry WHERE kind IN ('DISARMED', 'ARMED', 'BREAK_IN', 'RANG',"
                + " 'BREAK_IN_MORE', 'RANG_MORE', 'ENTERED') ORDER BY id");
        for (int i = 1; i < lines.size(); i++) {
            var kind = lines.get(i);
            assertTrue(!(kind.equals("DISARMED") || kind.equals("ARMED")) || !kind.equals(lines.get(i - 1)), i + " of " + lines);
        }
        assertEquals(List.of("0"), Running.disk(folder, "journal.db",
                "SELECT count(*) FROM (SELECT 1 FROM entry GROUP BY at, kind, device, detail HAVING count(*) > 1)"));
    }

    private List<String> count(String table, String which) {
        return Running.disk(folder, "journal.db", "SELECT count(*) FROM " + table + " WHERE " + which);
    }

    private JsonNode kept() {
        return Running.disk(folder, "journal.db", "SELECT json FROM panel").stream().findFirst().map(AlarmKillTest::parsed)
                .orElseGet(() -> parsed("{\"state\":\"Disarmed\",\"since\":\"1970-01-01T00:00:00Z\"}"));
    }

    private static String word(JsonNode kept) {
        return Optional.of(kept.path("state").asText()).filter("Armed"::equals)
                .map(_ -> "armed_" + kept.path("mode").asText().toLowerCase(java.util.Locale.ROOT))
                .orElseGet(() -> kept.path("state").asText().toLowerCase(java.util.Locale.ROOT));
    }

    private static long nanos(JsonNode event, String field) {
        var at = Instant.parse(event.path(field).asText());
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private static JsonNode read(Message message) {
        return parsed(message.payload().text().orElseThrow());
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }
}
