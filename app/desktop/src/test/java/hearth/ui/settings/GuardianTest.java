package hearth.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.home.Watch;
import hearth.hub.Answer;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.hub.Secret;
import hearth.ui.Houses;
import hearth.ui.Screens;
import hearth.ui.Stand;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class GuardianTest {

    private static final Watch BOTH = Watch.NONE.pinging(true, "https://hc-ping.com/4f6a")
            .watching(true, "mqtts://kitchen-pc.local:8883", "guardian", "/home/anna/ca.pem");

    private Stage stage;
    private Stand stand;

    @Start void start(Stage primary) {
        stage = primary;
        stand = new Stand(stage, Houses.empty(Houses.SETTINGS), ui -> new VBox(new Guardian(ui)));
    }

    @Test void anAddressIsCalledFromThePressOfAButtonOn(FxRobot robot) {
        fill(robot, "#guardian-ping", "ftp://x");
        robot.clickOn("#guardian-ping-on");
        assertEquals(List.of(), stand.events);
        fill(robot, "#guardian-ping", " https://hc-ping.com/4f6a ");
        robot.clickOn("#guardian-ping-on");
        assertEquals(List.of(new Event.WatchChanged(Watch.NONE.pinging(true, "https://hc-ping.com/4f6a"), Optional.empty())), stand.events);
    }

    @Test void anotherHubIsWatchedWithALoginThatIsNotInTheAddress(FxRobot robot) {
        fill(robot, "#guardian-watch-broker", "mqtt://anna:secret@kitchen-pc");
        robot.clickOn("#guardian-watch-on");
        assertEquals(List.of(), stand.events);
        fill(robot, "#guardian-watch-broker", "mqtt://kitchen-pc");
        fill(robot, "#guardian-watch-user", "anna");
        fill(robot, "#guardian-watch-password", "s3cret");
        robot.clickOn("#guardian-watch-on");
        assertEquals(List.of(new Event.WatchChanged(Watch.NONE.watching(true, "mqtt://kitchen-pc", "anna", ""),
                Optional.of(new Secret("s3cret")))), stand.events);
    }

    @Test void itSaysHowItStandsAndCanBeStopped(FxRobot robot) {
        stand.show(failing(Houses.SETTINGS));
        assertTrue(text(robot, "#guardian-pinged").startsWith("Calls fail since 22 November, 17:40"), text(robot, "#guardian-pinged"));
        assertTrue(text(robot, "#guardian-heard").startsWith("Silent since 22 November"), text(robot, "#guardian-heard"));
        robot.clickOn("#guardian-watch-off");
        assertEquals(new Event.WatchChanged(BOTH.watching(false, BOTH.broker(), BOTH.user(), BOTH.authority()), Optional.empty()),
                stand.events.getLast());
    }

    @Test void itLooksRightInEveryThemeSizeAndLanguage() {
        picture("guardian-light", failing(Houses.SETTINGS), 1);
        picture("guardian-dark", failing(Houses.SETTINGS.withTheme(Theme.DARK)), 1);
        picture("guardian-german-150", failing(Houses.SETTINGS.withLanguage("de")), 1.5);
        assertTrue(stage.isShowing());
    }

    private void picture(String name, HubState house, double scale) {
        org.testfx.util.WaitForAsyncUtils.waitForAsyncFx(30_000, () -> stand = new Stand(stage, house, ui -> {
            var page = new VBox(new hearth.ui.Card(ui.texts(), ui.texts().of("guardian.title"), new Guardian(ui)));
            page.getStyleClass().addAll("settings", "screen");
            if (house.settings().theme() == Theme.DARK) {
                page.getStyleClass().add("dark");
            }
            return page;
        }));
        Screens.save(stage.getScene(), name, scale);
    }

    private static HubState failing(Settings settings) {
        var at = Houses.NOW.minusSeconds(120);
        var house = Houses.after(Houses.empty(settings), at, new Event.WatchChanged(BOTH, Optional.empty()), new Event.Tick(),
                new Event.Pinged(new Answer.Unavailable("NO_HOST hc-ping.com", Optional.empty())));
        return Houses.after(house, Houses.NOW.minusSeconds(20), new Event.Tick());
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).<Label>query().getText();
    }

    private static void fill(FxRobot robot, String query, String text) {
        robot.interact(() -> {
            robot.lookup(query).queryAs(TextField.class).setText(text);
            robot.lookup(query).<Node>query().requestFocus();
        });
    }
}
