package hearth.ui.add;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The steps of adding a device in every theme, size and language, as pictures in `target/screens` to look at.
@ExtendWith(ApplicationExtension.class)
class AddPicturesTest {

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void everyStepIsShownInEveryTheme(FxRobot robot) {
        steps(robot, "add-light", Houses.SETTINGS, 1440, 900, 1);
        steps(robot, "add-dark", Houses.SETTINGS.withTheme(Theme.DARK), 1440, 900, 1);
        steps(robot, "add-contrast", Houses.SETTINGS.withTheme(Theme.CONTRAST), 960, 640, 1.5);
        steps(robot, "add-german-small", Houses.SETTINGS.withLanguage("de"), 900, 600, 1);
    }

    @Test void theFirstStepIsShownEmpty(FxRobot robot) {
        var window = window(Houses.empty(Houses.SETTINGS), 1440, 900);
        robot.interact(() -> window.open(new Place.AddDevice(Optional.empty())));
        Screens.save(window.scene(), "add-empty", 1);
        assertTrue(stage.isShowing());
    }

    private void steps(FxRobot robot, String name, Settings settings, double width, double height, double scale) {
        var house = Houses.after(Houses.full(settings), Houses.NOW.minusSeconds(20),
                new Event.MessageReceived(Message.of("hallway/climate", "{\"temperature\":21.5,\"humidity\":47,\"battery\":88}")));
        var window = window(house, width, height);
        robot.interact(() -> window.open(new Place.AddDevice(Optional.empty())));
        Screens.save(window.scene(), name + "-1", scale);
        robot.interact(() -> window.open(new Place.AddDevice(Optional.of("hallway/climate"))));
        Screens.save(window.scene(), name + "-2", scale);
        robot.interact(() -> robot.lookup("#add-kinds").<ListView<?>>query().requestFocus());
        robot.type(KeyCode.ENTER);
        Screens.save(window.scene(), name + "-3", scale);
        robot.interact(() -> {
            robot.lookup("#add-more").queryAs(TitledPane.class).setExpanded(true);
            robot.lookup("#add-variable-path").queryTextInputControl().setText("$.[");
        });
        robot.clickOn("#add-add");
        Screens.save(window.scene(), name + "-4", scale);
        robot.interact(() -> robot.lookup("#add-variable-path").queryTextInputControl().setText(""));
        robot.clickOn("#add-add");
        Screens.save(window.scene(), name + "-5", scale);
    }

    private HearthWindow window(HubState house, double width, double height) {
        return Screens.open(stage, house, _ -> {
        }, new Place.Home(), width, height);
    }
}
