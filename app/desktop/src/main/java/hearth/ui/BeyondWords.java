package hearth.ui;

import hearth.hub.Beyond;
import hearth.hub.BridgeReport;
import hearth.hub.BrokerNode;
import hearth.hub.BrokerProbe;
import hearth.hub.BrokerProbe.Keeps;
import hearth.hub.Failover;
import hearth.hub.HubState;
import hearth.hub.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is known of brokers beyond this machine, in sentences. A value.
public record BeyondWords(Texts texts) {

    /// @param good whether nothing is to be done or missed
    public record Line(boolean good, String words) {
    }

    /// How the brokers in use stand, what was lost, and the bridge; empty while the embedded one is in use.
    public List<Line> standing(HubState house) {
        var beyond = house.beyond();
        var lines = new ArrayList<Line>();
        if (!house.settings().brokers().isEmpty() || beyond.nodes().size() > 1) {
            beyond.nodes().values().forEach(node -> lines.add(node(node)));
        }
        beyond.failover().ifPresent(how -> lines.add(failover(how)));
        beyond.bridge().ifPresent(bridge -> lines.add(bridge(bridge)));
        return lines;
    }

    private Line node(BrokerNode node) {
        return switch (node.kind()) {
            case IN_USE -> new Line(true, texts.of("beyond.node.used", node.address(), texts.moment(node.since()), node.words()));
            case FAILED -> new Line(false,
                    texts.of("beyond.node.failed", node.address(), texts.moment(node.since()), texts.fault(node.words())));
        };
    }

    private Line failover(Failover how) {
        var key = how.from().equals(how.to()) ? "beyond.back" : "beyond.over";
        var words = new ArrayList<String>();
        words.add(texts.of(key, how.from(), how.to(), texts.exactTime(how.lost()), texts.exactTime(how.back()),
                texts.fault(how.reason())));
        words.add(texts.of(how.resumed() ? "beyond.resumed" : "beyond.gap", texts.exactTime(how.lost()), texts.exactTime(how.back())));
        how.unkept().stream().filter(n -> n > 0).forEach(n -> words.add(texts.of("beyond.unkept", Integer.toString(n))));
        return new Line(how.resumed() && how.unkept().orElse(0) == 0, String.join(" ", words));
    }

    private Line bridge(BridgeReport bridge) {
        return bridge.up()
                ? new Line(bridge.refused() == 0, texts.of("beyond.bridge.up", texts.moment(bridge.since()), Long.toString(bridge.out()),
                        Long.toString(bridge.in()), Long.toString(bridge.refused())))
                : new Line(false, texts.of("beyond.bridge.down", texts.fault(bridge.words())));
    }

    /// How the last move went.
    public List<Line> moved(Beyond beyond) {
        return beyond.moved().map(this::moved).stream().toList();
    }

    private Line moved(Moved how) {
        return how.problem().isEmpty()
                ? new Line(how.refused() == 0, texts.of("beyond.moved", how.to(), texts.moment(how.at()), Integer.toString(how.carried()),
                        Integer.toString(how.stayed()), Integer.toString(how.refused())))
                : new Line(false, texts.of("beyond.moved.not", how.to(), texts.fault(how.problem())));
    }

    /// What a broker can do, and first what will be missing.
    public List<Line> found(BrokerProbe probe) {
        return switch (probe) {
            case BrokerProbe.Failed(_, var step, var reason) -> List.of(
                    new Line(false, texts.of("probe.failed." + step.name().toLowerCase(Locale.ROOT), texts.fault(reason))));
            case BrokerProbe.Answers answers -> answers(answers);
        };
    }

    private List<Line> answers(BrokerProbe.Answers found) {
        var lines = new ArrayList<Line>();
        boolean newest = found.protocol().equals("MQTT 5");
        lines.add(new Line(newest, texts.of(newest ? "probe.version" : "probe.version.old", found.protocol())));
        lines.add(new Line(found.qos() == 2, texts.of("probe.qos." + found.qos())));
        lines.add(new Line(found.keeps() == Keeps.FILTERS, texts.of("probe.keeps." + found.keeps().name().toLowerCase(Locale.ROOT))));
        found.together().ifPresent(together -> lines.add(new Line(together, texts.of(together ? "probe.together" : "probe.apart"))));
        boolean large = found.packet() >= BrokerProbe.Answers.LARGE;
        lines.add(new Line(large, texts.of(large ? "probe.packet" : "probe.packet.small", Integer.toString(found.packet() >> 10))));
        lines.add(new Line(found.resumes(), texts.of(found.resumes() ? "probe.resumes" : "probe.forgets")));
        return lines.stream().sorted((a, b) -> Boolean.compare(a.good(), b.good())).toList();
    }
}
