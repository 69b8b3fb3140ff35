package hearth.hub;

import hearth.home.Device;
import java.time.Instant;
import java.util.Optional;

/// A device that announced itself.
///
/// @param device  as it stands in the house when it is adopted: submit [HomeEdit.Add] with it, under any name and room. Delete it with
///                [HomeEdit.Remove]
/// @param state   who made it ([hearth.profile.Binding#about]), what it can do, what it says now
/// @param proposed whether nobody announced it: its topics let one guess what it is. It is added by itself only
/// @param heard   when it was last known to be alive; empty where it never was
public record Newcomer(Device device, DeviceState state, boolean proposed, Optional<Instant> heard) {
}
