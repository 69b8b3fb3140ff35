package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WledTest {

    private static Transcript strip() {
        return new Transcript().announces("wled/aabbcc/status", "online");
    }

    @Test void aStripIsFoundByItsStatusAndSpeaksInItsOwnScale() {
        var t = strip();
        assertEquals("", t.problem());
        assertEquals("WLED aabbcc", t.name());
        assertEquals(List.of("wled-aabbcc"), t.devices());
        assertEquals("wled", t.binding().about().via());
        assertEquals("wled/aabbcc/g", t.property("light/brightness").source());
        assertEquals(List.of("light/on true", "light/brightness 50.2"), t.says("wled/aabbcc/g", "128"));
        assertEquals(List.of("light/on false"), t.says("wled/aabbcc/g", "0"));
        assertEquals(List.of("light/color hsv,37.6,100,100"), t.says("wled/aabbcc/c", "#FFA000"));
        assertEquals(List.of("light/color hsv,37.6,100,100"), t.says("wled/aabbcc/c", "#10FFA000"));
        assertEquals(List.of("light/effect 73", "light/speed 128", "light/palette 6"), t.says("wled/aabbcc/v",
                "<?xml version='1.0' ?><vs><ac>128</ac><cl>255</cl><fx>73</fx><sx>128</sx><fp>6</fp></vs>"));
    }

    @Test void aStripIsToldInItsOwnWords() {
        var t = strip();
        assertEquals(List.of("wled/aabbcc ON"), t.sends("light/on", "true"));
        assertEquals(List.of("wled/aabbcc OFF"), t.sends("light/on", "false"));
        assertEquals(List.of("wled/aabbcc 128"), t.sends("light/brightness", "50"));
        assertEquals(List.of("wled/aabbcc 1"), t.sends("light/brightness", "0.1"));
        assertEquals(List.of("wled/aabbcc OFF"), t.sends("light/brightness", "0"));
        assertEquals(List.of("wled/aabbcc/col #FF0000"), t.sends("light/color", "rgb,255,0,0"));
        assertEquals(List.of("wled/aabbcc/api FX=73"), t.sends("light/effect", "73"));
    }

    @Test void whatASpecialBoardSaysBesidesIsThereOnceItWasSaid() {
        var t = strip().announces("wled/aabbcc/button/0", "on").announces("wled/aabbcc/motion/1", "off")
                .announces("wled/aabbcc/temperature", "21.5");
        assertEquals(false, t.property("button-0/event").retained());
        assertEquals(List.of("button-0/event double"), t.says("wled/aabbcc/button/0", "double"));
        assertEquals(List.of("motion-1/motion true"), t.says("wled/aabbcc/motion/1", "on"));
        assertEquals(List.of("temperature/temperature 21.5"), t.says("wled/aabbcc/temperature", "21.5"));
    }

    @Test void itIsThereAndAwayAndTakenBack() {
        var t = strip();
        assertEquals(Optional.of(true), t.online("wled/aabbcc/status", "online"));
        assertEquals(Optional.of(false), t.online("wled/aabbcc/status", "offline"));
        assertEquals(List.of(), t.announces("wled/aabbcc/status", "").devices());
        assertEquals(List.of(), new Transcript().announces("wled/aabbcc/button/0", "on").announces("wled/all/status", "online").devices());
    }
}
