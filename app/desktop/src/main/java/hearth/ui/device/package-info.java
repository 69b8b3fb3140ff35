/// The devices: all of them in a list, and one of them with its controls, its last hours and its messages.
///
/// Begin with [DevicePage] and [DeviceList].
@NullMarked
package hearth.ui.device;

import org.jspecify.annotations.NullMarked;
