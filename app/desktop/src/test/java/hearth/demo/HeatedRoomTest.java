package hearth.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.demo.HeatedRoom.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeatedRoomTest {

    private static final HeatedRoom COLD = new HeatedRoom(18, 21, Action.IDLE).wanting(21);

    @Test void aRoomThatIsTooColdIsHeatedUpToItsSetpointAndThenLeftAlone() {
        assertEquals(Action.HEATING, COLD.action());
        var warmer = COLD.after(Duration.ofMinutes(1), 9);
        assertTrue(warmer.temperature() > 19 && warmer.temperature() < 19.5, warmer.toString());
        assertEquals(Action.IDLE, COLD.after(Duration.ofMinutes(4), 9).action());
    }

    @Test void aRoomThatIsFarTooWarmIsCooled() {
        var warm = COLD.after(Duration.ofMinutes(4), 9).wanting(18);
        assertEquals(Action.COOLING, warm.action());
        assertTrue(warm.after(Duration.ofMinutes(1), 9).temperature() < warm.temperature() - 1.5);
    }

    @Test void leftAloneItNearsTheOutside() {
        var left = new HeatedRoom(21, 5, Action.IDLE);
        assertEquals(9 + 12 / Math.E, left.after(Duration.ofMinutes(40), 9).temperature(), 1e-9);
    }

    @Test void itStaysNearItsSetpointHoweverOftenItIsAsked() {
        var room = COLD;
        for (int second = 0; second < 3_600; second += 3) {
            room = room.after(Duration.ofSeconds(3), 9);
            assertTrue(second < 300 || Math.abs(room.temperature() - 21) < 0.5, room + " after " + second + " s");
        }
    }

    @Test void theNightIsColdestAtThreeAndTheDayWarmestAtThree() {
        assertEquals(4, ColdFront.mild(3), 1e-9);
        assertEquals(14, ColdFront.mild(15), 1e-9);
    }
}
