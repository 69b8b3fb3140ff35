package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class SegmentsTest {

    private final List<String> chosen = new CopyOnWriteArrayList<>();
    private Scene scene;

    @Start void start(Stage stage) {
        var segments = new Segments<>("letter", List.of("a", "b", "c"), letter -> letter, chosen::add);
        segments.show("b");
        scene = new Scene(new VBox(new Button("before"), segments, new Button("after")), 400, 200);
        Screens.show(stage, scene, 400, 200);
    }

    @Test void arrowsMoveTheFocusWithinAndInSightAndSpaceChooses(FxRobot robot) {
        Screens.fx(() -> scene.lookup(".segment").requestFocus());
        assertEquals("b, in sight", after(robot, KeyCode.RIGHT));
        assertEquals("c, in sight", after(robot, KeyCode.DOWN));
        assertEquals("c, in sight", after(robot, KeyCode.RIGHT));
        assertEquals(List.of(), chosen);
        assertEquals("c, in sight", after(robot, KeyCode.SPACE));
        assertEquals("b, in sight", after(robot, KeyCode.LEFT));
        assertEquals("a, in sight", after(robot, KeyCode.UP));
        assertEquals("a, in sight", after(robot, KeyCode.LEFT));
        assertEquals(List.of("c"), chosen);
    }

    private String after(FxRobot robot, KeyCode key) {
        robot.type(key);
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            Node at = scene.getFocusOwner();
            return ((Labeled) at).getText() + (at.isFocusVisible() ? ", in sight" : ", unseen");
        });
    }
}
