/// The search above every screen: devices, rooms, places and actions by a few letters.
///
/// Begin with [Palette]; [Find] says what there is to find.
@NullMarked
package hearth.ui.palette;

import org.jspecify.annotations.NullMarked;
