package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SirenTest {
    private static final short[] ROUND = Siren.samples();

    @Test void eachHalfHasItsPitch() {
        assertEquals(List.of(740, 990), List.of(hertz(0), hertz(Siren.SAMPLES_A_PITCH)));
    }

    @Test void itIsLoudAndDoesNotClip() {
        int loudest = IntStream.range(0, ROUND.length).map(i -> Math.abs(ROUND[i])).max().orElseThrow();
        assertEquals((int) Math.round(0.95 * Short.MAX_VALUE), loudest);
    }

    @Test void neitherTheLoopNorTheChangeOfPitchClicks() {
        int steepest = IntStream.range(1, Siren.SAMPLES_A_PITCH).map(i -> Math.abs(ROUND[i] - ROUND[i - 1])).max().orElseThrow();
        int change = Math.abs(ROUND[Siren.SAMPLES_A_PITCH] - ROUND[Siren.SAMPLES_A_PITCH - 1]);
        int seam = Math.abs(ROUND[0] - ROUND[ROUND.length - 1]);
        assertEquals(0, ROUND[0]);
        assertTrue(Math.max(change, seam) <= 1.4 * steepest, change + " and " + seam + " beside " + steepest);
    }

    @Test void bothChannelsCarryEverySample() {
        var pcm = Siren.pcm();
        var wanted = IntStream.range(0, 2 * ROUND.length).map(i -> ROUND[i / 2]).toArray();
        assertArrayEquals(wanted, IntStream.range(0, pcm.length / 2).map(i -> (pcm[2 * i] & 0xff) | pcm[2 * i + 1] << 8).toArray());
    }

    /// Upward zero crossings in a second.
    private static int hertz(int from) {
        long rises = IntStream.range(from, from + Siren.SAMPLES_A_PITCH).filter(i -> ROUND[i] <= 0 && ROUND[(i + 1) % ROUND.length] > 0)
                .count();
        return Math.round(rises * (float) Siren.RATE / Siren.SAMPLES_A_PITCH);
    }
}
