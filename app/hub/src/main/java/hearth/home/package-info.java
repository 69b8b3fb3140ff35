/// What the user arranged: rooms, devices, names, order, settings. Saved as it stands, changed only by the user's edits.
///
/// Begin with [Home]. Knows nothing of what the devices report.
@NullMarked
package hearth.home;

import org.jspecify.annotations.NullMarked;
