package hearth.hub;

import java.time.Instant;
import java.util.Optional;

/// How the hub stands with its broker.
public sealed interface BrokerLink {

    record Connecting() implements BrokerLink {
    }

    /// @param address  `127.0.0.1:1883`
    /// @param protocol `MQTT 5` or `MQTT 3.1.1`
    record Up(String address, String protocol, boolean embedded, Instant since) implements BrokerLink {
    }

    /// @param reason in plain words, as far as the system told
    record Lost(String address, String reason, Instant since) implements BrokerLink {
    }

    /// The embedded broker cannot have its port.
    ///
    /// @param holder the program that has it, where the system tells
    /// @param free   a port that is free
    record PortTaken(int port, Optional<String> holder, int free) implements BrokerLink {
    }
}
