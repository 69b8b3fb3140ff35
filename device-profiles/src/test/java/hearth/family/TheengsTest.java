package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

class TheengsTest {

    private static final String TOPIC = "home/OpenMQTTGateway/BTtoMQTT/A4C138AABBCC";

    @Test void aThermometerIsReadInOneUnitWhicheverGatewayHearsIt() {
        var said = "{'id':'A4:C1:38:AA:BB:CC','name':'ATC','rssi':-70,'brand':'Xiaomi','model':'TH Sensor','model_id':'LYWSD03MMC_ATC',"
                + "'type':'THB','tempc':21.5,'tempf':70.7,'hum':40,'batt':90,'volt':2.9}";
        var t = new Transcript().announces(TOPIC, said);
        assertEquals("", t.problem());
        assertEquals("ATC", t.name());
        assertEquals("theengs", t.binding().about().via());
        assertEquals("TH Sensor (LYWSD03MMC_ATC)", t.binding().about().model());
        assertEquals(List.of("batt/battery", "hum/humidity", "rssi/signal", "tempc/temperature", "volt/voltage"), t.paths());
        assertEquals(List.of("batt/battery 80", "hum/humidity 41", "rssi/signal -60", "tempc/temperature 22", "volt/voltage 3"),
                t.says("home/Other/BTtoMQTT/A4C138AABBCC", said.replace("21.5", "22").replace("90", "80").replace(":40", ":41")
                        .replace("-70", "-60").replace("2.9", "3")));
        assertEquals(List.of(), t.binding().presence());
        assertEquals("+/+/BTtoMQTT/A4C138AABBCC#tempc", t.property("tempc/temperature").source());
    }

    @Test void whatItSaysNowAndThenIsKeptTogether() {
        var t = new Transcript().announces(TOPIC, "{'model_id':'HHCCJCY01HHCC','model':'Miflora','tempf':70.7}")
                .announces("home/b/BTtoMQTT/A4C138AABBCC",
                        "{'model_id':'HHCCJCY01HHCC','model':'Miflora','moi':30,'open':true,'button':1}");
        assertEquals(List.of("tempf/temperature 21.5"), t.says(TOPIC, "{'tempf':70.7}"));
        assertEquals(List.of("moi/number 31"), t.says(TOPIC, "{'moi':31}"));
        assertEquals(List.of("button/event double"), t.says(TOPIC, "{'button':2}"));
        assertEquals(List.of("open/contact false"), t.says(TOPIC, "{'open':false}"));
    }

    @Test void phonesAndWhatIsNotDecodedAreNoDevices() {
        assertEquals(List.of(), new Transcript().announces(TOPIC, "{'id':'A4:C1:38:AA:BB:CC','rssi':-70}")
                .announces(TOPIC, "{'model_id':'APPLEDEVICE','rssi':-70}").announces(TOPIC, "{'model_id':'X','type':'RMAC'}").devices());
    }

    @Test void whatTheGatewayAnnouncesItselfSaysMore() {
        var t = new Transcript().announces(TOPIC, "{'model_id':'M','tempc':21.5}").announces(
                "homeassistant/sensor/A4C138AABBCC-tempc/config",
                "{'unique_id':'A4C138AABBCC-tempc','stat_t':'+/+/BTtoMQTT/A4C138AABBCC','val_tpl':'{{ value_json.tempc }}',"
                        + "'device':{'identifiers':['A4C138AABBCC']}}");
        assertEquals(1, t.devices().size());
        assertEquals("homeassistant", t.binding().about().via());
    }
}
