package hearth.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.hub.Discovery;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Stand;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ArrivalsTest {

    private static final HubState EMPTY = Houses.empty(Houses.SETTINGS);
    private static final DeviceId PLUG = DeviceId.of("plug-1");

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    private Stand open(FxRobot robot, HubState house) {
        var stand = new Stand[1];
        robot.interact(() -> stand[0] = new Stand(stage, house, Arrivals::new));
        return stand[0];
    }

    private static ListView<?> list(FxRobot robot) {
        return robot.lookup("#arrivals").queryAs(ListView.class);
    }

    private static Set<String> words(FxRobot robot) {
        return robot.lookup(".label").queryAllAs(Label.class).stream().filter(Label::isVisible).map(Label::getText)
                .collect(Collectors.toSet());
    }

    private static Event edited(HomeEdit edit) {
        return new Event.HomeEdited(edit);
    }

    private static void choose(FxRobot robot, int row) {
        robot.interact(() -> {
            list(robot).requestFocus();
            list(robot).getSelectionModel().select(row);
        });
    }

    @Test void aNewcomerIsShownWithItsMakerAndWhatItCanDoAndSays(FxRobot robot) {
        open(robot, Houses.announced(EMPTY));
        var words = words(robot);
        assertTrue(words.contains("Kettle"));
        assertTrue(words.contains("Sonoff S31 · Home Assistant discovery · Switch, Power"), words::toString);
        assertTrue(words.contains("On"), words::toString);
    }

    @Test void enterAddsUnderItsOwnNameAndDeleteHides(FxRobot robot) {
        var house = Houses.announced(EMPTY);
        var stand = open(robot, house);
        choose(robot, 0);
        robot.type(KeyCode.ENTER, KeyCode.DELETE);
        var first = house.newcomers().getFirst().device();
        assertEquals(List.of(edited(new HomeEdit.Add(first, "")), edited(new HomeEdit.Remove(first.id()))), stand.events);
    }

    @Test void nameAndRoomAreAskedInTheirOwnStep(FxRobot robot) {
        var stand = open(robot, Houses.announced(EMPTY));
        robot.interact(() -> robot.lookup(".button").queryAllAs(Button.class).stream()
                .filter(b -> "Name and room…: Kettle".equals(b.getAccessibleText())).findFirst().orElseThrow().fire());
        assertEquals(List.of(new Place.AddNewcomer(PLUG)), stand.ways);
    }

    @Test void allAreAddedAtOnce(FxRobot robot) throws TimeoutException {
        var house = Houses.announced(EMPTY);
        var stand = open(robot, house);
        robot.clickOn("#arrivals-all");
        assertEquals(List.of(edited(new HomeEdit.AddAll(house.newcomers().stream().map(n -> n.device()).toList(), ""))), stand.events);
        stand.show(Houses.after(house, Houses.NOW, stand.events.getFirst()));
        var card = robot.lookup("#arrivals").query().getParent().getParent();
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !card.isVisible());
        assertFalse(card.isVisible());
    }

    @Test void whatOnlyLooksLikeADeviceIsAddedOneByOne(FxRobot robot) {
        var house = Houses.proposed(EMPTY);
        var stand = open(robot, house);
        robot.clickOn("#arrivals-all");
        var announced = house.newcomers().stream().filter(n -> !n.proposed()).map(n -> n.device()).toList();
        assertEquals(edited(new HomeEdit.AddAll(announced, "")), stand.events.getFirst());
        robot.clickOn("#arrivals-proposed");
        assertFalse(robot.lookup("#arrivals-all").query().isVisible());
        assertTrue(words(robot).containsAll(List.of("Livingroom lights", "lights/livingroom · Brightness, Switch", "50\u00a0%")),
                words(robot)::toString);
        choose(robot, 0);
        robot.type(KeyCode.ENTER, KeyCode.DELETE);
        var front = house.newcomers().stream().filter(n -> n.device().name().equals("Front door")).findFirst().orElseThrow().device();
        assertEquals(List.of(edited(new HomeEdit.Add(front, "")), edited(new HomeEdit.Remove(front.id()))), stand.events.subList(1, 3));
    }

    @Test void whatWasHiddenIsShownAgain(FxRobot robot) {
        var house = Houses.after(Houses.announced(EMPTY), Houses.NOW, edited(new HomeEdit.Remove(PLUG)));
        var stand = open(robot, house);
        robot.clickOn("#arrivals-hidden");
        assertEquals(1, list(robot).getItems().size());
        robot.clickOn("Show again");
        assertEquals(List.of(edited(new HomeEdit.Welcome(house.hidden().getFirst().marks()))), stand.events);
    }

    @Test void theLongSilentAreSweptAfterAQuestion(FxRobot robot) {
        var house = Houses.announced(EMPTY, Houses.NOW.minus(Discovery.GHOST).minus(Duration.ofDays(1)));
        var stand = open(robot, house);
        robot.clickOn("#arrivals-silent").clickOn("#arrivals-all").type(KeyCode.ESCAPE);
        assertEquals(List.of(), stand.events);
        robot.clickOn("#arrivals-all").clickOn("#question-yes");
        assertEquals(List.of(new Event.GhostsSwept(house.newcomers().stream().map(n -> n.device().id()).collect(Collectors.toSet()))),
                stand.events);
    }

    @Test void aThousandAreListedAndANameIsPlainText(FxRobot robot) {
        var house = EMPTY;
        for (int i = 0; i < 1_000; i++) {
            house = Houses.after(house, Houses.NOW, new Event.MessageReceived(Message.retained("homeassistant/sensor/n" + i + "/v/config",
                    "{\"unique_id\":\"n" + i + "\",\"state_topic\":\"n\",\"device\":{\"identifiers\":[\"n" + i
                            + "\"],\"name\":\"<b>A\\u202e\\n" + i + "\"}}")));
        }
        open(robot, house);
        assertEquals(1_000, list(robot).getItems().size());
        assertTrue(words(robot).contains("<b>A 0"), () -> words(robot).toString());
    }
}
