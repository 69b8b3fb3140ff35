/// What the user arranged: rooms, devices, scenes and rules, the alarm, logins, who is told, settings. Saved as it stands, changed only by the user's edits.
///
/// Begin with [Home]. Knows nothing of what the devices report.
@NullMarked
package hearth.home;

import org.jspecify.annotations.NullMarked;
