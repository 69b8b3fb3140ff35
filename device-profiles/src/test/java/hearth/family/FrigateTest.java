package hearth.family;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.convention.Transcript;
import hearth.device.Capability;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrigateTest {

    @Test void theProgramIsADevice() {
        var t = new Transcript().announces("frigate/available", "online").announces("frigate/stats", "{'service':{'uptime':5}}");
        assertEquals("", t.problem());
        assertEquals(Optional.of(false), t.online("frigate/available", "stopped"));
        assertEquals(List.of("service/version 0.14", "service/uptime 77"),
                t.says("frigate/stats", "{'service':{'version':'0.14','uptime':77}}"));
        assertEquals(List.of(), new Transcript().announces("frigate/available", "maybe").announces("other/available", "online").devices());
    }

    @Test void aCameraCountsMovesAndIsSwitched() {
        var t = new Transcript().announces("frigate/front_door/person", "1").announces("frigate/front_door/motion", "ON")
                .announces("frigate/front_door/detect/state", "ON").announces("frigate/front_door/motion_threshold/state", "30")
                .announces("frigate/front_door/review_status", "NONE").announces("frigate/front_door/audio/dBFS", "-30");
        assertEquals("", t.problem());
        assertEquals("Front door", t.name());
        assertEquals("frigate", t.binding().about().via());
        assertEquals(List.of("motion/motion", "detect/on", "motion-threshold/number", "count-person/number", "sound-dbfs/number",
                "review/choice"), t.paths());
        assertEquals("frigate/front_door/person", t.property("count-person/number").source());
        assertEquals(List.of("count-person/number 2"), t.says("frigate/front_door/person", "2"));
        assertEquals(List.of("motion/motion true"), t.says("frigate/front_door/motion", "ON"));
        assertEquals(List.of("detect/on false"), t.says("frigate/front_door/detect/state", "OFF"));
        assertEquals(List.of("frigate/front_door/detect/set ON"), t.sends("detect/on", "true"));
        assertEquals(List.of("frigate/front_door/motion_threshold/set 40"), t.sends("motion-threshold/number", "40"));
        assertEquals(List.of("review/choice ALERT"), t.says("frigate/front_door/review_status", "ALERT"));
        assertEquals(Optional.of(false), t.online("frigate/available", "offline"));
    }

    @Test void aSnapshotIsAPictureOnItsTopic() {
        var t = new Transcript().announces("frigate/yard/person/snapshot", "\u00ff\u00d8" + "x".repeat(200_000));
        assertEquals(Capability.IMAGE, t.property("snapshot-person/image").capability());
        assertEquals(List.of("snapshot-person/image frigate/yard/person/snapshot"), t.says("frigate/yard/person/snapshot", "jpeg"));
    }

    @Test void whatIsNoCameraMakesNone() {
        var t = new Transcript();
        for (var topic : List.of("frigate/events", "frigate/reviews", "frigate/notifications/state", "frigate/notifications/suspended",
                "frigate/restart", "frigate/front/detect/set", "frigate/front/ptz", "house/front/motion")) {
            t.announces(topic, "ON");
        }
        assertEquals(List.of(), t.devices());
    }
}
