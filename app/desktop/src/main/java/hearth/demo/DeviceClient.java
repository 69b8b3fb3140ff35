package hearth.demo;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import hearth.mqtt.BrokerAddress;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One device's connection and what the device says of itself, retained; said anew after each reconnect. Lives on the thread of the
/// simulated home.
final class DeviceClient {

    private static final String AVAILABILITY = "availability";
    private static final Logger log = LoggerFactory.getLogger(DeviceClient.class);

    private final String id;
    private final String root;
    private final ScheduledExecutorService time;
    private final Mqtt3AsyncClient client;
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Map<String, Consumer<String>> wishes = new LinkedHashMap<>();
    private final Map<String, List<String>> echoes = new LinkedHashMap<>();
    private CompletableFuture<?> gone = CompletableFuture.completedFuture(null);
    private volatile boolean wanted;
    private boolean mute;

    DeviceClient(BrokerAddress broker, String name, ScheduledExecutorService time) {
        this.id = "demo-" + name;
        this.root = "demo/" + name + "/";
        this.time = time;
        client = builder(broker, id, b -> b.executorConfig().applicationScheduler(Schedulers.trampoline()).applyExecutorConfig()
                .automaticReconnect().initialDelay(500, TimeUnit.MILLISECONDS).maxDelay(10, TimeUnit.SECONDS).applyAutomaticReconnect()
                .addConnectedListener(_ -> later(this::connected)).addDisconnectedListener(end -> {
                    if (!wanted) {
                        end.getReconnector().reconnect(false);
                    }
                })).willPublish(Mqtt3Publish.builder().topic(root + AVAILABILITY).payload(bytes("offline")).qos(MqttQos.AT_LEAST_ONCE)
                        .retain(true).build())
                .buildAsync();
    }

    /// A client that knows where the broker is and how to log in there.
    static Mqtt3ClientBuilder builder(BrokerAddress broker, String id, UnaryOperator<MqttClientBuilder> more) {
        var builder = more.apply(broker.dial(MqttClient.builder()).identifier(id));
        var auth = broker.user().map(user -> {
            var named = Mqtt3SimpleAuth.builder().username(user);
            return broker.password().map(p -> named.password(bytes(p))).orElse(named).build();
        });
        return builder.useMqttVersion3().simpleAuth(auth.orElse(null));
    }

    /// Without waiting; tries again until it is stopped.
    void start() {
        wanted = true;
        said.put(AVAILABILITY, "online");
        gone.thenRun(() -> {
            client.publishes(MqttGlobalPublishFilter.ALL, m -> later(() -> heard(m)));
            client.connectWith().cleanSession(true).keepAlive(20).send().whenComplete((_, failed) -> {
                if (failed != null) {
                    log.debug("{} is not connected: {}", id, failed.getMessage());
                }
            });
        });
    }

    /// Says the same as its will would, and goes.
    void vanish() {
        says(AVAILABILITY, "offline");
        stop();
    }

    /// Stays connected, says nothing and obeys nobody from now on.
    void mute() {
        mute = true;
    }

    /// Goes without a word. Done when the broker knows.
    CompletableFuture<?> stop() {
        wanted = false;
        gone = client.disconnect().exceptionally(_ -> null);
        return gone;
    }

    /// What it said last on a topic below its own.
    String said(String topic) {
        return said.getOrDefault(topic, "");
    }

    void says(String topic, String payload) {
        if (mute) {
            return;
        }
        said.put(topic, payload);
        if (client.getState().isConnected()) {
            say(topic, payload);
        }
    }

    /// What it does with what others say on a topic below its own.
    void hears(String topic, Consumer<String> wish) {
        wishes.put(topic, wish);
        echoes.put(topic, new ArrayList<>());
    }

    /// Said anywhere, and kept by the broker. False while it is not connected.
    boolean keeps(String topic, String payload) {
        boolean there = client.getState().isConnected();
        if (there) {
            send(topic, payload);
        }
        return there;
    }

    private void connected() {
        if (!wanted) {
            stop();
            return;
        }
        echoes.values().forEach(List::clear);
        if (wishes.isEmpty()) {
            report();
        } else {
            listen();
        }
    }

    /// First hears, then speaks: whoever sees it there may command it. Again and again, since a broker may refuse what comes right after
    /// the connection.
    private void listen() {
        if (client.getState().isConnected()) {
            var topics = wishes.keySet().stream().map(t -> Mqtt3Subscription.builder().topicFilter(root + t).build());
            client.subscribe(Mqtt3Subscribe.builder().addSubscriptions(topics).build()).whenComplete((_, refused) -> {
                if (refused == null) {
                    later(this::report);
                } else if (!time.isShutdown()) {
                    time.schedule(this::listen, 200, TimeUnit.MILLISECONDS);
                }
            });
        }
    }

    private void report() {
        if (!mute && client.getState().isConnected()) {
            said.forEach(this::say);
        }
    }

    private void say(String topic, String payload) {
        var back = echoes.get(topic);
        if (back != null) {
            back.add(payload);
        }
        send(root + topic, payload);
    }

    private void send(String topic, String payload) {
        client.publishWith().topic(topic).payload(bytes(payload)).qos(MqttQos.AT_LEAST_ONCE).retain(true).send()
                .whenComplete((_, failed) -> {
                    if (failed != null) {
                        log.debug("not said: {}: {}", topic, failed.getMessage());
                    }
                });
    }

    /// What the broker kept is old, and what it said itself comes back where wish and report share a topic.
    private void heard(Mqtt3Publish message) {
        var topic = message.getTopic().toString().substring(root.length());
        var payload = new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
        var wish = wishes.get(topic);
        if (!mute && wish != null && !message.isRetain() && !echoes.getOrDefault(topic, List.of()).remove(payload)) {
            wish.accept(payload);
        }
    }

    private void later(Runnable task) {
        if (!time.isShutdown()) {
            time.execute(task);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
