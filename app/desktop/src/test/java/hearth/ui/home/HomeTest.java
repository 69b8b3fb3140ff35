package hearth.ui.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Device.Size;
import hearth.home.Room;
import hearth.home.Settings;
import hearth.hub.BrokerLink;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Screens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class HomeTest {

    private static final Origin USER = new Origin.User();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile HubState house = Houses.full(Houses.SETTINGS);
    private HearthWindow window;

    @Start void start(Stage stage) {
        window = Screens.window(house, this::take);
        Screens.show(stage, window.scene(), 1440, 900);
    }

    @BeforeEach void fill() {
        Screens.fill(window.scene());
    }

    /// What the user does is done, as the hub would.
    private void take(Event event) {
        events.add(event);
        house = Houses.after(house, Houses.NOW, event);
        window.accept(house);
    }

    @Test void eachConditionIsSaidInWords() {
        assertEquals(List.of("62 %", "No answer, still 18 %", "Off", "now", "Heating · 20.8 °C", "Waiting for the first value",
                "Disarmed · 12 min", "Not responding", "40 % · waiting…", "Silent for 1 h", "Unreadable: abc"),
                List.of("ceiling", "floor", "shelf", "climate", "heating", "tv", "panel", "garage", "sconces", "pump", "well").stream()
                        .map(id -> text(id, ".tile-line")).toList());
        assertEquals(List.of("Last seen 14:42 · was 40 %", "17", "89"),
                List.of(text("garage", ".tile-note"), text("well", ".tile-value"), text("pump", ".tile-value")));
    }

    @Test void ofTwoPanelsTheSummaryNamesTheOneThatRings() {
        show(Houses.after(house, Houses.NOW, Houses.add("attic", "Attic panel", "security", "Attic"), Houses.said("attic", "break-in")));
        assertEquals("Break-in", summary());
        show(Houses.after(house, Houses.NOW, Houses.said("attic", "ok"), Houses.said("panel", "break-in")));
        assertEquals("Break-in", summary());
    }

    @Test void beforeAPanelHasSaidAnythingTheSummaryNamesTheHousesOwnAlarm() {
        show(Houses.after(Houses.fresh(Houses.SETTINGS), Houses.NOW, new Event.MessageReceived(Message.of("temperature", "21"))));
        assertEquals("Disarmed", summary());
    }

    @Test void theFirstRunPromisesNoAddressWhereThePortIsTaken() {
        var first = Houses.fresh(Houses.SETTINGS);
        show(first);
        assertEquals("192.168.1.20:1883", words("#welcome-address"));
        show(Houses.after(first, Houses.NOW, new Event.LinkChanged(new BrokerLink.PortTaken(1883, Optional.of("mosquitto"), 1884))));
        assertEquals("No device can reach Hearth now: what is in the way stands above.", words("#welcome-text"));
        assertEquals("", words("#welcome-address"));
    }

    private String words(String where) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> ((Label) window.scene().lookup(where)).getText());
    }

    @Test void twoValuesOfOneMomentAreNoCourse() throws TimeoutException {
        show(Houses.after(house, Houses.NOW, Houses.add("attic", "Attic", "temperature", ""), Houses.said("attic", "20"),
                Houses.said("attic", "21")));
        comes("attic");
        assertFalse(course("attic").isVisible());
        show(Houses.after(house, Houses.NOW.plusSeconds(60), Houses.said("attic", "22")));
        assertTrue(course("attic").isVisible());
    }

    private Node course(String device) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            window.scene().getRoot().layout();
            return window.scene().lookup("#tile-" + device + " .sparkline .line");
        });
    }

    @Test void aClickOnTheIconToggles(FxRobot robot) {
        robot.clickOn("#tile-ceiling .tile-icon");
        assertEquals(List.of(new Event.Toggled(DeviceId.of("ceiling"), USER)), events);
    }

    @Test void aClickOnTheBodyOpensTheDevice(FxRobot robot) {
        robot.clickOn("#tile-climate .tile-name");
        assertTrue(robot.lookup("#tile-climate").tryQuery().isEmpty());
        assertEquals(List.of(), events);
    }

    @Test void aDragOnTheSliderDimsAndNeitherTogglesNorOpens(FxRobot robot) {
        var slider = robot.lookup("#tile-ceiling .value-slider").query();
        robot.drag(at(slider, 0.62), MouseButton.PRIMARY).dropTo(at(slider, 0.8));
        assertEquals(new Event.CommandIssued(new Command(main("ceiling"), new Value.Numeric(80)), USER), events.getLast());
        assertTrue(events.stream().allMatch(Event.CommandIssued.class::isInstance));
        assertTrue(robot.lookup("#tile-ceiling").tryQuery().isPresent());
    }

    @Test void aLockIsOpenedOnlyByHolding(FxRobot robot) throws TimeoutException {
        show(withLock("LOCKED"));
        comes("front-lock");
        var hold = robot.lookup("#hold-front-lock").<Button>query();
        Screens.fx(() -> {
            hold.arm();
            hold.disarm();
        });
        robot.clickOn("#tile-front-lock .tile-icon"); // goes to its page, and does nothing else
        assertTrue(robot.lookup("#tile-front-lock").tryQuery().isEmpty());
        assertEquals(List.of(), events);
    }

    @Test void aLockThatIsHeldIsOpenedAndThenLocked(FxRobot robot) throws TimeoutException {
        for (var word : List.of("LOCKED", "UNLOCKED")) {
            show(withLock(word));
            comes("front-lock");
            var hold = robot.lookup("#hold-front-lock").<Button>query();
            assertEquals(word.equals("LOCKED") ? "Hold to unlock" : "Hold to lock", hold.getText());
            assertEquals(word.equals("LOCKED") ? "Locked · now" : "Unlocked · now", text("front-lock", ".tile-line"));
            events.clear();
            robot.moveTo(hold).press(MouseButton.PRIMARY);
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> !events.isEmpty());
            robot.release(MouseButton.PRIMARY);
            Screens.save(window.scene(), "lock-" + word, 1);
            assertEquals(List.of(new Event.CommandIssued(new Command(main("front-lock"), new Value.Text(word.equals("LOCKED")
                    ? "unlocked"
                    : "locked")), USER)), events);
        }
    }

    private HubState withLock(String word) {
        var announced = Houses.after(house, Houses.NOW, new Event.MessageReceived(Message.retained("homeassistant/lock/front/config",
                "{\"unique_id\":\"front-lock\",\"name\":null,\"state_topic\":\"home/lock\",\"command_topic\":\"home/lock/set\","
                        + "\"device\":{\"identifiers\":[\"front-lock\"],\"name\":\"Front lock\"}}")));
        var here = announced.newcomers().isEmpty() ? announced
                : Houses.after(announced, Houses.NOW, new Event.HomeEdited(new HomeEdit.Add(announced.newcomers().getFirst().device(),
                        "Hallway")));
        return Houses.after(here, Houses.NOW, new Event.MessageReceived(Message.of("home/lock", word)));
    }

    @Test void theThermostatGoesByItsOwnStep(FxRobot robot) {
        robot.clickOn("#more-heating");
        assertEquals(List.of(new Event.CommandIssued(new Command(main("heating"), new Value.Numeric(22)), USER)), events);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("22.0", text("heating", ".tile-value"));
    }

    @Test void anOfflineLampTakesNoCommand(FxRobot robot) {
        assertTrue(robot.lookup("#tile-garage .tile-icon").query().isDisabled());
        assertTrue(robot.lookup("#tile-garage .value-slider").query().isDisabled());
    }

    @Test void arrowKeysMoveATileInEditModeAndUndoTakesItBack(FxRobot robot) {
        robot.clickOn("#edit").clickOn("#tile-ceiling .tile-name");
        robot.push(KeyCode.RIGHT);
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Move(DeviceId.of("ceiling"), "Living room", 1))), events);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("floor", "ceiling"), room("Living room").subList(0, 2));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(List.of("ceiling", "floor"), room("Living room").subList(0, 2));
    }

    @Test void aTileIsDraggedIntoAnotherRoom(FxRobot robot) {
        robot.clickOn("#edit");
        var there = top(robot.lookup("#tile-door").query());
        robot.drag(top(robot.lookup("#tile-ceiling").query()), MouseButton.PRIMARY).moveTo(there);
        Screens.save(window.scene(), "home-dragging", 1);
        robot.drop();
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Move(DeviceId.of("ceiling"), "Hallway", 1))), events);
        assertEquals(List.of("panel", "ceiling", "door"), room("Hallway").subList(0, 3));
    }

    @Test void escapeLeavesADragAsItWas(FxRobot robot) {
        robot.clickOn("#edit");
        robot.drag("#tile-ceiling .tile-name", MouseButton.PRIMARY).moveTo("#tile-door .tile-name").push(KeyCode.ESCAPE).drop();
        assertEquals(List.of(), events);
        assertTrue(robot.lookup("#done").tryQuery().isPresent());
    }

    @Test void plusMakesATileLargerAndF2RenamesIt(FxRobot robot) {
        robot.clickOn("#edit").clickOn("#tile-climate .tile-name").push(KeyCode.PLUS).push(KeyCode.F2).write("Sofa").push(KeyCode.ENTER);
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Resize(DeviceId.of("climate"), Size.WIDE)),
                new Event.HomeEdited(new HomeEdit.Rename(DeviceId.of("climate"), "Sofa"))), events);
        Screens.save(window.scene(), "home-editing", 1);
        robot.push(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#edit").tryQuery().isPresent());
    }

    @Test void aRoomIsRenamedAndATileRemoved(FxRobot robot) {
        robot.clickOn("#edit").clickOn(robot.lookup(".room .button").<Node>query()).write("Lounge").push(KeyCode.ENTER);
        robot.clickOn("#edit-remove-new");
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.RenameRoom("Living room", "Lounge")),
                new Event.HomeEdited(new HomeEdit.Remove(DeviceId.of("new")))), events);
    }

    @Test void theContextMenuIsDressedLikeTheWindow(FxRobot robot) {
        take(new Event.SettingsChanged(Houses.SETTINGS.withTheme(Settings.Theme.DARK)));
        WaitForAsyncUtils.waitForFxEvents();
        robot.rightClickOn("#tile-ceiling .tile-name");
        var menu = robot.listWindows().stream().filter(ContextMenu.class::isInstance).findFirst().orElseThrow();
        Screens.save(menu.getScene(), "menu-dark", 1);
        robot.clickOn("Turn off");
        assertEquals(new Event.Toggled(DeviceId.of("ceiling"), USER), events.getLast());
    }

    @Test void theSimulatedHomeBreaksInAndGoesOnOneClickEach(FxRobot robot) {
        take(new Event.SettingsChanged(Houses.SETTINGS.withDemo(true)));
        WaitForAsyncUtils.waitForFxEvents();
        Screens.save(window.scene(), "home-demo", 1);
        robot.clickOn("#demo-break-in").clickOn("#demo-remove");
        assertEquals(
                List.of(new Event.MessageWritten(Message.of("demo/panel/break-in", "1")), new Event.SettingsChanged(Houses.SETTINGS)),
                events.subList(1, 3));
    }

    @Test void anotherLanguageIsSpokenAtOnce(FxRobot robot) throws Exception {
        take(new Event.SettingsChanged(Houses.SETTINGS.withLanguage("de")));
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> text("garage", ".tile-line").equals("Antwortet nicht"));
        robot.clickOn("#rail-broker").clickOn("#rail-home");
        fill();
        assertEquals("Aus", text("shelf", ".tile-line"));
    }

    @Test void theFrameOfTheOldLanguageHearsNothingMore() {
        var old = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> (Label) window.scene().lookup("#tile-shelf .tile-line"));
        take(new Event.SettingsChanged(Houses.SETTINGS.withLanguage("de")));
        take(Houses.said("shelf", "33"));
        WaitForAsyncUtils.waitForFxEvents();
        fill();
        assertEquals(List.of("Off", "33 %"), List.of(old.getText(), text("shelf", ".tile-line")));
    }

    /// However fast houses come, a frame shows one of them, draws at most eight tiles anew, and none that is out of sight.
    @Test void fiveHundredTilesFollowManyUpdatesAndNoFrameDrawsMoreThanItsShare() throws Exception {
        show(Houses.large(Houses.SETTINGS, 500));
        comes("d0");
        var frames = new AtomicInteger();
        var houses = new AtomicInteger();
        var drawn = new AtomicInteger();
        var counter = new AnimationTimer() {
            @Override public void handle(long now) {
                frames.incrementAndGet();
            }
        };
        Screens.fx(() -> {
            counter.start();
            window.state().addListener((_, _, _) -> houses.incrementAndGet());
            window.scene().getRoot().lookupAll(".tile-line")
                    .forEach(line -> ((Label) line).textProperty().addListener((_, _, _) -> drawn.incrementAndGet()));
        });
        for (int i = 0; i < 20_000; i++) {
            house = Houses.after(house, Houses.NOW, Houses.said("d" + i % 500, Integer.toString(i % 97)));
            window.accept(house);
        }
        var last = house.shown(main("d1")).orElseThrow();
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> text("d1", ".tile-line").equals(last.wire() + " %"));
        var counted = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            counter.stop();
            return List.of(frames.get(), houses.get(), drawn.get());
        });
        assertTrue(counted.get(1) <= counted.get(0), "frames, houses, drawn: " + counted);
        assertTrue(counted.get(2) <= 8 * (counted.get(0) + 1), "frames, houses, drawn: " + counted);
        assertTrue(counted.get(1) > 0 && counted.get(2) > 0, "frames, houses, drawn: " + counted);
        assertTrue(window.scene().getRoot().lookupAll(".tile").size() < 100);
    }

    @Test void aTileOutOfViewChangesWhenItComesIntoView() throws Exception {
        show(Houses.large(Houses.SETTINGS, 60));
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, // the board grows calmly
                () -> WaitForAsyncUtils.waitForAsyncFx(60_000, () -> window.scene().lookup("#tile-d0") != null));
        fill();
        var view = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> (ScrollPane) window.scene().lookup(".board-view"));
        var beyond = WaitForAsyncUtils.waitForAsyncFx(5_000,
                () -> view.getContent().lookupAll(".tile").stream().map(Node::getId).toList().getLast().substring("tile-".length()));
        var before = text(beyond, ".tile-line");
        show(Houses.after(house, Houses.NOW, Houses.said(beyond, "99")));
        assertEquals(before, text(beyond, ".tile-line"));
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> view.setVvalue(1));
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> text(beyond, ".tile-line").equals("99 %"));
    }

    /// A device that was added has its tile when the board next grows, up to half a second later.
    private void comes(String device) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5_000,
                () -> window.scene().lookup("#tile-" + device) != null));
        fill();
    }

    private void show(HubState next) {
        house = next;
        window.accept(house);
        Screens.shown(window, () -> next);
        fill();
    }

    private List<String> room(String name) {
        return house.home().rooms().stream().filter(r -> r.name().equals(name)).map(Room::devices).flatMap(List::stream)
                .map(DeviceId::value).toList();
    }

    private PropertyRef main(String device) {
        return house.device(DeviceId.of(device)).orElseThrow().main().orElseThrow().ref();
    }

    private String summary() {
        return words(".summary-word");
    }

    private String text(String device, String part) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var found = (Label) window.scene().lookup("#tile-" + device + " " + part);
            return found == null ? "" : found.getText().replace('\u00a0', ' ');
        });
    }

    private static Point2D top(Node tile) {
        var bounds = tile.localToScreen(tile.getLayoutBounds());
        return new Point2D(bounds.getCenterX(), bounds.getMinY() + 6);
    }

    private static Point2D at(Node slider, double share) {
        var bounds = slider.localToScreen(slider.getLayoutBounds());
        return new Point2D(bounds.getMinX() + share * slider.getLayoutBounds().getWidth(), bounds.getCenterY());
    }
}
