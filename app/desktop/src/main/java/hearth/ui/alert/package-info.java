/// The break-in as a person meets it: over everything, on every monitor, until somebody has seen it.
///
/// Begin with [AlertScreen], which shows it; [AlertWindows] brings it to the front. Neither makes a sound.
@NullMarked
package hearth.ui.alert;

import org.jspecify.annotations.NullMarked;
