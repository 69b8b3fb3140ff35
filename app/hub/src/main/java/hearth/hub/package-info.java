/// The house as values: what is known, what may happen, what follows.
///
/// Begin with [HubState#after]; [Hub] is the one thread that runs it. Knows no screen, network or disk.
@NullMarked
package hearth.hub;

import org.jspecify.annotations.NullMarked;
