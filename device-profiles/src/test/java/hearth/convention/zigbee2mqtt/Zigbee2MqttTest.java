package hearth.convention.zigbee2mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Zigbee2MqttTest {

    private static final String LAMP = "{'ieee_address':'0x00158d0000000001','friendly_name':'kitchen/lamp','type':'Router','definition':{"
            + "'vendor':'V','model':'M','exposes':[{'type':'light','features':["
            + "{'type':'binary','name':'state','property':'state','access':7,'value_on':'ON','value_off':'OFF'},"
            + "{'type':'numeric','name':'brightness','property':'brightness','access':7,'value_min':0,'value_max':254},"
            + "{'type':'numeric','name':'color_temp','property':'color_temp','access':7,'value_min':153,'value_max':500},"
            + "{'type':'composite','name':'color_xy','property':'color','access':7,'features':[]}]},"
            + "{'type':'numeric','name':'linkquality','property':'linkquality','access':1,'category':'diagnostic'}]}}";
    private static final String DOOR = "{'ieee_address':'0x00158d0000000002','friendly_name':'door','power_source':'Battery','definition':{"
            + "'exposes':[{'type':'binary','name':'contact','property':'contact','access':1,'value_on':false,'value_off':true},"
            + "{'type':'enum','name':'action','property':'action','access':1,'values':['single','double']}]}}";

    private static Transcript bridge(String... devices) {
        return new Transcript().announces("zigbee2mqtt/bridge/devices", "[{'type':'Coordinator'}," + String.join(",", devices) + "]");
    }

    @Test void aLampIsReadAndToldInItsOwnScales() {
        var t = bridge(LAMP);
        assertEquals(List.of("0x00158d0000000001"), t.devices());
        assertEquals("kitchen/lamp", t.name());
        assertEquals("zigbee2mqtt/kitchen/lamp#brightness", t.property("light/brightness").source());
        assertEquals(
                List.of("light/on true", "light/brightness 100", "light/color-temperature 4000", "linkquality/signal 80"),
                t.says("zigbee2mqtt/kitchen/lamp",
                        "{'state':'ON','brightness':254,'color_temp':250,'color_mode':'color_temp','color':{'x':0.3,'y':0.3},'linkquality':80}"));
        assertEquals(List.of("light/brightness 0.4", "light/color xyz,0.7,0.29"), t.says("zigbee2mqtt/kitchen/lamp",
                "{'state':null,'brightness':1,'color_mode':'xy','color':{'x':0.7,'y':0.29}}"));
        assertEquals(List.of("zigbee2mqtt/kitchen/lamp/set {'state':'OFF'}"), t.sends("light/on", "false"));
        assertEquals(List.of("zigbee2mqtt/kitchen/lamp/set {'brightness':254}"), t.sends("light/brightness", "100"));
        assertEquals(List.of("zigbee2mqtt/kitchen/lamp/set {'brightness':1}"), t.sends("light/brightness", "0.1"));
        assertEquals(List.of("zigbee2mqtt/kitchen/lamp/set {'state':'OFF'}"), t.sends("light/brightness", "0"));
        assertEquals(List.of("zigbee2mqtt/kitchen/lamp/set {'color_temp':250}"), t.sends("light/color-temperature", "4000"));
        assertEquals(List.of("zigbee2mqtt/kitchen/lamp/set {'color':{'x':0.7,'y':0.29}}"), t.sends("light/color", "xyz,0.7,0.29"));
    }

    @Test void aDifferenceOfTemperaturesStaysAsItIs() {
        var t = bridge("{'ieee_address':'0x00158d0000000003','friendly_name':'heater','definition':{'exposes':[{'type':'numeric','name':"
                + "'temperature_calibration','property':'temperature_calibration','access':7,'unit':'°F','value_min':-10,'value_max':10},"
                + "{'type':'numeric','name':'temperature','property':'temperature','access':1,'unit':'°F'}]}}");
        assertEquals(List.of("temperature-calibration/number 2", "temperature/temperature 20"),
                t.says("zigbee2mqtt/heater", "{'temperature_calibration':2,'temperature':68}").stream()
                        .map(said -> said.replace("/temperature-calibration", "/number")).toList());
        assertEquals("°F °C", t.binding().properties().stream().map(p -> p.unit().symbol()).reduce((a, b) -> a + " " + b).orElseThrow());
    }

    @Test void anOpenDoorIsTrueAndAnActionPasses() {
        var t = bridge(DOOR);
        assertEquals(List.of("contact/contact true"), t.says("zigbee2mqtt/door", "{'contact':false,'action':''}"));
        assertEquals(List.of("contact/contact false", "action/event single"),
                t.says("zigbee2mqtt/door", "{'contact':true,'action':'single'}"));
        assertEquals(false, t.property("action/event").retained());
        assertEquals(false, t.property("contact/contact").settable());
    }

    @Test void aThermostatHasSeveralSwitchesEachWithItsOwnName() {
        var t = bridge("{'ieee_address':'0x00158d0000000003','friendly_name':'valve','definition':{'exposes':["
                + "{'type':'switch','label':'Window detection','features':[{'type':'binary','name':'state','property':'window_detection',"
                + "'access':3,'value_on':'ON','value_off':'OFF'}]},"
                + "{'type':'switch','label':'Away mode','features':[{'type':'binary','name':'state','property':'away_mode',"
                + "'access':3,'value_on':'ON','value_off':'OFF'}]}]}}");
        assertEquals(List.of("window-detection/on true", "away-mode/on false"),
                t.says("zigbee2mqtt/valve", "{'window_detection':'ON','away_mode':'OFF'}"));
        assertEquals("Away mode", t.property("away-mode/on").name());
        assertEquals(List.of("zigbee2mqtt/valve/set {'away_mode':'ON'}"), t.sends("away-mode/on", "true"));
    }

    @Test void twoSetpointsOfOneThermostatAreTwo() {
        var t = bridge(
                "{'ieee_address':'0x00158d0000000003','friendly_name':'valve','definition':{'exposes':[{'type':'climate','features':["
                        + "{'type':'numeric','name':'current_heating_setpoint','property':'current_heating_setpoint','access':7},"
                        + "{'type':'numeric','name':'occupied_heating_setpoint','property':'occupied_heating_setpoint','access':7}]}]}}");
        assertEquals(List.of("climate/target-temperature 20", "climate/occupied-heating-setpoint 21"),
                t.says("zigbee2mqtt/valve", "{'current_heating_setpoint':20,'occupied_heating_setpoint':21}"));
        assertEquals(List.of("zigbee2mqtt/valve/set {'occupied_heating_setpoint':19}"), t.sends("climate/occupied-heating-setpoint", "19"));
    }

    @Test void theBridgeSpeaksForDevicesThatSayNothingOfTheirOwnPresence() {
        var t = bridge(DOOR);
        assertEquals(Optional.empty(), t.online("zigbee2mqtt/door", "{}"));
        assertEquals(Optional.of(true), t.online("zigbee2mqtt/bridge/state", "{'state':'online'}"));
        assertEquals(Optional.of(false), t.online("zigbee2mqtt/door/availability", "offline"));
        assertEquals(Optional.of(true), t.online("zigbee2mqtt/door/availability", "{'state':'online'}"));
        assertEquals(Optional.of(false), t.online("zigbee2mqtt/bridge/state", "offline"));
    }

    @Test void aGroupTakesWhatItsMembersTake() {
        var t = bridge(LAMP, DOOR).announces("zigbee2mqtt/bridge/groups",
                "[{'id':7,'friendly_name':'downstairs','members':[{'ieee_address':'0x00158d0000000001','endpoint':1}]}]");
        assertEquals(List.of("0x00158d0000000001", "0x00158d0000000002", "zigbee2mqtt-group-7"), t.devices());
    }

    @Test void aDeviceThatIsNoLongerListedIsGone() {
        assertEquals(List.of("0x00158d0000000002"),
                bridge(LAMP, DOOR).announces("zigbee2mqtt/bridge/devices", "[" + DOOR + "]").devices());
    }

    @Test void theSameDeviceOverDiscoveryIsOneAndItsOwnListCounts() {
        var t = new Transcript().announces("homeassistant/light/0x00158d0000000001/light/config",
                "{'unique_id':'u','command_topic':'c','device':{'identifiers':['zigbee2mqtt_0x00158d0000000001']}}")
                .announces("zigbee2mqtt/bridge/devices", "[" + LAMP + "]");
        assertEquals(List.of("0x00158d0000000001"), t.devices());
        assertEquals("zigbee2mqtt", t.binding().about().via());
    }
}
