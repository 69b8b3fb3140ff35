package hearth.app;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import hearth.broker.BrokerSettings;
import hearth.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/// QoS 1 from twenty clients to one, through our broker with everything on disk before it is acknowledged, and through Mosquitto,
/// which keeps it in memory. The clients take their share of the same processors in both.
final class Brokered {

    private static final int SPEAKERS = 20;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int UNACKNOWLEDGED = 50;
    /// The first is not counted: what it needs is compiled in it.
    private static final int ROUNDS = 6;
    private static final int A_SECOND = 200;

    List<Figure> measure(Path folder) throws Exception {
        Files.createDirectories(folder);
        try (var ours = new EmbeddedBroker(BrokerSettings.onThisMachine(folder.resolve("broker"), 0), change -> {
        })) {
            ours.start();
            int port = port();
            var config = Files.writeString(folder.resolve("mosquitto.conf"),
                    "listener " + port + " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 64\n");
            var mosquitto = new ProcessBuilder(mosquitto(), "-c", config.toString()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mosquitto.log").toFile()).start();
            try {
                LiveHouse.await(() -> listens(port));
                var rates = new ArrayList<Rates>();
                for (int round = 0; round < ROUNDS; round++) { // one after the other, so that the machine's moods meet all three
                    rates.add(new Rates(rate(ours.port(), false, round), rate(ours.port(), true, round), rate(port, false, round)));
                }
                rates.removeFirst();
                double theirs = median(rates, Rates::theirs);
                double kept = theirs * median(rates, r -> r.kept / r.theirs);
                double passing = theirs * median(rates, r -> r.passing / r.theirs);
                var latency = latency(ours.port());
                var baseline = latency(port);
                return List.of(
                        Figure.atLeast(theirs / 2, "QoS 1, 20 → 1, on disk before acknowledged", "/s", kept, theirs,
                                "Mosquitto, in memory"),
                        Figure.atLeast(theirs / 2, "QoS 1, 20 → 1, to a session that is not kept", "/s", passing, theirs, "the same"),
                        Figure.only("  what the store costs an acknowledged message", "µs",
                                median(rates, r -> 1e6 / r.kept - 1e6 / r.passing)),
                        new Figure("QoS 1 to a kept session at 200/s, p50", "ms", latency.millis(0.5), Double.NaN, false,
                                baseline.millis(0.5), "Mosquitto"),
                        new Figure("QoS 1 to a kept session at 200/s, p99", "ms", latency.millis(0.99), Double.NaN, false,
                                baseline.millis(0.99), "Mosquitto"));
            } finally {
                mosquitto.destroy();
                mosquitto.waitFor();
            }
        }
    }

    /// Messages a second, of one round.
    private record Rates(double kept, double passing, double theirs) {
    }

    private static double median(List<Rates> rates, ToDoubleFunction<Rates> what) {
        return rates.stream().mapToDouble(what).sorted().skip(rates.size() / 2).findFirst().orElseThrow();
    }

    private static String mosquitto() {
        var debian = Path.of("/usr/sbin/mosquitto");
        return Files.exists(debian) ? debian.toString() : "mosquitto";
    }

    private static int port() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Mqtt3AsyncClient client(int port, String id, boolean clean) {
        var client = Mqtt3Client.builder().identifier(id).serverHost("127.0.0.1").serverPort(port).buildAsync();
        client.connectWith().cleanSession(clean).send().join();
        return client;
    }

    /// Messages a second, acknowledged and received, of those said in a round.
    private static double rate(int port, boolean clean, int round) throws InterruptedException {
        var received = new AtomicLong();
        var acknowledged = new AtomicLong();
        var said = new AtomicLong();
        var listener = client(port, "listener", clean);
        listener.publishes(MqttGlobalPublishFilter.ALL, message -> received.incrementAndGet());
        String topic = "rate/" + round + clean;
        listener.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send().join();
        var clients = new ArrayList<Mqtt3AsyncClient>();
        for (int i = 0; i < SPEAKERS; i++) {
            clients.add(client(port, "speaker" + i, true));
        }
        byte[] payload = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        long began = System.nanoTime();
        var speakers = clients.stream().map(client -> Thread.ofVirtual().start(() -> {
            var room = new Semaphore(UNACKNOWLEDGED);
            while (System.nanoTime() - began < ROUND.toNanos()) {
                room.acquireUninterruptibly();
                said.incrementAndGet();
                client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send().whenComplete((ok, failed) -> {
                    acknowledged.incrementAndGet();
                    room.release();
                });
            }
        })).toList();
        for (var speaker : speakers) {
            speaker.join();
        }
        LiveHouse.await(() -> acknowledged.get() == said.get() && received.get() == said.get());
        double rate = said.get() / ((System.nanoTime() - began) / 1e9);
        listener.unsubscribeWith().topicFilter(topic).send().join();
        listener.disconnect().join();
        clients.forEach(client -> client.disconnect().join());
        System.out.printf(Locale.ROOT, "  %s at %d: %.0f/s%n", topic, port, rate);
        return rate;
    }

    private static Samples latency(int port) throws InterruptedException {
        var samples = new Samples();
        var listener = client(port, "listener", false);
        listener.publishes(MqttGlobalPublishFilter.ALL, message -> samples
                .add(System.nanoTime() - Long.parseLong(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))));
        listener.subscribeWith().topicFilter("latency").qos(MqttQos.AT_LEAST_ONCE).send().join();
        var speaker = client(port, "speaker", true);
        for (int i = 0; i < 10 * A_SECOND; i++) {
            speaker.publishWith().topic("latency").qos(MqttQos.AT_LEAST_ONCE)
                    .payload(Long.toString(System.nanoTime()).getBytes(StandardCharsets.UTF_8)).send();
            LockSupport.parkNanos(1_000_000_000L / A_SECOND);
        }
        LiveHouse.await(() -> samples.size() == 10 * A_SECOND);
        listener.disconnect().join();
        speaker.disconnect().join();
        return samples;
    }
}
