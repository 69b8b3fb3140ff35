/// The ways in which devices announce themselves, one class or package each.
///
/// Begin with [Conventions]. Each turns messages into [hearth.profile.Part]s; joining those to devices is [hearth.profile.Announced]'s.
@NullMarked
package hearth.convention;

import org.jspecify.annotations.NullMarked;
