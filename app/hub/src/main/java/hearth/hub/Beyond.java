package hearth.hub;

import java.util.List;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/// What is known of brokers beyond this machine, since the program began.
///
/// @param trial    the last try; empty for none
/// @param moving   whether the house is on its way to another broker
/// @param nodes    those met, by address
public record Beyond(Optional<Trial> trial, boolean moving, Optional<Moved> moved, PMap<String, BrokerNode> nodes,
        Optional<Failover> failover, Optional<BridgeReport> bridge) {

    public static final Beyond NONE = new Beyond(Optional.empty(), false, Optional.empty(), TreePMap.empty(), Optional.empty(),
            Optional.empty());

    /// @param probes one for each node; empty while it runs
    public record Trial(BrokerChoice choice, List<BrokerProbe> probes) {

        public Trial {
            probes = List.copyOf(probes);
        }

        public boolean runs() {
            return probes.isEmpty();
        }
    }

    /// Whether another broker than this one had failed when it was last met.
    boolean failedBeside(String address) {
        return nodes.values().stream().anyMatch(n -> n.kind() == BrokerNode.Kind.FAILED && !n.address().equals(address));
    }

    Beyond trying(BrokerChoice choice) {
        return new Beyond(Optional.of(new Trial(choice, List.of())), moving, moved, nodes, failover, bridge);
    }

    Beyond probed(BrokerChoice choice, List<BrokerProbe> probes) {
        boolean current = trial.filter(t -> t.choice().equals(choice)).isPresent();
        return current ? new Beyond(Optional.of(new Trial(choice, probes)), moving, moved, nodes, failover, bridge) : this;
    }

    Beyond leaving() {
        return new Beyond(trial, true, Optional.empty(), nodes, failover, bridge);
    }

    Beyond arrived(Moved how) {
        return new Beyond(Optional.empty(), false, Optional.of(how), TreePMap.empty(), Optional.empty(), Optional.empty());
    }

    Beyond met(BrokerNode node) {
        return new Beyond(trial, moving, moved, nodes.plus(node.address(), node), failover, bridge);
    }

    Beyond returned(Failover how) {
        return new Beyond(trial, moving, moved, nodes, Optional.of(how), bridge);
    }

    Beyond bridged(Optional<BridgeReport> report) {
        return new Beyond(trial, moving, moved, nodes, failover, report);
    }
}
