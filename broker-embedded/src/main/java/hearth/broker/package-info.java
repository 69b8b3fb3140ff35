/// The embedded MQTT broker: Moquette behind one class, with no type of Moquette or Netty in any signature.
///
/// Begin with [EmbeddedBroker]. What Moquette must do differently lives in the package `io.moquette.broker` of this module,
/// because its parts can only be composed from there. Knows nothing of the hub.
@NullMarked
package hearth.broker;

import org.jspecify.annotations.NullMarked;
