package hearth.hub;

import hearth.device.DeviceId;
import java.util.Set;

/// A device that the user deleted: for as long as it announces itself in the same words, it stays away.
///
/// @param name  how it called itself
/// @param marks what hides it: submit [HomeEdit.Welcome] with them and it is a newcomer again
public record Hidden(DeviceId device, String name, Set<String> marks) {

    public Hidden {
        marks = Set.copyOf(marks);
    }
}
