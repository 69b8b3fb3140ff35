package hearth.ui.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Automations;
import hearth.home.Scene;
import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.ui.HearthWindow;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import hearth.ui.Texts;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PaletteTest {

    private static final Texts ENGLISH = Texts.of(Houses.SETTINGS, ZoneOffset.UTC);
    private final HubState house = Houses.full(Houses.SETTINGS);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private HearthWindow window;

    @Start void start(Stage stage) {
        window = Screens.window(house, events::add);
        Screens.show(stage, window.scene(), 1000, 700);
    }

    @Test void itFindsDevicesByTheBeginningOfAnyWord() {
        assertEquals(new Find.Action.Go(new Place.OneDevice(DeviceId.of("ceiling"))), first("ceil").action());
        assertEquals("Ceiling light", first("light ceil").title());
    }

    @Test void itFindsPlacesThemesAndTheRoomsOfTheHouse() {
        assertEquals(new Find.Action.Go(new Place.Broker()), first("broker").action());
        assertEquals(new Find.Action.Do(new Event.SettingsChanged(Houses.SETTINGS.withTheme(Settings.Theme.DARK))), first("dark").action());
        assertEquals(new Find.Action.Narrow("Hallway"), first("hallway").action());
        assertTrue(titles("hallway").contains("Front door"));
    }

    @Test void aNumberSetsWhatCanBeSetToIt() {
        assertEquals(new Find.Action.Do(set("ceiling", 40)), first("ceiling 40 %").action());
        assertEquals("Set Thermostat to 22.5 °C".replace(' ', ' '), first("thermo 22.5").title().replace('\u00a0', ' '));
    }

    @Test void aSceneIsPlayedFromTheSearch() {
        var film = new Scene("film", "Film", new LinkedHashMap<>(Map.of(lamp("ceiling"), new Value.Numeric(15))));
        var furnished = Houses.after(house, Houses.NOW, new Event.HomeEdited(new HomeEdit.Automate(Automations.NONE.with(film))));
        assertEquals(new Find.Action.Do(new Event.ScenePlayed("film", new Origin.Scene("film"))),
                Find.all(furnished, ENGLISH, Houses.NOW, "film").getFirst().action());
    }

    @Test void theSimulatedHomeComesAndGoes() {
        var there = Houses.SETTINGS.withDemo(true);
        assertEquals(new Find.Action.Do(new Event.SettingsChanged(there)), first("simulated").action());
        var simulated = Houses.after(house, Houses.NOW, new Event.SettingsChanged(there));
        assertEquals(new Find.Action.Do(new Event.SettingsChanged(Houses.SETTINGS)),
                Find.all(simulated, ENGLISH, Houses.NOW, "simulated").getFirst().action());
    }

    @Test void nothingFitsNonsense() {
        assertEquals(List.of(), titles("qqq"));
    }

    @Test void aLampIsDimmedByKeyboardAlone(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("ceiling 40");
        Screens.save(window.scene(), "palette", 1);
        robot.push(KeyCode.ENTER);
        assertEquals(List.of(set("ceiling", 40)), events);
        assertTrue(robot.lookup("#palette-query").tryQuery().isEmpty());
    }

    @Test void arrowsChooseAndEscapeCloses(FxRobot robot) {
        robot.clickOn("#search");
        robot.write("shelf");
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        assertEquals(List.of(new Event.Toggled(DeviceId.of("shelf"), new Origin.User())), events);
        robot.push(KeyCode.CONTROL, KeyCode.K).push(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#palette-query").tryQuery().isEmpty());
    }

    private Event set(String device, double value) {
        return new Event.CommandIssued(new Command(lamp(device), new Value.Numeric(value)), new Origin.User());
    }

    private PropertyRef lamp(String device) {
        return house.device(DeviceId.of(device)).orElseThrow().main().orElseThrow().ref();
    }

    private Find first(String query) {
        return Find.all(house, ENGLISH, Houses.NOW, query).getFirst();
    }

    private List<String> titles(String query) {
        return Find.all(house, ENGLISH, Houses.NOW, query).stream().map(Find::title).toList();
    }
}
