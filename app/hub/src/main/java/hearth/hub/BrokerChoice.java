package hearth.hub;

import hearth.home.BrokerAccess;
import java.util.List;
import java.util.Optional;

/// Brokers to use in place of the embedded one.
///
/// @param nodes    `mqtt://host:port` or `mqtts://host:port`, tried in turn
/// @param password empty for the one that is kept already
public record BrokerChoice(List<String> nodes, BrokerAccess access, Optional<Secret> password) {

    public BrokerChoice {
        nodes = List.copyOf(nodes);
    }
}
