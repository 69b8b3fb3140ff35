package hearth.app;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// An MQTT client of its own, as a device has one. QoS 1.
final class Wire implements AutoCloseable {

    /// Called on the client's network thread.
    interface Heard {
        void heard(String topic, String payload, long nanoTime);
    }

    private final Mqtt3AsyncClient client;

    Wire(int port) {
        client = MqttClient.builder().identifier("benchmark-" + UUID.randomUUID()).serverHost("127.0.0.1").serverPort(port)
                .useMqttVersion3().buildAsync();
        client.connect().join();
    }

    void hear(String filter, Heard heard) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE)
                .callback(p -> heard.heard(p.getTopic().toString(), new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8),
                        System.nanoTime()))
                .send().join();
    }

    /// Complete when the broker has acknowledged it.
    CompletableFuture<?> say(String topic, String payload) {
        return client.publishWith().topic(topic).payload(payload.getBytes(StandardCharsets.UTF_8)).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    /// The same, retained; an empty payload takes it away.
    CompletableFuture<?> keep(String topic, String payload) {
        return client.publishWith().topic(topic).payload(payload.getBytes(StandardCharsets.UTF_8)).qos(MqttQos.AT_LEAST_ONCE).retain(true)
                .send();
    }

    @Override public void close() {
        client.disconnect().join();
    }
}
