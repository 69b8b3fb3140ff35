package hearth.hub;

import java.time.Instant;

/// One of the brokers in use in place of the embedded one, as last met.
///
/// @param address `192.168.1.5:1883`
/// @param since   when it came to be so
/// @param words   the protocol it speaks, or why it failed
public record BrokerNode(String address, Kind kind, Instant since, String words) {

    public enum Kind {
        IN_USE, FAILED
    }
}
