package hearth.hub;

import hearth.device.Message;
import hearth.device.Payload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A message as the device page lists it. In a large house these are most of what there is: one object and its payload each.
///
/// @param micros  when, in microseconds since 1970: see [#at]
/// @param sent    true where the hub sent it
/// @param payload cut to the first 512 bytes
/// @param size    bytes of the whole payload
public record SeenMessage(long micros, boolean sent, String topic, Payload payload, byte qos, boolean retained, int size) {

    private static final int KEPT = 512;

    static SeenMessage of(Instant at, boolean sent, Message m) {
        return new SeenMessage(ChronoUnit.MICROS.between(Instant.EPOCH, at), sent, m.topic(), m.payload().first(KEPT), (byte) m.qos(),
                m.retained(), m.payload().size());
    }

    public Instant at() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
