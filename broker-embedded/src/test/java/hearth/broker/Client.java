package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A plain MQTT client that collects what it receives, 3.1.1 or 5.
sealed interface Client {
    record Got(String topic, String text, int qos, boolean retain) {}

    LinkedBlockingQueue<Got> inbox();

    /// How often its connection has ended, where it notes that.
    AtomicInteger losses();

    CompletableFuture<?> publish(String topic, byte[] payload, int qos, boolean retain);

    void subscribe(String filter, int qos);

    void disconnect();

    static V5 v5(int port, String id) {
        var client = V5.with(Mqtt5Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).buildAsync());
        done(client.mqtt.connect());
        return client;
    }

    /// A session that is kept for an hour.
    static V5 v5Kept(int port, String id) {
        var client = V5.with(Mqtt5Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).buildAsync());
        done(client.mqtt.connectWith().cleanStart(false).sessionExpiryInterval(3_600).send());
        return client;
    }

    static V3 v3(int port, String id) {
        return v3(port, id, true);
    }

    static V3 v3Kept(int port, String id) {
        return v3(port, id, false);
    }

    /// One that notes when its connection ends.
    static Client keptStrict(int version, int port, String id) {
        var losses = new AtomicInteger();
        if (version == 5) {
            var client = V5.with(Mqtt5Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port)
                    .addDisconnectedListener(lost -> losses.incrementAndGet()).buildAsync(), losses);
            done(client.mqtt.connectWith().cleanStart(false).sessionExpiryInterval(3_600).send());
            return client;
        }
        var client = V3.with(Mqtt3Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port)
                .addDisconnectedListener(lost -> losses.incrementAndGet()).buildAsync(), losses);
        done(client.mqtt.connectWith().cleanSession(false).send());
        return client;
    }

    /// One that comes back by itself when its connection is taken over.
    static V3 v3Stubborn(int port, String id) {
        var client = V3.with(Mqtt3Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port)
                .automaticReconnectWithDefaultConfig().buildAsync());
        done(client.mqtt.connectWith().cleanSession(false).send());
        return client;
    }

    private static V3 v3(int port, String id, boolean clean) {
        var client = V3.with(Mqtt3Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).buildAsync());
        done(client.mqtt.connectWith().cleanSession(clean).send());
        return client;
    }

    default Client with(String filter, int qos) {
        subscribe(filter, qos);
        return this;
    }

    default void say(String topic, String text, int qos, boolean retain) {
        done(publish(topic, text.getBytes(StandardCharsets.UTF_8), qos, retain));
    }

    /// The next `count` messages; fewer after five seconds without one.
    default List<Got> next(int count) {
        var all = new ArrayList<Got>();
        try {
            while (all.size() < count) {
                Got got = inbox().poll(5, TimeUnit.SECONDS);
                if (got == null) {
                    break;
                }
                all.add(got);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return all;
    }

    /// That these messages come, and after them, once another client's later message is here, none more.
    default void expect(Got... messages) {
        assertEquals(List.of(messages), next(messages.length));
        subscribe("end/" + System.identityHashCode(this), 1);
        say("end/" + System.identityHashCode(this), "", 1, false);
        assertEquals("end/" + System.identityHashCode(this), next(1).getFirst().topic());
    }

    /// Waits no longer than thirty seconds, so that a broken broker fails a test instead of stopping them all.
    static void done(CompletableFuture<?> step) {
        step.orTimeout(30, TimeUnit.SECONDS).join();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
            holds = condition.getAsBoolean();
        }
        assertTrue(holds, what);
    }

    record V5(Mqtt5AsyncClient mqtt, LinkedBlockingQueue<Got> inbox, AtomicInteger losses) implements Client {
        static V5 with(Mqtt5AsyncClient mqtt) {
            return with(mqtt, new AtomicInteger());
        }

        static V5 with(Mqtt5AsyncClient mqtt, AtomicInteger losses) {
            var client = new V5(mqtt, new LinkedBlockingQueue<>(), losses);
            mqtt.publishes(MqttGlobalPublishFilter.ALL, client::take);
            return client;
        }

        private void take(Mqtt5Publish publish) {
            inbox.add(new Got(publish.getTopic().toString(), new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8),
                    publish.getQos().getCode(), publish.isRetain()));
        }

        @Override public CompletableFuture<?> publish(String topic, byte[] payload, int qos, boolean retain) {
            return mqtt.publishWith().topic(topic).payload(payload).qos(MqttQos.fromCode(qos)).retain(retain).send();
        }

        @Override public void subscribe(String filter, int qos) {
            done(mqtt.subscribeWith().topicFilter(filter).qos(MqttQos.fromCode(qos)).send());
        }

        @Override public void disconnect() {
            done(mqtt.disconnect());
        }
    }

    record V3(Mqtt3AsyncClient mqtt, LinkedBlockingQueue<Got> inbox, AtomicInteger losses) implements Client {
        static V3 with(Mqtt3AsyncClient mqtt) {
            return with(mqtt, new AtomicInteger());
        }

        static V3 with(Mqtt3AsyncClient mqtt, AtomicInteger losses) {
            var client = new V3(mqtt, new LinkedBlockingQueue<>(), losses);
            mqtt.publishes(MqttGlobalPublishFilter.ALL, publish -> client.inbox.add(new Got(publish.getTopic().toString(),
                    new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8), publish.getQos().getCode(), publish.isRetain())));
            return client;
        }

        @Override public CompletableFuture<?> publish(String topic, byte[] payload, int qos, boolean retain) {
            return mqtt.publishWith().topic(topic).payload(payload).qos(MqttQos.fromCode(qos)).retain(retain).send();
        }

        @Override public void subscribe(String filter, int qos) {
            done(mqtt.subscribeWith().topicFilter(filter).qos(MqttQos.fromCode(qos)).send());
        }

        @Override public void disconnect() {
            done(mqtt.disconnect());
        }
    }
}
