package hearth.ui;

import hearth.device.Message;
import hearth.home.Settings;
import hearth.hub.Event;
import hearth.hub.HomeEdit;
import hearth.hub.HubState;
import hearth.hub.Newcomer;
import java.util.ArrayList;
import java.util.List;

/// Devices of each family that announces itself in its own way.
public final class Families {

    static final String PLUG = "shellyplus1pm-aabbccddeeff";

    private Families() {
    }

    /// All of them in the house.
    public static HubState adopted(Settings settings) {
        var house = house(settings);
        var all = house.newcomers().stream().map(Newcomer::device).toList();
        return said(Houses.after(house, Houses.NOW, new Event.HomeEdited(new HomeEdit.AddAll(all, ""))));
    }

    /// All is announced, and said once.
    static HubState house(Settings settings) {
        return said(said(Houses.empty(settings)));
    }

    private static HubState said(HubState house) {
        var events = new ArrayList<Event>();
        tasmota(events);
        shelly(events);
        homie(events);
        for (var said : List.of("wled/aabbcc/status online", "wled/aabbcc/g 128", "wled/aabbcc/c #FFA000", "wled/aabbcc/button/0 on",
                "frigate/available online", "frigate/front_door/person 1", "frigate/front_door/motion ON",
                "frigate/front_door/detect/state ON", "frigate/front_door/recordings/state ON",
                "frigate/front_door/motion_threshold/state 30",
                "home/gateway/BTtoMQTT/A4C138AABBCC {'id':'A4:C1:38:AA:BB:CC','name':'LYWSD03MMC','brand':'Xiaomi','model':'TH Sensor',"
                        + "'model_id':'LYWSD03MMC','type':'THB','tempc':21.5,'tempf':70.7,'hum':47,'batt':90,'volt':2.9,'rssi':-70}",
                "home/gateway/BTtoMQTT/C47C8D112233 {'id':'C4:7C:8D:11:22:33','brand':'Xiaomi','model':'Miflora','model_id':"
                        + "'HHCCJCY01HHCC','moi':31,'lux':400,'fer':220,'tempc':19.5}")) {
            say(events, said);
        }
        return Houses.after(house, Houses.NOW, events.toArray(Event[]::new));
    }

    private static void tasmota(List<Event> events) {
        say(events,
                "tasmota/discovery/00000049A3BC/config {'ip':'192.168.15.10','dn':'Desk','fn':['Desk lamp','Printer'],'hn':'tas-49A3BC',"
                        + "'mac':'00000049A3BC','md':'Gosund SP112','ofln':'Offline','onln':'Online','state':['OFF','ON','TOGGLE','HOLD'],'sw':'14.2.0',"
                        + "'t':'desk','ft':'%prefix%/%topic%/','tp':['cmnd','stat','tele'],'rl':[1,1,0,0,0,0,0,0],'swc':[-1,-1],'swn':[null,null],"
                        + "'btn':[0,0],'so':{'4':0,'11':0,'13':0,'17':1,'20':0,'30':0,'68':0,'73':1,'82':0,'114':0,'117':0},'lk':1,'lt_st':0,'if':0,"
                        + "'cam':0,'bat':0,'dslp':0,'sho':[],'sht':[],'ty':0,'ver':1}");
        say(events,
                "tasmota/discovery/00000049A3BC/sensors {'sn':{'Time':'2026-11-22T12:00:00','ENERGY':{'TotalStartTime':'2026-01-01T00:00:00',"
                        + "'Total':12.5,'Today':0.4,'Power':43,'Factor':0.9,'Voltage':231,'Current':0.2},'TempUnit':'C'},'ver':1}");
        say(events, "tele/desk/LWT Online");
        say(events, "tele/desk/STATE {'Time':'x','POWER1':'ON','POWER2':'OFF','Wifi':{'RSSI':84,'Signal':-58}}");
        say(events, "tele/desk/SENSOR {'ENERGY':{'Total':12.5,'Today':0.4,'Power':43,'Factor':0.9,'Voltage':231,'Current':0.2}}");
    }

