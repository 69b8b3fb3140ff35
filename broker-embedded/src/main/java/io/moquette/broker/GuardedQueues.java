package io.moquette.broker;

import hearth.broker.EmbeddedBroker;
import io.moquette.broker.SessionRegistry.EnqueuedMessage;
import io.moquette.broker.SessionRegistry.PublishedMessage;
import io.moquette.broker.subscriptions.Topic;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits for persistent sessions, on disk. Moquette's own segmented queues keep one session's over a restart. Any thread; each
/// queue on its session's loop.
@NullMarked
final class GuardedQueues implements IQueueRepository {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String PREFIX = "queue.";
    /// Beyond it the oldest message of a session goes: a client that never returns must not fill the disk.
    private static final int MOST_MESSAGES = 100_000;

    private final MVStore store;
    private final Map<String, DiskQueue> open = new ConcurrentHashMap<>();

    GuardedQueues(MVStore store) {
        this.store = store;
    }

    @Override public Set<String> listQueueNames() {
        return store.getMapNames().stream().filter(name -> name.startsWith(PREFIX)).map(name -> name.substring(PREFIX.length()))
                .collect(Collectors.toSet());
    }

    @Override public boolean containsQueue(String clientId) {
        return store.hasMap(PREFIX + clientId);
    }

    @Override public SessionMessageQueue<EnqueuedMessage> getOrCreateQueue(String clientId) {
        var queue = new DiskQueue(clientId);
        open.put(clientId, queue);
        return queue;
    }

    void drop(String clientId) {
        store.removeMap(PREFIX + clientId);
    }

    /// Puts messages that were sent but not acknowledged back before those that wait. Only while no session loop runs.
    void putBack(String clientId, List<PublishedMessage> unacknowledged) {
        DiskQueue queue = open.get(clientId);
        if (queue != null) {
            unacknowledged.reversed().forEach(queue::putFirst);
        }
    }

    /// The store is its opener's to close; sessions that are cleaned up from now on leave their queues.
    @Override public void close() {
        open.clear();
    }

    private final class DiskQueue implements SessionMessageQueue<EnqueuedMessage> {
        private final String clientId;
        private final MVMap<Long, byte[]> messages;

        DiskQueue(String clientId) {
            this.clientId = clientId;
            this.messages = store.openMap(PREFIX + clientId);
        }

        @Override public void enqueue(EnqueuedMessage message) {
            if (message instanceof PublishedMessage publish) {
                Long last = messages.lastKey();
                messages.put(last == null ? 0 : last + 1, bytes(publish));
                if (messages.sizeAsLong() > MOST_MESSAGES) {
                    messages.remove(messages.firstKey());
                }
            }
        }

        void putFirst(PublishedMessage message) {
            Long first = messages.firstKey();
            messages.put(first == null ? 0 : first - 1, bytes(message));
        }

        /// The message is in the store then, and its buffer done with.
        private static byte[] bytes(PublishedMessage message) {
            MqttProperty<?>[] properties = message.getMqttProperties();
            if (message.retained && Arrays.stream(properties).noneMatch(property -> property.propertyId() == Retained.MARK.propertyId())) {
                properties = Stream.concat(Stream.of(Retained.MARK), Arrays.stream(properties)).toArray(MqttProperty<?>[]::new);
            }
            byte[] payload = Utils.readBytesAndRewind(message.payload);
            message.release();
            return new StoredMessage(message.topic.toString(), message.publishingQos, message.messageExpiry, properties, payload).toBytes();
        }

        @Override public EnqueuedMessage dequeue() {
            try {
                StoredMessage stored = StoredMessage.of(Objects.requireNonNull(messages.remove(messages.firstKey())));
                return new PublishedMessage(new Topic(stored.topic()), stored.qos(), Unpooled.wrappedBuffer(stored.payload()), false,
                        stored.expiry(), stored.properties());
            } catch (RuntimeException unreadable) {
                log.warn("The messages that waited for {} cannot be read and are lost", clientId, unreadable);
                messages.clear();
                throw unreadable;
            }
        }

        @Override public boolean isEmpty() {
            return messages.isEmpty();
        }

        @Override public void closeAndPurge() {
            if (open.remove(clientId, this)) {
                store.removeMap(messages);
            }
        }
    }
}
