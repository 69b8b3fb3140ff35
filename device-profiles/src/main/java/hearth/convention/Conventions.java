package hearth.convention;

import hearth.convention.homeassistant.HomeAssistant;
import hearth.convention.homie.Homie;
import hearth.convention.plain.Plain;
import hearth.convention.zigbee2mqtt.Zigbee2Mqtt;
import hearth.profile.Convention;
import hearth.profile.ProfileCatalog;
import java.util.ArrayList;
import java.util.List;

/// The conventions that the hub understands, the richest first: of a device that several announce, the first one's word counts.
public final class Conventions {

    private Conventions() {
    }

    /// @param profiles those that discover devices are conventions, too
    public static List<Convention> of(ProfileCatalog profiles) {
        var all = new ArrayList<Convention>();
        all.add(new Zigbee2Mqtt());
        all.addAll(profiles.conventions(false));
        all.add(new HomeAssistant());
        all.add(new Homie());
        all.addAll(profiles.conventions(true));
        all.add(new Plain());
        return List.copyOf(all);
    }
}
