package hearth.ui.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.home.AlarmCode;
import hearth.home.AlarmMode;
import hearth.home.AlarmZone;
import hearth.home.Settings;
import hearth.hub.AlarmState;
import hearth.hub.AlarmWish;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.time.Duration;
import java.time.Instant;
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
class SecurityPageTest extends AnsweringWindow {

    private static final Instant NOW = Houses.NOW;

    @Start void start(Stage primary) {
        stage = primary;
        open(house);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).<Labeled>query().getText();
    }

    @Test void zonesAreSuggestedFromWhatIsThereAndSavedByOneClick(FxRobot robot) {
        robot.clickOn("#zone-suggest");
        settle();
        assertEquals(List.of("Doors and windows", "Inside"), house.home().alarm().zones().stream().map(AlarmZone::name).toList());
        assertTrue(robot.lookup("#zone-edit-0").tryQuery().isPresent());
    }

    @Test void itSaysThatItIsNoCertifiedAlarmSystemAndWhatEachSensorOfAZoneSays(FxRobot robot) {
        assertTrue(robot.lookup("It watches as well as it can, but it is no certified alarm system.").tryQuery().isPresent());
        show(Guarded.after(Guarded.house(Houses.SETTINGS), NOW, Houses.said("door", "closed")));
        assertEquals("Front door · Closed", sensor(robot));
        show(Guarded.after(house, NOW, Houses.said("door", "open")));
        assertEquals("Front door · Open", sensor(robot));
    }

    private static String sensor(FxRobot robot) {
        return robot.lookup(".sensor .label").<Labeled>queryAllAs(Labeled.class).stream().map(Labeled::getText)
                .filter(words -> words.startsWith("Front door")).findFirst().orElse("");
    }

    @Test void whatStandsInTheWayIsNamedAndPassedOverByName(FxRobot robot) {
        show(Guarded.after(Guarded.house(Houses.SETTINGS), NOW, Houses.said("door", "open")));
        robot.clickOn("Night");
        settle();
        assertTrue(robot.lookup("Front door: open").tryQuery().isPresent());
        robot.clickOn("#alarm-pass");
        settle();
        assertEquals(Optional.of(AlarmMode.NIGHT), house.security().shown().state().armed());
        assertEquals(Set.of(DeviceId.of("door")), house.security().shown().bypassed());
        assertTrue(robot.lookup("#alarm-dialog").tryQuery().isEmpty());
    }

    @Test void disarmingAsksForTheCodeAndSaysHowManyTriesAreLeft(FxRobot robot) {
        show(Guarded.after(Guarded.house(Houses.SETTINGS), NOW,
                new Event.CodeMade(new AlarmCode("Ann", "1234", AlarmCode.Right.ALL, Optional.empty()))));
        show(Guarded.after(house, NOW, Guarded.wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false), "")));
        robot.clickOn("Disarmed");
        robot.clickOn("#alarm-code").write("9999\n");
        settle();
        assertEquals("That code is wrong. 2 more tries.", text(robot, "#alarm-code-told"));
        robot.write("1234\n");
        settle();
        assertEquals(Optional.empty(), house.security().shown().state().armed());
        assertEquals("Disarmed", text(robot, "#security-state"));
    }

    @Test void aCodeIsMadeAndNothingOfItStaysOnTheScreen(FxRobot robot) {
        robot.interact(() -> robot.lookup("#code-name").queryTextInputControl().setText("Ann"));
        robot.interact(() -> robot.lookup("#code-new").queryTextInputControl().setText("1234"));
        robot.interact(() -> robot.lookup("#code-add").queryButton().fire());
        settle();
        assertEquals(List.of("Ann"), house.security().codes().stream().map(AlarmCode::name).toList());
        assertEquals("", robot.lookup("#code-new").queryTextInputControl().getText());
        assertFalse(submitted.toString().contains("1234"));
    }

    @Test void theAlertIsDisarmedWithTheCode(FxRobot robot) {
        show(Guarded.brokenInto(Houses.SETTINGS));
        assertEquals("Motion: Motion", text(robot, "#alert-title"));
        robot.clickOn("#alert-disarm");
        robot.clickOn("#alert-code").write("1234\n");
        settle();
        assertEquals(Optional.empty(), house.security().shown().state().armed());
        assertFalse(robot.lookup("#alert").query().isVisible());
    }

    @Test void quittingWhileArmedAsks(FxRobot robot) {
        var quits = new AtomicInteger();
        robot.interact(() -> window.onQuit(quits::incrementAndGet));
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        assertEquals(1, quits.get());
        show(Guarded.after(Guarded.house(Houses.SETTINGS), NOW, Guarded.wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false), "")));
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        assertEquals(1, quits.get());
        robot.type(KeyCode.SPACE); // what is focused stays
        assertTrue(robot.lookup("#quit-dialog").tryQuery().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        robot.clickOn("#quit-yes");
        assertEquals(2, quits.get());
    }

    @Test void theQuestionWhetherToQuitGoesOnceItIsDisarmed(FxRobot robot) {
        show(Guarded.after(Guarded.house(Houses.SETTINGS), NOW, Guarded.wish(new AlarmWish.Arm(AlarmMode.NIGHT, List.of(), false), "")));
        robot.interact(() -> window.quit());
        assertTrue(robot.lookup("#quit-dialog").tryQuery().isPresent());
        show(Guarded.after(house, NOW, Guarded.wish(new AlarmWish.Disarm(), "")));
        assertTrue(robot.lookup("#quit-dialog").tryQuery().isEmpty());
    }

    @Test void armingByNameShowsHowLongThereIsToLeaveAndStopsByOneClick(FxRobot robot) {
        show(Guarded.house(Houses.SETTINGS));
        robot.interact(() -> window.open(new Place.Home()));
        robot.clickOn("Away");
        settle();
        assertTrue(house.security().shown().state() instanceof AlarmState.Arming);
        assertEquals("Away: leave within 1:00", text(robot, "#countdown-words"));
        robot.clickOn("#countdown-disarm");
        settle();
        assertEquals(new AlarmState.Disarmed(), house.security().shown().state());
        assertFalse(robot.lookup("#countdown").query().isVisible());
    }

    @Test void whoComesInIsToldHowLongThereIsAndDisarmsWithTheCode(FxRobot robot) {
        var armed = Guarded.armedAway(Houses.SETTINGS);
        show(Guarded.after(armed, NOW, Houses.said("door", "open")));
        assertEquals("Front door: disarm within 0:30, or the alarm goes off", text(robot, "#countdown-words"));
        robot.clickOn("#countdown-disarm");
        robot.write("1234\n");
        settle();
        assertEquals(new AlarmState.Disarmed(), house.security().shown().state());
        assertTrue(robot.lookup("#alarm-dialog").tryQuery().isEmpty());
    }

    @Test void threeWrongCodesLockTheWindowAndItSaysForHowLong(FxRobot robot) {
        show(Guarded.armedAway(Houses.SETTINGS));
        robot.clickOn("Disarmed");
        for (int i = 0; i < 3; i++) {
            robot.clickOn("#alarm-code").write("9999\n");
            settle();
        }
        assertEquals("Three wrong codes. None is taken for another 1:30.", text(robot, "#alarm-code-told"));
        assertEquals(Optional.of(AlarmMode.AWAY), house.security().shown().state().armed());
        assertFalse(submitted.toString().contains("9999"));
    }

    @Test void escapeLeavesAZoneAsItWas(FxRobot robot) {
        show(Guarded.house(Houses.SETTINGS));
        var before = house;
        robot.clickOn("#zone-edit-0").write("Doors").type(KeyCode.ESCAPE);
        assertEquals(before, house);
        assertTrue(robot.lookup("#zone-name").tryQuery().isEmpty());
        assertEquals("zone-edit-0", window.scene().getFocusOwner().getId());
    }

    @Test void whatIsTypedIntoAZoneStaysWhileOtherThingsHappen(FxRobot robot) {
        show(Guarded.house(Houses.SETTINGS));
        robot.clickOn("#zone-edit-0");
        robot.interact(() -> robot.lookup("#zone-name").queryTextInputControl().setText("Doors"));
        show(Guarded.after(house, NOW, Houses.add("cellar", "Cellar door", "contact", "Cellar")));
        assertEquals("Doors", robot.lookup("#zone-name").queryTextInputControl().getText());
        robot.type(KeyCode.ENTER);
        settle();
        assertEquals("Doors", house.home().alarm().zones().getFirst().name());
        assertEquals("zone-edit-0", window.scene().getFocusOwner().getId());
    }

    @Test void arrowsPassByAndSpaceChoosesAndTheFocusStays(FxRobot robot) {
        show(Guarded.house(Houses.SETTINGS));
        robot.interact(() -> robot.lookup("#delay-exit").lookup("60 s").<Labeled>query().requestFocus());
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        settle();
        assertEquals(Duration.ofMinutes(1), house.home().alarm().exit());
        robot.type(KeyCode.SPACE);
        settle();
        assertEquals(Duration.ofMinutes(2), house.home().alarm().exit());
        robot.type(KeyCode.LEFT).type(KeyCode.SPACE);
        settle();
        assertEquals(Duration.ofSeconds(90), house.home().alarm().exit());
    }

    @Test void everyScreenIsDrawn() {
        picture("security-light", Guarded.house(Houses.SETTINGS), 1440, 900, 1);
        picture("security-dark", Guarded.armedAgain(Houses.SETTINGS.withTheme(Settings.Theme.DARK)), 1440, 900, 1);
        picture("security-german-small", Guarded.house(Houses.SETTINGS.withLanguage("de")), 900, 600, 1);
        picture("security-150", Guarded.house(Houses.SETTINGS), 960, 600, 1.5);
        picture("security-empty", Houses.full(Houses.SETTINGS), 1440, 900, 1);
        picture("security-alert-dark", Guarded.brokenInto(Houses.SETTINGS.withTheme(Settings.Theme.DARK)), 1440, 900, 1);
        picture("security-alert-german", Guarded.brokenInto(Houses.SETTINGS.withLanguage("de")), 900, 600, 1);
        picture("security-countdown-contrast", Guarded.after(Guarded.armedAway(Houses.SETTINGS.withTheme(Settings.Theme.CONTRAST)), NOW,
                Houses.said("door", "open")), 1440, 900, 1);
        assertTrue(stage.isShowing());
    }

    private void picture(String name, HubState first, double width, double height, double scale) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            open(first);
            stage.setWidth(width);
            stage.setHeight(height);
        });
        Screens.save(window.scene(), name, scale);
        Screens.savePage(window.scene(), name + "-page", scale);
    }
}
