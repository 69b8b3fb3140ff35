package hearth.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the broker's page shows, taken once a second.
///
/// @param messagesPerSecond messages the broker took, over the last second
/// @param listeners         addresses clients can use: `mqtt://127.0.0.1:1883`, `ws://127.0.0.1:9001/mqtt`
/// @param sessions          empty where the broker is not the embedded one
/// @param commands          retained messages that are commands, not those the hub retains
public record BrokerStatus(double messagesPerSecond, List<String> listeners, List<Session> sessions, List<Retained> commands) {

    public static final BrokerStatus NONE = new BrokerStatus(0, List.of(), List.of());

    /// One client of the embedded broker.
    ///
    /// @param address           IP address and port
    /// @param user              of the login it uses; empty for a program of this computer that needs none
    /// @param version           the protocol it speaks: `3.1`, `3.1.1` or `5`
    /// @param messagesPerSecond messages it sent, over the last second
    /// @param queued            messages that wait for it, or were sent and are not acknowledged
    /// @param lastWords         what is said for it when it breaks off
    public record Session(String clientId, String address, Instant since, boolean connected, List<String> subscriptions, String user,
            String version, double messagesPerSecond, long queued, Optional<LastWords> lastWords) {

        public Session {
            subscriptions = List.copyOf(subscriptions);
        }

        /// The IP address alone; empty where it is not known.
        public String host() {
            return address.replaceFirst(":\\d+$", "");
        }
    }

    /// @param text the payload's first 256 bytes, as text
    public record LastWords(String topic, String text, boolean retained) {
    }

    /// Where a device reaches the broker.
    public record Reach(String host, int port) {
    }

    /// Where devices of the home network reach the broker without encryption; only this computer's own address while it is closed.
    public List<Reach> reaches() {
        var all = listeners.stream().map(MQTT::matcher).filter(Matcher::matches)
                .map(m -> new Reach(m.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(m.group(2)))).toList();
        var outside = all.stream().filter(r -> !r.host().startsWith("127.") && !r.host().equals("::1")).toList();
        return outside.isEmpty() ? all : outside;
    }

    private static final Pattern MQTT = Pattern.compile("mqtt://(.+):(\\d+)");

    public BrokerStatus {
        listeners = List.copyOf(listeners);
        sessions = List.copyOf(sessions);
        commands = List.copyOf(commands);
    }

    /// Without retained commands.
    public BrokerStatus(double messagesPerSecond, List<String> listeners, List<Session> sessions) {
        this(messagesPerSecond, listeners, sessions, List.of());
    }
}
