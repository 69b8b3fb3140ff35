package hearth.convention.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.convention.Transcript;
import hearth.device.Capability;
import hearth.device.Property.Category;
import hearth.device.PropertyType;
import hearth.device.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One transcript at least for each type of entity: what is announced, what is said, what is sent.
class ComponentsTest {

    static Transcript announced(String component, String config) {
        return new Transcript().announces("homeassistant/" + component + "/node/it/config",
                "{'unique_id':'u1','device':{'identifiers':['d1'],'name':'Thing'}," + config + "}");
    }

    @Test void aSensorKeepsItsUnitAndItsPrecision() {
        var t = announced("sensor", "'state_topic':'s','unit_of_measurement':'ppm','device_class':'carbon_dioxide','value_template':"
                + "'{{ value_json.co2 }}'");
        assertEquals(List.of("it/value 612.25"), t.says("s", "{'co2':612.25}"));
        assertEquals(List.of(), t.says("s", "{'other':1}"));
        assertEquals(List.of(), t.says("s", "{'co2':null}"));
        assertEquals(new Unit("ppm"), t.property("it/value").unit());
        assertEquals(Capability.CARBON_DIOXIDE, t.property("it/value").capability());
    }

    @Test void aTemperatureInFahrenheitIsKeptInCelsius() {
        var t = announced("sensor", "'state_topic':'s','unit_of_measurement':'°F'");
        assertEquals(List.of("it/value 21.5"), t.says("s", "70.7"));
        assertEquals(Unit.CELSIUS, t.property("it/value").unit());
    }

    @Test void aNumberThatIsNoneSaysNothing() {
        var t = announced("sensor", "'state_topic':'s','unit_of_measurement':'W'");
        for (var word : List.of("nan", "NaN", "unavailable", "unknown", "None", "", "inf")) {
            assertEquals(List.of(), t.says("s", word), word);
        }
        assertEquals(List.of("it/value ?boiling"), t.says("s", "boiling"));
    }

    @Test void theWordForWhatIsNotThereIsAValueWhereItIsAnnouncedAsOne() {
        var t = announced("sensor", "'state_topic':'s','device_class':'enum','options':['ready','unavailable']");
        assertEquals(List.of("it/value unavailable"), t.says("s", "unavailable"));
        assertEquals(List.of(), announced("sensor", "'state_topic':'s'").says("s", "unavailable"));
    }

    @Test void aBinarySensorIsTrueForItsPayloadOn() {
        var t = announced("binary_sensor",
                "'state_topic':'s','device_class':'door','payload_on':false,'payload_off':true,'value_template':'{{ value_json.contact }}'");
        assertEquals(List.of("it/value true"), t.says("s", "{'contact':false}"));
        assertEquals(List.of("it/value false"), t.says("s", "{'contact':true}"));
        assertEquals(Capability.CONTACT, t.property("it/value").capability());
    }

    @Test void aSensorThatNeverSaysThatItIsOverHasADelay() {
        var t = announced("binary_sensor", "'state_topic':'s','device_class':'motion','off_delay':'30'");
        assertEquals(List.of("it/value true, after 30 s false"), t.says("s", "ON"));
        assertEquals(List.of("it/value false"), t.says("s", "OFF"));
    }

    @Test void aSwitchReportsInOtherWordsThanItObeys() {
        var t = announced("switch",
                "'state_topic':'s','command_topic':'c','payload_on':'1','payload_off':'0','state_on':'on','state_off':'off'");
        assertEquals(List.of("it/on true"), t.says("s", "on"));
        assertEquals(List.of("c 0"), t.sends("it/on", "false"));
        assertFalse(t.binding().assumed(t.property("it/on").ref()));
    }

    @Test void aSwitchThatReportsNothingIsTakenAtItsWord() {
        var t = announced("switch", "'command_topic':'c','retain':true,'qos':2");
        assertTrue(t.binding().assumed(t.property("it/on").ref()));
        assertEquals(List.of("c ON"), t.sends("it/on", "true"));
    }

    @Test void aNumberIsSentWithinItsRange() {
        var t = announced("number", "'state_topic':'s','command_topic':'c','min':5,'max':30,'step':0.5,'unit_of_measurement':'°F'");
        assertEquals(List.of("c 23"), t.sends("it/value", "-5"));
        assertEquals(List.of("it/value -5"), t.says("s", "23"));
    }

    @Test void aSelectTakesItsOptions() {
        var t = announced("select", "'state_topic':'s','command_topic':'c','options':['eco','unknown'],'command_template':'M {{ value }}'");
        assertEquals(List.of("it/value unknown"), t.says("s", "unknown"));
        assertEquals(List.of("it/value ?party"), t.says("s", "party"));
        assertEquals(List.of("c M eco"), t.sends("it/value", "eco"));
    }

