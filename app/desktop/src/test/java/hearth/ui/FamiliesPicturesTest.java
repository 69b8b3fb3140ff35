package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.device.DeviceId;
import hearth.home.Device;
import hearth.home.Settings;
import hearth.hub.HubState;
import java.time.ZoneOffset;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Devices of each family that announces itself in its own way: their newcomers, tiles and pages, as pictures in `target/screens`.
@ExtendWith(ApplicationExtension.class)
class FamiliesPicturesTest {

    private static final Settings GERMAN = Houses.SETTINGS.withLanguage("de");
    private static final Settings DARK = Houses.SETTINGS.withTheme(Settings.Theme.DARK);

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void theyComeAsNewDevices() {
        picture("families-new", new Place.Devices(), Families.house(Houses.SETTINGS), 1440, 900);
        picture("families-new-german", new Place.Devices(), Families.house(GERMAN), 1100, 800);
        picture("families-new-dark", new Place.Devices(), Families.house(DARK), 1440, 900);
    }

    @Test void eachHasATile() {
        picture("families-home", new Place.Home(), Families.adopted(Houses.SETTINGS), 1440, 900);
        picture("families-home-dark", new Place.Home(), Families.adopted(DARK), 1440, 900);
        picture("families-home-german", new Place.Home(), Families.adopted(GERMAN), 1100, 900);
    }

    @Test void eachHasAPage() {
        var english = Families.adopted(Houses.SETTINGS);
        var german = Families.adopted(GERMAN);
        var dark = Families.adopted(DARK);
        for (var device : devices(english)) {
            var page = new Place.OneDevice(device.id());
            picture("families-page-" + device.id(), page, english, 1440, 900);
            picture("families-page-" + device.id() + "-german", page, german, 1100, 900);
        }
        picture("families-page-dark", new Place.OneDevice(devices(english).getFirst().id()), dark, 1440, 900);
    }

    @Test void theirOwnNamesAreInTheUsersLanguage() {
        var house = Families.adopted(GERMAN);
        assertEquals("Eingang", name(house, "input0/event"));
        assertEquals("Eingang 2", house.profiles().word("de", "Input 2"));
        assertEquals("Im Gerät", house.profiles().word("de", "In the device"));
        assertEquals("Something of its own 2", house.profiles().word("de", "Something of its own 2"));
    }

    private static String name(HubState house, String path) {
        var binding = house.device(DeviceId.of(Families.PLUG)).orElseThrow().binding();
        var property = binding.properties().stream().filter(p -> p.ref().path().equals(path)).findFirst().orElseThrow();
        return new Names(binding, Texts.of(house.settings(), ZoneOffset.UTC), house.profiles()).of(property);
    }

    private static List<Device> devices(HubState house) {
        return List.copyOf(house.home().devices().values());
    }

    private void picture(String name, Place there, HubState house, double width, double height) {
        var window = Screens.open(stage, house, _ -> {
        }, there, width, height);
        Screens.save(window.scene(), name, 1);
    }
}
