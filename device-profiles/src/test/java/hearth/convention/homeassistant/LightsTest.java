package hearth.convention.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import hearth.device.PropertyType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightsTest {

    private static Transcript light(String config) {
        return new Transcript().announces("homeassistant/light/node/lamp/config",
                "{'unique_id':'u1','device':{'identifiers':['d1']},'command_topic':'c','state_topic':'s'," + config + "}");
    }

    @Test void aJsonLightSaysOnlyWhatChanges() {
        var t = light(
                "'schema':'json','brightness':true,'brightness_scale':254,'supported_color_modes':['color_temp','xy'],'min_mireds':153,"
                        + "'max_mireds':500,'effect_list':['blink']");
        assertEquals(List.of("lamp/on true", "lamp/brightness 100", "lamp/color-temperature 4000"),
                t.says("s", "{'state':'ON','brightness':254,'color_mode':'color_temp','color_temp':250,'color':{'x':0.3,'y':0.3}}"));
        assertEquals(List.of("lamp/on true", "lamp/color xyz,0.7,0.29"),
                t.says("s", "{'state':'ON','color_mode':'xy','color_temp':250,'color':{'x':0.7,'y':0.29}}"));
        assertEquals(List.of("lamp/on false"), t.says("s", "{'state':'OFF','brightness':0}"));
        assertEquals(List.of("c {'state':'OFF'}"), t.sends("lamp/on", "false"));
        assertEquals(List.of("c {'state':'ON','brightness':127}"), t.sends("lamp/brightness", "50"));
        assertEquals(List.of("c {'state':'OFF'}"), t.sends("lamp/brightness", "0"));
        assertEquals(List.of("c {'state':'ON','color_temp':250}"), t.sends("lamp/color-temperature", "4000"));
        assertEquals(List.of("c {'state':'ON','color':{'x':0.7,'y':0.29}}"), t.sends("lamp/color", "xyz,0.7,0.29"));
        assertEquals(List.of("c {'state':'ON','effect':'blink'}"), t.sends("lamp/effect", "blink"));
        assertEquals(new PropertyType.Range(2000, 6536, 1), t.property("lamp/color-temperature").type());
    }

    @ParameterizedTest
    @CsvSource({"255,1,0.4", "255,255,100", "254,1,0.4", "254,254,100", "100,1,1", "99,99,100", "65535,1,0.1"}) void aLitLampIsNeverAtZero(
            int scale, int level, String percent) {
        var t = light("'schema':'json','brightness':true,'brightness_scale':" + scale);
        assertEquals(List.of("lamp/on true", "lamp/brightness " + percent), t.says("s", "{'state':'ON','brightness':" + level + "}"));
        assertEquals(List.of("c {'state':'ON','brightness':" + scale + "}"), t.sends("lamp/brightness", "100"));
        assertEquals(List.of("c {'state':'ON','brightness':" + Math.max(1, Math.round(scale * 0.001)) + "}"),
                t.sends("lamp/brightness", "0.1"));
    }

    @Test void nullInAStateClearsNothing() {
        var t = light("'schema':'json','brightness':true");
        assertEquals(List.of(), t.says("s", "{'state':null,'brightness':null}"));
        assertEquals(List.of("lamp/brightness 20"), t.says("s", "{'brightness':51}"));
    }

    @Test void anOldJsonLightHasFlagsForModes() {
        var t = light("'schema':'json','brightness':'true','rgb':true,'color_temp':true");
        assertEquals(List.of("lamp/on", "lamp/brightness", "lamp/color-temperature", "lamp/color"), t.paths());
        assertEquals(List.of("lamp/on true", "lamp/color hsv,0,100,100"), t.says("s", "{'state':'ON','color':{'r':255,'g':0,'b':0}}"));
        assertEquals(List.of("c {'state':'ON','color':{'r':0,'g':255,'b':0}}"), t.sends("lamp/color", "hsv,120,100,100"));
        assertEquals(List.of("c {'state':'ON','color':{'r':0,'g':0,'b':255}}"), t.sends("lamp/color", "rgb,0,0,255"));
    }

    @Test void aBasicLightHasATopicForEachThing() {
        var t = light("'brightness_state_topic':'b','brightness_command_topic':'cb','brightness_scale':100,'rgb_state_topic':'r',"
                + "'rgb_command_topic':'cr','color_temp_state_topic':'k','color_temp_command_topic':'ck','effect_command_topic':'ce',"
                + "'effect_list':['rainbow']");
        assertEquals(List.of("lamp/on true"), t.says("s", "ON"));
        assertEquals(List.of("lamp/brightness 42"), t.says("b", "42"));
        assertEquals(List.of("lamp/color hsv,30.1,100,100"), t.says("r", "255,128,0"));
        assertEquals(List.of("cb 10", "c ON"), t.sends("lamp/brightness", "10"));
        assertEquals(List.of("c OFF"), t.sends("lamp/brightness", "0"));
        assertEquals(List.of("cr 255,0,0"), t.sends("lamp/color", "hsv,0,100,100"));
        assertEquals(List.of("ck 250"), t.sends("lamp/color-temperature", "4000"));
        assertEquals(List.of("ce rainbow"), t.sends("lamp/effect", "rainbow"));
    }

    @Test void aBasicLightMayBeSwitchedOnByItsBrightness() {
        var t = light("'brightness_state_topic':'b','brightness_command_topic':'cb','on_command_type':'brightness'");
        t.says("b", "51");
        assertEquals(List.of("cb 51"), t.sends("lamp/on", "true"));
        assertEquals(List.of("cb 255"), t.sends("lamp/brightness", "100"));
        assertEquals(List.of("c OFF"), t.sends("lamp/on", "false"));
    }

    @Test void aLightOfTemplatesIsToldByThem() {
        var t = light("'schema':'template','command_on_template':'on,{{ brightness }}','command_off_template':'off',"
                + "'state_template':'{{ value_json.st }}','brightness_template':'{{ value_json.br }}'");
        assertEquals(List.of("lamp/on true", "lamp/brightness 100"), t.says("s", "{'st':'on','br':255}"));
        assertEquals(List.of("c on,128"), t.sends("lamp/brightness", "50"));
        assertEquals(List.of("c off"), t.sends("lamp/on", "false"));
    }
}