    @Test void textsAndTimesAreText() {
        for (var component : List.of("text", "date", "time", "datetime", "notify", "infrared", "something_new")) {
            var t = announced(component, "'state_topic':'s','command_topic':'c'");
            assertEquals(List.of("it/value 12:30"), t.says("s", "12:30"), component);
            assertEquals(List.of("c hello"), t.sends("it/value", "hello"), component);
        }
    }

    @Test void aButtonAndASceneArePressed() {
        var button = announced("button", "'command_topic':'c','payload_press':'identify'");
        assertEquals(List.of("c identify"), button.sends("it/press", "press"));
        assertFalse(button.property("it/press").retained());
        assertEquals(List.of("c ON"), announced("scene", "'command_topic':'c'").sends("it/press", "press"));
    }

    @Test void aThermostatHasItsModesAndItsSetpoint() {
        var t = announced("climate", "'current_temperature_topic':'s','current_temperature_template':'{{ value_json.now }}',"
                + "'temperature_state_topic':'s','temperature_state_template':'{{ value_json.want }}','temperature_command_topic':'c/want',"
                + "'mode_state_topic':'s','mode_state_template':'{{ value_json.mode }}','mode_command_topic':'c/mode','modes':['off','heat'],"
                + "'preset_mode_command_topic':'c/preset','preset_modes':['eco'],'action_topic':'s','action_template':'{{ value_json.does }}',"
                + "'min_temp':'5','max_temp':30,'temp_step':0.5");
        assertEquals(List.of("it/target-temperature 20.5", "it/temperature 19", "it/mode heat", "it/action idle"),
                t.says("s", "{'now':19,'want':20.5,'mode':'heat','does':'idle'}"));
        assertEquals(List.of("c/want 21"), t.sends("it/target-temperature", "21"));
        assertEquals(List.of("c/mode off"), t.sends("it/mode", "off"));
        assertEquals(List.of("c/preset eco"), t.sends("it/preset-mode", "eco"));
        assertEquals(Capability.TARGET_TEMPERATURE, t.binding().main().orElseThrow().capability());
    }

    @Test void aThermostatInFahrenheitIsSetInCelsius() {
        var t = announced("climate", "'temperature_unit':'F','temperature_state_topic':'s','temperature_command_topic':'c','min_temp':50,"
                + "'max_temp':86");
        assertEquals(List.of("it/target-temperature 20"), t.says("s", "68"));
        assertEquals(List.of("c 86"), t.sends("it/target-temperature", "30"));
    }

    @Test void aWaterHeaterKeepsItsTemperature() {
        var t = announced("water_heater", "'temperature_command_topic':'c','mode_state_topic':'m','mode_command_topic':'cm'");
        assertEquals(List.of("it/mode eco"), t.says("m", "eco"));
        assertEquals(List.of("c 55"), t.sends("it/target-temperature", "55"));
    }

    @Test void aHumidifierKeepsItsHumidity() {
        var t = announced("humidifier", "'command_topic':'c','state_topic':'s','target_humidity_command_topic':'ch',"
                + "'target_humidity_state_topic':'h','min_humidity':30,'max_humidity':80,'modes':['auto','boost'],'mode_command_topic':'cm'");
        assertEquals(List.of("it/on true"), t.says("s", "ON"));
        assertEquals(List.of("it/target-humidity 55"), t.says("h", "55"));
        assertEquals(List.of("ch 40"), t.sends("it/target-humidity", "40"));
        assertEquals(List.of("cm boost"), t.sends("it/mode", "boost"));
    }

    @Test void aFansStepsShareAHundredPercent() {
        var t = announced("fan", "'command_topic':'c','state_topic':'s','percentage_state_topic':'p','percentage_command_topic':'cp',"
                + "'speed_range_min':1,'speed_range_max':3,'oscillation_command_topic':'co','preset_mode_command_topic':'cm','preset_modes':['auto']");
        assertEquals(List.of("it/speed 66"), t.says("p", "2"));
        assertEquals(List.of("it/speed 100"), t.says("p", "3"));
        assertEquals(List.of("cp 2"), t.sends("it/speed", "66"));
        assertEquals(List.of("cp 1"), t.sends("it/speed", "1"));
        assertEquals(List.of("cp 0"), t.sends("it/speed", "0"));
        assertEquals(List.of("co oscillate_on"), t.sends("it/oscillation", "true"));
        assertEquals(List.of("cm auto"), t.sends("it/preset-mode", "auto"));
    }

