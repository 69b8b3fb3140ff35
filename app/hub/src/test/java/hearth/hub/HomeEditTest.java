package hearth.hub;

import static hearth.hub.House.LIGHT;
import static hearth.hub.House.TEMPERATURE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Value;
import hearth.home.Device;
import hearth.home.Home;
import hearth.home.Room;
import hearth.home.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HomeEditTest {

    private final House house = new House();

    @Test void anEditIsSavedAndDescribedAndCanBeUndone() {
        var before = house.state.home();
        house.on(new Event.HomeEdited(new HomeEdit.Rename(LIGHT, "Ceiling")));
        assertTrue(house.effects.contains(new Effect.Save(house.state.home())));
        assertTrue(
                house.effects.stream().anyMatch(e -> e instanceof Effect.Announce(var m) && m.topic().equals("hearth/5/light/$description")
                        && m.payload().text().orElse("").contains("Ceiling")));
        house.on(new Event.EditUndone());
        assertEquals(before, house.state.home());
    }

    @Test void aTileMovesWithinItsRoomAndToAnother() {
        house.on(new Event.HomeEdited(new HomeEdit.Move(TEMPERATURE, "", 0))).on(new Event.HomeEdited(new HomeEdit.Move(LIGHT, "Hall", 5)));
        assertEquals(List.of(new Room("", List.of(TEMPERATURE, House.SECURITY)), new Room("Hall", List.of(LIGHT))),
                house.state.home().rooms());
    }

    @Test void anEditThatMakesNoSenseChangesNothing() {
        var before = house.state.home();
        house.on(new Event.HomeEdited(new HomeEdit.Remove(new DeviceId("nobody"))))
                .on(new Event.HomeEdited(new HomeEdit.RenameRoom("x", "y")));
        assertEquals(before, house.state.home());
        assertEquals(List.of(), house.effects);
    }

    @Test void aRemovedDeviceLeavesNothingRetainedItsStateFirst() {
        house.says("temperature", "21").on(new Event.HomeEdited(new HomeEdit.Remove(TEMPERATURE)));
        var cleared = house.effects.stream()
                .flatMap(e -> e instanceof Effect.Announce(var m) && m.payload().size() == 0 ? Optional.of(m.topic()).stream()
                        : Optional.<String>empty().stream())
                .toList();
        assertEquals("hearth/5/temperature/$state", cleared.getFirst());
        assertTrue(cleared.containsAll(List.of("hearth/5/temperature/$description", "hearth/5/temperature/climate/temperature")));
    }

    @Test void theSimulatedHomeTakesItsPastAlongAndThatOfAWeatherNobodyAsksFor() {
        var lamp = new DeviceId("demo-lamp");
        house.on(
                new Event.HomeEdited(new HomeEdit.Add(new Device(lamp, "Lamp", "dimmer", Map.of("topic", "x"), Device.Size.SMALL), "Hall")))
                .on(new Event.HomeEdited(new HomeEdit.Dismantle("demo-")));
        assertTrue(house.effects.containsAll(List.of(new Effect.Forget(lamp), new Effect.Forget(Weather.OUTSIDE.device()))));
        house.effects.clear();
        house.on(new Event.SettingsChanged(house.state.settings().withWeather(Settings.WeatherSource.OPEN_METEO)))
                .on(new Event.HomeEdited(
                        new HomeEdit.Add(new Device(lamp, "Lamp", "dimmer", Map.of("topic", "x"), Device.Size.SMALL), "Hall")))
                .on(new Event.HomeEdited(new HomeEdit.Dismantle("demo-")));
        assertEquals(List.of(new Effect.Forget(lamp)), house.effects.stream().filter(Effect.Forget.class::isInstance).toList());
    }

    @Test void aNewDeviceHearsItsTopicAtOnce() {
        var id = new DeviceId("cellar");
        house.on(new Event.HomeEdited(
                new HomeEdit.Add(new Device(id, "Cellar", "humidity", Map.of("topic", "cellar/h"), Device.Size.SMALL), "Cellar")))
                .says("cellar/h", "71");
        assertEquals(DeviceState.Condition.LIVE, house.state.device(id).orElseThrow().condition());
        assertTrue(house.effects.contains(new Effect.Announce(Message.retained("hearth/5/cellar/humidity/humidity", "71")))
                || house.effects.contains(new Effect.Announce(Message.retained("hearth/5/cellar/climate/humidity", "71"))));
    }

    @Test void aNewDeviceShowsWhatItsTopicSaidBefore() {
        var id = new DeviceId("cellar");
        house.says("cellar/h", "71").later(Duration.ofMinutes(10)).on(new Event.HomeEdited(
                new HomeEdit.Add(new Device(id, "Cellar", "humidity", Map.of("topic", "cellar/h"), Device.Size.SMALL), "Cellar")));
        var cellar = house.state.device(id).orElseThrow();
        assertEquals(DeviceState.Condition.LIVE, cellar.condition());
        var humidity = cellar.main().orElseThrow().ref();
        assertEquals(Optional.of(House.T0), cellar.state(humidity).at(), "as old as it is");
        assertTrue(house.effects.contains(new Effect.Keep(humidity, new Value.Numeric(71), House.T0)));
    }

    @Test void aBreakInThatIsOverDoesNotRingForANewPanelButOneTheBrokerKeepsDoes() {
        house.says("old/panel", "break-in").repeats("kept/panel", "break-in");
        house.on(new Event.HomeEdited(new HomeEdit.Add(panel("old"), "")));
        assertEquals(Optional.empty(), house.state.incident());
        house.on(new Event.HomeEdited(new HomeEdit.Add(panel("kept"), "")));
        assertEquals(Optional.of("kept"), house.state.incident().map(i -> i.cause().device().value()));
    }

    private static Device panel(String id) {
        return new Device(new DeviceId(id), id, "security", Map.of("topic", id + "/panel"), Device.Size.SMALL);
    }

    @Test void aHouseHasEachDeviceInExactlyOneRoom() {
        var home = House.seeds().moved(LIGHT, "Hall", 0).without(LIGHT);
        assertEquals(1, home.rooms().size());
        assertEquals(Home.EMPTY, home.without(TEMPERATURE).without(House.SECURITY));
    }
}
