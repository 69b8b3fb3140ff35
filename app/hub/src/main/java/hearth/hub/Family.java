package hearth.hub;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import java.util.List;

/// The kinds of device the pairing window has words for.
public enum Family {
    TASMOTA(Grant.of("cmnd/tasmotas/#", Way.READ)),
    SHELLY(Grant.of("shellies/announce", Way.WRITE), Grant.of("shellies/command", Way.READ)),
    ZIGBEE2MQTT(Grant.of("zigbee2mqtt/#", Way.BOTH), Grant.of("homeassistant/#", Way.BOTH)),
    ESPHOME, WLED(Grant.of("wled/all", Way.READ), Grant.of("wled/all/#", Way.READ)), OTHER,
    /// Bound by its topics, like a sketch of one's own.
    PLAIN;

    private final List<Grant> grants;

    Family(Grant... grants) {
        this.grants = List.of(grants);
    }

    /// What such a device may do from the beginning; its own topics are learnt.
    ///
    /// Tasmota's group topic, Shelly's (generation 1) and WLED's are documented by their makers; Zigbee2MQTT's base topic is its default.
    List<Grant> grants() {
        return grants;
    }
}
