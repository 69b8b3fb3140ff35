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

    private static final String PLUG = "shellyplus1pm-aabbccddeeff";
    private static final Settings GERMAN = Houses.SETTINGS.withLanguage("de");
    private static final Settings DARK = Houses.SETTINGS.withTheme(Settings.Theme.DARK);

    private Stage stage;

    @Start void start(Stage primary) {
        stage = primary;
    }

    @Test void theyComeAsNewDevices() {
        picture("families-new", new Place.Devices(), house(Houses.SETTINGS), 1440, 900);
        picture("families-new-german", new Place.Devices(), house(GERMAN), 1100, 800);
        picture("families-new-dark", new Place.Devices(), house(DARK), 1440, 900);
    }

    @Test void eachHasATile() {
        picture("families-home", new Place.Home(), adopted(Houses.SETTINGS), 1440, 900);
        picture("families-home-dark", new Place.Home(), adopted(DARK), 1440, 900);
        picture("families-home-german", new Place.Home(), adopted(GERMAN), 1100, 900);
    }

    @Test void eachHasAPage() {
        var english = adopted(Houses.SETTINGS);
        var german = adopted(GERMAN);
        var dark = adopted(DARK);
        for (var device : devices(english)) {
            var page = new Place.OneDevice(device.id());
            picture("families-page-" + device.id(), page, english, 1440, 900);
            picture("families-page-" + device.id() + "-german", page, german, 1100, 900);
        }
        picture("families-page-dark", new Place.OneDevice(devices(english).getFirst().id()), dark, 1440, 900);
    }

    @Test void largeAndDarkTheyFitTheirPlaces() {
        var dark = adopted(GERMAN.withTheme(Settings.Theme.DARK));
        large("families-new-dark-150", new Place.Devices(), house(GERMAN.withTheme(Settings.Theme.DARK)));
        large("families-home-dark-150", new Place.Home(), dark);
        for (var device : devices(dark)) {
            large("families-page-" + device.id() + "-dark-150", new Place.OneDevice(device.id()), dark);
        }
    }

    @Test void strangeWordsStayPlainAndWithinTheirPlaces() {
        var events = new ArrayList<Event>();
        var word = "<b>Küche</b> & <script>alert(1)</script> \u202eevil\u200f " + "N".repeat(10_000);
        say(events, "homeassistant/sensor/m/a/config {'uniq_id':'a','stat_t':'m/a','name':'" + word + "','dev':{'ids':'m','name':'" + word
                + "','mf':'" + word + "','mdl':'" + word + "'}}");
        say(events, "homeassistant/select/m/b/config {'uniq_id':'b','stat_t':'m/b','cmd_t':'m/c','name':'" + word + "','ops':['" + word
                + "','short'],'dev':{'ids':'m'}}");
        say(events, "homeassistant/sensor/m/c/config {'uniq_id':'c','stat_t':'m/n','unit_of_meas':'" + word + "','dev':{'ids':'m'}}");
        say(events, "tasmota/discovery/00000049A3BD/config {'ip':'1','dn':'" + word + "','fn':['" + word + "',null],'hn':'h','mac':"
                + "'00000049A3BD','md':'" + word
                + "','ofln':'Offline','onln':'Online','state':['OFF','ON','TOGGLE','HOLD'],'sw':'1','t':'odd',"
                + "'ft':'%prefix%/%topic%/','tp':['cmnd','stat','tele'],'rl':[1],'swc':[],'swn':[],'btn':[],'so':{},'lk':1,'lt_st':0,'ver':1}");
        say(events, "m/a " + word);
        say(events, "m/b " + word);
        say(events, "m/n 1e15");
        say(events, "odd/x " + word);
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
        var window = opened(there, house, 1000, 700);
        Screens.save(window.scene(), name, 1.5);
    }

    @Test void theirOwnNamesAreInTheUsersLanguage() {
        var house = adopted(GERMAN);
        assertEquals("Eingang", name(house, "input0/event"));
        assertEquals("Eingang 2", house.profiles().word("de", "Input 2"));
        assertEquals("Im Gerät", house.profiles().word("de", "In the device"));
        assertEquals("Something of its own 2", house.profiles().word("de", "Something of its own 2"));
    }

    private static String name(HubState house, String path) {
        var binding = house.device(DeviceId.of(PLUG)).orElseThrow().binding();
        var property = binding.properties().stream().filter(p -> p.ref().path().equals(path)).findFirst().orElseThrow();
        return new Names(binding, Texts.of(house.settings(), ZoneOffset.UTC), house.profiles()).of(property);
    }

    private static List<Device> devices(HubState house) {
        return List.copyOf(house.home().devices().values());
    }

    private static HubState adopted(Settings settings) {
        var house = house(settings);
        var all = house.newcomers().stream().map(Newcomer::device).toList();
        return said(Houses.after(house, Houses.NOW, new Event.HomeEdited(new HomeEdit.AddAll(all, ""))));
    }

    /// All is announced, and said once.
    private static HubState house(Settings settings) {
        return said(said(Houses.empty(settings)));
    }

    private static HubState said(HubState house) {
        var events = new ArrayList<Event>();
        tasmota(events);
        shelly(events);
        homie(events);
        for (var said : List.of("wled/aabbcc/status online", "wled/aabbcc/g 128", "wled/aabbcc/c #FFA000", "wled/aabbcc/button/0 on",
                "frigate/available online", "frigate/front_door/person 1", "frigate/front_door/motion ON",
                "frigate/front_door/detect/state ON", "frigate/front_door/recordings/state ON",
                "frigate/front_door/motion_threshold/state 30",
                "home/gateway/BTtoMQTT/A4C138AABBCC {'id':'A4:C1:38:AA:BB:CC','name':'LYWSD03MMC','brand':'Xiaomi','model':'TH Sensor',"
                        + "'model_id':'LYWSD03MMC','type':'THB','tempc':21.5,'tempf':70.7,'hum':47,'batt':90,'volt':2.9,'rssi':-70}",
                "home/gateway/BTtoMQTT/C47C8D112233 {'id':'C4:7C:8D:11:22:33','brand':'Xiaomi','model':'Miflora','model_id':"
                        + "'HHCCJCY01HHCC','moi':31,'lux':400,'fer':220,'tempc':19.5}")) {
            say(events, said);
        }
        return Houses.after(house, Houses.NOW, events.toArray(Event[]::new));
    }

    private static void tasmota(List<Event> events) {
        say(events,
                "tasmota/discovery/00000049A3BC/config {'ip':'192.168.15.10','dn':'Desk','fn':['Desk lamp','Printer'],'hn':'tas-49A3BC',"
                        + "'mac':'00000049A3BC','md':'Gosund SP112','ofln':'Offline','onln':'Online','state':['OFF','ON','TOGGLE','HOLD'],'sw':'14.2.0',"
                        + "'t':'desk','ft':'%prefix%/%topic%/','tp':['cmnd','stat','tele'],'rl':[1,1,0,0,0,0,0,0],'swc':[-1,-1],'swn':[null,null],"
                        + "'btn':[0,0],'so':{'4':0,'11':0,'13':0,'17':1,'20':0,'30':0,'68':0,'73':1,'82':0,'114':0,'117':0},'lk':1,'lt_st':0,'if':0,"
                        + "'cam':0,'bat':0,'dslp':0,'sho':[],'sht':[],'ty':0,'ver':1}");
        say(events,
                "tasmota/discovery/00000049A3BC/sensors {'sn':{'Time':'2026-11-22T12:00:00','ENERGY':{'TotalStartTime':'2026-01-01T00:00:00',"
                        + "'Total':12.5,'Today':0.4,'Power':43,'Factor':0.9,'Voltage':231,'Current':0.2},'TempUnit':'C'},'ver':1}");
        say(events, "tele/desk/LWT Online");
        say(events, "tele/desk/STATE {'Time':'x','POWER1':'ON','POWER2':'OFF','Wifi':{'RSSI':84,'Signal':-58}}");
        say(events, "tele/desk/SENSOR {'ENERGY':{'Total':12.5,'Today':0.4,'Power':43,'Factor':0.9,'Voltage':231,'Current':0.2}}");
    }

    private static void shelly(List<Event> events) {
        say(events, PLUG + "/online true");
        say(events,
                PLUG + "/hearth/rpc {'id':1,'result':{'name':'Kettle','id':'" + PLUG + "','mac':'AABBCCDDEEFF','gen':2,'app':'Plus1PM'}}");
        say(events, PLUG
                + "/hearth/rpc {'id':2,'result':{'sys':{'uptime':5},'wifi':{'rssi':-50},'input:0':{'id':0,'state':null},'switch:0':"
                + "{'id':0,'output':true,'apower':1840,'voltage':230.4,'current':8,'aenergy':{'total':120500},'temperature':{'tC':40.5}}}}");
        say(events,
                PLUG + "/hearth/rpc {'id':3,'result':{'switch:0':{'id':0,'name':null},'input:0':{'id':0,'name':null,'type':'button'}}}");
        var blind = "shellyplus2pm-001122334455";
        say(events, blind + "/online true");
        say(events,
                blind + "/hearth/rpc {'id':1,'result':{'name':'Blind','id':'" + blind + "','mac':'001122334455','gen':2,'app':'Plus2PM'}}");
        say(events, blind + "/hearth/rpc {'id':2,'result':{'sys':{'uptime':5},'wifi':{'rssi':-60},'cover:0':{'id':0,'state':'stopped',"
                + "'current_pos':40,'apower':0,'voltage':230,'aenergy':{'total':30},'temperature':{'tC':38}}}}");
        say(events, blind + "/hearth/rpc {'id':3,'result':{'cover:0':{'id':0,'name':null}}}");
    }

    private static void homie(List<Event> events) {
        say(events, "homie/5/kitchen-light/$description {'homie':'5.0','version':7,'name':'Kitchen light','nodes':{'light':{'name':'Light',"
                + "'properties':{'power':{'name':'Power','datatype':'boolean','settable':true},'brightness':{'datatype':'integer','settable':true,"
                + "'unit':'%','format':'0:100:1'},'color':{'datatype':'color','settable':true,'format':'hsv,rgb'},'mode':{'name':'Mode','datatype':"
                + "'enum','settable':true,'format':'normal,party'}}},'env':{'properties':{'temperature':{'datatype':'float','unit':'°C'}}}}}");
        say(events, "homie/5/kitchen-light/$state ready");
        say(events, "homie/5/kitchen-light/light/power true");
        say(events, "homie/5/kitchen-light/light/brightness 55");
        say(events, "homie/5/kitchen-light/light/color hsv,300,50,75");
        say(events, "homie/5/kitchen-light/light/mode normal");
        say(events, "homie/5/kitchen-light/env/temperature 21.5");
        say(events, "homeassistant/vacuum/robot/config {'unique_id':'robot_vacuum','state_topic':'valetudo/robot/state','command_topic':"
                + "'valetudo/robot/command','set_fan_speed_topic':'valetudo/robot/fan','fan_speed_list':['low','medium','high'],'supported_features':"
                + "['start','pause','return_home','locate','battery','fan_speed'],'availability_topic':'valetudo/robot/$state','payload_available':"
                + "'ready','device':{'identifiers':['robot'],'name':'Robot','manufacturer':'Dreame','model':'L10S'}}");
        say(events, "valetudo/robot/$state ready");
        say(events, "valetudo/robot/state {'state':'docked','battery_level':97,'fan_speed':'medium'}");
    }

    /// `topic payload`, JSON with `'` for `"`.
    private static void say(List<Event> events, String said) {
        int space = said.indexOf(' ');
        events.add(new Event.MessageReceived(
                Message.of(said.substring(0, space), said.substring(space + 1).replace('\'', '"'))));
    }

    private void picture(String name, Place there, HubState house, double width, double height) {
        Screens.save(opened(there, house, width, height).scene(), name, 1);
    }

    private HearthWindow opened(Place there, HubState house, double width, double height) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var made = Screens.window(house, _ -> {
            });
            made.open(there);
            Screens.show(stage, made.scene(), width, height);
            return made;
        });
    }
}
