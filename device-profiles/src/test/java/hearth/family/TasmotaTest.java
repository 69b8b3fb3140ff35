package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import hearth.device.Capability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TasmotaTest {

    private static final String CONFIG = "tasmota/discovery/00000049A3BC/config";
    private static final String SENSORS = "tasmota/discovery/00000049A3BC/sensors";

    /// What the firmware announces; what a device has differently goes first, and counts.
    private static Transcript device(String own) {
        var base = "'ip':'192.168.15.10','dn':'Lamp','fn':['Lamp',null],'hn':'tas-49A3BC','mac':'00000049A3BC','md':'Generic','ofln':'Offline',"
                + "'onln':'Online','state':['OFF','ON','TOGGLE','HOLD'],'sw':'14.2.0','t':'lamp','ft':'%prefix%/%topic%/','tp':['cmnd','stat',"
                + "'tele'],'rl':[0,0,0,0,0,0,0,0],'swc':[-1,-1],'swn':[null,null],'btn':[0,0],'so':{'4':0,'11':0,'13':0,'17':1,'20':0,'30':0,"
                + "'68':0,'73':0,'82':0,'114':0,'117':0},'lk':1,'lt_st':0,'if':0,'cam':0,'bat':0,'dslp':0,'sho':[],'sht':[],'ty':0,'ver':1";
        var keys = own.split("'(?=:)");
        for (var key : keys) {
            var name = key.substring(key.lastIndexOf('\'') + 1);
            base = base.replaceFirst("'" + name + "':(\\[[^]]*]|\\{[^}]*}|'[^']*'|\\d+),?", "");
        }
        return new Transcript().announces(CONFIG, "{" + own + "," + base + "}");
    }

    @Test void relaysAreReadAndSwitchedEachByItsNumber() {
        var t = device("'rl':[1,1,0],'fn':['Kettle','Fan']");
        assertEquals("Lamp", t.name());
        assertEquals("tasmota", t.binding().about().via());
        assertEquals("00000049A3BC", t.binding().about().source());
        assertEquals(List.of("relay1/on", "relay2/on", "status/signal"), t.paths());
        assertEquals("Fan", t.property("relay2/on").name());
        assertEquals("tele/lamp/STATE#POWER1", t.property("relay1/on").source());
        assertEquals(List.of("cmnd/lamp/STATE ", "cmnd/lamp/STATUS 10"), t.greeting());
        assertEquals(List.of("relay1/on true", "relay2/on false", "status/signal 84"),
                t.says("tele/lamp/STATE", "{'Time':'x','POWER1':'ON','POWER2':'OFF','Wifi':{'RSSI':84,'Signal':-58}}"));
        assertEquals(List.of("relay2/on true"), t.says("stat/lamp/RESULT", "{'POWER2':'ON'}"));
        assertEquals(List.of("relay2/on false"), t.says("stat/lamp/POWER2", "OFF"));
        assertEquals(List.of("relay1/on false"), t.says("stat/lamp/POWER", "OFF"));
        assertEquals(List.of("cmnd/lamp/Power2 ON"), t.sends("relay2/on", "true"));
    }

    @Test void aPlugSpeaksItsOwnWordsAndTopics() {
        var t = device(
                "'rl':[1],'state':['AUS','AN','UM','HALT'],'ft':'haus/%hostname%/%id%/%prefix%/','tp':['c','s','t'],'onln':'da','ofln':'weg'");
        assertEquals(List.of("relay1/on true"), t.says("haus/tas-49A3BC/49A3BC/s/RESULT", "{'POWER':'AN'}"));
        assertEquals(List.of("haus/tas-49A3BC/49A3BC/c/Power1 AUS"), t.sends("relay1/on", "false"));
        assertEquals(Optional.of(true), t.online("haus/tas-49A3BC/49A3BC/t/LWT", "da"));
        assertEquals(Optional.of(false), t.online("haus/tas-49A3BC/49A3BC/t/LWT", "weg"));
    }

    @Test void aLightIsDimmedColouredAndWhitened() {
        var t = device("'rl':[2],'lt_st':5");
        assertEquals("", t.problem());
        assertEquals(
                List.of("light1/on", "light1/brightness", "light1/color_temperature", "light1/color", "light1/effect", "status/signal"),
                t.paths().stream().map(p -> p.replace("-", "_")).toList());
        assertEquals(
                List.of("light1/on true", "light1/brightness 75", "light1/color-temperature 4000", "light1/color hsv,30,100,100",
                        "light1/effect none"),
                t.says("tele/lamp/STATE", "{'POWER':'ON','Dimmer':75,'Color':'255,128,0,0,0','HSBColor':'30,100,75','CT':250,'Scheme':0}"));
        assertEquals(List.of("light1/on false"), t.says("stat/lamp/RESULT", "{'POWER':'OFF','Dimmer':0}"));
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;Dimmer 75"), t.sends("light1/brightness", "75"));
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;Power1 OFF"), t.sends("light1/brightness", "0"));
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;CT 370"), t.sends("light1/color-temperature", "2700"));
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;HsbColor1 120;NoDelay;HsbColor2 50"), t.sends("light1/color", "rgb,128,255,128"));
        assertEquals(List.of("cmnd/lamp/Power1 ON"), t.sends("light1/on", "true"));
    }

    @Test void aLightOfTwoPartsIsTwoLights() {
        var t = device("'rl':[1,2,2],'lt_st':5,'lk':0");
        assertEquals(
                List.of("relay1/on", "light2/on", "light2/brightness", "light2/color", "light2/effect", "light3/on", "light3/brightness",
                        "light3/color-temperature", "status/signal"),
                t.paths());
        assertEquals(List.of("light2/brightness 10", "light3/brightness 20"), t.says("stat/lamp/RESULT", "{'Dimmer1':10,'Dimmer2':20}"));
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;Dimmer2 5"), t.sends("light3/brightness", "5"));
    }

    @Test void channelsAndLampsThatMustBeToldToShineAreDimmedTheirWay() {
        var channels = device("'rl':[2,2],'lt_st':2,'so':{'68':1,'20':0}");
        assertEquals(List.of("light1/brightness 3", "light2/brightness 9"),
                channels.says("stat/lamp/RESULT", "{'Channel1':3,'Channel2':9}"));
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;Channel2 30"), channels.sends("light2/brightness", "30"));
        var linked = device("'rl':[2],'lt_st':1,'so':{'20':1}");
        assertEquals(List.of("cmnd/lamp/Backlog NoDelay;Dimmer 30;NoDelay;Power1 ON"), linked.sends("light1/brightness", "30"));
        var narrow = device("'rl':[2],'lt_st':2,'so':{'82':1}");
        assertEquals("Range[min=2632.0, max=5000.0, step=1.0]", narrow.property("light1/color-temperature").type().toString());
    }

    @Test void aShutterKnowsItsPositionWhicheverWayItCounts() {
        var t = device("'rl':[3,3,1,3,3],'sho':[0,1],'sht':[[0,0,0],[-90,90,0]]");
        assertEquals(List.of("relay3/on", "shutter1/position", "shutter1/cover", "shutter1/move", "shutter2/position", "shutter2/cover",
                "shutter2/move", "shutter2/tilt", "status/signal"), t.paths());
        assertEquals(List.of("shutter1/position 30", "shutter1/cover opening"),
                t.says("stat/lamp/RESULT", "{'Shutter1':{'Position':30,'Direction':1,'Target':50,'Tilt':0}}"));
        assertEquals(List.of("shutter2/position 70", "shutter2/cover closing", "shutter2/tilt 50"),
                t.says("stat/lamp/STATUS10", "{'StatusSNS':{'Shutter2':{'Position':30,'Direction':1,'Target':50,'Tilt':0}}}"));
        assertEquals(List.of("cmnd/lamp/ShutterPosition1 40"), t.sends("shutter1/position", "40"));
        assertEquals(List.of("cmnd/lamp/ShutterPosition2 60"), t.sends("shutter2/position", "40"));
        assertEquals(List.of("cmnd/lamp/ShutterOpen1 "), t.sends("shutter1/move", "open"));
        assertEquals(List.of("cmnd/lamp/ShutterTilt2 0"), t.sends("shutter2/tilt", "50"));
    }

    @Test void aFanHasThreeSpeeds() {
        var t = device("'rl':[2,0,0,0],'if':1");
        assertEquals(List.of("light1/on", "fan/on", "fan/speed", "status/signal"), t.paths());
        assertEquals(List.of("fan/on true", "fan/speed 66.7"), t.says("tele/lamp/STATE", "{'FanSpeed':2}"));
        assertEquals(List.of("cmnd/lamp/FanSpeed 0"), t.sends("fan/on", "false"));
        assertEquals(List.of("cmnd/lamp/FanSpeed 3"), t.sends("fan/speed", "100"));
    }

    @Test void sensorsAreWhatTheirLeavesSay() {
        var t = device("'rl':[1]").announces(SENSORS, "{'sn':{'Time':'2026-11-22T12:00:00','AM2301':{'Temperature':null,'Humidity':50.6,"
                + "'DewPoint':5.2},'ENERGY':{'TotalStartTime':'2024-01-01T00:00:00','Total':3.185,'Power':84,'Factor':0.97,'Voltage':[230,231],"
                + "'Current':0.365},'TX23':{'Speed':{'Act':14.8,'Avg':8.5},'Dir':{'Card':'WSW'}},'BMP280':{'Pressure':1013.2},"
                + "'PressureUnit':'mmHg','TempUnit':'C','SpeedUnit':'km/h'},'ver':1}");
        assertEquals(Capability.TEMPERATURE, t.property("am2301-temperature/temperature").capability());
        assertEquals("tele/lamp/SENSOR#AM2301.Temperature", t.property("am2301-temperature/temperature").source());
        assertEquals("mmHg", t.property("bmp280-pressure/pressure").unit().symbol());
        assertEquals("km/h", t.property("tx23-speed-act/number").unit().symbol());
        assertEquals(List.of("am2301-temperature/temperature 15.5", "am2301-humidity/humidity 50.6"), t.says("tele/lamp/SENSOR",
                "{'Time':'x','AM2301':{'Temperature':59.9,'Humidity':50.6,'DewPoint':null},'TempUnit':'F'}"));
        assertEquals(
                List.of("am2301-temperature/temperature 21.5", "energy-totalstarttime/text 2024-01-01T00:00:00", "energy-total/energy 3.2",
                        "energy-power/power 90", "energy-voltage-0/voltage 229.5", "energy-current/current 0.4"),
                t.says("stat/lamp/STATUS10", "{'StatusSNS':{'AM2301':{'Temperature':21.5,'Humidity':nan},'ENERGY':{'TotalStartTime':"
                        + "'2024-01-01T00:00:00','Total':3.2,'Power':90,'Voltage':229.5,'Current':0.4},'TempUnit':'C'}}"));
        assertEquals(List.of("energy-voltage-0/voltage 1", "energy-voltage-1/voltage 2"),
                t.says("tele/lamp/SENSOR", "{'ENERGY':{'Voltage':[1,2]}}"));
        assertEquals("", t.problem());
    }

    @Test void switchesAreStatesAndTouches() {
        var t = device("'swc':[1,0,5,13],'swn':['Window','Bell','Switch3','PIR'],'so':{'114':1}");
        assertEquals(List.of("switch1/flag", "switch2/event", "switch3/flag", "switch3/event", "switch4/flag", "status/signal"), t.paths());
        assertEquals("Window", t.property("switch1/flag").name());
        assertEquals(List.of("switch1/flag true"), t.says("stat/lamp/RESULT", "{'Window':{'Action':'ON'}}"));
        assertEquals(List.of("switch1/flag false", "switch3/flag true"), t.says("tele/lamp/SENSOR", "{'Window':'OFF','Switch3':'ON'}"));
        assertEquals(List.of("switch2/event TOGGLE"), t.says("stat/lamp/RESULT", "{'Bell':{'Action':'TOGGLE'}}"));
        assertEquals(List.of("switch3/event HOLD"), t.says("stat/lamp/RESULT", "{'Switch3':{'Action':'HOLD'}}"));
        assertEquals(List.of("switch4/flag true, after 1 s false"), t.says("stat/lamp/RESULT", "{'PIR':{'Action':'ON'}}"));
    }

    @Test void buttonsAreEvents() {
        var t = device("'btn':[1,0],'so':{'4':1,'73':1}");
        assertEquals(false, t.property("button1/event").retained());
        assertEquals(List.of("button1/event DOUBLE"), t.says("stat/lamp/RESULT", "{'Button1':{'Action':'DOUBLE'}}"));
        assertEquals(List.of("button1/event SINGLE"), t.says("stat/lamp/BUTTON1", "{'Action':'SINGLE'}"));
    }

    @Test void aSleeperIsNotAwayAndAnEmptyMessageTakesItBack() {
        var t = device("'rl':[1],'dslp':1,'bat':1");
        assertEquals(List.of(), t.binding().presence());
        assertEquals(List.of("status/battery 60"), t.says("tele/lamp/STATE", "{'BatteryPercentage':60}"));
        assertEquals(List.of(), t.announces(CONFIG, "").devices());
    }

    @Test void announcementsThatAreNoneMakeNoDevice() {
        for (var wrong : List.of("[]", "7", "{'mac':'00000049A3BC'}", "{'mac':'OTHER','t':'x','ft':'%prefix%/'}", "x",
                "{'mac':'00000049A3BC',"
                        + "'t':'+','ft':'%prefix%/%topic%/'}",
                "{'mac':'00000049A3BC','t':7,'ft':{},'rl':'x','hn':[]}")) {
            assertEquals(List.of(), new Transcript().announces(CONFIG, wrong).devices(), wrong);
        }
        assertEquals(List.of("status/signal"), device("'rl':'x','swc':{},'btn':[[]],'fn':7,'so':[],'sht':1").paths());
    }

    @Test void theSameDeviceOverDiscoveryIsOneAndItsOwnWordCounts() {
        var t = device("'rl':[1]").announces("homeassistant/switch/49A3BC_RL_1/config",
                "{'unique_id':'49A3BC_RL_1','command_topic':'c','device':{'connections':[['mac','00:00:00:49:A3:BC']]}}");
        assertEquals(1, t.devices().size());
        assertEquals("tasmota", t.binding().about().via());
    }
}
