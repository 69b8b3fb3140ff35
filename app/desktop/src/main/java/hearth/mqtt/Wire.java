package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3PublishResult;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import hearth.device.Message;
import hearth.device.Payload;
import io.reactivex.Flowable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What differs between the two versions of the protocol. Any thread.
sealed interface Wire {

    /// A session is kept this long after an orderly end.
    Duration KEPT = Duration.ofDays(7);
    /// Larger packets are refused: 16 MiB.
    int LARGEST = 16 << 20;
    int KEEP_ALIVE_SECONDS = 18;

    /// @param whole with what only MQTT 5 has beside the message: content type, response topic, user properties, expiry
    /// @param taken acknowledges it
    record Arrived(Message message, Optional<Mqtt5Publish> whole, Runnable taken) {

        /// Whether it came over a bridge of ours already; always false in MQTT 3.1.1, which has no place for it.
        boolean bridged() {
            return whole.filter(p -> p.getUserProperties().asList().stream().anyMatch(u -> u.getName().toString().equals(V5.MARK)))
                    .isPresent();
        }
    }

    /// What the broker says of itself when it lets us in.
    ///
    /// @param resumed whether it kept the session
    /// @param qos     the highest it takes
    /// @param largest bytes of the largest packet it takes, as far as it tells
    record Greeting(boolean resumed, int qos, int largest, boolean retains) {

        /// MQTT 3.1.1 tells nothing of this.
        static Greeting old(boolean resumed) {
            return new Greeting(resumed, 2, Integer.MAX_VALUE, true);
        }
    }

    MqttClientState state();

    /// @param byHand whether the taker acknowledges, else each is acknowledged once it was taken
    Flowable<Arrived> incoming(boolean byHand);

    CompletableFuture<Greeting> connect(BrokerAddress broker, Link.Login login);

    /// Answered with the QoS granted to each filter, 128 or more where it is refused (MQTT 3.1.1, 3.9.3).
    ///
    /// @param bridging in MQTT 5: not one's own messages, and `retain` as it was said; neither version sends what is kept then
    CompletableFuture<List<Integer>> subscribe(List<String> filters, int qos, boolean bridging);

    CompletableFuture<Void> unsubscribe(List<String> filters);

    CompletableFuture<?> publish(Message message);

    /// The same for what came from another broker: marked, and with all that belongs to it, where the version can.
    CompletableFuture<?> carry(Message message, Arrived from);

    CompletableFuture<?> disconnect(boolean durable);

    private static Message message(MqttTopic topic, byte[] payload, MqttQos qos, boolean retained) {
        return new Message(topic.toString(), Payload.of(payload), qos.getCode(), retained);
    }

    private static void nothing() {
    }

