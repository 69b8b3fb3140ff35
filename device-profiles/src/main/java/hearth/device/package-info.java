/// What a device can do, as values: properties with capability, type, unit and access; readings in, commands out.
///
/// Begin with [Property]. Knows no topic convention and no payload: those live in `hearth.profile`.
@NullMarked
package hearth.device;

import org.jspecify.annotations.NullMarked;
