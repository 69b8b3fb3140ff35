package hearth.ui.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Channel;
import hearth.home.People;
import hearth.home.Person;
import hearth.home.Settings;
import hearth.home.Settings.Theme;
import hearth.hub.Answer;
import hearth.hub.Event;
import hearth.hub.HubState;
import hearth.ui.Everything;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Home in every theme, size and language, as pictures in `target/screens` to look at.
@ExtendWith(ApplicationExtension.class)
class HomePicturesTest {

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void theBundledFontIsFoundInItsWeights() {
        picture("home-empty", Houses.empty(Houses.SETTINGS), 1440, 900, 1);
        assertEquals(List.of("Hearth Sans", "Hearth Sans Semi Bold"),
                Font.getFamilies().stream().filter(f -> f.startsWith("Hearth")).toList());
    }

    @Test void homeIsShownInEveryTheme() {
        picture("home-light", Houses.full(Houses.SETTINGS), 1440, 900, 1);
        picture("home-dark", Houses.full(Houses.SETTINGS.withTheme(Theme.DARK)), 1440, 900, 1);
        picture("home-contrast", Houses.full(Houses.SETTINGS.withTheme(Theme.CONTRAST)), 1440, 900, 1);
    }

    @Test void aWayToPeopleThatMayNotWorkNeedsAttentionAndMakesTheShieldAmber() {
        var anna = new Person("Anna", List.of(new Channel("push", new Channel.Address.Ntfy("https://ntfy.sh", "a"))));
        var house = Houses.after(Houses.full(Houses.SETTINGS), Houses.NOW, new Event.PeopleChanged(new People(List.of(anna)), Map.of()));
        var doubtful = picture("home-doubt", house, 1440, 900, 1);
        assertTrue(doubtful.scene().lookup("#attention").getAccessibleText().contains("more"));
        assertTrue(doubtful.scene().lookup(".summary-security .disc").getStyleClass().contains("amber"));
        house = Houses.after(house, Houses.NOW, new Event.ChannelTested("push"), new Event.DeliveryKept(1),
                new Event.Delivered(1, 1, new Answer.Accepted("SAID 200")));
        var proven = picture("home-proven", house, 1440, 900, 1);
        assertFalse(proven.scene().lookup(".summary-security .disc").getStyleClass().contains("amber"));
    }

    @Test void theScenesStandBelowTheBoardAndTouchNoTile() {
        var window = picture("home-scenes", Everything.house(Houses.SETTINGS), 900, 600, 1);
        double[] gap = {0};
        Screens.fx(() -> gap[0] = inScene(window.scene().lookup(".scenes")).getMinY()
                - inScene(window.scene().lookup(".board-view")).getMaxY());
        assertEquals(16, gap[0], 0.5);
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    @Test void homeIsShownInEverySizeAndLanguage() {
        Settings german = Houses.SETTINGS.withLanguage("de");
        picture("home-german", Houses.full(german), 1440, 900, 1);
        picture("home-german-small", Houses.full(german), 900, 600, 1);
        picture("home-german-middle", Houses.full(german), 1100, 700, 1);
        picture("home-small", Houses.full(Houses.SETTINGS), 900, 600, 1);
        picture("home-150", Houses.full(Houses.SETTINGS), 960, 640, 1.5);
        picture("home-200-devices", Houses.large(Houses.SETTINGS, 200), 1440, 900, 1);
        picture("home-first-run", Houses.fresh(Houses.SETTINGS), 1440, 900, 1);
        picture("home-first-run-german-small", Houses.fresh(german), 900, 600, 1);
    }

    private HearthWindow picture(String name, HubState house, double width, double height, double scale) {
        var window = Screens.open(stage, house, _ -> {
        }, new Place.Home(), width, height);
        Screens.save(window.scene(), name, scale);
        return window;
    }
}
