/// How the house is guarded: arming, zones, codes, what happened. Begin with [SecurityPage]; [AlarmDialog] opens above any page.
@NullMarked
package hearth.ui.security;

import org.jspecify.annotations.NullMarked;
