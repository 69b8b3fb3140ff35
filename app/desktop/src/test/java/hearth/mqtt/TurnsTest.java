package hearth.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    private final Turns one = new Turns(1);

    @Test void eachPauseIsTwiceAsLongAsTheOneBeforeUpToThirtySeconds() {
        for (long most : List.of(200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000)) {
            one.failed(Duration.ZERO);
            assertTrue(pauses().allMatch(p -> p >= most / 2 && p <= most), () -> "up to " + most);
        }
        IntStream.range(0, 1_000).forEach(_ -> one.failed(Duration.ZERO));
        assertTrue(pauses().allMatch(p -> p >= 15_000 && p <= 30_000));
    }

    @Test void manyHubsDoNotComeBackAtOneMoment() {
        IntStream.range(0, 8).forEach(_ -> one.failed(Duration.ZERO));
        assertTrue(pauses().distinct().count() > 50);
    }

    @Test void aLinkThatHeldBeginsThemAnew() {
        IntStream.range(0, 8).forEach(_ -> one.failed(Duration.ZERO));
        one.failed(Duration.ofSeconds(11));
        assertTrue(pauses().allMatch(p -> p <= 200));
    }

    @Test void eachBrokerHasItsTurnBeforeThereIsAPause() {
        var three = new Turns(3);
        var turns = IntStream.range(0, 4).map(_ -> {
            three.failed(Duration.ZERO);
            return three.turn();
        }).boxed().toList();
        assertEquals(List.of(1, 2, 0, 1), turns);
        three.failed(Duration.ZERO);
        three.failed(Duration.ZERO);
        assertTrue(three.round());
    }

    private LongStream pauses() {
        return LongStream.generate(one::pauseMillis).limit(200);
    }
}
