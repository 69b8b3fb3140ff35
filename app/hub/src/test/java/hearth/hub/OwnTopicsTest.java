package hearth.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of it when somebody else speaks where only the hub does.
final class OwnTopicsTest {

    private static final String DEGREES = "hearth/5/temperature/climate/temperature";

    private final House house = new House();

    OwnTopicsTest() {
        house.says("temperature", "21.5");
        house.effects.clear();
    }

    @Test void whatHoldsIsSaidAgain() {
        said(DEGREES, "99");
        assertEquals(List.of(DEGREES + " 21.5"), told());
        said("hearth/5/temperature/$state", "lost");
        assertEquals(List.of("hearth/5/temperature/$state ready"), told());
        said("hearth/5/hub/home/devices", "1000");
        assertEquals(List.of("hearth/5/hub/home/devices 3"), told());
        said("security/alarm/state", "triggered");
        assertEquals(List.of("security/alarm/state disarmed"), told());
        said("hearth/5/temperature/$description", "{}");
        assertTrue(told().getFirst().startsWith("hearth/5/temperature/$description {\"homie\":\"5.0\""));
    }

    @Test void whereNothingIsThatIsSaidAgainToo() {
        said("hearth/5/light/light/brightness", "62");
        assertEquals(List.of("hearth/5/light/light/brightness "), told());
        said(DEGREES + "/$target", "30");
        assertEquals(List.of(DEGREES + "/$target "), told());
        for (var alert : List.of("silent", "battery", "unreadable")) {
            said("hearth/5/temperature/$alert/" + alert, "low");
            assertEquals(List.of("hearth/5/temperature/$alert/" + alert + " "), told());
        }
    }

    @Test void aWishAndATroubleThatHoldStand() {
        house.says("hearth/5/light/light/brightness/set", "40").says("temperature", "warm");
        house.effects.clear();
        said("hearth/5/light/light/brightness/$target", "");
        assertEquals(List.of("hearth/5/light/light/brightness/$target 40"), told());
        said("hearth/5/temperature/$alert/unreadable", "");
        assertEquals(List.of("hearth/5/temperature/$alert/unreadable climate/temperature: warm"), told());
    }

    @Test void whatIsSoAnywayOrNobodysBusinessIsLeftAlone() {
        said(DEGREES, "21.5");
        for (var topic : List.of("hearth/5/", "hearth/5/hub", "hearth/5/hub/of/others", "hearth/5/NO DEVICE/$state", "hearth/5/lamp/$state",
                "hearth/5/temperature", "hearth/5/temperature/$mood", "hearth/5/temperature/$alert/mood", "hearth/5/temperature/$alert",
                "hearth/5/temperature/a/b", "hearth/5/temperature/a/b/$target",
                "hearth/4/temperature/$state", "hearth/", "homeassistant/status", "security/alarm/event")) {
            said(topic, "x");
            said(topic, "");
        }
        assertEquals(List.of(), house.effects);
        assertEquals(Map.of(), house.state.corrections());
    }

    @Test void whoInsistsIsCorrectedMoreAndMoreSeldom() {
        int corrected = 0;
        for (int second = 0; second < 3_600; second++) {
            said(DEGREES, "99");
            corrected += (int) told().stream().filter((DEGREES + " 21.5")::equals).count();
            house.later(Duration.ofSeconds(1));
        }
        // after 0, 10, 30, 70, 150, 310 s, and then each 300 s
        assertEquals(6 + (3_600 - 310) / 300, corrected);
        house.effects.clear();
        house.later(Duration.ofMinutes(11));
        assertEquals(List.of(DEGREES + " 21.5"), told());
        assertEquals(Map.of(), house.state.corrections());
        said(DEGREES, "99");
        assertEquals(List.of(DEGREES + " 21.5"), told());
    }

    @Test void whatHoldsAtTheEndOfThePauseIsSaidThen() {
        said(DEGREES, "99");
        said(DEGREES, "98");
        house.says("temperature", "22");
        said(DEGREES, "97");
        house.effects.clear();
        house.later(Duration.ofSeconds(10));
        assertEquals(List.of(DEGREES + " 22"), told());
    }

    @Test void theJournalSaysItOnceAnHour() {
        said(DEGREES, "");
        assertEquals(List.of(), house.journal());
        house.on(new Event.Overheard(Message.of("hearth/5/temperature/$state", "lost"), "the toaster"));
        house.on(new Event.Overheard(Message.of("hearth/5/light/$state", "lost"), "kettle"));
        assertEquals(List.of(new JournalEntry(house.now, JournalEntry.Kind.SPOKEN_OVER, Optional.empty(),
                "hearth/5/temperature/$state the toaster")), lines());
        house.later(Duration.ofHours(1));
        house.effects.clear();
        said("hearth/5/light/$state", "lost");
        assertEquals(List.of(JournalEntry.Kind.SPOKEN_OVER), house.journal());
    }

    @Test void whatStandsThereSinceAnEarlierTimeIsPutRightWithoutAWord() {
        house.on(new Event.Overheard(Message.retained("hearth/5/light/light/brightness/$target", "40"), ""));
        assertEquals(List.of(), house.journal());
        assertEquals(List.of("hearth/5/light/light/brightness/$target "), told());
    }

    private List<JournalEntry> lines() {
        return house.effects.stream().flatMap(e -> e instanceof Effect.Append(var line) ? Optional.of(line).stream()
                : Optional.<JournalEntry>empty().stream()).toList();
    }

    private void said(String topic, String payload) {
        house.on(new Event.Overheard(Message.of(topic, payload), ""));
    }

    private List<String> told() {
        var told = house.effects.stream()
                .flatMap(e -> e instanceof Effect.Announce(var m) && m.retained() ? Optional.of(m).stream()
                        : Optional.<Message>empty().stream())
                .map(m -> m.topic() + " " + m.payload().text().orElseThrow()).toList();
        house.effects.clear();
        return told;
    }
}
