package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShellyGen1Test {

    private static Transcript device(String id, String... said) {
        var t = new Transcript().announces("shellies/" + id + "/online", "true");
        for (var topic : said) {
            var words = topic.split(" ", 2);
            t.announces("shellies/" + id + "/" + words[0], words.length > 1 ? words[1] : "0");
        }
        assertEquals("", t.problem());
        return t;
    }

    @Test void aPlugIsFoundByItsPresenceAndMetersInWattMinutes() {
        var t = device("shelly1pm-AABBCC", "relay/0 on", "relay/0/power", "relay/0/energy", "input/0", "temperature", "overtemperature");
        assertEquals("shelly", t.binding().about().via());
        assertEquals("shelly1pm-AABBCC", t.binding().about().source());
        assertEquals(List.of("shellies/shelly1pm-AABBCC/command announce", "shellies/shelly1pm-AABBCC/command update"), t.greeting());
        assertEquals("shellies/shelly1pm-AABBCC/relay/0", t.property("relay0/on").source());
        assertEquals(List.of("relay0/on true", "relay0/problem false"), t.says("shellies/shelly1pm-AABBCC/relay/0", "on"));
        assertEquals(List.of("relay0/problem true"), t.says("shellies/shelly1pm-AABBCC/relay/0", "overpower"));
        assertEquals(List.of("relay0/power 12.5"), t.says("shellies/shelly1pm-AABBCC/relay/0/power", "12.50"));
        assertEquals(List.of("relay0/energy 1"), t.says("shellies/shelly1pm-AABBCC/relay/0/energy", "60000"));
        assertEquals(List.of("input0/flag true"), t.says("shellies/shelly1pm-AABBCC/input/0", "1"));
        assertEquals(List.of("device/temperature 41.2"), t.says("shellies/shelly1pm-AABBCC/temperature", "41.2"));
        assertEquals(List.of(), t.says("shellies/shelly1pm-AABBCC/temperature", "999"));
        assertEquals(List.of("shellies/shelly1pm-AABBCC/relay/0/command off"), t.sends("relay0/on", "false"));
        assertEquals(Optional.of(false), t.online("shellies/shelly1pm-AABBCC/online", "false"));
    }

    @Test void whatItAnnouncesTellsModelAndAddress() {
        var t = device("kitchen", "announce {'id':'kitchen','model':'SHSW-25','mac':'A4CF12F45BAE','ip':'10.0.0.5','fw_ver':'1'}",
                "relay/0 off",
                "relay/1 on");
        assertEquals("SHSW-25", t.binding().about().model());
        assertEquals(List.of("relay0/on", "relay1/on", "state/signal"), t.paths());
        t.announces("homeassistant/switch/x/config",
                "{'unique_id':'x','command_topic':'c','device':{'connections':[['mac','a4:cf:12:f4:5b:ae']]}}");
        assertEquals(1, t.devices().size());
        assertEquals("shelly", t.binding().about().via());
    }

    @Test void aRollerMovesAndKnowsItsPosition() {
        var t = device("shellyswitch25-1", "roller/0 stop", "roller/0/pos 0", "roller/0/power 0");
        assertEquals(List.of("roller0/position", "roller0/cover", "roller0/move", "roller0/power", "state/signal"), t.paths());
        assertEquals(List.of("roller0/position 62"), t.says("shellies/shellyswitch25-1/roller/0/pos", "62"));
        assertEquals(List.of(), t.says("shellies/shellyswitch25-1/roller/0/pos", "-1"));
        assertEquals(List.of("roller0/cover closing"), t.says("shellies/shellyswitch25-1/roller/0", "close"));
        assertEquals(List.of("shellies/shellyswitch25-1/roller/0/command stop"), t.sends("roller0/move", "stop"));
        assertEquals(List.of("shellies/shellyswitch25-1/roller/0/command/pos 40"), t.sends("roller0/position", "40"));
    }

    @Test void aDimmerIsDimmed() {
        var t = device("shellydimmer2-1", "light/0 on", "light/0/status {'ison':true,'mode':'white','brightness':40}", "light/0/power 5");
        assertEquals(List.of("light0/on true", "light0/brightness 40"),
                t.says("shellies/shellydimmer2-1/light/0/status", "{'ison':true,'mode':'white','brightness':40,'transition':0}"));
        assertEquals(List.of("light0/on false"), t.says("shellies/shellydimmer2-1/light/0", "off"));
        assertEquals(List.of("shellies/shellydimmer2-1/light/0/set {'turn':'on','brightness':55}"), t.sends("light0/brightness", "55"));
        assertEquals(List.of("shellies/shellydimmer2-1/light/0/set {'turn':'off'}"), t.sends("light0/brightness", "0"));
        assertEquals(List.of("shellies/shellydimmer2-1/light/0/command on"), t.sends("light0/on", "true"));
    }

    @Test void aBulbShinesInColourOrInWhite() {
        var t = device("shellycolorbulb-1",
                "color/0/status {'ison':true,'mode':'color','red':255,'green':0,'blue':0,'white':0,'gain':50,'temp':4750,'brightness':50,'effect':0}");
        assertEquals(List.of("color0/on true", "color0/brightness 30", "color0/color hsv,0,100,100", "color0/color-temperature 4750",
                "color0/number 0"),
                t.says("shellies/shellycolorbulb-1/color/0/status",
                        "{'ison':true,'mode':'color','red':255,'green':0,'blue':0,'white':0,'gain':30,'temp':4750,'brightness':50,'effect':0}")
                        .stream().map(s -> s.replace("/effect", "/number")).toList());
        assertEquals(List.of("color0/on true", "color0/brightness 50", "color0/color-temperature 3000"),
                t.says("shellies/shellycolorbulb-1/color/0/status",
                        "{'ison':true,'mode':'white','red':255,'green':0,'blue':0,'gain':30,'temp':3000,'brightness':50}"));
        assertEquals(List.of("shellies/shellycolorbulb-1/color/0/set {'turn':'on','mode':'color','red':0,'green':255,'blue':0}"),
                t.sends("color0/color", "rgb,0,255,0"));
        assertEquals(List.of("shellies/shellycolorbulb-1/color/0/set {'turn':'on','mode':'white','temp':4000}"),
                t.sends("color0/color-temperature", "4000"));
        assertEquals(List.of("shellies/shellycolorbulb-1/color/0/set {'turn':'on','gain':70}"), t.sends("color0/brightness", "70"));
    }

    @Test void aMeterOfThreePhasesCountsInWattHours() {
        var t = device("shellyem3-1", "emeter/0/power", "emeter/0/current", "emeter/0/pf", "emeter/0/total", "emeter/2/power");
        assertEquals(List.of("emeter0/energy 1.234"), t.says("shellies/shellyem3-1/emeter/0/total", "1234.0"));
        assertEquals(List.of("emeter2/power -3.5"), t.says("shellies/shellyem3-1/emeter/2/power", "-3.5"));
        assertEquals(List.of("emeter0/returned 0.5"), t.says("shellies/shellyem3-1/emeter/0/total_returned", "500"));
    }

    @Test void buttonsAreEvents() {
        var t = device("shellyix3-1", "input/0 0", "input_event/0 {'event':'','event_cnt':0}");
        assertEquals(List.of("button0/event SS"), t.says("shellies/shellyix3-1/input_event/0", "{'event':'SS','event_cnt':7}"));
        assertEquals(List.of(), t.says("shellies/shellyix3-1/input_event/0", "{'event':'','event_cnt':7}"));
    }

    @Test void sensorsSleepAndAreNotAway() {
        var t = device("shellyht-1", "sensor/temperature 21", "sensor/humidity 40", "sensor/battery 90");
        assertEquals(List.of(), t.binding().presence());
        assertEquals(List.of("sensor-temperature/temperature 21.5"), t.says("shellies/shellyht-1/sensor/temperature", "21.50"));
        assertEquals(List.of(), t.says("shellies/shellyht-1/sensor/temperature", "999"));
        var door = device("shellydw2-1", "sensor/state open", "sensor/lux 5", "sensor/tilt 0", "sensor/vibration 0", "sensor/battery 90");
        assertEquals(List.of("sensor-state/contact true"), door.says("shellies/shellydw2-1/sensor/state", "open"));
        assertEquals(List.of("sensor-state/contact false"), door.says("shellies/shellydw2-1/sensor/state", "close"));
        var flood = device("shellyflood-1", "sensor/flood false", "sensor/battery 90");
        assertEquals(List.of("sensor-flood/leak true"), flood.says("shellies/shellyflood-1/sensor/flood", "true"));
        var gas = device("shellygas-1", "sensor/gas none", "sensor/concentration 0", "sensor/operation normal");
        assertEquals(List.of("sensor-gas/gas true", "sensor-gas/level heavy"), gas.says("shellies/shellygas-1/sensor/gas", "heavy"));
        var motion = device("shellymotionsensor-1", "status {'motion':false,'vibration':false,'lux':3,'bat':90,'active':true}");
        assertEquals(
                List.of("motion/motion true", "motion/vibration false", "motion/illuminance 9", "motion/battery 80", "motion/active true"),
                motion.says("shellies/shellymotionsensor-1/status", "{'motion':true,'vibration':false,'lux':9,'bat':80,'active':true}"));
    }

    @Test void aRadiatorIsSet() {
        var t = device("shellytrv-1", "info {'thermostats':[{'pos':5,'target_t':{'value':20},'tmp':{'value':21}}],'bat':{'value':80}}");
        assertEquals(List.of("thermostat/target-temperature 20.5", "thermostat/temperature 21.2", "thermostat/valve 12",
                "thermostat/battery 79"),
                t.says("shellies/shellytrv-1/info", "{'thermostats':[{'pos':12,'target_t':{'value':20.5},'tmp':{'value':21.2}}],"
                        + "'bat':{'value':79}}").stream().filter(s -> !s.contains("signal")).toList());
        assertEquals(List.of("shellies/shellytrv-1/thermostat/0/command/target_t 22.5"), t.sends("thermostat/target-temperature", "22.5"));
    }

    @Test void othersBelowShelliesAreNone() {
        assertEquals(List.of(), new Transcript().announces("shellies/command", "announce").announces("shellies/announce", "{}")
                .announces("shellies/x/relay/0", "on").announces("shellies/x/online", "maybe").devices());
    }
}
