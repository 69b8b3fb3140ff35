package hearth.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EchoesTest {

    private static final Message ON = Message.of("lamp", "on");

    private final Echoes echoes = new Echoes();

    @Test void eachIsPassedOverAsOftenAsItWasSaid() {
        echoes.said(ON, 0);
        echoes.said(ON, 0);
        assertTrue(echoes.heard(ON, 1));
        assertTrue(echoes.heard(ON, 1));
        assertFalse(echoes.heard(ON, 1));
        assertFalse(echoes.heard(Message.of("lamp", "off"), 1));
    }

    @Test void afterAMinuteItIsNews() {
        echoes.said(ON, 0);
        assertFalse(echoes.heard(ON, TimeUnit.SECONDS.toNanos(61)));
    }

    @Test void aNewConnectionBeginsTheMinuteAnew() {
        echoes.said(ON, 0);
        echoes.renew(TimeUnit.SECONDS.toNanos(500));
        assertTrue(echoes.heard(ON, TimeUnit.SECONDS.toNanos(559)));
    }

    @Test void manyAreNotRememberedForever() {
        for (int i = 0; i < 30_000; i++) {
            echoes.said(Message.of("n", "" + i), TimeUnit.SECONDS.toNanos(i));
        }
        assertEquals(false, echoes.heard(Message.of("n", "5"), TimeUnit.SECONDS.toNanos(30_000)));
        assertEquals(true, echoes.heard(Message.of("n", "29990"), TimeUnit.SECONDS.toNanos(30_000)));
    }
}
