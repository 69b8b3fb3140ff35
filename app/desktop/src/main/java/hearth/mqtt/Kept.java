package hearth.mqtt;

import hearth.device.Message;
import hearth.profile.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What a broker keeps, where it does not send that to whoever subscribes to a filter (RabbitMQ): found out, and read topic by topic.
///
/// Over a connection of its own, which is subscribed to nothing else: no message comes twice. At QoS 0: a RabbitMQ node makes a queue for
/// QoS 1 that the others cannot replace when it dies, and they end the connection that asks for it. The session's
/// thread; what arrives comes on the network thread.
final class Kept {

    private static final String FILTER = "hearth/5/" + Api.HUB + "/+";
    private static final int AT_ONCE = 50;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Link link;
    private final Consumer<Message> consumer;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean given;

    /// To be made before the link connects.
    Kept(Link link, Consumer<Message> consumer) {
        this.link = link;
        this.consumer = consumer;
        link.receive(this::arrived);
    }

    private void arrived(Message message) {
        if (!message.retained()) {
            return;
        }
        if (asked.remove(message.topic())) {
            consumer.accept(message);
        } else if (message.topic().startsWith("hearth/")) {
            given = true;
        }
    }

    /// Begins to find out, by the hub's own state, which was just published. False where the broker does not allow the question.
    boolean asks() throws IOException, InterruptedException {
        return link.subscribe(List.of(FILTER), 0, false).getFirst() < Link.REFUSED;
    }

    boolean givenToFilters() {
        return given;
    }

    /// Hands on what the broker keeps on these topics. The answer is where it keeps nothing.
    Set<String> read(Collection<String> topics) throws IOException, InterruptedException {
        link.unsubscribe(List.of(FILTER));
        var all = new ArrayList<>(topics);
        asked.addAll(all);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            link.subscribe(all.subList(from, Math.min(all.size(), from + AT_ONCE)), 0, false);
        }
        int before = Integer.MAX_VALUE;
        for (int left = asked.size(); left > 0 && left < before; left = asked.size()) {
            before = left;
            TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
        }
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            link.unsubscribe(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        var missing = Set.copyOf(asked);
        asked.clear();
        return missing;
    }
}
