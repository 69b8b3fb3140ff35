package hearth.convention.homeassistant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.profile.Announced;
import hearth.profile.Convention;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HomeAssistantTest {

    private final Transcript t = new Transcript();

    @Test void shortNamesAndTheBaseTopicAreWrittenOut() {
        t.announces("homeassistant/sensor/x/temp/config",
                "{'~':'esp/','uniq_id':'a','stat_t':'~temp','unit_of_meas':'°C','avty_t':'online~',"
                        + "'dev':{'ids':'84fce6123456','name':'Living room','mf':'Espressif','mdl':'d1','cns':[['mac','84:FC:E6:12:34:56']]}}");
        assertEquals(List.of("84fce6123456"), t.devices());
        assertEquals("Living room", t.name());
        assertEquals("Espressif", t.binding().about().manufacturer());
        assertEquals("84fce6123456", t.binding().about().source());
        assertEquals(List.of("temp/value 21.4"), t.says("esp/temp", "21.4"));
        assertEquals(Optional.of(true), t.online("onlineesp/", "online"));
    }

    @Test void aDeviceAnnouncesItsComponentsAtOnce() {
        t.announces("homeassistant/device/ea33/config", """
                {'dev':{'ids':'ea33','name':'Kitchen'},'o':{'name':'bla'},'~':'k','stat_t':'~/state','qos':2,'avty_t':'~/lwt','cmps':{
                'a':{'p':'sensor','dev_cla':'temperature','unit_of_meas':'°C','val_tpl':'{{ value_json.t }}','uniq_id':'a1'},
                'b':{'p':'switch','cmd_t':'~/set','uniq_id':'b1','val_tpl':'{{ value_json.s }}'},
                'gone':{'p':'sensor'},'odd':7,'new':{'p':'hologram','uniq_id':'n1'}}}""");
        assertEquals(List.of("a/value 20", "b/on true", "new/value {\"t\":20,\"s\":\"ON\"}"), t.says("k/state", "{'t':20,'s':'ON'}"));
        assertEquals(List.of("k/set OFF"), t.sends("b/on", "false"));
        assertEquals(Optional.of(false), t.online("k/lwt", "offline"));
        t.announces("homeassistant/device/ea33/config", "{'dev':{'ids':'ea33'},'stat_t':'s','cmps':{'a':{'p':'sensor'},"
                + "'b':{'p':'switch','cmd_t':'c','uniq_id':'b1'}}}");
        assertEquals(List.of("b/on"), t.paths());
        t.announces("homeassistant/device/ea33/config", "");
        assertEquals(List.of(), t.devices());
    }

    @Test void theChangeToOneMessageForTheDeviceKeepsItsIds() {
        t.announces("homeassistant/sensor/x/temp/config", "{'unique_id':'a','state_topic':'s','device':{'identifiers':['d']}}");
        t.announces("homeassistant/sensor/x/temp/config", "{'migrate_discovery': true}");
        assertEquals(List.of(), t.devices());
        t.announces("homeassistant/device/x/config",
                "{'device':{'identifiers':['d']},'components':{'temp':{'platform':'sensor','unique_id':'a','state_topic':'s'}}}");
        t.announces("homeassistant/sensor/x/temp/config", "");
        assertEquals(List.of("d"), t.devices());
        assertEquals(List.of("temp/value"), t.paths());
    }

    @Test void theSameEntityAnnouncedTwiceIsOne() {
        t.announces("homeassistant/sensor/old/temp/config", "{'unique_id':'a','state_topic':'s','device':{'identifiers':['d']}}");
        t.announces("homeassistant/sensor/new/temp/config", "{'unique_id':'a','state_topic':'s','device':{'identifiers':['d']}}");
        assertEquals(List.of("temp/value"), t.paths());
    }

    @Test void allOfSeveralTopicsMustSayThatItIsThere() {
        t.announces("homeassistant/sensor/x/temp/config", "{'unique_id':'a','state_topic':'s','availability_mode':'all','availability':["
                + "{'topic':'bridge','value_template':'{{ value_json.state }}'},{'t':'lamp','pl_avail':'yes','pl_not_avail':'no'}]}");
        assertEquals(Optional.empty(), t.online("bridge", "{'state':'online'}"));
        assertEquals(Optional.of(true), t.online("lamp", "yes"));
        assertEquals(Optional.of(false), t.online("bridge", "{'state':'offline'}"));
        assertEquals(Optional.of(false), t.online("lamp", "yes"));
    }

    @Test void anyOrTheLatestTopicMaySayIt() {
        t.announces("homeassistant/sensor/x/a/config", "{'unique_id':'a','state_topic':'s','availability_mode':'any','availability':["
                + "{'topic':'one'},{'topic':'two'}]}");
        assertEquals(Optional.empty(), t.online("one", "offline"));
        assertEquals(Optional.of(true), t.online("two", "online"));
        t.announces("homeassistant/sensor/x/a/config",
                "{'unique_id':'a','state_topic':'s','availability':[{'topic':'one'},{'topic':'two'}]}");
        assertEquals(Optional.of(true), t.online("one", "online"));
        assertEquals(Optional.of(false), t.online("two", "offline"));
    }

    @Test void wrongTypesAreReadAsTheyWereMeant() {
        t.announces("homeassistant/light/x/l/config", "{'uniq_id':7,'schema':'json','cmd_t':'c','stat_t':'s','brightness':'true',"
                + "'brightness_scale':'100','qos':'0','en':'true','sup_clrm':'brightness','dev':{'ids':[1, 1]}}");
        assertEquals(List.of("l/on true", "l/brightness 30"), t.says("s", "{'state':'ON','brightness':30}"));
        assertEquals("7", t.property("l/on").source());
    }

    @Test void whatCannotBeReadIsToldAndLosesNothingElse() {
        t.announces("homeassistant/sensor/x/a/config", "{'unique_id':'a','state_topic':'s/#/x','device':{'identifiers':['d']}}");
        assertEquals(List.of("d"), t.devices());
        t.announces("homeassistant/sensor/x/b/config", "no JSON at all");
        assertEquals("is no JSON object", t.problem());
        t.announces("homeassistant/sensor/x/c/config",
                "{'unique_id':'c','state_topic':'s','options':{'not':'a list'},'device':{'identifiers':['d']}}");
        assertEquals(List.of("c/value"), t.paths());
    }

    @Test void aDegreeSignInLatin1IsRead() {
        var topic = "homeassistant/sensor/x/a/config";
        var bytes = "{\"state_topic\":\"s\",\"unit_of_measurement\":\"\u00b0C\",\"unique_id\":\"a\"}".getBytes(StandardCharsets.ISO_8859_1);
        var announced = Announced.none(List.<Convention>of(new HomeAssistant()))
                .take(new Message(topic, Payload.of(bytes), 0, true), _ -> false).orElseThrow().next();
        var device = announced.groups().keySet().iterator().next();
        assertEquals("°C", announced.binding(device, _ -> false).orElseThrow().properties().getFirst().unit().symbol());
    }

    @Test void aStateTopicMayHaveWildcards() {
        t.announces("homeassistant/sensor/AABB-t/config", "{'stat_t':'+/+/BTtoMQTT/AABB','uniq_id':'AABB-t','unit_of_meas':'°C',"
                + "'val_tpl':'{{ value_json.tempc | is_defined }}','device':{'ids':['AABB']}}");
        assertEquals(List.of("aabb-t/value 19.5"), t.says("home/gw/BTtoMQTT/AABB", "{'tempc':19.5}"));
        assertEquals(List.of(), t.says("home/gw/BTtoMQTT/AABB", "{'rssi':-60}"));
    }

    @Test void namesAreOnePlainLine() {
        t.announces("homeassistant/sensor/x/a/config",
                "{'state_topic':'s','name':'<b>x</b>\\n\u202eevil" + "y".repeat(10_000)
                        + "','device':{'identifiers':['d'],'name':'Li\\tving'}}");
        assertEquals("Li ving", t.name());
        assertEquals("<b>x</b> evil" + "y".repeat(107), t.property("a/value").name());
    }

    @Test void anEntityRepeatsNotItsDevicesName() {
        t.announces("homeassistant/sensor/x/a/config",
                "{'state_topic':'s','name':'Lamp power','device':{'identifiers':['d'],'name':'Lamp'}}");
        assertEquals("power", t.property("a/value").name());
    }

    @Test void otherTopicsAnnounceNothing() {
        for (var topic : List.of("homeassistant/status", "homeassistant/sensor/config", "homeassistant/a/b/c/d/config",
                "hearth/5/x/config")) {
            assertEquals(Optional.empty(), new HomeAssistant().place(Message.of(topic, "{}")), topic);
        }
    }

    @Test void aDeviceWithoutADeviceIsItsEntity() {
        t.announces("homeassistant/binary_sensor/garden/config", "{'name':'garden','device_class':'motion','state_topic':'s'}");
        assertEquals("garden", t.name());
        assertEquals(List.of("binary-sensor-garden"), t.devices());
    }
}
