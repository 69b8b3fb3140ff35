package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShellyGen2Test {

    private static final String PLUG = "shellyplus1pm-aabbccddeeff";

    private static String asks(String prefix, int id, String method) {
        return prefix + "/rpc {'id':" + id + ",'src':'" + prefix + "/hearth','method':'Shelly." + method + "'}";
    }

    private static String reply(int id, String result) {
        return "{'id':" + id + ",'src':'x','dst':'y','result':" + result + "}";
    }

    @Test void aPlugIsThereAtOnceAndSaysMoreWhenAsked() {
        var t = new Transcript().announces(PLUG + "/online", "true");
        assertEquals("", t.problem());
        assertEquals(List.of(asks(PLUG, 1, "GetDeviceInfo")), t.asked());
        assertEquals(List.of("device/signal", "device/update"), t.paths());
        t.announces(PLUG + "/hearth/rpc", reply(1, "{'name':'Kettle','id':'" + PLUG + "','mac':'AABBCCDDEEFF','gen':2,'app':'Plus1PM'}"));
        assertEquals(List.of(asks(PLUG, 2, "GetStatus")), t.asked());
        t.announces(PLUG + "/hearth/rpc", reply(2, "{'sys':{'uptime':5},'wifi':{'rssi':-50},'input:0':{'id':0,'state':null},'switch:0':"
                + "{'id':0,'output':false,'apower':0,'voltage':230,'current':0,'aenergy':{'total':1},'temperature':{'tC':40,'tF':104}}}"));
        assertEquals(List.of(asks(PLUG, 3, "GetConfig")), t.asked());
        t.announces(PLUG + "/hearth/rpc", reply(3, "{'switch:0':{'id':0,'name':'Water'},'input:0':{'id':0,'name':null,'type':'button'}}"));
        assertEquals(List.of(), t.asked());
        assertEquals("", t.problem());
        assertEquals("Kettle", t.name());
        assertEquals("Plus1PM", t.binding().about().model());
        assertEquals("shelly", t.binding().about().via());
        assertEquals("Water", t.property("switch0/on").name());
        assertEquals(List.of("switch0/on", "switch0/power", "switch0/energy", "switch0/voltage", "switch0/current", "switch0/temperature",
                "input0/event", "device/signal", "device/update"), t.paths());
        assertEquals(List.of(asks(PLUG, 2, "GetStatus")), t.greeting());
        assertEquals(PLUG + "/status/switch:0#output", t.property("switch0/on").source());
    }

    @Test void itIsReadFromItsTopicFromChangesAndFromAnswers() {
        var t = new Transcript().announces(PLUG + "/online", "true").announces(PLUG + "/status/switch:0",
                "{'id':0,'output':true,'apower':12.5,'voltage':231.2,'current':0.06,'aenergy':{'total':1234.5},'temperature':{'tC':41.2}}");
        assertEquals(
                List.of("switch0/on true", "switch0/power 12.5", "switch0/energy 1.2345", "switch0/voltage 231.2", "switch0/current 0.06",
                        "switch0/temperature 41.2"),
                t.says(PLUG + "/status/switch:0", "{'id':0,'output':true,'apower':12.5,'voltage':231.2,'current':0.06,'aenergy':"
                        + "{'total':1234.5},'temperature':{'tC':41.2,'tF':106.2}}"));
        assertEquals(List.of("switch0/on false"), t.says(PLUG + "/events/rpc",
                "{'src':'" + PLUG + "','method':'NotifyStatus','params':{'ts':1.1,'switch:0':{'id':0,'output':false}}}"));
        assertEquals(List.of("switch0/on true", "device/signal -48"),
                t.says(PLUG + "/hearth/rpc", reply(2, "{'switch:0':{'output':true},'wifi':{'rssi':-48}}")));
        assertEquals(List.of(PLUG + "/rpc {'id':10,'src':'" + PLUG + "/hearth','method':'Switch.Set','params':{'id':0,'on':true}}"),
                t.sends("switch0/on", "true"));
    }

    @Test void aButtonIsKnownByItsFirstTouch() {
        var event = "{'src':'x','method':'NotifyEvent','params':{'ts':1.1,'events':[{'component':'input:0','id':0,'event':'double_push'}]}}";
        var t = new Transcript().announces(PLUG + "/online", "true").announces(PLUG + "/events/rpc", event);
        assertEquals(List.of("input0/event double_push"), t.says(PLUG + "/events/rpc", event));
        assertEquals(false, t.property("input0/event").retained());
        assertEquals(List.of(), t.says(PLUG + "/events/rpc", event.replace("input:0", "input:1")));
        assertEquals(Optional.of(true), t.online(PLUG + "/online", "true"));
        assertEquals(Optional.of(false), t.online(PLUG + "/online", "false"));
        assertEquals(List.of(), t.announces(PLUG + "/online", "").devices());
    }

    private static Transcript device(String status) {
        return new Transcript().announces("shellyx-1/online", "true").announces("shellyx-1/events/rpc",
                "{'method':'NotifyFullStatus','params':" + status + "}");
    }

    private static String sent(String method, String params) {
        return "shellyx-1/rpc {'id':10,'src':'shellyx-1/hearth','method':'" + method + "','params':" + params + "}";
    }

    @Test void lampsAreDimmedColouredAndWhitened() {
        var t = device("{'light:0':{'output':true,'brightness':40},'rgbw:0':{'output':true,'brightness':50,'rgb':[1,2,3],'white':9},"
                + "'cct:0':{'output':false,'brightness':50,'ct':3000}}");
        assertEquals(List.of("light0/on", "light0/brightness", "rgbw0/on", "rgbw0/brightness", "rgbw0/color", "rgbw0/white", "cct0/on",
                "cct0/brightness", "cct0/color-temperature", "device/signal", "device/update"), t.paths());
        assertEquals(List.of("rgbw0/on true", "rgbw0/brightness 30", "rgbw0/color hsv,0,100,100", "rgbw0/white 7"),
                t.says("shellyx-1/status/rgbw:0", "{'output':true,'brightness':30,'rgb':[255,0,0],'white':7}").stream()
                        .filter(s -> s.startsWith("rgbw0")).toList());
        assertEquals(List.of(sent("Light.Set", "{'id':0,'on':true,'brightness':55}")), t.sends("light0/brightness", "55"));
        assertEquals(List.of(sent("Light.Set", "{'id':0,'on':false}")), t.sends("light0/brightness", "0"));
        assertEquals(List.of(sent("RGBW.Set", "{'id':0,'on':true,'rgb':[0,255,0]}")), t.sends("rgbw0/color", "rgb,0,255,0"));
        assertEquals(List.of(sent("CCT.Set", "{'id':0,'on':true,'ct':4000}")), t.sends("cct0/color-temperature", "4000"));
    }

    @Test void aCoverMoves() {
        var t = device("{'cover:0':{'state':'stopped','current_pos':40,'apower':0}}");
        assertEquals(List.of("cover0/position 62", "cover0/cover opening"),
                t.says("shellyx-1/events/rpc", "{'method':'NotifyStatus','params':{'cover:0':{'state':'opening','current_pos':62}}}"));
        assertEquals(List.of(sent("Cover.GoToPosition", "{'id':0,'pos':30}")), t.sends("cover0/position", "30"));
        assertEquals(List.of(sent("Cover.Stop", "{'id':0}")), t.sends("cover0/move", "stop"));
    }

    @Test void metersAndSensorsAreRead() {
        var t = device("{'em:0':{'a_act_power':1,'a_voltage':230,'a_current':1,'a_pf':1,'total_act_power':3,'total_current':2},"
                + "'emdata:0':{'total_act':1,'total_act_ret':2},'temperature:100':{'tC':1,'tF':2},'humidity:0':{'rh':1},"
                + "'devicepower:0':{'battery':{'V':5,'percent':80}},'smoke:0':{'alarm':false},'flood:0':{'alarm':false},"
                + "'thermostat:0':{'enable':true,'target_C':21,'current_C':20,'output':true}}");
        assertEquals(List.of(), t.binding().presence());
        assertEquals(List.of("meter0/power 700", "meter0/power-a 230"), t.says("shellyx-1/status/em:0",
                "{'id':0,'a_act_power':230,'total_act_power':700}"));
        assertEquals(List.of("energy0/energy 5.5"), t.says("shellyx-1/status/emdata:0", "{'total_act':5500}"));
        assertEquals(List.of("temperature100/temperature 21.5"), t.says("shellyx-1/status/temperature:100", "{'tC':21.5,'tF':70.7}"));
        assertEquals(List.of("power0/battery 79"), t.says("shellyx-1/status/devicepower:0", "{'battery':{'percent':79}}"));
        assertEquals(List.of("smoke0/smoke true"), t.says("shellyx-1/status/smoke:0", "{'alarm':true}"));
        assertEquals(List.of(sent("Thermostat.SetConfig", "{'config':{'id':0,'target_C':22.5}}")),
                t.sends("thermostat0/target-temperature", "22.5"));
    }

    @Test void virtualComponentsComeInPages() {
        var id = "shelly1pmg3-0123456789ab";
        var t = new Transcript().announces(id + "/online", "true")
                .announces(id + "/hearth/rpc", reply(1, "{'id':'" + id + "','mac':'0123456789AB','gen':3,'app':'S1PMG3'}"))
                .announces(id + "/hearth/rpc", reply(2, "{'sys':{'uptime':1}}"))
                .announces(id + "/hearth/rpc", reply(3, "{'sys':{'device':{'name':null}}}"));
        assertEquals(List.of(id + "/rpc {'id':4,'src':'" + id + "/hearth','method':'Shelly.GetComponents','params':{'dynamic_only':true,"
                + "'include':['status','config'],'offset':0}}"), t.asked());
        t.announces(id + "/hearth/rpc", reply(4, "{'components':[{'key':'boolean:200','status':{'value':true},'config':{'name':'Away'}}],"
                + "'cfg_rev':1,'offset':0,'total':2}"));
        assertEquals(true, t.asked().getFirst().contains("'offset':1"));
        t.announces(id + "/hearth/rpc", reply(4, "{'components':[{'key':'enum:201','status':{'value':'a'},'config':{'name':'Mood',"
                + "'options':['a','b']}}],'cfg_rev':1,'offset':1,'total':2}"));
        assertEquals(List.of(), t.asked());
        assertEquals("", t.problem());
        assertEquals("Away", t.property("boolean200/on").name());
        assertEquals(List.of("enum201/choice b"), t.says(id + "/status/enum:201", "{'value':'b'}"));
        assertEquals(1, t.sends("boolean200/on", "false").size());
    }

    @Test void anotherPrefixIsAskedAndOthersAreLeftAlone() {
        var t = new Transcript().announces("home/kitchen/plug/online", "true");
        assertEquals(List.of(asks("home/kitchen/plug", 1, "GetDeviceInfo")), t.asked());
        assertEquals(List.of(), t.devices());
        assertEquals("", t.problem());
        t.announces("home/kitchen/plug/hearth/rpc", reply(1, "{'id':'shellyplus1-1','mac':'AABBCCDDEEFF','gen':2}"));
        assertEquals(1, t.devices().size());
        assertEquals(List.of(), new Transcript().announces("other/online", "yes").asked());
    }

    @Test void theSameDeviceOverDiscoveryIsOneAndItsOwnWordCounts() {
        var t = new Transcript().announces("homeassistant/switch/x/config",
                "{'unique_id':'x','command_topic':'c','device':{'connections':[['mac','aa:bb:cc:dd:ee:ff']]}}")
                .announces(PLUG + "/online", "true");
        assertEquals(1, t.devices().size());
        assertEquals("shelly", t.binding().about().via());
    }

    @Test void nonsenseMakesNoTrouble() {
        var t = new Transcript().announces(PLUG + "/online", "true").announces(PLUG + "/status/switch:0", "[1,2]")
                .announces(PLUG + "/status/switch:1", "{'output':[[[[[[[[1]]]]]]]],'apower':'x'}").announces(PLUG + "/events/rpc", "7")
                .announces(PLUG + "/events/rpc", "{'method':'NotifyEvent','params':{'events':{'a':1}}}")
                .announces(PLUG + "/events/rpc", "{'method':'NotifyStatus','params':{'switch:2':7,'x y':{}}}")
                .announces(PLUG + "/hearth/rpc", "{'id':1,'error':{'code':401}}");
        assertEquals(1, t.devices().size());
        assertEquals("", t.problem());
    }
}