    @Test void aCoverIsOpenAtAHundredHoweverItCounts() {
        var t = announced("cover", "'command_topic':'c','state_topic':'s','position_topic':'p','set_position_topic':'cp','position_open':0,"
                + "'position_closed':255,'tilt_command_topic':'ct','tilt_status_topic':'t','tilt_min':0,'tilt_max':50");
        assertEquals(List.of("it/position 100"), t.says("p", "0"));
        assertEquals(List.of("it/position 0"), t.says("p", "255"));
        assertEquals(List.of("cp 128"), t.sends("it/position", "50"));
        assertEquals(List.of("it/cover opening"), t.says("s", "opening"));
        assertEquals(List.of("c STOP"), t.sends("it/move", "stop"));
        assertEquals(List.of("it/tilt 50"), t.says("t", "25"));
        assertEquals(List.of("ct 50"), t.sends("it/tilt", "100"));
    }

    /// `value` is in the cover's own counting, `position` and `tilt_position` are in percent.
    @Test void aCoversTemplatesAreGivenBothCountings() {
        var t = announced("cover", "'set_position_topic':'cp','position_topic':'p','position_open':0,'position_closed':255,"
                + "'set_position_template':'{{ value }} {{ position }} {{ position_closed }}','tilt_command_topic':'ct','tilt_max':50,"
                + "'tilt_command_template':'{{ value }} {{ tilt_position }} {{ tilt_max }}'");
        assertEquals(List.of("cp 191 25 255"), t.sends("it/position", "25"));
        assertEquals(List.of("ct 10 20 50"), t.sends("it/tilt", "20"));
    }

    @Test void aThermostatLeavesItsPresetByNone() {
        var t = announced("climate", "'preset_mode_command_topic':'c','preset_mode_state_topic':'s','preset_modes':['away','boost']");
        assertEquals(List.of("it/preset-mode away"), t.says("s", "away"));
        assertEquals(List.of("it/preset-mode none"), t.says("s", "none"));
        assertEquals(List.of("c none"), t.sends("it/preset-mode", "none"));
    }

    @Test void aValveStopsOnlyWhereThatIsAnnounced() {
        var t = announced("valve", "'command_topic':'c','state_topic':'s','reports_position':true,'payload_stop':'HALT',"
                + "'position_closed':10,'command_template':'{{ position }}/{{ value }}'");
        assertEquals(List.of("c 50/55"), t.sends("it/position", "50"));
        assertEquals(new PropertyType.Words(List.of("open", "close")),
                announced("valve", "'command_topic':'c','state_topic':'s'").property("it/move").type());
        assertEquals(List.of("c HALT"),
                announced("valve", "'command_topic':'c','state_topic':'s','payload_stop':'HALT'").sends("it/move", "stop"));
    }

    @Test void aValveReportsItsPositionAsNumberOrJson() {
        var t = announced("valve", "'command_topic':'c','state_topic':'s','reports_position':true");
        assertEquals(List.of("it/position 40"), t.says("s", "40"));
        assertEquals(List.of("it/position 40", "it/cover opening"), t.says("s", "{'state':'opening','position':40}"));
        assertEquals(List.of("c 75"), t.sends("it/position", "75"));
        var plain = announced("valve", "'command_topic':'c','state_topic':'s'");
        assertEquals(List.of("it/cover closed"), plain.says("s", "closed"));
        assertEquals(List.of("c OPEN"), plain.sends("it/move", "open"));
    }

    @Test void aLockIsLockedOrUnlocked() {
        var t = announced("lock",
                "'command_topic':'c','state_topic':'s','state_locked':'LOCK','state_unlocked':'UNLOCK','payload_open':'OPEN'");
        assertEquals(List.of("it/lock locked"), t.says("s", "LOCK"));
        assertEquals(List.of(), t.says("s", "LOCKING"));
        assertEquals(List.of("it/lock ?JAMMED"), t.says("s", "JAMMED"));
        assertEquals(List.of("c UNLOCK"), t.sends("it/lock", "unlocked"));
        assertEquals(List.of("c OPEN"), t.sends("it/open", "press"));
    }

    @Test void aSirenTakesItsToneAlongWhenItIsSwitchedOn() {
        var t = announced("siren", "'command_topic':'c','state_topic':'s','available_tones':['fire','police']");
        assertEquals(List.of("it/on false"), t.says("s", "{'state':'OFF'}"));
        assertEquals(List.of("c {'state':'ON'}"), t.sends("it/on", "true"));
        assertEquals(List.of(), t.sends("it/tone", "police"));
    }

