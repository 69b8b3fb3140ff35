package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.JournalEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What strangers publish, through the whole house.
class HostileInputTest {

    private static final String CONFIG = "homeassistant/sensor/0x01/power/config";
    private static final String SAYS = "{\"unique_id\":\"b\",\"state_topic\":\"plug\",\"unit_of_measurement\":\"W\",\"value_template\":"
            + "\"{{ value_json.power }}\",\"device\":{\"identifiers\":[\"plug-1\"],\"name\":\"%s\"}}";

    private final House house = new House();

    private static byte[] jpeg(int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 ^ i >> 7);
        }
        System.arraycopy(new byte[]{(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0}, 0, bytes, 0, 4);
        return bytes;
    }

    private static Stream<Arguments> announcements() {
        return Stream.of(Arguments.of("bytes that are no text", new byte[]{(byte) 0xc3, 0x28, (byte) 0xff}),
                Arguments.of("a picture", jpeg(300_000)), Arguments.of("5 MB of a picture", jpeg(5_000_000)),
                Arguments.of("5 MB of brackets", "[".repeat(5_000_000).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("deep JSON", "{\"a\":".repeat(5_000).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("half of it", SAYS.substring(0, 60).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("a list", "[1,2]".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("a word", "hello".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("announcements") void whatIsNoAnnouncementIsSaidOnceAnHourAndLeavesTheRestAlone(String name, byte[] bytes) {
        house.repeats("homeassistant/sensor/0x02/power/config", SAYS.formatted("Kettle").replace("plug-1", "plug-2"));
        for (int i = 0; i < 50; i++) {
            broken(bytes, i % 20);
        }
        assertEquals(1, complaints(), name);
        house.now = house.now.plus(Duration.ofMinutes(61));
        broken(bytes, 20);
        assertEquals(2, complaints(), name);
        assertEquals(1, house.state.newcomers().size());
    }

    /// Each a little different: an announcement that is repeated word for word is not even read.
    private void broken(byte[] bytes, int which) {
        var other = Arrays.copyOf(bytes, bytes.length + 1);
        other[bytes.length] = (byte) ('a' + which);
        house.on(new Event.MessageReceived(new Message(CONFIG, Payload.of(other), 1, true)));
    }

    private long complaints() {
        return house.journal().stream().filter(k -> k == Kind.UNREADABLE).count();
    }

    @Test void anEndlesslyChangingAnnouncementIsOneDeviceAndFillsNoJournal() {
        for (int i = 0; i < 3_000; i++) {
            house.repeats(CONFIG, SAYS.formatted("Scale " + i));
        }
        assertEquals(1, house.state.newcomers().size());
        assertTrue(house.journal().size() < 5, house.journal().toString());
    }

    @Test void namesOfAnySortAreKeptAsPlainShortText() {
        for (var name : Arrays.asList("<b onclick=x>Lamp</b>", "\u202eLamp\u202c", "x".repeat(10_000), "", " ", "\\u0000\\u0007")) {
            house.repeats(CONFIG, SAYS.formatted(name));
            var shown = house.state.newcomers().getFirst().device().name();
            assertTrue(!shown.isBlank() && shown.length() <= 64, shown);
        }
    }

    @Test void aReadingThatIsNoNumberIsUnknownAndTheNextOneCounts() {
        house.repeats(CONFIG, SAYS.formatted("Plug"));
        for (var payload : Arrays.asList("{\"power\":NaN}", "{\"power\":nan}", "{\"power\":\"unavailable\"}", "{\"power\":[1]}", "{", "",
                "null")) {
            house.says("plug", payload);
        }
        house.on(new Event.MessageReceived(new Message("plug", Payload.of(jpeg(5_000_000)), 1, false)));
        house.says("plug", "{\"power\":7}");
        assertTrue(house.state.devices().values().stream().flatMap(d -> d.states().stream())
                .anyMatch(p -> p.toString().contains("number=7.0")));
    }

    @Test void aValueBetweenSenseAndNonsenseIsWrittenDownOnceAnHour() {
        house.repeats(CONFIG, SAYS.formatted("Plug"));
        house.on(new Event.HomeEdited(new HomeEdit.Add(house.state.newcomers().getFirst().device(), "")));
        house.effects.clear();
        nonsense(30);
        assertEquals(List.of(Kind.UNREADABLE, Kind.READABLE), house.journal());
        assertEquals("$alert/unreadable power/value: 6 bytes that are no text", alert());
        house.says("plug", "{\"power\":7}");
        assertEquals("$alert/unreadable ", alert());
        house.now = house.now.plus(Duration.ofMinutes(61));
        nonsense(30);
        assertEquals(List.of(Kind.UNREADABLE, Kind.READABLE, Kind.UNREADABLE, Kind.READABLE), house.journal());
    }

    private void nonsense(int times) {
        for (int i = 0; i < times; i++) {
            house.says("plug", "{\"power\":" + i + "}");
            house.on(new Event.MessageReceived(new Message("plug", Payload.of(new byte[]{(byte) 0xff, 0, 1, 2, 3, (byte) i}), 0, false)));
        }
    }

    private String alert() {
        return house.effects.stream().flatMap(e -> e instanceof Effect.Announce(var m) && m.topic().contains("$alert/")
                ? Stream.of(m.topic().substring(m.topic().indexOf('$')) + " " + m.payload().text().orElse("?"))
                : Stream.<String>empty()).reduce((_, last) -> last).orElse("");
    }
}
