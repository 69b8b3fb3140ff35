package hearth.hub;

import hearth.device.DeviceId;

/// A sensor that stands in the way of arming.
public record Obstacle(DeviceId sensor, Reason reason) {

    /// The worst last.
    public enum Reason {
        OPEN,
        /// Nothing was ever heard of it.
        UNHEARD, SILENT, OFFLINE,
        /// Shaken, opened or in trouble by its own account.
        TAMPERED,
        /// It is in a zone and not in the house.
        GONE
    }
}
