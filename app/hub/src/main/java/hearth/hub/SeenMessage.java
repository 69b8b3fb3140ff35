package hearth.hub;

import hearth.device.Payload;
import java.time.Instant;

/// A message as the device page lists it.
///
/// @param sent    true where the hub sent it
/// @param payload cut to the first 512 bytes
/// @param size    bytes of the whole payload
public record SeenMessage(Instant at, boolean sent, String topic, Payload payload, int qos, boolean retained, int size) {
}
