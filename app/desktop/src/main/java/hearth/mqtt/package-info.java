/// The hub's one way to its broker, the same for the embedded one and any other.
///
/// Begin with [MqttSession]: it keeps a [Link] (one connection) up, hands in what arrives, sends what the hub says. Knows no device and
/// no payload; the hub's own topics are spelled in [hearth.profile.Api].
@NullMarked
package hearth.mqtt;

import org.jspecify.annotations.NullMarked;
