package hearth.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.home.Settings;
import hearth.home.Settings.WeatherSource;
import hearth.home.Spot;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Places;
import hearth.hub.Trouble;
import hearth.profile.Forecast;
import hearth.profile.WeatherApi;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The weather in Settings: off at first, a place found or typed, what became of it; and as pictures to look at.
@ExtendWith(ApplicationExtension.class)
class WeatherCardTest {

    private static final Spot BONN = new Spot(50.73438, 7.09549);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    private static HubState fetched(Settings settings, Event... then) {
        var house = Houses.after(Houses.empty(settings.withWeather(WeatherSource.OPEN_METEO)), Houses.NOW,
                new Event.HomeEdited(new HomeEdit.Automate(Houses.empty(settings).home().automations().at(Optional.of(BONN)))));
        for (var message : WeatherApi.messages(new Forecast(Houses.NOW, "Open-Meteo.com", List.of(new Forecast.Hour(Houses.NOW, 3))),
                Houses.NOW)) {
            house = Houses.after(house, Houses.NOW, new Event.MessageReceived(message));
        }
        return Houses.after(house, Houses.NOW, then);
    }

    private Parent open(HubState house, double width, double height) {
        return Screens.open(stage, house, events::add, new Place.Settings(), width, height).scene().getRoot();
    }

    private static String status(Parent root) {
        return ((Label) root.lookup("#weather-status")).getText();
    }

    @Test void nothingIsFetchedUntilSomebodyIsChosen() {
        var root = open(Houses.empty(Houses.SETTINGS), 1440, 900);
        assertTrue(status(root).startsWith("Nothing is fetched."), () -> status(root));
        Screens.fx(() -> ((ToggleButton) ((Parent) root.lookup("#weather-source")).getChildrenUnmodifiable().get(1)).fire());
        assertEquals(List.of(new Event.SettingsChanged(Houses.SETTINGS.withWeather(WeatherSource.OPEN_METEO))), events);
    }

    @Test void aPlaceIsFoundByItsName() {
        var house = Houses.after(Houses.empty(Houses.SETTINGS), Houses.NOW,
                new Event.PlacesFound(new Places("Bonn", false, List.of(new Places.Place("Bonn, Germany", BONN)), "")));
        var root = open(house, 1440, 900);
        Screens.fx(() -> ((TextField) root.lookup("#weather-search")).setText(" Bonn "));
        Screens.fx(((Button) root.lookup("#weather-look"))::fire);
        Screens.fx(() -> ((Button) ((Parent) root.lookup("#weather-found")).getChildrenUnmodifiable().getFirst()).fire());
        assertEquals(List.of(new Event.PlaceSought("Bonn"),
                new Event.HomeEdited(new HomeEdit.Automate(house.home().automations().at(Optional.of(BONN))))), events);
    }

    @Test void coordinatesAreTakenAsMapsAndPeopleWriteThem() {
        for (var typed : List.of("50.5, 7.25", "50.5,7.25", "50,5; 7,25", " 50.5 7.25 ", "50.5;7.25")) {
            assertEquals(Optional.of(new Spot(50.5, 7.25)), WeatherCard.spot(typed), typed);
        }
        assertEquals(Optional.of(new Spot(-33, -70)), WeatherCard.spot("-33, -70"));
        for (var typed : List.of("", "Bonn", "50", "91, 0", "0; 181", "1, 2, 3", "NaN; 1")) {
            assertEquals(Optional.empty(), WeatherCard.spot(typed), typed);
        }
        var root = open(Houses.empty(Houses.SETTINGS), 1440, 900);
        Screens.fx(() -> ((TextField) root.lookup("#weather-coordinates")).setText("here"));
        Screens.fx(((Button) root.lookup("#weather-set"))::fire);
        assertEquals(List.of(), events);
    }

    @Test void whatBecameOfItIsSaid() {
        assertEquals("Last forecast at 17:42. Weather data by Open-Meteo.com.", status(open(fetched(Houses.SETTINGS), 1440, 900)));
        var failed = status(open(fetched(Houses.SETTINGS,
                new Event.TroubleFound(new Trouble(Trouble.Kind.WEATHER, "TIMEOUT api.open-meteo.com"))), 1440, 900));
        assertTrue(failed.contains("could not be fetched") && failed.contains("17:42"), failed);
        assertEquals("Say where the house stands; until then nothing is fetched.",
                status(open(Houses.empty(Houses.SETTINGS.withWeather(WeatherSource.MET_NORWAY)), 1440, 900)));
    }

    @Test void itIsShown() {
        var german = Houses.SETTINGS.withLanguage("de");
        var found = new Event.PlacesFound(new Places("Bonn", false, List.of(new Places.Place("Bonn, North Rhine-Westphalia, Germany", BONN),
                new Places.Place("Bonn, Bern, Switzerland", new Spot(46.8, 7.2))), ""));
        picture("weather-light", fetched(Houses.SETTINGS, found), 1440, 900, 1);
        picture("weather-dark-failed", fetched(Houses.SETTINGS.withTheme(Settings.Theme.DARK),
                new Event.TroubleFound(new Trouble(Trouble.Kind.WEATHER, "TIMEOUT api.open-meteo.com"))), 1440, 900, 1);
        picture("weather-german-small", fetched(german, found), 900, 600, 1);
        picture("weather-150", fetched(Houses.SETTINGS, new Event.PlacesFound(new Places("Xyzzy", false, List.of(), ""))), 960, 640, 1.5);
    }

    private void picture(String name, HubState house, double width, double height, double scale) {
        var root = open(house, width, height);
        Screens.fx(() -> {
            var scroll = root.lookupAll(".page-scroll").stream().map(ScrollPane.class::cast).findFirst().orElseThrow();
            scroll.layout();
            double top = scroll.getContent().sceneToLocal(root.lookup("#weather-source").localToScene(0, 0)).getY() - 60;
            scroll.setVvalue(top / (scroll.getContent().getBoundsInLocal().getHeight() - scroll.getViewportBounds().getHeight()));
        });
        Screens.save(root.getScene(), name, scale);
        var cut = root.lookupAll(".button").stream().filter(Button.class::isInstance).map(Button.class::cast).filter(Node::isVisible)
                .filter(b -> b.getWidth() < b.minWidth(-1) - 0.5).toList();
        assertEquals(List.of(), cut);
    }
}
