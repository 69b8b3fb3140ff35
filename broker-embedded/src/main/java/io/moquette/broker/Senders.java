package io.moquette.broker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;

/// Who said something last on each topic, and on which topics somebody was the last, which MQTT itself does not tell. In memory, of so many topics; of others it is not known. Any
/// thread.
@NullMarked
final class Senders {
    private static final int MOST_TOPICS = 20_000;
    private static final int LONGEST_TOPIC = 512;

    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> topics = new ConcurrentHashMap<>();

    void said(String clientId, String topic) {
        String known = last.get(topic);
        if (!clientId.equals(known) && (known != null || last.size() < MOST_TOPICS && topic.length() <= LONGEST_TOPIC)) {
            last.compute(topic, (_, before) -> {
                if (before != null) {
                    topics.computeIfPresent(before, (_, its) -> its.remove(topic) && its.isEmpty() ? null : its);
                }
                topics.computeIfAbsent(clientId, _ -> ConcurrentHashMap.newKeySet()).add(topic);
                return clientId;
            });
        }
    }

    Set<String> topics(String clientId) {
        return Set.copyOf(topics.getOrDefault(clientId, Set.of()));
    }

    Optional<String> last(String topic) {
        return Optional.ofNullable(last.get(topic));
    }
}
