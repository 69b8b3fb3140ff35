package hearth.mqtt;

import hearth.device.Message;
import hearth.hub.BrokerLink;
import hearth.hub.Failover;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// What a session tells, for tests.
record Heard(Consumer<Message> messages, Consumer<BrokerLink> links, Queue<Failover> failovers, List<String> known)
        implements
        MqttSession.Listener {

    static Heard of(Consumer<Message> messages, Consumer<BrokerLink> links) {
        return new Heard(messages, links, new ConcurrentLinkedQueue<>(), List.of());
    }

    @Override public void received(Message message) {
        messages.accept(message);
    }

    @Override public void linked(BrokerLink link) {
        links.accept(link);
    }

    @Override public void regained(Failover how) {
        failovers.add(how);
    }
}
