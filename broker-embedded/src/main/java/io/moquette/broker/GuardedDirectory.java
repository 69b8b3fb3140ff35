package io.moquette.broker;

import io.moquette.broker.subscriptions.CTrieSubscriptionDirectory;
import io.moquette.broker.subscriptions.SubscriptionIdentifier;
import io.moquette.broker.subscriptions.Topic;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import org.jspecify.annotations.NullMarked;

/// Moquette's subscription tree, which calls a subscription new only if nobody at all had that filter: retained messages would not be
/// sent to who asks for them once. Session loops.
@NullMarked
final class GuardedDirectory extends CTrieSubscriptionDirectory {
    private final KeptSubscriptions subscriptions;

    GuardedDirectory(KeptSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
        init(subscriptions);
    }

    @Override public boolean add(String clientId, Topic filter, MqttSubscriptionOption option) {
        boolean known = subscriptions.has(clientId, filter);
        super.add(clientId, filter, option);
        return !known;
    }

    @Override public boolean add(String clientId, Topic filter, MqttSubscriptionOption option, SubscriptionIdentifier identifier) {
        boolean known = subscriptions.has(clientId, filter);
        super.add(clientId, filter, option, identifier);
        return !known;
    }
}