    private static void shelly(List<Event> events) {
        say(events, PLUG + "/online true");
        say(events,
                PLUG + "/hearth/rpc {'id':1,'result':{'name':'Kettle','id':'" + PLUG + "','mac':'AABBCCDDEEFF','gen':2,'app':'Plus1PM'}}");
        say(events, PLUG
                + "/hearth/rpc {'id':2,'result':{'sys':{'uptime':5},'wifi':{'rssi':-50},'input:0':{'id':0,'state':null},'switch:0':"
                + "{'id':0,'output':true,'apower':1840,'voltage':230.4,'current':8,'aenergy':{'total':120500},'temperature':{'tC':40.5}}}}");
        say(events,
                PLUG + "/hearth/rpc {'id':3,'result':{'switch:0':{'id':0,'name':null},'input:0':{'id':0,'name':null,'type':'button'}}}");
        var blind = "shellyplus2pm-001122334455";
        say(events, blind + "/online true");
        say(events,
                blind + "/hearth/rpc {'id':1,'result':{'name':'Blind','id':'" + blind + "','mac':'001122334455','gen':2,'app':'Plus2PM'}}");
        say(events, blind + "/hearth/rpc {'id':2,'result':{'sys':{'uptime':5},'wifi':{'rssi':-60},'cover:0':{'id':0,'state':'stopped',"
                + "'current_pos':40,'apower':0,'voltage':230,'aenergy':{'total':30},'temperature':{'tC':38}}}}");
        say(events, blind + "/hearth/rpc {'id':3,'result':{'cover:0':{'id':0,'name':null}}}");
    }

    private static void homie(List<Event> events) {
        say(events, "homie/5/kitchen-light/$description {'homie':'5.0','version':7,'name':'Kitchen light','nodes':{'light':{'name':'Light',"
                + "'properties':{'power':{'name':'Power','datatype':'boolean','settable':true},'brightness':{'datatype':'integer','settable':true,"
                + "'unit':'%','format':'0:100:1'},'color':{'datatype':'color','settable':true,'format':'hsv,rgb'},'mode':{'name':'Mode','datatype':"
                + "'enum','settable':true,'format':'normal,party'}}},'env':{'properties':{'temperature':{'datatype':'float','unit':'°C'}}}}}");
        say(events, "homie/5/kitchen-light/$state ready");
        say(events, "homie/5/kitchen-light/light/power true");
        say(events, "homie/5/kitchen-light/light/brightness 55");
        say(events, "homie/5/kitchen-light/light/color hsv,300,50,75");
        say(events, "homie/5/kitchen-light/light/mode normal");
        say(events, "homie/5/kitchen-light/env/temperature 21.5");
        say(events, "homeassistant/vacuum/robot/config {'unique_id':'robot_vacuum','state_topic':'valetudo/robot/state','command_topic':"
                + "'valetudo/robot/command','set_fan_speed_topic':'valetudo/robot/fan','fan_speed_list':['low','medium','high'],'supported_features':"
                + "['start','pause','return_home','locate','battery','fan_speed'],'availability_topic':'valetudo/robot/$state','payload_available':"
                + "'ready','device':{'identifiers':['robot'],'name':'Robot','manufacturer':'Dreame','model':'L10S'}}");
        say(events, "valetudo/robot/$state ready");
        say(events, "valetudo/robot/state {'state':'docked','battery_level':97,'fan_speed':'medium'}");
    }

    /// `topic payload`, JSON with `'` for `"`.
    static void say(List<Event> events, String said) {
        int space = said.indexOf(' ');
        events.add(new Event.MessageReceived(
                Message.of(said.substring(0, space), said.substring(space + 1).replace('\'', '"'))));
    }
}
