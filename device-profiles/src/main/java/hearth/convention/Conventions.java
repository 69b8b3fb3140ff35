package hearth.convention;

import hearth.convention.homeassistant.HomeAssistant;
import hearth.convention.homie.Homie;
import hearth.convention.zigbee2mqtt.Zigbee2Mqtt;
import hearth.profile.Convention;
import java.util.List;

/// The conventions that the hub understands, the richest first: of a device that several announce, the first one's word counts.
public final class Conventions {

    private static final List<Convention> ALL = List.of(new Zigbee2Mqtt(), new HomeAssistant(), new Homie());

    private Conventions() {
    }

    public static List<Convention> all() {
        return ALL;
    }
}