    private static MqttQos qos(int code) {
        return Objects.requireNonNull(MqttQos.fromCode(code));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    record V5(Mqtt5AsyncClient client) implements Wire {

        static final String MARK = "hearth-bridge";
        /// So many unacknowledged messages the broker may send; more are held back there.
        private static final int WINDOW = 1_000;

        @Override public MqttClientState state() {
            return client.getState();
        }

        @Override public Flowable<Arrived> incoming(boolean byHand) {
            return client.toRx().publishes(MqttGlobalPublishFilter.ALL, byHand)
                    .map(p -> new Arrived(message(p.getTopic(), p.getPayloadAsBytes(), p.getQos(), p.isRetain()), Optional.of(p),
                            byHand ? p::acknowledge : Wire::nothing));
        }

        /// A session without end until the orderly DISCONNECT gives it one: the client would hold a timer and its buffers for each
        /// lost connection as long as the session lasts.
        @Override public CompletableFuture<Greeting> connect(BrokerAddress broker, Link.Login login) {
            var auth = broker.user().map(user -> {
                var named = Mqtt5SimpleAuth.builder().username(user);
                return broker.password().map(p -> named.password(bytes(p))).orElse(named).build();
            });
            return client.connect(Mqtt5Connect.builder().keepAlive(KEEP_ALIVE_SECONDS).cleanStart(!login.durable())
                    .sessionExpiryInterval(login.durable() ? Mqtt5Connect.NO_SESSION_EXPIRY : 0).restrictions().maximumPacketSize(LARGEST)
                    .receiveMaximum(WINDOW).applyRestrictions().simpleAuth(auth.orElse(null))
                    .willPublish(login.will().map(w -> published(w).asWill()).orElse(null)).build()).thenApply(ack -> {
                        var limits = ack.getRestrictions();
                        return new Greeting(ack.isSessionPresent(), limits.getMaximumQos().getCode(), limits.getMaximumPacketSize(),
                                limits.isRetainAvailable());
                    });
        }

        @Override public CompletableFuture<List<Integer>> subscribe(List<String> filters, int qos, boolean bridging) {
            var wanted = filters.stream().map(filter -> Mqtt5Subscription.builder().topicFilter(filter).qos(qos(qos)).noLocal(bridging)
                    .retainAsPublished(bridging).retainHandling(bridging ? Mqtt5RetainHandling.DO_NOT_SEND : Mqtt5RetainHandling.SEND)
                    .build()).toList();
            return client.subscribe(Mqtt5Subscribe.builder().addSubscriptions(wanted).build()).exceptionallyCompose(
                    failed -> failed instanceof Mqtt5SubAckException refused
                            ? CompletableFuture.completedFuture(refused.getMqttMessage())
                            : CompletableFuture.failedFuture(failed))
                    .thenApply(ack -> ack.getReasonCodes().stream().map(code -> code.getCode()).toList());
        }

        @Override public CompletableFuture<Void> unsubscribe(List<String> filters) {
            return client.unsubscribe(Mqtt5Unsubscribe.builder()
                    .addTopicFilters(filters.stream().map(MqttTopicFilter::of).toList()).build())
                    .thenAccept(_ -> {
                    });
        }

        @Override public CompletableFuture<?> publish(Message message) {
            return client.publish(published(message));
        }

        @Override public CompletableFuture<?> carry(Message m, Arrived from) {
            var whole = from.whole().orElseGet(() -> published(m));
            return client.publish(whole.extend().topic(m.topic()).payload(m.payload().buffer()).qos(qos(m.qos())).retain(m.retained())
                    .userProperties(whole.getUserProperties().extend().add(MARK, "1").build()).build());
        }

        @Override public CompletableFuture<?> disconnect(boolean durable) {
            return client.disconnect(Mqtt5Disconnect.builder().sessionExpiryInterval(durable ? KEPT.toSeconds() : 0).build());
        }

        private static Mqtt5Publish published(Message m) {
            return Mqtt5Publish.builder().topic(m.topic()).payload(m.payload().buffer()).qos(qos(m.qos())).retain(m.retained()).build();
        }
    }

    record V3(Mqtt3AsyncClient client) implements Wire {

        @Override public MqttClientState state() {
            return client.getState();
        }

        @Override public Flowable<Arrived> incoming(boolean byHand) {
            return client.toRx().publishes(MqttGlobalPublishFilter.ALL, byHand)
                    .map(p -> new Arrived(message(p.getTopic(), p.getPayloadAsBytes(), p.getQos(), p.isRetain()), Optional.empty(),
                            byHand ? p::acknowledge : Wire::nothing));
        }

        @Override public CompletableFuture<Greeting> connect(BrokerAddress broker, Link.Login login) {
            var auth = broker.user().map(user -> {
                var named = Mqtt3SimpleAuth.builder().username(user);
                return broker.password().map(p -> named.password(bytes(p))).orElse(named).build();
            });
            return client.connect(Mqtt3Connect.builder().keepAlive(KEEP_ALIVE_SECONDS).cleanSession(!login.durable())
                    .simpleAuth(auth.orElse(null)).willPublish(login.will().map(V3::published).orElse(null)).build())
                    .thenApply(ack -> Greeting.old(ack.isSessionPresent()));
        }

        @Override public CompletableFuture<List<Integer>> subscribe(List<String> filters, int qos, boolean bridging) {
            var wanted = filters.stream().map(filter -> Mqtt3Subscription.builder().topicFilter(filter).qos(qos(qos)).build()).toList();
            return client.subscribe(Mqtt3Subscribe.builder().addSubscriptions(wanted).build()).exceptionallyCompose(
                    failed -> failed instanceof Mqtt3SubAckException refused
                            ? CompletableFuture.completedFuture(refused.getMqttMessage())
                            : CompletableFuture.failedFuture(failed))
                    .thenApply(ack -> ack.getReturnCodes().stream().map(code -> code.getCode()).toList());
        }

        @Override public CompletableFuture<Void> unsubscribe(List<String> filters) {
            return client.unsubscribe(Mqtt3Unsubscribe.builder()
                    .addTopicFilters(filters.stream().map(MqttTopicFilter::of).toList()).build())
                    .thenAccept(_ -> {
                    });
        }

        /// Not the client's own future: cancelling that one leaves its thread waiting for the answer.
        @Override public CompletableFuture<?> publish(Message message) {
            var answer = new CompletableFuture<Mqtt3PublishResult>();
            var sent = client.toRx().publish(Flowable.just(published(message))).subscribe(
                    result -> result.getError().ifPresentOrElse(answer::completeExceptionally, () -> answer.complete(result)),
                    answer::completeExceptionally);
            answer.whenComplete((_, _) -> sent.dispose());
            return answer;
        }

        @Override public CompletableFuture<?> carry(Message message, Arrived from) {
            return publish(message);
        }

        @Override public CompletableFuture<?> disconnect(boolean durable) {
            return client.disconnect();
        }

        private static Mqtt3Publish published(Message m) {
            return Mqtt3Publish.builder().topic(m.topic()).payload(m.payload().buffer()).qos(qos(m.qos())).retain(m.retained()).build();
        }
    }
}
