package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import hearth.device.Message;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.hub.AlarmState;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.JournalEntry;
import hearth.hub.Panel;
import hearth.hub.Secret;
import hearth.mqtt.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What nobody should say to the alarm, over the wire: refused and counted, and nothing else suffers; and whatever is said there, the codes
/// are nowhere afterwards: not on the disk, not in the log at its most talkative, not in anything the hub says.
final class SecretCodesTest {

    private static final String SET = "security/alarm/set";
    private static final String RIGHT = "58203917";
    private static final String WRONG = "40496271";
    private static final String LONG = "7".repeat(10_000);
    private static final Logger OURS = Logger.getLogger("hearth");

    @TempDir Path folder;
    private final StandingClock clock = new StandingClock();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override public void publish(LogRecord line) {
            log.add(line.getMessage() + List.of(Optional.ofNullable(line.getParameters()).orElse(new Object[0]))
                    + Optional.ofNullable(line.getThrown()));
        }

        @Override public void flush() {
            // nothing waits
        }

        @Override public void close() {
            // nothing is open
        }
    };
    private final Level level = OURS.getLevel();

    @BeforeEach void listen() throws IOException {
        OURS.setLevel(Level.ALL);
        OURS.addHandler(handler);
        GuardedHome.furnish(folder, Duration.ZERO);
    }

    @AfterEach void quiet() {
        OURS.removeHandler(handler);
        OURS.setLevel(level);
    }

    @Test void whatNobodyShouldSayIsRefusedAndNoCodeIsFoundAnywhere() throws Exception {
        List<Message> said;
        try (var hub = Running.headless(clock, folder); var all = new Peer(hub.port()); var ears = new Peer(hub.port(), "#")) {
            wish(hub, new AlarmWish.AddCode("Ann", new Secret(RIGHT), AlarmCode.Right.ALL, Optional.empty()), "");
            hub.awaits(house -> house.security().codes().size() == 1);
            all.say(Message.of("home/door", "OFF"), Message.of("home/window", "OFF"), Message.of("home/hall", "OFF"));
            wish(hub, new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false), RIGHT);
            hub.awaits(house -> house.security().shown().state().equals(new AlarmState.Armed(AlarmMode.AWAY)));

            absent(hub.port());
            say(hub, all, Message.retained(SET, disarm(RIGHT)), "RETAINED");
            say(hub, all, Message.of(SET, "OPEN SESAME"), "UNREADABLE OPEN SESAME");
            say(hub, all, Message.of(SET, "DISARM " + RIGHT), "UNREADABLE");
            say(hub, all, Message.of(SET, "{\"command\":\"DISARM\",\"code\":\"" + RIGHT), "UNREADABLE");
            say(hub, all, Message.of(SET, "[\"DISARM\",\"" + RIGHT + "\"]"), "UNREADABLE");
            all.say(Message.of("security/status", "Fenster offen <b>?"));
            hub.awaits(house -> house.journal().list().stream()
                    .anyMatch(e -> e.kind() == JournalEntry.Kind.SECURITY_TROUBLE && e.detail().equals("Fenster offen <b>?")));

            all.say(Message.of(SET, disarm(WRONG)));
            hub.awaits(house -> house.security().shown().wrong(Panel.Way.MQTT).count() == 1);
            all.say(Message.of(SET, disarm(LONG)));
            hub.awaits(house -> house.security().shown().wrong(Panel.Way.MQTT).count() == 2);
            all.say(Message.of(SET, disarm(WRONG)));
            hub.awaits(house -> house.security().shown().wrong(Panel.Way.MQTT).locked(clock.instant()));
            say(hub, all, Message.of(SET, disarm(RIGHT)), "LOCKED");
            clock.move(Duration.ofSeconds(91));

            all.say(IntStream.range(0, 1_000).mapToObj(i -> Message.of(SET, i % 2 == 0 ? "DISARM" : "{\"code\":\"" + WRONG + "\"}"))
                    .toArray(Message[]::new));
            all.say(Message.of("home/temperature", "21.5"));
            hub.awaits(_ -> hub.device("temperature").lastSeen().isPresent());
            assertEquals(980, hub.hearth().state().security().crowd().refused());
            assertTrue(
                    hub.hearth().state().journal().list().stream().filter(e -> e.kind() == JournalEntry.Kind.ALARM_REFUSED).count() < 40);
            assertEquals(new AlarmState.Armed(AlarmMode.AWAY), hub.hearth().state().security().shown().state());

            wish(hub, new AlarmWish.Disarm(), WRONG);
            clock.move(Duration.ofSeconds(11));
            all.say(Message.of(SET, disarm(RIGHT)));
            hub.awaits(house -> house.security().shown().state() instanceof AlarmState.Disarmed);
            all.say(Message.of("end", ""));
            said = ears.heardUntil("end");
        }
        var disk = Files.walk(folder).filter(Files::isRegularFile).map(SecretCodesTest::text).toList();
        assertTrue(disk.stream().anyMatch(file -> file.contains("UNREADABLE OPEN SESAME")), "what is sought would be found");
        assertTrue(disk.stream().anyMatch(file -> file.contains("$argon2id$")));
        assertTrue(log.stream().anyMatch(line -> line.contains("Broker listens")), "what is sought would be found");
        assertTrue(said.stream().anyMatch(m -> m.topic().equals("security/alarm/event")), "what is sought would be found");
        for (var secret : List.of(RIGHT, WRONG, LONG.substring(0, 64))) {
            assertFalse(disk.stream().anyMatch(file -> file.contains(secret)), secret);
            assertEquals(List.of(), log.stream().filter(line -> line.contains(secret)).toList());
            assertEquals(List.of(),
                    said.stream().filter(m -> !m.topic().equals(SET) && m.payload().shown(100_000).contains(secret)).toList());
        }
    }

    /// One the broker would keep messages for.
    private static void absent(int port) {
        var client = MqttClient.builder().identifier("absent").serverHost("127.0.0.1").serverPort(port).useMqttVersion3().buildBlocking();
        client.connectWith().cleanSession(false).send();
        client.subscribeWith().topicFilter("#").send();
        client.disconnect();
    }

    private void wish(Running hub, AlarmWish wish, String code) {
        hub.hearth().submit(new Event.AlarmWished(wish, new Secret(code)));
    }

    private static String disarm(String code) {
        return "{\"command\":\"DISARM\",\"code\":\"" + code + "\"}";
    }

    /// Returns when the journal has the refusal.
    private void say(Running hub, Peer peer, Message message, String refusal) {
        clock.move(Duration.ofSeconds(1));
        peer.say(message);
        hub.awaits(house -> house.journal().list().stream().anyMatch(e -> e.kind() == JournalEntry.Kind.ALARM_REFUSED
                && e.detail().equals(refusal) && e.at().equals(clock.instant())));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
