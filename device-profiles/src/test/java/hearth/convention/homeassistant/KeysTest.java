package hearth.convention.homeassistant;

import static hearth.convention.homeassistant.ComponentsTest.announced;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.convention.Transcript;
import hearth.profile.Api;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Keys of single types of entities that change what is shown or sent (home-assistant.io/integrations, *.mqtt).
class KeysTest {

    @Test void aSensorsValueHoldsAsLongAsIsAnnounced() {
        var expires = announced("sensor", "'stat_t':'s','exp_aft':'90'").property("it/value").expires();
        assertEquals(Optional.of(Duration.ofSeconds(90)), expires);
        assertEquals(Optional.of(Duration.ofMillis(1_500)),
                announced("binary_sensor", "'state_topic':'s','expire_after':1.5").property("it/value").expires());
        assertEquals(Optional.empty(), announced("sensor", "'state_topic':'s','expire_after':0").property("it/value").expires());
        assertEquals(Optional.empty(), announced("sensor", "'state_topic':'s','expire_after':'soon'").property("it/value").expires());
    }

    @Test void aDifferenceOfTemperaturesIsNoTemperature() {
        var t = announced("number", "'state_topic':'s','command_topic':'c','min':-9,'max':9,'step':1,'unit_of_measurement':'°F',"
                + "'name':'Local temperature calibration','device_class':'temperature'");
        assertEquals(List.of("it/value -2"), t.says("s", "-2"));
        assertEquals(List.of("c 3"), t.sends("it/value", "3"));
        assertEquals("°F NUMBER", t.property("it/value").unit().symbol() + " " + t.property("it/value").capability());
        assertEquals(List.of("it/value 1.8"), announced("sensor", "'state_topic':'s','unit_of_measurement':'°F','device_class':"
                + "'temperature_delta'").says("s", "1.8"));
        assertEquals(List.of("it/value 21"), announced("sensor", "'state_topic':'s','unit_of_measurement':'°F'").says("s", "69.8"));
    }

    @Test void wordsThatHomieCannotListAreAString() {
        var t = announced("select", "'command_topic':'c','options':['Auto','Slow, fast','']");
        var described = Api.description(t.binding(), "x", "").payload().text().orElseThrow();
        assertTrue(described.contains("\"datatype\":\"string\"") && !described.contains("\"format\""), described);
        assertEquals(List.of("c Slow, fast"), t.sends("it/value", "Slow, fast"));
    }

    @Test void oneTemplateReadsAllThatAThermostatSays() {
        var t = announced("climate", "'mode_stat_t':'m','mode_cmd_t':'cm','modes':['off','heat'],'temp_stat_t':'t','temp_cmd_t':'ct',"
                + "'curr_temp_t':'n','curr_temp_tpl':'{{ value_json.now }}','val_tpl':'{{ value_json.v }}'");
        assertEquals(List.of("it/mode heat"), t.says("m", "{'v':'heat'}"));
        assertEquals(List.of("it/target-temperature 21"), t.says("t", "{'v':21}"));
        assertEquals(List.of("it/temperature 19.5"), t.says("n", "{'now':19.5}"));
        assertEquals(List.of("it/mode eco"),
                announced("water_heater", "'mode_state_topic':'m','mode_command_topic':'c','value_template':'{{ value_json.v }}'")
                        .says("m", "{'v':'eco'}"));
    }

    @Test void aWordMayStandForNothing() {
        var t = announced("humidifier", "'command_topic':'c','target_humidity_command_topic':'ch','target_humidity_state_topic':'h',"
                + "'pl_rst_hum':'rst','modes':['auto'],'mode_command_topic':'cm','mode_state_topic':'m','pl_rst_mode':'rst'");
        assertEquals(List.of(), t.says("h", "rst"));
        assertEquals(List.of(), t.says("m", "rst"));
        assertEquals(List.of("it/mode ?odd"), t.says("m", "odd"));
    }

    @Test void aTextIsSentOnlyAsLongAndInSuchFormAsIsAnnounced() {
        var t = announced("text", "'command_topic':'c','min':2,'max':5,'ptrn':'[a-z]+$'");
        assertEquals(List.of("c abc"), t.sends("it/value", "abc"));
        for (var refused : List.of("a", "abcdef", "ABC", "ab1", "")) {
            assertEquals(List.of(), t.sends("it/value", refused), refused);
        }
        assertEquals(List.of(), announced("text", "'command_topic':'c'").sends("it/value", "x".repeat(256)));
        assertEquals(List.of(), announced("text", "'command_topic':'c','pattern':'(a+'").sends("it/value", "a"));
        assertEquals(1, announced("notify", "'command_topic':'c'").sends("it/value", "x".repeat(256)).size());
    }

    @Test void aLightMayHaveAWhiteOfItsOwn() {
        var basic = announced("light", "'command_topic':'c','whit_cmd_t':'w','whit_scl':100,'rgb_command_topic':'r'");
        assertEquals(List.of("w 40", "c ON"), basic.sends("it/white", "40"));
        var json = announced("light", "'schema':'json','command_topic':'c','sup_clrm':['rgb','white'],'brightness':true");
        assertEquals(List.of("c {'state':'ON','white':128}"), json.sends("it/white", "50"));
    }

