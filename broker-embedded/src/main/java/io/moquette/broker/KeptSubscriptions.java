package io.moquette.broker;

import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.moquette.broker.subscriptions.ShareName;
import io.moquette.broker.subscriptions.SharedSubscription;
import io.moquette.broker.subscriptions.Subscription;
import io.moquette.broker.subscriptions.SubscriptionIdentifier;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.broker.subscriptions.Topics;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// Who is subscribed to what; what belongs to a session that is kept is in the [Ledger] too. Any thread.
@NullMarked
final class KeptSubscriptions implements ISubscriptionsRepository {
    private record Key(String share, String filter) {}

    private record Entry(MqttSubscriptionOption option, int identifier) {}

    private final Ledger ledger;
    private volatile ToLongFunction<String> numbers = clientId -> 0;
    private final Map<String, Map<Key, Entry>> all = new ConcurrentHashMap<>();

    KeptSubscriptions(Ledger ledger) {
        this.ledger = ledger;
    }

    /// @param itsNumbers the number of a client's session in the ledger, 0 if it is not kept
    void begin(ToLongFunction<String> itsNumbers) {
        numbers = itsNumbers;
    }

    /// What the store knows, into Moquette's tree.
    void restore(ISubscriptionsDirectory directory, GuardedSession session, List<LedgerFile.Subscribed> stored) {
        String clientId = session.getClientID();
        for (var each : stored) {
            var option = option(each.options());
            var filter = Topics.of(each.filter());
            if (each.share().isEmpty() && each.identifier() == 0) {
                directory.add(clientId, filter, option);
                session.addSubscriptions(List.of(new Subscription(clientId, filter, option)));
            } else if (each.share().isEmpty()) {
                directory.add(clientId, filter, option, new SubscriptionIdentifier(each.identifier()));
                session.addSubscriptions(List.of(new Subscription(clientId, filter, option)));
            } else if (each.identifier() == 0) {
                directory.addShared(clientId, new ShareName(each.share()), filter, option);
            } else {
                directory.addShared(clientId, new ShareName(each.share()), filter, option, new SubscriptionIdentifier(each.identifier()));
            }
        }
    }

    boolean has(String clientId, String share, Topic filter) {
        return all.getOrDefault(clientId, Map.of()).containsKey(new Key(share, filter.toString()));
    }

    /// A client's filters as it sent them, sorted.
    List<String> of(String clientId) {
        return all.getOrDefault(clientId, Map.of()).keySet().stream()
                .map(key -> key.share.isEmpty() ? key.filter : "$share/" + key.share + "/" + key.filter).sorted().toList();
    }

    private void add(String clientId, Key key, Entry entry) {
        Entry before = all.computeIfAbsent(clientId, id -> new ConcurrentHashMap<>()).put(key, entry);
        long no = numbers.applyAsLong(clientId);
        if (no != 0 && !(before != null && before.identifier == entry.identifier && number(before.option) == number(entry.option))) {
            ledger.subscribe(no, key.share, key.filter, number(entry.option), entry.identifier);
        }
    }

    private void remove(String clientId, Key key) {
        Map<Key, Entry> its = all.get(clientId);
        if (its != null && its.remove(key) != null) {
            long no = numbers.applyAsLong(clientId);
            if (no != 0) {
                ledger.unsubscribe(no, key.share, key.filter);
            }
            all.computeIfPresent(clientId, (id, left) -> left.isEmpty() ? null : left);
        }
    }

    /// The byte of a SUBSCRIBE packet: MQTT 5, 3.8.3.1.
    private static int number(MqttSubscriptionOption option) {
        return option.qos().value() | (option.isNoLocal() ? 4 : 0) | (option.isRetainAsPublished() ? 8 : 0)
                | option.retainHandling().value() << 4;
    }

    private static MqttSubscriptionOption option(int number) {
        return new MqttSubscriptionOption(MqttQoS.valueOf(number & 3), (number & 4) != 0, (number & 8) != 0,
                RetainedHandlingPolicy.valueOf(number >> 4 & 3));
    }

    @Override public Set<Subscription> listAllSubscriptions() {
        return all.entrySet().stream().flatMap(client -> client.getValue().entrySet().stream()
                .filter(each -> each.getKey().share.isEmpty())
                .map(each -> new Subscription(client.getKey(), Topics.of(each.getKey().filter), each.getValue().option)))
                .collect(Collectors.toSet());
    }

    @Override public void addNewSubscription(Subscription it) {
        add(it.getClientId(), new Key("", it.getTopicFilter().toString()),
                new Entry(it.option(), it.hasSubscriptionIdentifier() ? it.getSubscriptionIdentifier().value() : 0));
    }

    @Override public void removeSubscription(String filter, String clientId) {
        remove(clientId, new Key("", filter));
    }

    @Override public void removeAllSharedSubscriptions(String clientId) {
        List.copyOf(all.getOrDefault(clientId, Map.of()).keySet()).stream().filter(key -> !key.share.isEmpty())
                .forEach(key -> remove(clientId, key));
    }

    @Override public void removeSharedSubscription(String clientId, ShareName share, Topic filter) {
        remove(clientId, new Key(share.getShareName(), filter.toString()));
    }

    @Override public void addNewSharedSubscription(String clientId, ShareName share, Topic filter, MqttSubscriptionOption option) {
        add(clientId, new Key(share.getShareName(), filter.toString()), new Entry(option, 0));
    }

    @Override public void addNewSharedSubscription(String clientId, ShareName share, Topic filter, MqttSubscriptionOption option,
            SubscriptionIdentifier identifier) {
        add(clientId, new Key(share.getShareName(), filter.toString()), new Entry(option, identifier.value()));
    }

    /// Not asked: [#restore] does it.
    @Override public Collection<SharedSubscription> listAllSharedSubscription() {
        return List.of();
    }
}
