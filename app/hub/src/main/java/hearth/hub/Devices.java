package hearth.hub;

import hearth.device.DeviceId;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/// The devices on the workbench of a [Step]. The one in hand is put back once, however often the step changes it: in a large
/// house each way through the map costs as much as all the rest.
final class Devices {

    private PMap<DeviceId, DeviceState> all;
    private @Nullable DeviceState inHand;

    Devices(PMap<DeviceId, DeviceState> all) {
        this.all = all;
    }

    @Nullable DeviceState get(DeviceId id) {
        return inHand != null && inHand.binding().device().equals(id) ? inHand : all.get(id);
    }

    void put(DeviceState device) {
        if (inHand != null && !inHand.binding().device().equals(device.binding().device())) {
            all();
        }
        inHand = device;
    }

    void remove(DeviceId id) {
        all = all().minus(id);
    }

    PMap<DeviceId, DeviceState> all() {
        if (inHand != null) {
            all = all.plus(inHand.binding().device(), inHand);
            inHand = null;
        }
        return all;
    }
}
