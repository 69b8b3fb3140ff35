package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ValueSliderTest {

    private final List<Double> moves = new CopyOnWriteArrayList<>();
    private ValueSlider slider;

    @Start void start(Stage stage) {
        slider = ValueSlider.dimmer(v -> (int) v + " percent", moves::add);
        slider.setMinWidth(200);
        slider.setMaxWidth(200);
        slider.show(OptionalDouble.of(50));
        Screens.show(stage, new Scene(new StackPane(slider)), 400, 200);
        slider.requestFocus();
    }

    @Test void arrowsMoveByOnePageKeysByTenHomeAndEndToTheEnds(FxRobot robot) {
        robot.push(KeyCode.RIGHT).push(KeyCode.LEFT).push(KeyCode.PAGE_UP).push(KeyCode.PAGE_DOWN).push(KeyCode.END).push(KeyCode.HOME);
        assertEquals(List.of(51.0, 50.0, 60.0, 50.0, 100.0, 0.0), moves);
    }

    @Test void onlyTheHomeKeyGoesToZero(FxRobot robot) {
        robot.drag(at(0.5), MouseButton.PRIMARY).dropTo(at(-0.5));
        robot.push(KeyCode.LEFT).push(KeyCode.PAGE_DOWN);
        assertEquals(1.0, moves.getLast());
        robot.push(KeyCode.HOME);
        assertEquals(0.0, moves.getLast());
    }

    @Test void aClickOnTheBarMovesThere(FxRobot robot) {
        robot.clickOn(at(0.8));
        assertEquals(List.of(80.0), moves);
    }

    @Test void aReportNeverMovesTheThumbWhileItIsHeld(FxRobot robot) throws Exception {
        robot.drag(at(0.5), MouseButton.PRIMARY).moveTo(at(0.7));
        report(10);
        assertEquals(70.0, shown());
        robot.drop();
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> shown() == 10);
        assertEquals(70.0, moves.getLast());
    }

    @Test void theProgramsMovesAreNotTheUsers() {
        report(30);
        assertEquals(30.0, shown());
        assertEquals(List.of(), moves);
    }

    @Test void aScreenReaderHearsRoleAndValue() {
        assertEquals(List.of(AccessibleRole.SLIDER, 50.0, "50 percent", 0.0, 100.0),
                List.of(slider.getAccessibleRole(), shown(), read(AccessibleAttribute.VALUE_STRING), read(AccessibleAttribute.MIN_VALUE),
                        read(AccessibleAttribute.MAX_VALUE)));
    }

    private void report(double value) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> slider.show(OptionalDouble.of(value)));
    }

    private double shown() {
        return (double) read(AccessibleAttribute.VALUE);
    }

    private Object read(AccessibleAttribute attribute) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> slider.queryAccessibleAttribute(attribute));
    }

    private Point2D at(double share) {
        return slider.localToScreen(200 * share, slider.getHeight() / 2);
    }
}
