package hearth.hub;

import java.util.Optional;

/// What a try at another broker showed.
public sealed interface BrokerProbe {

    /// `host:port`
    String node();

    /// @param reason in plain words
    record Failed(String node, Step step, String reason) implements BrokerProbe {
    }

    /// How far a failed try came: this did not work, all before it did.
    enum Step {
        FILE, NAME, PORT, TLS, LOGIN, TOPICS
    }

    /// @param protocol `MQTT 5` or `MQTT 3.1.1`
    /// @param qos      the highest that comes through: 0, 1, 2
    /// @param packet   bytes that went through, or that it says it takes
    /// @param resumes  whether it keeps what comes while the hub is away
    /// @param together whether it has what another of the nodes keeps; empty where it is the only one
    record Answers(String node, String protocol, int qos, Keeps keeps, int packet, boolean resumes, Optional<Boolean> together)
            implements BrokerProbe {

        /// A Zigbee2MQTT device list of a large house has 1.4 MB.
        public static final int LARGE = 2 << 20;

        public Answers with(boolean inCommon) {
            return new Answers(node, protocol, qos, keeps, packet, resumes, Optional.of(inCommon));
        }
    }

    /// Who is sent a retained message.
    enum Keeps {
        /// Whoever subscribes to a filter that fits.
        FILTERS,
        /// Only whoever subscribes to that very topic.
        TOPICS,
        /// Nobody.
        NOTHING
    }
}
