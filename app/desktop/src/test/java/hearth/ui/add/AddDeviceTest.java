package hearth.ui.add;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.home.Device;
import hearth.home.Device.Size;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Adding a device within the real window, whose house follows what is submitted.
@ExtendWith(ApplicationExtension.class)
class AddDeviceTest {

    private final List<Event> submitted = new CopyOnWriteArrayList<>();
    private HubState house = Houses.fresh(Houses.SETTINGS);
    private HearthWindow window;

    @Start void start(Stage stage) {
        window = Screens.window(house, event -> {
            submitted.add(event);
            to(Houses.after(house, Houses.NOW, event));
        });
        Screens.show(stage, window.scene(), 1000, 800);
    }

    @Test void aNewTopicBecomesATileInFourClicks(FxRobot robot) {
        said("cellar/temp", "17.25");
        robot.clickOn("#add-device").clickOn(in("cellar/temp")).clickOn(in("Temperature")).clickOn("#add-add");
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Add(
                new Device(DeviceId.of("temperature-2"), "Temperature 2", "temperature", Map.of("topic", "cellar/temp"), Size.SMALL), ""))),
                submitted);
        assertTrue(robot.lookup("#adding").tryQuery().isEmpty());
    }

    @Test void anotherValueOfAJsonMessageIsOneClickMore(FxRobot robot) {
        said("cellar/climate", "{\"temperature\":17.25,\"air\":{\"humidity\":61}}");
        robot.clickOn("#add-device").clickOn(in("cellar/climate"));
        robot.clickOn(chip("humidity")).clickOn(in("Humidity")).clickOn("#add-add");
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Add(new Device(DeviceId.of("humidity"), "Humidity", "humidity",
                Map.of("topic", "cellar/climate", "path", "$.air.humidity"), Size.SMALL), ""))), submitted);
    }

    @Test void theWorthiestValueOfAJsonMessageBecomesATileInFourClicks(FxRobot robot) {
        said("cellar/climate", "{\"battery\":80,\"temperature\":17.25}");
        robot.clickOn("#add-device").clickOn(in("cellar/climate")).clickOn(in("Temperature")).clickOn("#add-add");
        assertEquals(Optional.of(Map.of("topic", "cellar/climate", "path", "$.temperature")), added().map(a -> a.device().variables()));
    }

    @Test void theValuesToChooseFromAreLive(FxRobot robot) {
        said("cellar/climate", "{\"temperature\":17.25}");
        robot.clickOn("#add-device").clickOn(in("cellar/climate"));
        said("cellar/climate", "{\"temperature\":18.5,\"battery\":80}");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("temperature   18.5", "battery   80"),
                robot.lookup("#add-values .add-chip").queryAllAs(ToggleButton.class)
                        .stream().map(Labeled::getText).toList());
    }

    @Test void theNewDeviceIsTakenBackByTheToast(FxRobot robot) {
        said("cellar/temp", "17.25");
        var before = house.home();
        robot.clickOn("#add-device").clickOn(in("cellar/temp")).clickOn(in("Temperature")).clickOn("#add-add").clickOn("#toast-action");
        assertEquals(new Event.EditUndone(), submitted.getLast());
        assertEquals(before, house.home());
    }

    @Test void theNewDeviceIsTakenBackByAKey(FxRobot robot) {
        said("cellar/temp", "17.25");
        robot.clickOn("#add-device").clickOn(in("cellar/temp")).clickOn(in("Temperature")).clickOn("#add-add");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(new Event.EditUndone(), submitted.getLast());
        int done = submitted.size();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(done, submitted.size());
    }

    @Test void afterAnotherEditOnlyTheNewDeviceIsTakenBack(FxRobot robot) {
        said("cellar/temp", "17.25");
        robot.clickOn("#add-device").clickOn(in("cellar/temp")).clickOn(in("Temperature")).clickOn("#add-add");
        robot.interact(() -> to(
                Houses.after(house, Houses.NOW, new Event.HomeEdited(new HomeEdit.Rename(DeviceId.of("light"), "Lamp")))));
        robot.clickOn("#toast-action");
        assertEquals(new Event.HomeEdited(new HomeEdit.Remove(DeviceId.of("temperature-2"))), submitted.getLast());
    }

    @Test void allGoesByKeyboard(FxRobot robot) {
        said("garden/gate", "open");
        robot.clickOn("#add-device").write("gate").type(KeyCode.DOWN).type(KeyCode.ENTER);
        robot.type(KeyCode.DOWN, 1).type(KeyCode.UP, 1).type(KeyCode.ENTER);
        robot.write("Gate").type(KeyCode.ENTER);
        assertEquals(List.of("Gate"), added().map(a -> List.of(a.device().name())).orElse(List.of()));
    }

    @Test void theNewestTopicIsFirstAndOursAreNotListed(FxRobot robot) {
        said("a/b", "1");
        to(Houses.after(house, Houses.NOW.plusSeconds(1), new Event.MessageReceived(Message.of("c/d", "2")),
                new Event.MessageReceived(Message.of("hearth/x", "2")), new Event.MessageReceived(Message.of("$SYS/broker", "2")),
                new Event.MessageReceived(Message.of("security/alarm/state", "disarmed")),
                new Event.MessageReceived(Message.of("homeassistant/status", "online"))));
        robot.clickOn("#add-device");
        assertEquals(List.of("c/d", "a/b"), topics(robot));
        to(Houses.after(house, Houses.NOW.plusSeconds(2), new Event.MessageReceived(Message.of("a/b", "3")),
                new Event.MessageReceived(Message.of("e/f", "3"))));
        assertEquals(List.of("e/f", "c/d", "a/b"), topics(robot));
    }

    @Test void aTopicNobodySpokeOnCanBeTyped(FxRobot robot) {
        robot.clickOn("#add-device").write("attic/lamp").type(KeyCode.ENTER).clickOn(in("Dimmable light")).clickOn("#add-add");
        assertEquals(Optional.of(Map.of("topic", "attic/lamp")), added().map(a -> a.device().variables()));
    }

    @Test void wildcardsAndOurOwnTopicsAreRefusedInPlainWords(FxRobot robot) {
        robot.clickOn("#add-device").write("attic/+");
        assertEquals(List.of(), topics(robot));
        assertTrue(
                robot.lookup(".add-error").match((Labeled l) -> l.isVisible() && l.getText().contains("+ and #")).tryQuery().isPresent());
        robot.eraseText(7).write("hearth/5/x");
        assertTrue(
                robot.lookup(".add-error").match((Labeled l) -> l.isVisible() && l.getText().contains("of Hearth")).tryQuery().isPresent());
    }

    @Test void aTopicGivenBeforehandStartsWithItsKindAndItsRoomIsGuessed(FxRobot robot) {
        said("attic/desk", "21");
        robot.interact(() -> {
            to(Houses.after(house, Houses.NOW, Houses.add("x", "X", "number", "Attic", Map.of("topic", "x"))));
            window.open(new Place.AddDevice(Optional.of("attic/desk")));
        });
        robot.clickOn(in("Any number")).clickOn("#add-add");
        assertEquals(Optional.of("Attic"), added().map(HomeEdit.Add::room));
    }

    @Test void aRoomCanBeNew(FxRobot robot) {
        said("a/b", "21");
        robot.clickOn("#add-device").clickOn(in("a/b")).clickOn(in("Any number")).clickOn("#add-room-new").clickOn("#add-add");
        assertEquals(List.of(), submitted);
        robot.clickOn("#add-room-name").write("Loft").type(KeyCode.ENTER);
        assertEquals(Optional.of("Loft"), added().map(HomeEdit.Add::room));
    }

    @Test void whatIsWrongIsSaidAtItsField(FxRobot robot) {
        said("a/b", "{\"t\":21}"); // its place stands there already
        robot.interact(() -> window.open(new Place.AddDevice(Optional.of("a/b"))));
        robot.clickOn(in("Temperature")).clickOn("#add-more .title").clickOn("#add-variable-path")
                .type(KeyCode.END).write("[").clickOn("#add-add");
        assertTrue(robot.lookup(".add-error").match((Labeled l) -> l.isVisible() && l.getText().contains("$.sensor.value")).tryQuery()
                .isPresent());
        robot.clickOn("#add-variable-path").type(KeyCode.END).eraseText(1);
        assertEquals("Reads now: 21.0\u00a0°C", robot.lookup("#add-preview").queryLabeled().getText());
        robot.clickOn("#add-add");
        assertEquals(Optional.of(Map.of("topic", "a/b", "path", "$.t")), added().map(a -> a.device().variables()));
    }

    @Test void escapeClosesAndTabStaysWithin(FxRobot robot) {
        said("a/b", "1");
        robot.clickOn("#add-device");
        for (int i = 0; i < 8; i++) {
            robot.type(KeyCode.TAB);
            var owner = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> window.scene().getFocusOwner());
            assertTrue(robot.lookup("#adding").query().lookupAll("*").contains(owner), String.valueOf(owner));
        }
        robot.type(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#adding").tryQuery().isEmpty());
    }

    private static Predicate<Node> in(String words) {
        return node -> node instanceof Labeled label && words.equals(label.getText()) && within(node);
    }

    private static Predicate<Node> chip(String words) {
        return node -> node instanceof ToggleButton chip && chip.getText().contains(words) && within(node);
    }

    private static boolean within(@Nullable Node node) {
        return node != null && ("adding".equals(node.getId()) || within(node.getParent()));
    }

    private Optional<HomeEdit.Add> added() {
        return submitted.stream()
                .map(e -> e instanceof Event.HomeEdited(HomeEdit.Add add) ? Optional.of(add) : Optional.<HomeEdit.Add>empty())
                .flatMap(Optional::stream).findFirst();
    }

    private static List<String> topics(FxRobot robot) {
        return List.copyOf(robot.lookup("#add-topics").<ListView<String>>query().getItems());
    }

    private void said(String topic, String payload) {
        to(Houses.after(house, Houses.NOW, new Event.MessageReceived(Message.of(topic, payload))));
    }

    private void to(HubState next) {
        house = next;
        window.accept(next);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
