package hearth.hub;

import java.time.Instant;
import java.util.List;

/// What the broker's page shows, taken once a second.
///
/// @param messagesPerSecond messages the broker took, over the last second
/// @param listeners         addresses clients can use: `mqtt://127.0.0.1:1883`, `ws://127.0.0.1:9001/mqtt`
/// @param sessions          empty where the broker is not the embedded one
public record BrokerReport(double messagesPerSecond, List<String> listeners, List<Session> sessions) {

    public static final BrokerReport NONE = new BrokerReport(0, List.of(), List.of());

    /// One client of the embedded broker.
    public record Session(String clientId, String address, Instant since, boolean connected, List<String> subscriptions) {

        public Session {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    public BrokerReport {
        listeners = List.copyOf(listeners);
        sessions = List.copyOf(sessions);
    }
}
