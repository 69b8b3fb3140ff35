package hearth.ui.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Trouble;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The alert within the real window.
@ExtendWith(ApplicationExtension.class)
class AlertScreenTest {

    private final List<Event> submitted = new CopyOnWriteArrayList<>();
    private HubState house = Houses.full(Houses.SETTINGS);
    private HearthWindow window;

    @Start void start(Stage stage) {
        window = Screens.window(house, submitted::add);
        Screens.show(stage, window.scene(), 1000, 700);
    }

    @Test void itIsNotThereWhileAllIsWell(FxRobot robot) {
        assertFalse(robot.lookup("#alert").query().isVisible());
    }

    @Test void aBreakInIsShownOnlyOnceItIsRecorded(FxRobot robot) {
        to(Houses.after(house, Houses.NOW, Houses.said("panel", "alarm")));
        assertFalse(robot.lookup("#alert").query().isVisible());
        ring("alarm");
        assertTrue(robot.lookup("#alert").query().isVisible());
    }

    @Test void itSaysTheWordsOfThePanelAsPlainText(FxRobot robot) {
        ring("{\"status\":\"BREAK_IN\",\"zone\":\"kitchen\\n<b>\\u202e\"}");
        assertEquals("Break-in: kitchen <b>", text(robot, "#alert-title"));
        assertEquals(
                "Break-in alarm. Break-in: kitchen <b>. Security (home/panel) says “BREAK_IN”. Since 17:42.",
                robot.lookup("#alert").query().getAccessibleText());
    }

    @Test void repeatsAreCounted(FxRobot robot) {
        ring("alarm");
        for (int i = 0; i < 19; i++) {
            to(Houses.after(house, Houses.NOW, Houses.said("panel", "alarm")));
        }
        assertEquals("×20", text(robot, "#alert-count"));
    }

    @Test void allGoesByKeyboardAndEscapeDoesNothing(FxRobot robot) {
        ring("alarm");
        robot.type(KeyCode.ESCAPE).type(KeyCode.ENTER).type(KeyCode.TAB).type(KeyCode.SPACE);
        assertEquals(List.of(new Event.IncidentSilenced(), new Event.IncidentAcknowledged()), submitted);
        assertTrue(robot.lookup("#alert").query().isVisible());
    }

    @Test void noKeyReachesWhatLiesBelow(FxRobot robot) {
        ring("alarm");
        robot.push(KeyCode.CONTROL, KeyCode.K);
        for (int i = 0; i < 10; i++) {
            robot.type(KeyCode.TAB);
            assertTrue(WaitForAsyncUtils.waitForAsyncFx(30_000, () -> List.of("alert", "alert-silence", "alert-seen")
                    .contains(window.scene().getFocusOwner().getId())));
        }
        assertTrue(robot.lookup("#palette").tryQuery().isEmpty());
    }

    @Test void itComesOverAnOpenDialogAndTheDialogIsThereAfterwards(FxRobot robot) {
        robot.interact(() -> window.open(new Place.AddDevice(Optional.empty())));
        robot.clickOn("#add-filter").write("porch");
        ring("alarm");
        robot.type(KeyCode.ENTER);
        assertEquals(List.of(new Event.IncidentSilenced()), submitted);
        to(Houses.after(house, Houses.NOW, new Event.IncidentAcknowledged()));
        robot.type(KeyCode.END).write("/temp");
        assertEquals("porch/temp", robot.lookup("#add-filter").queryTextInputControl().getText());
    }

    @Test void onceSilencedOnlySeeingItIsLeft(FxRobot robot) {
        ring("alarm");
        to(Houses.after(house, Houses.NOW, new Event.IncidentSilenced()));
        assertEquals("Siren silenced", text(robot, "#alert-silence"));
        robot.type(KeyCode.SPACE);
        assertEquals(List.of(new Event.IncidentAcknowledged()), submitted);
    }

    @Test void itGoesWhenSomebodyHasSeenIt(FxRobot robot) {
        ring("alarm");
        to(Houses.after(house, Houses.NOW, new Event.IncidentAcknowledged()));
        assertFalse(robot.lookup("#alert").query().isVisible());
    }

    @Test void itSaysWhoWasToldAndWhetherThatWorked(FxRobot robot) {
        to(AlertPicturesTest.told(Houses.SETTINGS));
        assertEquals(
                List.of("This computer: shown 17:42:00.0", "Siren of this computer: on", "System notification: sent", "Written to disk",
                        "Anna, Push: accepted 17:41:23.1", "Anna, E-mail: smtp.example.org:465 took too long. Try 2 in 8 s",
                        "Nobody has answered yet. Ben is told at 17:42:22"),
                told(robot));
    }

    @Test void whatDoesNotWorkHereIsSaidToo(FxRobot robot) {
        ring("alarm");
        to(Houses.after(house, Houses.NOW, new Event.TroubleFound(new Trouble(Trouble.Kind.SOUND, "there is no sound device")),
                new Event.TroubleFound(new Trouble(Trouble.Kind.NOTIFICATION, "there is no gdbus"))));
        assertEquals(List.of("This computer: shown 17:42:00.0", "The siren could not be played: there is no sound device",
                "The system took no notification: there is no gdbus", "Written to disk",
                "Nobody away from here is told: see Settings, Who is told"), told(robot));
        to(Houses.after(house, Houses.NOW, new Event.IncidentAcknowledged()));
        assertEquals(List.of("The sound of the alarm could not be played: there is no sound device. An alarm is still shown on the screen. "
                + "Check the sound of this computer.",
                "The system takes no notifications: there is no gdbus. An alarm still fills the screen. "
                        + "Allow notifications in the system’s settings."),
                robot.lookup(".banner").queryAll().stream().map(Node::getAccessibleText).toList());
    }

    private static List<String> told(FxRobot robot) {
        return robot.lookup(".alert-told").<Labeled>queryAllAs(Labeled.class).stream().map(Labeled::getText).toList();
    }

    private void ring(String payload) {
        to(Houses.after(house, Houses.NOW, new Event.MessageReceived(Message.of("home/panel", payload)),
                new Event.IncidentRecorded(Houses.NOW, Optional.empty())));
    }

    private void to(HubState next) {
        house = next;
        window.accept(next);
        Screens.shown(window, () -> next);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).<Labeled>query().getText();
    }
}
