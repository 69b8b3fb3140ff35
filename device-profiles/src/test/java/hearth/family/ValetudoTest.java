package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A robot with Valetudo, which announces itself as Home Assistant's discovery has it (github.com/Hypfer/Valetudo,
/// backend/lib/mqtt/homeassistant).
class ValetudoTest {

    private static final String ROBOT = "valetudo/CornyRobot";
    private final Transcript t = new Transcript();

    private void announces(String component, String name, String config) {
        t.announces("homeassistant/" + component + "/CornyRobot/CornyRobot_" + name + "/config", "{" + config
                + ",'unique_id':'CornyRobot_" + name + "','availability_topic':'" + ROBOT + "/$state','payload_available':'ready',"
                + "'payload_not_available':'lost','device':{'manufacturer':'Dreame','model':'Z10 Pro','name':'Corny',"
                + "'identifiers':['CornyRobot'],'sw_version':'2026.05.0 (Valetudo)','configuration_url':'http://valetudo.local'}}");
    }

    private void announcesItself() {
        announces("vacuum", "vacuum", "'name':'Robot','object_id':'valetudo_cornyrobot','supported_features':['status','start','stop',"
                + "'pause','return_home','fan_speed','locate'],'state_topic':'" + ROBOT + "/hass/CornyRobot_vacuum/state','command_topic':'"
                + ROBOT + "/hass/CornyRobot_vacuum/command','payload_start':'START','payload_pause':'PAUSE',"
                + "'payload_return_to_base':'HOME','payload_stop':'STOP','payload_locate':'LOCATE','fan_speed_list':['low','medium',"
                + "'max'],'set_fan_speed_topic':'" + ROBOT + "/FanSpeedControlCapability/preset/set'");
        announces("sensor", "battery_level", "'name':'Battery level','state_topic':'" + ROBOT + "/BatteryStateAttribute/level',"
                + "'icon':'mdi:battery','entity_category':'diagnostic','unit_of_measurement':'%','device_class':'battery'");
        announces("select", "WaterUsageControlCapability", "'name':'Water grade','state_topic':'" + ROBOT
                + "/WaterUsageControlCapability/preset','value_template':'{{ value }}','command_topic':'" + ROBOT
                + "/WaterUsageControlCapability/preset/set','options':['min','low','high'],'entity_category':'config'");
        announces("button", "LocateCapability", "'name':'Play locate sound','command_topic':'" + ROBOT
                + "/LocateCapability/locate/set','payload_press':'PERFORM','enabled_by_default':false,'entity_category':'diagnostic'");
    }

    @Test void itIsOneRobotThatIsThereWhileItIsReady() {
        announcesItself();
        assertEquals(List.of("cornyrobot"), t.devices());
        assertEquals("Corny", t.name());
        assertEquals("Dreame", t.binding().about().manufacturer());
        assertEquals(Optional.of(false), t.online(ROBOT + "/$state", "lost"));
        assertEquals(Optional.of(true), t.online(ROBOT + "/$state", "ready"));
    }

    @Test void whatItSaysIsRead() {
        announcesItself();
        assertEquals(List.of("cornyrobot-vacuum/activity cleaning", "cornyrobot-vacuum/fan-mode medium"),
                t.says(ROBOT + "/hass/CornyRobot_vacuum/state", "{'state':'cleaning','fan_speed':'medium'}"));
        assertEquals(List.of("cornyrobot-battery-level/value 87"), t.says(ROBOT + "/BatteryStateAttribute/level", "87"));
        assertEquals(List.of("cornyrobot-waterusagecontrolcapability/value low"),
                t.says(ROBOT + "/WaterUsageControlCapability/preset", "low"));
    }

    @Test void whatItIsToldIsInItsOwnWords() {
        announcesItself();
        var command = ROBOT + "/hass/CornyRobot_vacuum/command ";
        assertEquals(List.of(command + "START"), t.sends("cornyrobot-vacuum/order", "start"));
        assertEquals(List.of(command + "HOME"), t.sends("cornyrobot-vacuum/order", "return_to_base"));
        assertEquals(List.of(command + "LOCATE"), t.sends("cornyrobot-vacuum/order", "locate"));
        assertEquals(List.of(ROBOT + "/FanSpeedControlCapability/preset/set max"), t.sends("cornyrobot-vacuum/fan-mode", "max"));
        assertEquals(List.of(ROBOT + "/WaterUsageControlCapability/preset/set high"),
                t.sends("cornyrobot-waterusagecontrolcapability/value", "high"));
    }
}
