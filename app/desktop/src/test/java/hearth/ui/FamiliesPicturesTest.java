package hearth.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.device.DeviceId;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.home.Device;
import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Newcomer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

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

    @Test void largeAndDarkTheyFitTheirPlaces() {
        var dark = Families.adopted(GERMAN.withTheme(Settings.Theme.DARK));
        large("families-new-dark-150", new Place.Devices(), Families.house(GERMAN.withTheme(Settings.Theme.DARK)));
        large("families-home-dark-150", new Place.Home(), dark);
        for (var device : devices(dark)) {
            large("families-page-" + device.id() + "-dark-150", new Place.OneDevice(device.id()), dark);
        }
    }

    @Test void strangeWordsStayPlainAndWithinTheirPlaces() {
        var events = new ArrayList<Event>();
        var word = "<b>Küche</b> & <script>alert(1)</script> \u202eevil\u200f " + "N".repeat(10_000);
        Families.say(events,
                "homeassistant/sensor/m/a/config {'uniq_id':'a','stat_t':'m/a','name':'" + word + "','dev':{'ids':'m','name':'" + word
                        + "','mf':'" + word + "','mdl':'" + word + "'}}");
        Families.say(events,
                "homeassistant/select/m/b/config {'uniq_id':'b','stat_t':'m/b','cmd_t':'m/c','name':'" + word + "','ops':['" + word
                        + "','short'],'dev':{'ids':'m'}}");
        Families.say(events,
                "homeassistant/sensor/m/c/config {'uniq_id':'c','stat_t':'m/n','unit_of_meas':'" + word + "','dev':{'ids':'m'}}");
        Families.say(events, "tasmota/discovery/00000049A3BD/config {'ip':'1','dn':'" + word + "','fn':['" + word
                + "',null],'hn':'h','mac':"
                + "'00000049A3BD','md':'" + word
                + "','ofln':'Offline','onln':'Online','state':['OFF','ON','TOGGLE','HOLD'],'sw':'1','t':'odd',"
                + "'ft':'%prefix%/%topic%/','tp':['cmnd','stat','tele'],'rl':[1],'swc':[],'swn':[],'btn':[],'so':{},'lk':1,'lt_st':0,'ver':1}");
        Families.say(events, "m/a " + word);
        Families.say(events, "m/b " + word);
        Families.say(events, "m/n 1e15");
        Families.say(events, "odd/x " + word);
        events.add(new Event.MessageReceived(new Message("m/n", Payload.of(new byte[]{(byte) 0xff, (byte) 0xd8, 0}), 0, false)));
        var house = Houses.after(Houses.empty(Houses.SETTINGS), Houses.NOW, events.toArray(Event[]::new));
        picture("families-strange-new", new Place.Devices(), house, 1440, 900);
        assertPlain();
        var all = house.newcomers().stream().map(Newcomer::device).toList();
        assertEquals(2, all.size());
        house = Houses.after(house, Houses.NOW, new Event.HomeEdited(new HomeEdit.AddAll(all, "")));
        house = Houses.after(house, Houses.NOW, events.toArray(Event[]::new));
        picture("families-strange-home", new Place.Home(), house, 1440, 900);
        assertPlain();
        for (var device : all) {
            picture("families-strange-page-" + device.id(), new Place.OneDevice(device.id()), house, 1100, 900);
            assertPlain();
            var scroll = (ScrollPane) stage.getScene().lookup(".page-scroll");
            assertTrue(scroll.getContent().getLayoutBounds().getWidth() <= scroll.getViewportBounds().getWidth() + 1,
                    "what is long is cut off, the page is not wider");
        }
    }

    /// Nothing on the screen turns writing around, and nothing is endless.
    private void assertPlain() {
        var shown = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> stage.getScene().getRoot().lookupAll("*").stream()
                .flatMap(node -> node instanceof Labeled labeled ? Stream.of(labeled.getText()) : Stream.<String>empty())
                .filter(Objects::nonNull).toList());
        assertTrue(shown.stream().anyMatch(text -> text.contains("<b>Küche</b> & <script>")), shown::toString);
        assertEquals(List.of(), shown.stream()
                .filter(text -> text.length() > 4_200 || text.codePoints()
                        .anyMatch(c -> Character.getType(c) == Character.FORMAT && c != 0x00ad
                                || Character.isISOControl(c) && c != '\n'))
                .toList());
    }

    private void large(String name, Place there, HubState house) {
        Screens.save(Screens.open(stage, house, _ -> {
        }, there, 1000, 700).scene(), name, 1.5);
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
        Screens.save(Screens.open(stage, house, _ -> {
        }, there, width, height).scene(), name, 1);
    }
}
