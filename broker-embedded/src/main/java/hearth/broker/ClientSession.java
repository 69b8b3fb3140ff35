package hearth.broker;

import java.time.Instant;
import java.util.List;

/// One client as the broker knows it: connected now, or away with a session that keeps its messages. A value.
///
/// @param clientId      the MQTT client identifier, as sent or as assigned by the broker; untrusted text
/// @param address       IP address and port of its connection, `192.168.1.7:51234`; the last one while away, empty if unknown
/// @param since         when it connected; while away, when it was last seen, at the earliest the broker's own start
/// @param connected     whether its connection is open
/// @param subscriptions its topic filters, sorted; untrusted text
/// @param version       the protocol it speaks: `3.1`, `3.1.1` or `5`
public record ClientSession(
        String clientId, String address, Instant since, boolean connected, List<String> subscriptions, String version) {
    public ClientSession {
        subscriptions = List.copyOf(subscriptions);
    }
}
