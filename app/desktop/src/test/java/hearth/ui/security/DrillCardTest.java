package hearth.ui.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Message;
import hearth.home.Channel;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Settings;
import hearth.hub.Answer;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Incident;
import hearth.ui.Houses;
import hearth.ui.Screens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Labeled;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A drill in the real window, in front of a real house that answers at once.
@ExtendWith(ApplicationExtension.class)
class DrillCardTest extends AnsweringWindow {

    private static final Instant NOW = Houses.NOW;
    private static final Channel PHONE = new Channel("phone", new Channel.Address.Ntfy("https://ntfy.sh", "hearth-test"));

    private static HubState told(Settings settings) {
        return Guarded.after(Guarded.house(settings), NOW,
                new Event.PeopleChanged(new People(List.of(new Person("Ann", List.of(PHONE)))), Map.of()));
    }

    @Start void start(Stage primary) {
        stage = primary;
        open(told(Houses.SETTINGS));
    }

    private static List<String> steps(FxRobot robot) {
        return robot.lookup("#drill-steps").<VBox>query().getChildren().stream().map(step -> ((Labeled) step).getText()).toList();
    }

    private static HubState walked(HubState house) {
        var heard = Guarded.after(Guarded.after(house, NOW, new Event.DrillWanted()), NOW.plusMillis(100), Houses.said("door", "open"));
        var sounding = Guarded.after(heard, NOW.plusMillis(900), new Event.MessageReceived(Message.of("plug/state", "ON")));
        var phoned = sounding;
        for (var id : sounding.outbox().deliveries().keySet()) {
            phoned = Guarded.after(phoned, NOW.plusSeconds(2), new Event.Delivered(id, 1, new Answer.Accepted("200")));
        }
        return Guarded.after(Guarded.after(phoned, NOW.plusSeconds(6), new Event.Tick()), NOW.plusSeconds(9),
                new Event.IncidentAcknowledged());
    }

    @Test void theWayFromASensorToThePhoneIsWalkedAndWhatPassedIsSaid(FxRobot robot) {
        robot.interact(() -> robot.lookup("#drill-begin").queryButton().fire());
        settle();
        assertEquals(List.of("Waiting for a sensor"), steps(robot));
        show(Guarded.after(house, NOW, Houses.said("door", "open")));
        assertEquals("TEST · A DRILL, NOTHING HAS HAPPENED", robot.lookup(".alert-kicker").<Labeled>query().getText());
        assertEquals(Incident.Kind.TEST, house.alert().orElseThrow().kind());
        robot.clickOn("#alert-seen");
        settle();
        assertFalse(robot.lookup("#alert").query().isVisible());
        assertEquals("Front door (zone Entrance): heard at 17:42:00.0", steps(robot).getFirst());
    }

    @Test void whatPassedAndWhatDidNotIsCounted(FxRobot robot) {
        show(walked(told(Houses.SETTINGS)));
        assertEquals(List.of("Front door (zone Entrance): heard at 17:42:00.1", "Written to disk",
                "This screen: somebody saw the alarm at 17:42:09.0",
                "Siren of this computer: played without an error. Whether it is loud enough only you can hear.",
                "TV plug: sounded, confirmed at 17:42:00.9", "Ann, Push: accepted 17:42:02.0"), steps(robot));
        assertEquals("All of it passed.", robot.lookup("#drill-sum").<Labeled>query().getText());
        robot.interact(() -> robot.lookup("#drill-close").queryButton().fire());
        settle();
        assertEquals(List.of(), steps(robot));
    }

    @Test void aHouseWithoutZonesSaysWhatIsMissing(FxRobot robot) {
        show(Houses.full(Houses.SETTINGS));
        assertTrue(robot.lookup("#drill-begin").query().isDisabled());
        assertEquals("A drill begins with a sensor: first put one into a zone.",
                robot.lookup("#drill-words").<Labeled>query().getText());
    }

    @Test void everyDrillIsDrawn(FxRobot robot) {
        robot.interact(() -> open(walked(told(Houses.SETTINGS))));
        Screens.savePage(window.scene(), "drill-light", 1);
        robot.interact(() -> open(walked(Guarded.house(Houses.SETTINGS.withLanguage("de").withTheme(Settings.Theme.DARK)))));
        Screens.savePage(window.scene(), "drill-german-dark", 1);
        assertTrue(stage.isShowing());
    }
}