    @Test void anAlarmPanelIsArmedByItsOwnWords() {
        var t = announced("alarm_control_panel", "'command_topic':'c','state_topic':'s','supported_features':['arm_away'],"
                + "'payload_arm_away':'SET'");
        assertEquals(List.of("it/alarm triggered"), t.says("s", "triggered"));
        assertEquals(List.of("c SET"), t.sends("it/alarm", "armed_away"));
        assertEquals(List.of("c DISARM"), t.sends("it/alarm", "disarmed"));
        assertEquals(List.of(), t.sends("it/alarm", "pending"));
    }

    @Test void anEventHappens() {
        var t = announced("event", "'state_topic':'s','event_types':['single','double']");
        assertEquals(List.of("it/event double"), t.says("s", "{'event_type':'double','strength':3}"));
        assertFalse(t.property("it/event").retained());
    }

    @Test void allTriggersOfATopicAreOneProperty() {
        var t = new Transcript();
        for (var word : List.of("on", "off")) {
            t.announces("homeassistant/device_automation/d1/action_" + word + "/config", "{'automation_type':'trigger','type':'action',"
                    + "'subtype':'" + word + "','payload':'" + word + "','topic':'z/lamp/action','device':{'identifiers':['d1']}}");
        }
        assertEquals(List.of("action/event"), t.paths());
        assertEquals(List.of("action/event on"), t.says("z/lamp/action", "on"));
        assertEquals(List.of(), t.says("z/lamp/action", "brightness_move"));
        assertEquals("z/lamp/action", t.property("action/event").source());
    }

    @Test void aTagIsRead() {
        var t = announced("tag", "'topic':'s','value_template':'{{ value_json.uid }}'");
        assertEquals(List.of("it/tag E9F35959"), t.says("s", "{'uid':'E9F35959'}"));
    }

    @Test void anUpdateTellsItsVersions() {
        var t = announced("update", "'state_topic':'s','command_topic':'c','payload_install':'go'");
        assertEquals(List.of("it/installed 1.2"), t.says("s", "1.2"));
        assertEquals(List.of("it/installed 1.2", "it/latest 1.3"), t.says("s", "{'installed_version':'1.2','latest_version':'1.3'}"));
        assertEquals(List.of("c go"), t.sends("it/install", "install"));
    }

    @Test void aVacuumTellsWhatItDoesAndObeys() {
        var t = announced("vacuum", "'command_topic':'c','state_topic':'s','fan_speed_list':['min','max'],'set_fan_speed_topic':'cf',"
                + "'supported_features':['start','return_home']");
        assertEquals(List.of("it/activity docked", "it/battery 91", "it/fan-mode max"),
                t.says("s", "{'state':'docked','battery_level':91,'fan_speed':'max'}"));
        assertEquals(List.of("c return_to_base"), t.sends("it/order", "return_to_base"));
        assertEquals(List.of("cf min"), t.sends("it/fan-mode", "min"));
    }

    @Test void aMowerHasATopicForEachOrder() {
        var t = announced("lawn_mower", "'activity_state_topic':'s','start_mowing_command_topic':'c1','dock_command_topic':'c2',"
                + "'dock_command_template':'PARK'");
        assertEquals(List.of("it/activity mowing"), t.says("s", "mowing"));
        assertEquals(List.of("c1 start_mowing"), t.sends("it/order", "start_mowing"));
        assertEquals(List.of("c2 PARK"), t.sends("it/order", "dock"));
    }

    @Test void aTrackerIsAtHomeOrSomewhere() {
        var t = announced("device_tracker", "'state_topic':'s','payload_home':'in','json_attributes_topic':'a'");
        assertEquals(List.of("it/presence home"), t.says("s", "in"));
        assertEquals(
                List.of("it/latitude 52.5", "it/longitude 13.4", "it/attributes {'latitude':52.5,'longitude':13.4}".replace('\'', '"')),
                t.says("a", "{'latitude':52.5,'longitude':13.4}"));
    }

    @Test void aPictureIsItsTopicOrItsAddress() {
        assertEquals(List.of("it/image cam"), announced("camera", "'topic':'cam'").says("cam", "\u00ff\u00d8"));
        assertEquals(List.of("it/image http://x/1.jpg"), announced("image", "'url_topic':'u'").says("u", "http://x/1.jpg"));
    }

    @Test void configAndDiagnosticAreForTheDevicesPage() {
        var t = announced("sensor", "'state_topic':'s','entity_category':'diagnostic'");
        assertEquals(Category.DIAGNOSTIC, t.property("it/value").category());
        assertEquals(Category.CONFIG, announced("switch", "'command_topic':'c','entity_category':'config'").property("it/on").category());
        assertEquals(Category.DIAGNOSTIC,
                announced("sensor", "'state_topic':'s','enabled_by_default':'false'").property("it/value").category());
    }
}
