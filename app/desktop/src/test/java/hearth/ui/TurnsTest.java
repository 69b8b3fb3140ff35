package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TurnsTest {

    private final Turns turns = new Turns();
    private final List<String> drawn = new ArrayList<>();
    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void whatDoesNotFitIntoAFrameComesInTheNextOnesInItsOrder() throws Exception {
        int atOnce = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            for (int i = 0; i < 100; i++) {
                draw("tile " + i, "" + i);
            }
            return drawn.size();
        });
        assertTrue(atOnce >= 1 && atOnce <= 8, () -> atOnce + " at once");
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, () -> drawn.size() == 100));
        assertEquals(IntStream.range(0, 100).mapToObj(Integer::toString).toList(), drawn);
    }

    @Test void whatWaitsIsDrawnOnceAsItIsThen() throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            for (int i = 0; i < 20; i++) {
                draw("tile " + i, "old " + i);
            }
            draw("tile 19", "new 19");
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, () -> drawn.size() == 20));
        assertEquals("new 19", drawn.getLast());
    }

    @Test void aTurnMayAskForAnother() {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> turns.take("board", () -> {
            drawn.add("one");
            draw("board", "two");
        }));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("one", "two"), drawn);
    }

    @Test void thePiecesOfAPageComeEachAfterTheOneBeforeIsLaidOut(FxRobot robot) throws Exception {
        var layouts = new AtomicInteger();
        var seen = new ArrayList<Integer>();
        robot.interact(() -> {
            var scene = new Scene(new Pane());
            Screens.show(stage, scene, 200, 200);
            scene.addPostLayoutPulseListener(layouts::incrementAndGet);
            turns.next("page", () -> {
                seen.add(layouts.get());
                turns.next("page", () -> seen.add(layouts.get()));
                turns.take("tile", () -> seen.add(layouts.get()));
            });
            assertEquals(List.of(), seen);
        });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(60_000, () -> seen.size() == 3));
        assertTrue(seen.get(0) >= 1 && seen.get(1) > seen.get(0), seen::toString);
    }

    private void draw(String what, String words) {
        turns.take(what, () -> drawn.add(words));
    }
}
