package hearth.ui.automation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.Command;
import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Settings;
import hearth.home.Thermostat;
import hearth.home.WeekPlan;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Origin;
import hearth.hub.Warmth;
import hearth.profile.Forecast;
import hearth.profile.ThermostatApi;
import hearth.profile.WeatherApi;
import hearth.ui.Houses;
import hearth.ui.Place;
import hearth.ui.Screens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A thermostat from the window: put together, seen on its tile and page, changed; and as pictures to look at.
@ExtendWith(ApplicationExtension.class)
class ThermostatPagesTest {

    static final DeviceId ID = new DeviceId("thermostat");
    private static final PropertyRef CLIMATE = main("climate");
    private static final PropertyRef HEATER = new PropertyRef(DeviceId.of("radiator"), "switch", "on");
    private static final WeekPlan WEEK = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(6, 30), 21),
            new WeekPlan.Change(Set.of(), LocalTime.of(22, 30), 17)));

    private Stage stage;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    private static PropertyRef main(String device) {
        return Houses.full(Houses.SETTINGS).device(DeviceId.of(device)).orElseThrow().main().orElseThrow().ref();
    }

    /// With something that heats.
    private static HubState house(Settings settings) {
        var house = Houses.after(Houses.full(settings), Houses.NOW,
                Houses.add("radiator", "Radiator plug", "plug", "Living room", Map.of("topic", "home/radiator")),
                Houses.said("radiator", "state", "OFF"));
        assertTrue(house.device(HEATER.device()).orElseThrow().binding().property(HEATER).isPresent());
        return Houses.after(house, Houses.NOW, new Event.Began(ZoneOffset.UTC, Houses.NOW));
    }

    private static HubState heated(Settings settings, Event... then) {
        var made = new Thermostat(ID, "thermostat/setpoint", CLIMATE, HEATER, List.of(main("door")), WEEK, Thermostat.Tuning.USUAL);
        return Houses
                .after(Houses.after(house(settings), Houses.NOW, new Event.HomeEdited(new HomeEdit.Heat(made, "Warmth", "Living room")),
                        Houses.said("climate", "20.2"), Houses.said("radiator", "state", "ON")), Houses.NOW, then);
    }

    @Start void start(Stage primary) {
        stage = primary;
    }

    private Parent open(HubState house, Place there, double width, double height) {
        return Screens.open(stage, house, events::add, there, width, height).scene().getRoot();
    }

    private static <N extends Node> List<N> all(Parent root, Class<N> type) {
        return root.lookupAll("*").stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static String words(Parent root, String id) {
        return String.join("\n", all((Parent) root.lookup(id), Label.class).stream().map(Label::getText).toList());
    }

    @Test void itIsPutTogetherFromTheThermometersPage() {
        var root = open(house(Houses.SETTINGS), new Place.OneDevice(DeviceId.of("climate")), 1440, 900);
        Screens.fx(((Button) root.lookup("#thermostat-make"))::fire);
        assertEquals("Choose what heats. None in the list? Add the plug or relay first, by Add device.",
                ((Label) root.lookup("#rule-preview")).getText());
        var save = (Button) root.lookup("#rule-save");
        assertTrue(save.isDisabled());
        choose(root, HEATER.device());
        assertEquals("Radiator plug follows Temperature: 21.0\u00a0°C from 06:30, 17.0\u00a0°C from 22:30",
                ((Label) root.lookup("#rule-preview")).getText());
        var warm = all(root, TextField.class).stream().filter(f -> "Temperature".equals(f.getAccessibleText())).findFirst().orElseThrow();
        Screens.fx(() -> warm.setText("99"));
        assertTrue(save.isDisabled(), "out of range");
        Screens.fx(() -> warm.setText("21"));
        Screens.fx(save::fire);
        assertEquals(List.of(new Event.HomeEdited(new HomeEdit.Heat(new Thermostat(ID, "thermostat/setpoint", CLIMATE, HEATER, List.of(),
                WEEK, Thermostat.Tuning.USUAL), "Thermostat", "Living room"))), events);
    }

    @SuppressWarnings("unchecked") private static void choose(Parent root, DeviceId device) {
        Screens.fx(() -> all(root, ComboBox.class).stream().filter(c -> c.getItems().contains(device)).findFirst().orElseThrow()
                .setValue(device));
    }

    @Test void addDeviceOffersItToo() {
        var root = open(house(Houses.SETTINGS), new Place.AddDevice(), 1440, 900);
        Screens.fx(((ToggleButton) root.lookup("#add-thermostat"))::fire);
        assertTrue(all(root, Label.class).stream().anyMatch(l -> "Put a thermostat together".equals(l.getText())));
    }

    @Test void whateverItHoldsIsThereAgainWhenItIsChanged() {
        var house = heated(Houses.SETTINGS);
        var root = open(house, new Place.OneThermostat(Optional.of(ID), Optional.empty()), 1440, 900);
        Screens.fx(((Button) root.lookup("#rule-save"))::fire);
        var edit = (HomeEdit.Heat) assertInstanceOf(Event.HomeEdited.class, events.getFirst()).edit();
        assertEquals(house.home().thermostats().of(ID).orElseThrow(), edit.thermostat());
        assertEquals("Warmth", edit.name());
    }

    @Test void theTileSaysReadingAndSetPointApartAndWhyItPauses() {
        var root = open(heated(Houses.SETTINGS), new Place.Home(), 1440, 900);
        Screens.fill(root.getScene());
        assertTrue(words(root, "#tile-thermostat").contains("Heating · 20.2\u00a0°C"), () -> words(root, "#tile-thermostat"));
        assertTrue(words(root, "#tile-thermostat").contains("21.0"));
        Screens.fx(((Button) root.lookup("#more-thermostat"))::fire);
        assertEquals(List.of(new Event.CommandIssued(new Command(ThermostatApi.setpoint(ID), new Value.Numeric(21.5)), new Origin.User())),
                events);
        var open = open(heated(Houses.SETTINGS, Houses.said("door", "open")), new Place.Home(), 1440, 900);
        Screens.fill(open.getScene());
        assertTrue(words(open, "#tile-thermostat").contains("Paused: Front door is open"), () -> words(open, "#tile-thermostat"));
    }

    @Test void thePageSaysWhatItIsMadeOfAndWhatIsWrong() {
        var root = open(heated(Houses.SETTINGS, new Event.HomeEdited(new HomeEdit.Remove(DeviceId.of("climate")))),
                new Place.OneDevice(ID), 1440, 900);
        assertEquals("""
                Safe mode: its thermometer is gone
                No weather forecast: Settings can fetch one.
                Still learning how fast this room warms and cools.
                Follows climate (gone), switches Radiator plug.""", words(root, "#thermostat-lines"));
    }

    /// At 17:42, with the plan's evening at 19:00, and frost by then.
    private static HubState frosty(Settings settings, Instant updated) {
        var evening = new WeekPlan(List.of(new WeekPlan.Change(Set.of(), LocalTime.of(19, 0), 21),
                new WeekPlan.Change(Set.of(), LocalTime.of(22, 30), 17)));
        var made = new Thermostat(ID, "thermostat/setpoint", CLIMATE, HEATER, List.of(), evening, Thermostat.Tuning.USUAL);
        var hours = IntStream.range(0, 48).mapToObj(i -> new Forecast.Hour(Instant.parse("2026-11-22T17:00:00Z").plusSeconds(3_600L * i),
                i < 2 ? 1 - 3 * i : -8)).toList();
        var house = Houses.after(heated(settings, Houses.said("climate", "19.6")), Houses.NOW,
                new Event.HomeEdited(new HomeEdit.Heat(made, "Warmth", "Living room")));
        for (var message : WeatherApi.messages(new Forecast(updated, "Open-Meteo.com", hours), Houses.NOW)) {
            house = Houses.after(house, Houses.NOW, new Event.MessageReceived(message));
        }
        return Houses.after(house, Houses.NOW, new Event.RoomLearnt(ID, Optional.of(new Warmth(1.8, 0.04, 3, true))));
    }

    @Test void aFrostToComeIsSaidWithItsReasonAndUndone() {
        var house = frosty(Houses.SETTINGS, Houses.NOW);
        var root = open(house, new Place.Home(), 1440, 900);
        Screens.fill(root.getScene());
        assertTrue(words(root, "#tile-thermostat").contains("Frost at 19:00, heating from 17:"), () -> words(root, "#tile-thermostat"));
        Screens.fx(((Button) root.lookup("#undo-thermostat"))::fire);
        var page = open(house, new Place.OneDevice(ID), 1440, 900);
        assertTrue(words(page, "#thermostat-lines").contains("Warms 1.0\u00a0°C an hour at 0.0\u00a0°C outside, cools 0.8\u00a0°C."),
                () -> words(page, "#thermostat-lines"));
        assertTrue(words(page, "#thermostat-lines").contains("Forecast: -8.0\u00a0°C at 19:00 is the coldest"),
                () -> words(page, "#thermostat-lines"));
        Screens.fx(((Button) page.lookup("#thermostat-undo"))::fire);
        assertEquals(List.of(new Event.EarlyUndone(ID), new Event.EarlyUndone(ID)), events);
    }

    @Test void aForecastThatIsTooOldIsSaid() {
        var house = frosty(Houses.SETTINGS, Houses.NOW.minus(Duration.ofHours(7)));
        var root = open(house, new Place.Home(), 1440, 900);
        Screens.fill(root.getScene());
        assertTrue(words(root, "#tile-thermostat").contains("forecast too old"), () -> words(root, "#tile-thermostat"));
        var page = open(house, new Place.OneDevice(ID), 1440, 900);
        assertTrue(words(page, "#thermostat-lines").contains("older than 6 hours: heating by the plan alone"),
                () -> words(page, "#thermostat-lines"));
    }

    @Test void theyAreShown() {
        var dark = Houses.SETTINGS.withTheme(Settings.Theme.DARK);
        var german = Houses.SETTINGS.withLanguage("de");
        var page = new Place.OneDevice(ID);
        picture("thermostat-home", heated(Houses.SETTINGS), new Place.Home(), 1440, 900, 1);
        picture("thermostat-home-window-german", heated(german.withTheme(Settings.Theme.DARK), Houses.said("door", "open")),
                new Place.Home(), 900, 600, 1);
        picture("thermostat-light", heated(Houses.SETTINGS), page, 1440, 900, 1);
        picture("thermostat-dark", heated(dark, new Event.HomeEdited(new HomeEdit.Remove(DeviceId.of("climate")))), page, 1440, 900, 1);
        picture("thermostat-german-small", heated(german), page, 900, 600, 1);
        picture("thermostat-150", heated(Houses.SETTINGS), page, 960, 640, 1.5);
        picture("thermostat-edit-light", heated(Houses.SETTINGS), new Place.OneThermostat(Optional.of(ID), Optional.empty()), 1440, 900, 1);
        picture("thermostat-edit-german-dark-small", heated(german.withTheme(Settings.Theme.DARK)),
                new Place.OneThermostat(Optional.of(ID), Optional.empty()), 900, 600, 1);
        picture("thermostat-frost-home", frosty(Houses.SETTINGS, Houses.NOW), new Place.Home(), 1440, 900, 1);
        picture("thermostat-frost-home-german-dark", frosty(german.withTheme(Settings.Theme.DARK), Houses.NOW), new Place.Home(), 900, 600,
                1);
        picture("thermostat-frost-page-german", frosty(german, Houses.NOW), page, 900, 600, 1);
        picture("thermostat-frost-page-150", frosty(Houses.SETTINGS, Houses.NOW), page, 960, 640, 1.5);
        picture("thermostat-stale-home", frosty(Houses.SETTINGS, Houses.NOW.minus(Duration.ofHours(7))), new Place.Home(), 1440, 900, 1);
        picture("thermostat-offer", house(Houses.SETTINGS), new Place.OneDevice(DeviceId.of("climate")), 1440, 900, 1);
        picture("thermostat-add", house(german), new Place.AddDevice(), 900, 600, 1);
    }

    private void picture(String name, HubState house, Place there, double width, double height, double scale) {
        var root = open(house, there, width, height);
        Screens.save(root.getScene(), name, scale);
        var cut = all(root, Button.class).stream().filter(Node::isVisible).filter(b -> b.getWidth() < b.minWidth(-1) - 0.5).toList();
        assertEquals(List.of(), cut);
    }
}