    @Test void aLampWithoutATopicForItIsAsBrightAsItsColour() {
        var t = announced("light", "'command_topic':'c','state_topic':'s','rgb_command_topic':'cr','rgb_state_topic':'r'");
        assertEquals(List.of("it/brightness 50.2", "it/color hsv,0,100,100"), t.says("r", "128,0,0"));
        assertEquals(List.of("cr 255,0,0", "c ON"), t.sends("it/brightness", "100"));
        assertEquals(List.of("cr 0,128,0", "c ON"), t.sends("it/color", "hsv,120,100,100"));
        assertEquals(List.of("c OFF"), t.sends("it/brightness", "0"));
        assertEquals(List.of(), announced("light", "'command_topic':'c','rgb_state_topic':'r'").says("r", "0,0,0").stream()
                .filter(said -> said.startsWith("it/brightness")).toList());
    }

    @Test void whiteStaysOutOfAColourWhereBrightnessHasItsOwnTopic() {
        var t = announced("light",
                "'command_topic':'c','rgbw_command_topic':'cr','brightness_command_topic':'cb','brightness_state_topic':'b'");
        t.says("b", "51");
        assertEquals(List.of("cr 255,0,0,0", "c ON"), t.sends("it/color", "hsv,0,100,100"));
    }

    @Test void aCoverMayTellPositionAndTiltInOneObject() {
        var t = announced("cover", "'pos_t':'p','set_pos_t':'sp','tilt_cmd_t':'ct','pl_stop_tilt':'HOLD'");
        assertEquals(List.of("it/position 30", "it/tilt 60"), t.says("p", "{'position':30,'tilt_position':60}"));
        assertEquals(List.of("it/position 70"), t.says("p", "70"));
        assertEquals(List.of("ct HOLD"), t.sends("it/stop-tilt", "press"));
    }

    @Test void aSirenTellsItsToneVolumeAndDuration() {
        var t = announced("siren", "'command_topic':'c','state_topic':'s','available_tones':['fire','police']");
        assertEquals(List.of("it/on true", "it/tone fire", "it/volume 50", "it/duration 10"),
                t.says("s", "{'state':'ON','tone':'fire','volume_level':0.5,'duration':10}"));
        assertEquals(List.of("c {'duration':10,'state':'ON','tone':'fire','volume_level':0.5}"), t.sends("it/on", "true"));
    }

    @Test void aLockThatSaysSoIsJammed() {
        var t = announced("lock", "'command_topic':'c','state_topic':'s','stat_jam':'MOTOR_JAMMED'");
        assertEquals(List.of("it/jammed true"), t.says("s", "MOTOR_JAMMED"));
        assertEquals(List.of("it/lock locked", "it/jammed false"), t.says("s", "LOCKED"));
    }

    @Test void aLockMayHaveOneWordForBothWays() {
        var t = announced("lock", "'command_topic':'c','state_topic':'s','state_locking':'moving','state_unlocking':'moving'");
        assertEquals(List.of(), t.says("s", "moving"));
        assertEquals(List.of("it/lock locked"), t.says("s", "LOCKED"));
    }

    @Test void aTrackersPlaceIsFoundByItsTemplate() {
        var t = announced("device_tracker", "'json_attr_t':'a','json_attr_tpl':'{{ {\\'latitude\\':value_json.lat, \\'longitude\\':"
                + "value_json.lon} | to_json }}'".replace("\\'", "\\u0022"));
        assertEquals(List.of("it/latitude 52.5", "it/longitude 13.4"),
                t.says("a", "{'lat':52.5,'lon':'13.4'}").stream().filter(said -> !said.startsWith("it/attributes")).toList());
    }

    @Test void anotherPrefixIsKnownByWhatIsAnnounced() {
        var t = new Transcript().announces("my/home/sensor/node/it/config", "{'uniq_id':'u1','stat_t':'s','dev':{'ids':'d1'}}");
        assertEquals(List.of("it/value 7"), t.says("s", "7"));
        t.announces("hass/device/d1/config",
                "{'dev':{'ids':'d1'},'o':{'name':'x'},'cmps':{'b':{'p':'button','cmd_t':'c','uniq_id':'b1'}}}");
        assertEquals(List.of("b/press", "it/value"), t.paths());
        t.announces("my/home/sensor/node/it/config", "").announces("hass/device/d1/config", "");
        assertEquals(List.of(), t.devices());
    }

    @Test void whatOnlyLooksLikeAnAnnouncementIsNone() {
        var t = new Transcript();
        for (var said : List.of("{'unique_id':'u1'}", "{'state_topic':'s'}", "on", "[1]", "{'unique_id':'u1','topic':7}")) {
            t.announces("garden/switch/pump/config", said);
            t.announces("garden/pump/node/it/config", "{'unique_id':'u1','state_topic':'s'}");
        }
        assertTrue(t.devices().isEmpty());
    }
}
