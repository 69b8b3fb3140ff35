package hearth.home;

import hearth.device.DeviceId;
import java.util.List;

/// A room and its tiles in their order.
///
/// @param name at most 64 characters; empty for the devices that have no room yet
public record Room(String name, List<DeviceId> devices) {

    public Room {
        name = name.strip();
        if (name.length() > 64) {
            throw new IllegalArgumentException("a room's name has at most 64 characters: " + name);
        }
        devices = List.copyOf(devices);
    }
}
