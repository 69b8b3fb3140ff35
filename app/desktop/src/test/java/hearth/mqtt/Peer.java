package hearth.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import hearth.device.Message;
import hearth.device.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Another client at the same broker.
public final class Peer implements AutoCloseable {

    private final Mqtt3AsyncClient client;
    private final LinkedBlockingQueue<Message> heard = new LinkedBlockingQueue<>();

    public Peer(int port, String... filters) {
        this(MqttClient.builder().serverHost("127.0.0.1").serverPort(port), filters);
    }

    /// Where certificates are needed.
    public Peer(BrokerAddress broker, String... filters) {
        this(broker.dial(MqttClient.builder()), filters);
    }

    private Peer(MqttClientBuilder dialled, String... filters) {
        client = dialled.identifier("peer-" + UUID.randomUUID()).useMqttVersion3().buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, p -> heard.add(new Message(p.getTopic().toString(),
                Payload.of(p.getPayloadAsBytes()), p.getQos().getCode(), p.isRetain())));
        client.connect().join();
        for (var filter : filters) {
            client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
        }
    }

    /// Returns when the broker has them all.
    public void say(Message... messages) {
        CompletableFuture.allOf(Stream.of(messages).map(this::send).toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<?> send(Message m) {
        return client.publishWith().topic(m.topic()).payload(m.payload().buffer()).qos(MqttQos.fromCode(m.qos())).retain(m.retained())
                .send();
    }

    /// The next message that is so; fails the test after 30 s.
    public Message hears(Predicate<Message> such) throws InterruptedException {
        return hears(Duration.ofSeconds(30), such).orElseThrow(() -> new AssertionError("heard no such message in 30 s"));
    }

    /// The next message that is so, where it comes in time.
    public Optional<Message> hears(Duration patience, Predicate<Message> such) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Message m; (m = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) != null;) {
            if (such.test(m)) {
                return Optional.of(m);
            }
        }
        return Optional.empty();
    }

    public Message hears(String topic, String payload) throws InterruptedException {
        return hears(m -> m.topic().equals(topic) && m.payload().equals(Payload.of(payload)));
    }

    /// What is heard before a topic, without it.
    public List<Message> heardUntil(String topic) throws InterruptedException {
        var all = new ArrayList<Message>();
        hears(m -> m.topic().equals(topic) || !all.add(m));
        return all;
    }

    /// What was heard since the last question.
    public List<Message> heard() {
        var all = new ArrayList<Message>();
        heard.drainTo(all);
        return all;
    }

    @Override public void close() {
        client.disconnect().join();
    }
}
