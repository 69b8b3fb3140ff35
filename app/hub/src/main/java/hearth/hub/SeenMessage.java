package hearth.hub;

import hearth.device.Message;
import java.time.Instant;

/// A message as the device page lists it.
///
/// @param sent    true where the hub sent it
/// @param message its payload cut to the first 512 bytes
/// @param size    bytes of the whole payload
public record SeenMessage(Instant at, boolean sent, Message message, int size) {

    private static final int KEPT = 512;

    static SeenMessage of(Instant at, boolean sent, Message m) {
        int size = m.payload().size();
        return new SeenMessage(at, sent, size <= KEPT ? m : new Message(m.topic(), m.payload().first(KEPT), m.qos(), m.retained()), size);
    }
}
