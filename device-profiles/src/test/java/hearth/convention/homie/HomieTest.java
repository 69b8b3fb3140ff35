package hearth.convention.homie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import hearth.device.Capability;
import hearth.device.PropertyType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HomieTest {

    private static final String ROOT = "homie/5/lamp";
    private static final String LAMP = "{'homie':'5.0','version':7,'name':'Kitchen lamp','type':'RGB 3000','nodes':{'light':{'name':'Light',"
            + "'properties':{'power':{'name':'Power','datatype':'boolean','settable':true,'format':'off,on'},"
            + "'brightness':{'datatype':'integer','settable':true,'unit':'%','format':'0:100:1'},"
            + "'color':{'datatype':'color','settable':true,'format':'hsv,rgb'},"
            + "'white':{'name':'Color temperature','datatype':'integer','settable':true,'unit':'MK⁻¹','format':'153:500'},"
            + "'mode':{'datatype':'enum','settable':true,'format':'normal,party'},"
            + "'press':{'datatype':'enum','retained':false,'format':'SHORT,LONG'}}},"
            + "'env':{'properties':{'temperature':{'datatype':'float','unit':'°C'},'outside':{'datatype':'float','unit':'°F'},"
            + "'door':{'datatype':'boolean'},'note':{'datatype':'string','settable':true},'count':{'datatype':'integer','format':':10'}}}}}";

    private static Transcript lamp() {
        return new Transcript().announces(ROOT + "/$state", "init").announces(ROOT + "/$description", LAMP);
    }

    @Test void oneNodeIsOneLight() {
        var t = lamp();
        assertEquals(List.of("lamp"), t.devices());
        assertEquals("Kitchen lamp", t.name());
        assertEquals(
                List.of("light/power", "light/brightness", "light/color", "light/white", "light/mode", "light/press", "env/temperature",
                        "env/outside", "env/door", "env/note", "env/count"),
                t.paths());
        assertEquals(List.of(Capability.ON, Capability.BRIGHTNESS, Capability.COLOR, Capability.COLOR_TEMPERATURE, Capability.CHOICE,
                Capability.EVENT, Capability.TEMPERATURE, Capability.TEMPERATURE, Capability.CONTACT, Capability.TEXT, Capability.NUMBER),
                t.binding().properties().stream().map(p -> p.capability()).toList());
        assertEquals("homie/5/lamp/light/brightness", t.property("light/brightness").source());
        assertEquals("lamp", t.binding().about().source());
    }

    @Test void valuesAreReadAsStrictlyAsTheConventionWritesThem() {
        var t = lamp();
        assertEquals(List.of("light/power true"), t.says(ROOT + "/light/power", "true"));
        assertEquals(List.of("light/power ?TRUE"), t.says(ROOT + "/light/power", "TRUE"));
        assertEquals(List.of("light/brightness 55"), t.says(ROOT + "/light/brightness", "55"));
        assertEquals(List.of("light/brightness ?55.5"), t.says(ROOT + "/light/brightness", "55.5"));
        assertEquals(List.of("light/brightness ? 55"), t.says(ROOT + "/light/brightness", " 55"));
        assertEquals(List.of("light/color hsv,300,50,75"), t.says(ROOT + "/light/color", "hsv,300,50,75"));
        assertEquals(List.of("light/color ?hsv,361,0,0"), t.says(ROOT + "/light/color", "hsv,361,0,0"));
        assertEquals(List.of("light/color ?xyz,0.3,0.3"), t.says(ROOT + "/light/color", "xyz,0.3,0.3"));
        assertEquals(List.of("light/white 4000"), t.says(ROOT + "/light/white", "250"));
        assertEquals(List.of("light/mode ?Party"), t.says(ROOT + "/light/mode", "Party"));
        assertEquals(List.of("light/press SHORT"), t.says(ROOT + "/light/press", "SHORT"));
        assertEquals(List.of("env/temperature 21.5"), t.says(ROOT + "/env/temperature", "21.5"));
        assertEquals(List.of("env/temperature -0.00012"), t.says(ROOT + "/env/temperature", "-1.2e-4"));
        assertEquals(List.of("env/temperature ?NaN"), t.says(ROOT + "/env/temperature", "NaN"));
        assertEquals(List.of("env/temperature ?21,5"), t.says(ROOT + "/env/temperature", "21,5"));
        assertEquals(List.of("env/outside 21.5"), t.says(ROOT + "/env/outside", "70.7"));
        assertEquals(List.of("env/note "), t.says(ROOT + "/env/note", "\0"));
        assertEquals(List.of(), t.says(ROOT + "/env/temperature", ""));
        assertEquals(List.of(), t.says(ROOT + "/env/note", "x".repeat(5_000)));
    }

    @Test void commandsGoToSetInTheDevicesOwnForm() {
        var t = lamp();
        assertEquals(List.of("homie/5/lamp/light/power/set false"), t.sends("light/power", "false"));
        assertEquals(List.of("homie/5/lamp/light/brightness/set 40"), t.sends("light/brightness", "40"));
        assertEquals(List.of("homie/5/lamp/light/white/set 250"), t.sends("light/white", "4000"));
        assertEquals(List.of("homie/5/lamp/light/color/set rgb,255,0,0"), t.sends("light/color", "rgb,255,0,0"));
        t.says(ROOT + "/light/color", "hsv,300,50,75");
        assertEquals(List.of("homie/5/lamp/light/color/set hsv,36,45,75"), t.sends("light/color", "xyz,0.4,0.4"));
        assertEquals(List.of("homie/5/lamp/env/note/set \0"), t.sends("env/note", ""));
        assertEquals(new PropertyType.Range(Double.NEGATIVE_INFINITY, 10, 1), t.property("env/count").type());
    }

    @Test void whatLastsIsSentOnceAndSurelyWhatPassesAtMostOnce() {
        var t = lamp().announces("homie/5/lamp/$description", LAMP.replace("'press':{", "'brew':{'settable':true,'datatype':'boolean',"
                + "'retained':false},'press':{"));
        assertEquals(List.of(2, 0), List.of(t.qos("light/power", "true"), t.qos("light/brew", "true")));
    }

    @Test void aTargetIsHeard() {
        assertEquals(List.of("light/brightness → 100"), lamp().says(ROOT + "/light/brightness/$target", "100"));
        assertEquals(List.of(), lamp().says(ROOT + "/light/brightness/$target", "bright"));
    }

    @Test void aChildIsLostWithItsRoot() {
        var t = new Transcript().announces("homie/5/child/$state", "ready").announces("homie/5/child/$description",
                "{'homie':'5.0','name':'Child','root':'bridge','parent':'bridge','nodes':{'n':{'properties':{'p':{'datatype':'integer'}}}}}");
        assertEquals(Optional.of(true), t.online("homie/5/child/$state", "ready"));
        assertEquals(Optional.of(false), t.online("homie/5/bridge/$state", "lost"));
        assertEquals(Optional.of(false), t.online("homie/5/child/$state", "ready"));
        assertEquals(Optional.of(true), t.online("homie/5/bridge/$state", "init"));
        assertEquals(Optional.of(true), t.online("homie/5/child/$state", "sleeping"));
        assertEquals(Optional.of(false), t.online("homie/5/child/$state", "disconnected"));
    }

    @Test void anEmptyStateRemovesIt() {
        assertEquals(List.of(), lamp().announces(ROOT + "/$state", "").devices());
        assertEquals(List.of("lamp"), lamp().announces(ROOT + "/$state", "lost").devices());
    }

    @Test void theHubIsNoDeviceOfItsOwn() {
        assertEquals(List.of(), new Transcript().announces("hearth/5/lamp/$state", "ready").announces("hearth/5/lamp/$description", LAMP)
                .devices());
    }

    @Test void aBrokenDescriptionIsSaidInWords() {
        var t = lamp().announces(ROOT + "/$description", "{'homie':");
        assertEquals(List.of(), t.devices());
        assertEquals("is no description as Homie 5 has it", t.problem());
        assertEquals(List.of(), new Transcript().announces(ROOT + "/$state", "ready").announces(ROOT + "/$description",
                "{'homie':'5.0','name':'x','nodes':{'a+b':{'properties':{'c':{'datatype':'integer'}}},'n':{'properties':{'#':{}}}}}")
                .paths());
    }

    // ---- versions 4 and 3

    private static final List<String> FOUR = List.of("$homie 4.0.0", "$name Robot", "$nodes fan,bat", "$implementation Valetudo",
            "fan/$name Fan", "fan/$type speed", "fan/$properties preset,level", "fan/preset/$name Preset", "fan/preset/$datatype enum",
            "fan/preset/$format low,high", "fan/preset/$settable true", "fan/level/$name Level", "fan/level/$datatype float",
            "fan/level/$format 0:10", "bat/$name Battery", "bat/$type b", "bat/$properties level,hue,go", "bat/level/$name Battery level",
            "bat/level/$datatype integer", "bat/level/$unit %", "bat/hue/$name Colour", "bat/hue/$datatype color", "bat/hue/$format rgb",
            "bat/hue/$settable true", "bat/go/$name Go", "bat/go/$datatype boolean", "bat/go/$retained false", "bat/go/$settable true",
            "$state ready");

    private static Transcript four(List<String> attributes) {
        var t = new Transcript();
        attributes.forEach(a -> t.announces("valetudo/robot-1/" + a.substring(0, a.indexOf(' ')), a.substring(a.indexOf(' ') + 1)));
        return t;
    }

    @Test void attributesMayComeInAnyOrder() {
        var t = four(FOUR.reversed());
        assertEquals(List.of("robot-1"), t.devices());
        assertEquals("Robot", t.name());
        assertEquals("Valetudo", t.binding().about().model());
        assertEquals(List.of("fan/preset", "fan/level", "bat/level", "bat/hue", "bat/go"), t.paths());
        assertEquals(Capability.BATTERY, t.property("bat/level").capability());
        assertEquals(List.of("bat/level 80"), t.says("valetudo/robot-1/bat/level", "80"));
        assertEquals(List.of("bat/hue rgb,1,2,3"), t.says("valetudo/robot-1/bat/hue", "1,2,3"));
        assertEquals(List.of("valetudo/robot-1/bat/hue/set 0,255,0"), t.sends("bat/hue", "rgb,0,255,0"));
        assertEquals(List.of("valetudo/robot-1/fan/preset/set high"), t.sends("fan/preset", "high"));
        assertEquals(List.of(1, 2), List.of(t.qos("fan/preset", "low"), t.qos("bat/go", "true")));
    }

    @Test void nothingIsThereUntilAllIsSaidThatMustBe() {
        for (var missing : List.of("$state ready", "$homie 4.0.0", "$nodes fan,bat", "fan/$properties preset,level",
                "fan/preset/$datatype enum")) {
            assertEquals(List.of(), four(FOUR.stream().filter(a -> !a.equals(missing)).toList()).devices(), missing);
        }
        assertEquals(List.of(), four(FOUR.stream().map(a -> a.replace("$state ready", "$state init")).toList()).devices());
    }

    @Test void oneThatIsInitializedAgainStaysWhatItWas() {
        assertEquals(List.of("robot-1"), four(FOUR).announces("valetudo/robot-1/$state", "init").devices());
        assertEquals(List.of(), four(FOUR).announces("valetudo/robot-1/$state", "").devices());
    }

    @Test void versionThreeCountsNodesOfAKind() {
        var t = four(List.of("$homie 3.0.1", "$name Strip", "$state ready", "$mac A4:C1:38:AA:BB:CC", "$nodes lights[]",
                "lights/$array 0-1", "lights/$properties on", "lights/on/$datatype boolean", "lights/on/$settable true",
                "lights_1/$name Left"));
        assertEquals(List.of("lights-0/on", "lights-1/on"), t.paths());
        assertEquals("Left: On", t.property("lights-1/on").name());
        assertEquals(List.of("valetudo/robot-1/lights_1/on/set true"), t.sends("lights-1/on", "true"));
        var joined = t.announces("homeassistant/switch/x/config",
                "{'unique_id':'u','command_topic':'c','device':{'connections':[['mac','a4c138aabbcc']]}}");
        assertEquals(List.of("robot-1"), joined.devices());
        assertEquals("homeassistant", joined.binding().about().via());
    }
}
