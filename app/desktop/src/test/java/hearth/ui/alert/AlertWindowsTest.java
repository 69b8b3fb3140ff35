package hearth.ui.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Screens;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The alert's windows on a screen without a display: one monitor only.
@ExtendWith(ApplicationExtension.class)
class AlertWindowsTest {

    private record Looks(boolean showing, boolean iconified, boolean fullScreen, boolean onTop) {
        static Looks of(Stage stage) {
            return new Looks(stage.isShowing(), stage.isIconified(), stage.isFullScreen(), stage.isAlwaysOnTop());
        }
    }

    private static final Looks ALERTING = new Looks(true, false, true, true);

    private Stage stage;
    private HearthWindow window;
    private HubState house = Houses.full(Houses.SETTINGS);

    @Start void start(Stage primary) {
        Platform.setImplicitExit(false);
        stage = new Stage();
        window = Screens.window(house, _ -> {
        });
        Screens.show(stage, window.scene(), 800, 600);
        new AlertWindows(stage, window.state(), window::alertScene).start();
    }

    @AfterEach void close(FxRobot robot) {
        window.accept(Houses.full(Houses.SETTINGS));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(stage::hide);
    }

    @Test void aShownWindowFillsTheScreenAndIsAsBeforeAfterwards() throws TimeoutException {
        ring();
        await(ALERTING);
        seen();
        await(new Looks(true, false, false, false));
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> stage.getWidth() == 800 && stage.getHeight() == 600);
    }

    @Test void aWindowHiddenInTheTrayComesAndGoesBack(FxRobot robot) throws TimeoutException {
        robot.interact(stage::hide);
        ring();
        await(ALERTING);
        assertTrue(robot.lookup("#alert").query().isVisible());
        seen();
        await(new Looks(false, false, false, false));
    }

    @Test void anIconifiedWindowComesAndGoesBack(FxRobot robot) throws TimeoutException {
        robot.interact(() -> stage.setIconified(true));
        ring();
        await(ALERTING);
        seen();
        await(new Looks(true, true, false, false));
    }

    @Test void itCannotBeClosedHiddenOrIconifiedAway(FxRobot robot) throws TimeoutException {
        ring();
        await(ALERTING);
        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        await(ALERTING);
        robot.interact(() -> stage.setIconified(true));
        await(ALERTING);
        robot.interact(stage::hide);
        await(ALERTING);
    }

    @Test void aDialogOfOurOwnDoesNotStandInTheWay(FxRobot robot) throws TimeoutException {
        var dialog = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var modal = new Stage();
            modal.initModality(Modality.APPLICATION_MODAL);
            modal.setScene(new Scene(new Label("?")));
            modal.show();
            return modal;
        });
        ring();
        await(ALERTING);
        assertEquals(false, dialog.isShowing());
    }

    @Test void anAlertThatWaitsFromBeforeTheStartIsShownAtOnce(FxRobot robot) throws TimeoutException {
        robot.interact(stage::hide);
        var waiting = rung(house);
        var ringing = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> Screens.window(waiting, _ -> {
        }));
        var fresh = WaitForAsyncUtils.waitForAsyncFx(30_000, () -> {
            var made = new Stage();
            made.setScene(ringing.scene());
            new AlertWindows(made, ringing.state(), ringing::alertScene).start();
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(ALERTING, WaitForAsyncUtils.waitForAsyncFx(30_000, () -> Looks.of(fresh)));
        ringing.accept(Houses.after(waiting, Houses.NOW, new Event.IncidentAcknowledged()));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(new Looks(false, false, false, false), WaitForAsyncUtils.waitForAsyncFx(30_000, () -> Looks.of(fresh)));
    }

    private void ring() {
        house = rung(house);
        window.accept(house);
    }

    private static HubState rung(HubState house) {
        return Houses.after(house, Houses.NOW, Houses.said("panel", "alarm"), new Event.IncidentRecorded(Houses.NOW, Optional.empty()));
    }

    private void seen() {
        house = Houses.after(house, Houses.NOW, new Event.IncidentAcknowledged());
        window.accept(house);
    }

    private void await(Looks looks) throws TimeoutException {
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.waitForAsyncFx(30_000, () -> Looks.of(stage)).equals(looks));
    }
}
