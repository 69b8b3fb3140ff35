package io.moquette.broker;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;

/// Who said something last on each topic, which MQTT itself does not tell. In memory, of so many topics; of others it is not known. Any
/// thread.
@NullMarked
final class Senders {
    private static final int MOST_TOPICS = 20_000;
    private static final int LONGEST_TOPIC = 512;

    private final Map<String, String> last = new ConcurrentHashMap<>();

    void said(String clientId, String topic) {
        String known = last.get(topic);
        if (!clientId.equals(known) && (known != null || last.size() < MOST_TOPICS && topic.length() <= LONGEST_TOPIC)) {
            last.put(topic, clientId);
        }
    }

    Optional<String> last(String topic) {
        return Optional.ofNullable(last.get(topic));
    }
}
