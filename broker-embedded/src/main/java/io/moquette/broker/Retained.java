package io.moquette.broker;

import hearth.broker.BrokerReport;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.broker.subscriptions.Topics;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The retained messages, in memory and in the [Ledger]. Any thread.
///
/// Moquette erases a topic on a retained QoS 0 message; here only an empty one and expiry do.
@NullMarked
final class Retained implements IRetainedRepository {
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final long mostBytes;
    private final Consumer<BrokerReport> reports;
    private final ConcurrentHashMap<Topic, StoredMessage> messages = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Instant quietUntil = Instant.MIN;

    Retained(Ledger ledger, List<StoredMessage> stored, long mostBytes, Consumer<BrokerReport> reports) {
        this.ledger = ledger;
        this.mostBytes = mostBytes;
        this.reports = reports;
        for (StoredMessage each : stored) {
            if (!each.hasExpired()) {
                messages.put(Topics.of(each.topic()), each);
                bytes.addAndGet(each.bytesInMemory());
            } else {
                ledger.forget(each.topic());
            }
        }
    }

    /// Keeps a message, or with an empty one forgets its topic.
    ///
    /// @return whether the store changed
    boolean take(String clientId, StoredMessage message) {
        Topic topic = Topics.of(message.topic());
        if (message.payload().length == 0) {
            return forget(topic);
        }
        StoredMessage before = messages.get(topic);
        long more = message.bytesInMemory() - (before == null ? 0 : before.bytesInMemory());
        if (more > 0 && bytes.get() + more > mostBytes) {
            if (Instant.now().isAfter(quietUntil)) {
                quietUntil = Instant.now().plus(QUIET);
                reports.accept(new BrokerReport.RetainedFull(clientId, message.topic()));
            }
            return forget(topic); // what it replaces is no longer true
        }
        messages.compute(topic, (t, old) -> {
            bytes.addAndGet(message.bytesInMemory() - (old == null ? 0 : old.bytesInMemory()));
            ledger.retain(message);
            return message;
        });
        return true;
    }

    private boolean forget(Topic topic) {
        boolean[] known = new boolean[1];
        messages.computeIfPresent(topic, (t, gone) -> {
            bytes.addAndGet(-gone.bytesInMemory());
            ledger.forget(t.toString());
            known[0] = true;
            return null;
        });
        return known[0];
    }

    Stream<StoredMessage> on(Predicate<String> wanted) {
        return messages.values().stream().filter(each -> wanted.test(each.topic()) && !each.hasExpired());
    }

    /// What a filter matches.
    List<StoredMessage> matching(Topic filter) {
        String text = filter.toString();
        Stream<StoredMessage> found = text.indexOf('+') < 0 && text.indexOf('#') < 0 ? Stream.ofNullable(messages.get(filter))
                : messages.entrySet().stream().filter(each -> each.getKey().match(filter)).map(each -> each.getValue());
        return found.filter(this::isCurrent).toList();
    }

    private boolean isCurrent(StoredMessage message) {
        if (message.hasExpired()) {
            forget(Topics.of(message.topic()));
            return false;
        }
        return true;
    }

    /// Not asked: what has expired goes when somebody wants it, or at the next start.
    @Override public Collection<RetainedMessage> listExpirable() {
        return List.of();
    }

    @Override public boolean isEmpty() {
        return messages.isEmpty();
    }

    @Override public Collection<RetainedMessage> retainedOnTopic(String filter) {
        throw new UnsupportedOperationException("Moquette answers no subscription");
    }

    @Override public void cleanRetained(Topic topic) {
        throw new UnsupportedOperationException("Moquette routes no message");
    }

    @Override public void retain(Topic topic, MqttPublishMessage message) {
        throw new UnsupportedOperationException("Moquette routes no message");
    }

    @Override public void retain(Topic topic, MqttPublishMessage message, Instant expiry) {
        throw new UnsupportedOperationException("Moquette routes no message");
    }
}
