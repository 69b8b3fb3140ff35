package hearth.broker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One client as the broker knows it: connected now, or away with a session that keeps its messages. A value.
///
/// @param clientId      the MQTT client identifier, as sent or as assigned by the broker; untrusted text
/// @param address       IP address and port of its connection, `192.168.1.7:51234`; the last one while away, empty if unknown
/// @param since         when it connected; while away, when it was last seen, at the earliest the broker's own start
/// @param connected     whether its connection is open
/// @param subscriptions its topic filters, sorted; untrusted text
/// @param version       the protocol it speaks: `3.1`, `3.1.1` or `5`
/// @param user          of the login it came with, empty if it needed none; while away empty too
/// @param published     messages it has sent since it connected, refused ones included
/// @param waiting       messages that wait for it, or were sent and are not acknowledged
/// @param will          what is published when its connection breaks
public record ClientSession(
        String clientId, String address, Instant since, boolean connected, List<String> subscriptions, String version, String user,
        long published, long waiting, Optional<Will> will) {
    /// @param text the payload's first 256 bytes, as text
    public record Will(String topic, String text, boolean retain) {}

    public ClientSession {
        subscriptions = List.copyOf(subscriptions);
    }
}
