/// A home to try the hub with: devices that are MQTT clients of their own and know nothing of the hub.
///
/// Begin with [SimulatedHome]. Everything they say lies below `demo/`, every device id begins with `demo-`.
@NullMarked
package hearth.demo;

import org.jspecify.annotations.NullMarked;
