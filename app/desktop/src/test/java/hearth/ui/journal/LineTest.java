package hearth.ui.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hearth.device.DeviceId;
import hearth.hub.HubState;
import hearth.hub.JournalEntry;
import hearth.hub.JournalEntry.Kind;
import hearth.hub.Refusal;
import hearth.hub.Trouble;
import hearth.ui.Houses;
import hearth.ui.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineTest {

    private static final HubState HOUSE = Houses.full(Houses.SETTINGS);
    private static final Texts ENGLISH = Texts.of(Houses.SETTINGS, ZoneOffset.UTC);
    private static final Texts GERMAN = Texts.of(Houses.SETTINGS.withLanguage("de"), ZoneOffset.UTC);

    private static Line line(Kind kind, String detail, Texts texts) {
        return Line.of(new JournalEntry(Houses.NOW, kind, Optional.of(DeviceId.of("ceiling")), detail), Called.in(HOUSE), texts);
    }

    @ParameterizedTest
    @EnumSource(Kind.class) void everyKindHasWordsInBothLanguages(Kind kind) {
        var detail = kind == Kind.TROUBLE || kind == Kind.TROUBLE_OVER ? "DISK journal.db" : kind == Kind.LIMITED ? "TOO_FAST plug"
                : kind == Kind.THERMOSTAT ? "frost" : "62";
        assertFalse(line(kind, detail, ENGLISH).words().isBlank());
        assertFalse(line(kind, detail, GERMAN).words().isBlank());
        assertFalse(line(kind, detail, GERMAN).words().equals(line(kind, detail, ENGLISH).words()));
    }

    @ParameterizedTest
    @EnumSource(Trouble.Kind.class) void everyTroubleHasWordsInBothLanguages(Trouble.Kind kind) {
        assertFalse(line(Kind.TROUBLE, kind + " x", ENGLISH).words().equals(line(Kind.TROUBLE, kind + " x", GERMAN).words()));
    }

    @ParameterizedTest
    @EnumSource(Refusal.Reason.class) void everyRefusalHasWordsInBothLanguages(Refusal.Reason reason) {
        assertFalse(line(Kind.LIMITED, reason + " x", ENGLISH).words().equals(line(Kind.LIMITED, reason + " x", GERMAN).words()));
    }

    @Test void aValueIsSaidAsTheDeviceMeantIt() {
        assertEquals(new Line(Houses.NOW, Kind.COMMANDED, "Ceiling light", "set to 62\u00a0%, confirmed"),
                line(Kind.COMMANDED, "62", ENGLISH));
    }

    @Test void aDeviceThatIsGoneKeepsTheNameItHad() {
        var gone = Optional.of(DeviceId.of("gone-lamp"));
        var lines = List.of(new JournalEntry(Houses.NOW, Kind.ADDED, gone, "Lamp"),
                new JournalEntry(Houses.NOW.plusSeconds(1), Kind.OFFLINE, gone, ""),
                new JournalEntry(Houses.NOW.plusSeconds(2), Kind.REMOVED, gone, "Old lamp"));
        assertEquals("Old lamp", Line.of(lines.get(1), Called.in(HOUSE).by(lines), ENGLISH).subject());
        assertEquals("Old lamp", Line.of(lines.get(1), Called.in(HOUSE).by(lines.reversed()), ENGLISH).subject());
        assertEquals("gone-lamp", Line.of(lines.get(1), Called.in(HOUSE), ENGLISH).subject(), "nothing is known of it");
    }

    @Test void aTakenPortNamesThePortAsItIsWritten() {
        assertEquals("cannot start: port 1883 is taken by mosquitto", line(Kind.PORT_TAKEN, "1883 mosquitto", ENGLISH).words());
        assertEquals("cannot start: port 1883 is taken by another program", line(Kind.PORT_TAKEN, "1883", ENGLISH).words());
    }

    @Test void wordsFromTheNetworkAreMadeHarmless() {
        assertEquals("said something unreadable: a b", line(Kind.UNREADABLE, "a\nb", ENGLISH).words());
    }
}
