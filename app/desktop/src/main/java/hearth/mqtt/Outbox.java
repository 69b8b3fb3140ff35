package hearth.mqtt;

import hearth.device.Message;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub's own state on its way out: of each topic only the newest, in the order in which it was said, and never more than one of a
/// topic or 200 in all that the broker has not acknowledged. What finds no link waits for the next one. Any thread; never blocks.
final class Outbox {

    private static final int IN_FLIGHT = 200;
    private static final int MOST = 100_000;
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Map<String, Message> waiting = new LinkedHashMap<>();
    private final Map<String, Message> flying = new HashMap<>();
    private CompletableFuture<?> empty = CompletableFuture.completedFuture(null);
    private final Consumer<Message> saying;
    private @Nullable Link link;

    /// @param saying told each message before it goes out
    Outbox(Consumer<Message> saying) {
        this.saying = saying;
    }

    synchronized void put(Message message) {
        if (waiting.remove(message.topic()) == null && waiting.size() >= MOST) {
            log.warn("not kept for the broker, {} others wait: {}", MOST, message.topic());
            return;
        }
        waiting.put(message.topic(), message);
        send();
    }

    synchronized void open(Link to) {
        link = to;
        send();
    }

    synchronized void shut() {
        link = null;
    }

    synchronized int size() {
        return waiting.size() + flying.size();
    }

    /// Done when the broker has everything that was said until now.
    synchronized CompletableFuture<?> empty() {
        return empty;
    }

    private void send() {
        var to = link;
        if (empty.isDone() && size() > 0) {
            empty = new CompletableFuture<>();
        }
        var next = waiting.values().iterator();
        while (to != null && !to.ended() && flying.size() < IN_FLIGHT && next.hasNext()) {
            var message = next.next();
            if (!flying.containsKey(message.topic())) {
                next.remove();
                flying.put(message.topic(), message);
                saying.accept(message);
                to.publish(message).whenComplete((_, failed) -> answered(message, to, failed));
                next = waiting.values().iterator();
            }
        }
        if (size() == 0) {
            empty.complete(null);
        }
    }

    private synchronized void answered(Message message, Link by, @Nullable Throwable failed) {
        flying.remove(message.topic());
        if (failed != null && by.ended()) {
            waiting.putIfAbsent(message.topic(), message);
        } else if (failed != null) {
            log.warn("the broker did not take {}: {}", message.topic(), failed.getMessage());
        }
        send();
    }
}
