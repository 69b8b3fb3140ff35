package hearth.ui.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import hearth.home.Settings;
import hearth.hub.AlarmWish;
import hearth.hub.Effect;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The alarm in the real window, in front of a real house that answers at once.
@ExtendWith(ApplicationExtension.class)
class SecurityPageTest {

    private static final Instant NOW = Houses.NOW;

    private final List<Event> submitted = new ArrayList<>();
    private HubState house = Houses.full(Houses.SETTINGS);
    private HearthWindow window;
    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
        open(house);
    }

    private void open(HubState first) {
        house = first;
        window = Screens.window(house, this::takes);
        Screens.show(stage, window.scene(), 1440, 900);
        window.open(new Place.Security());
    }

    private void takes(Event event) {
        submitted.add(event);
        house = happens(house, NOW, event);
        window.accept(house);
    }

    /// With everything on disk that has to be there, and the code 1234 known.
    private static HubState happens(HubState house, Instant now, Event event) {
        var step = house.after(event, now);
        var next = step.state();
        for (var effect : step.effects()) {
            next = switch (effect) {
                case Effect.RecordPanel(var panel) -> happens(next, now, new Event.PanelRecorded(panel, Optional.empty()));
                case Effect.Record(var incident) -> happens(next, now, new Event.IncidentRecorded(incident.since(), Optional.empty()));
                case Effect.CheckCode(var ask, var code, var codes) -> happens(next, now, new Event.CodeChecked(ask,
                        codes.stream().filter(c -> c.hash().equals(code.text())).map(AlarmCode::name).findFirst()));
                case Effect.MakeCode(var wanted, _) -> happens(next, now,
                        new Event.CodeMade(new AlarmCode(wanted.name(), wanted.code().text(), wanted.right(), wanted.until())));
                default -> next;
            };
        }
        return next;
    }

    private static HubState guarded(Settings settings) {
        var house = Houses.full(settings);
        var zones = List.of(
                new AlarmZone("Entrance", Set.of(DeviceId.of("door")), Set.of(AlarmMode.values()), AlarmZone.Entry.DELAYED, false),
                new AlarmZone("Hallway", Set.of(DeviceId.of("motion")), Set.of(AlarmMode.AWAY), AlarmZone.Entry.INSTANT, false));
        return happens(house, NOW, new Event.HomeEdited(
                new HomeEdit.Guarded(house.home().alarm().with(zones).withSirens(Set.of(DeviceId.of("tv"))))));
    }

    private static Event wish(AlarmWish wish, String code) {
        return new Event.AlarmWished(wish, new Secret(code));
    }

    private static HubState broken(Settings settings) {
        var house = happens(guarded(settings), NOW.minusSeconds(100), new Event.CodeMade(
                new AlarmCode("Ann", "1234", AlarmCode.Right.ALL, Optional.empty())));
        house = happens(house, NOW.minusSeconds(100), wish(new AlarmWish.Arm(AlarmMode.AWAY, List.of(), false), ""));
        house = happens(house, NOW.minusSeconds(40), new Event.Tick());
        house = happens(house, NOW.minusSeconds(38), Houses.said("motion", "true"));
        return happens(house, NOW.minusSeconds(34), Houses.said("door", "open"));
    }

    private void show(HubState next) {
        house = next;
        window.accept(next);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).<Labeled>query().getText();
    }

    @Test void zonesAreSuggestedFromWhatIsThereAndSavedByOneClick(FxRobot robot) {
        robot.clickOn("#zone-suggest");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("Doors and windows", "Inside"), house.home().alarm().zones().stream().map(AlarmZone::name).toList());
        assertTrue(robot.lookup("#zone-edit-0").tryQuery().isPresent());
    }

    @Test void whatStandsInTheWayIsNamedAndPassedOverByName(FxRobot robot) {
        show(happens(guarded(Houses.SETTINGS), NOW, Houses.said("door", "open")));
        robot.clickOn("Night");
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(robot.lookup("Front door: open").tryQuery().isPresent());
        robot.clickOn("#alarm-pass");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(Optional.of(AlarmMode.NIGHT), house.security().shown().state().armed());
        assertEquals(Set.of(DeviceId.of("door")), house.security().shown().bypassed());
        assertTrue(robot.lookup("#alarm-dialog").tryQuery().isEmpty());
    }

    @Test void disarmingAsksForTheCodeAndSaysHowManyTriesAreLeft(FxRobot robot) {
        show(happens(guarded(Houses.SETTINGS), NOW,
                new Event.CodeMade(new AlarmCode("Ann", "1234", AlarmCode.Right.ALL, Optional.empty()))));
        show(happens(house, NOW, wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false), "")));
        robot.clickOn("Disarmed");
        robot.clickOn("#alarm-code").write("9999\n");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("That code is wrong. 2 more tries.", text(robot, "#alarm-code-told"));
        robot.write("1234\n");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(Optional.empty(), house.security().shown().state().armed());
        assertEquals("Disarmed", text(robot, "#security-state"));
    }

    @Test void aCodeIsMadeAndNothingOfItStaysOnTheScreen(FxRobot robot) {
        robot.interact(() -> robot.lookup("#code-name").queryTextInputControl().setText("Ann"));
        robot.interact(() -> robot.lookup("#code-new").queryTextInputControl().setText("1234"));
        robot.interact(() -> robot.lookup("#code-add").queryButton().fire());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("Ann"), house.security().codes().stream().map(AlarmCode::name).toList());
        assertEquals("", robot.lookup("#code-new").queryTextInputControl().getText());
        assertFalse(submitted.toString().contains("1234"));
    }

    @Test void theAlertIsDisarmedWithTheCode(FxRobot robot) {
        show(broken(Houses.SETTINGS));
        assertEquals("Motion: Motion", text(robot, "#alert-title"));
        robot.clickOn("#alert-disarm");
        robot.clickOn("#alert-code").write("1234\n");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(Optional.empty(), house.security().shown().state().armed());
        assertFalse(robot.lookup("#alert").query().isVisible());
    }

    @Test void quittingWhileArmedAsks(FxRobot robot) {
        var quits = new AtomicInteger();
        robot.interact(() -> window.onQuit(quits::incrementAndGet));
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        assertEquals(1, quits.get());
        show(happens(guarded(Houses.SETTINGS), NOW, wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false), "")));
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        assertEquals(1, quits.get());
        robot.type(KeyCode.SPACE); // what is focused stays
        assertTrue(robot.lookup("#quit-dialog").tryQuery().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        robot.clickOn("#quit-yes");
        assertEquals(2, quits.get());
    }

    @Test void theQuestionWhetherToQuitGoesOnceItIsDisarmed(FxRobot robot) {
        show(happens(guarded(Houses.SETTINGS), NOW, wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false), "")));
        robot.interact(() -> window.quit());
        assertTrue(robot.lookup("#quit-dialog").tryQuery().isPresent());
        show(happens(house, NOW, wish(new AlarmWish.Disarm(), "")));
        assertTrue(robot.lookup("#quit-dialog").tryQuery().isEmpty());
    }

    @Test void everyScreenIsDrawn() {
        picture("security-light", guarded(Houses.SETTINGS), 1440, 900, 1);
        picture("security-dark", broken2(Houses.SETTINGS.withTheme(Settings.Theme.DARK)), 1440, 900, 1);
        picture("security-german-small", guarded(Houses.SETTINGS.withLanguage("de")), 900, 600, 1);
        picture("security-150", guarded(Houses.SETTINGS), 960, 600, 1.5);
        picture("security-empty", Houses.full(Houses.SETTINGS), 1440, 900, 1);
        picture("security-alert-dark", broken(Houses.SETTINGS.withTheme(Settings.Theme.DARK)), 1440, 900, 1);
        picture("security-alert-german", broken(Houses.SETTINGS.withLanguage("de")), 900, 600, 1);
        assertTrue(stage.isShowing());
    }

    /// Armed again after the siren, with what happened still to be seen on the page.
    private static HubState broken2(Settings settings) {
        var house = happens(broken(settings), NOW.plusSeconds(400), new Event.Tick());
        return happens(house, NOW.plusSeconds(401), new Event.IncidentAcknowledged());
    }

    private void picture(String name, HubState first, double width, double height, double scale) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            open(first);
            stage.setWidth(width);
            stage.setHeight(height);
        });
        Screens.save(window.scene(), name, scale);
        Screens.savePage(window.scene(), name + "-page", scale);
    }
}
