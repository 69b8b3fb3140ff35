package hearth.mqtt;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import hearth.device.Message;
import hearth.device.Payload;
import hearth.hub.BrokerProbe;
import hearth.hub.BrokerProbe.Keeps;
import hearth.hub.BrokerProbe.Step;
import hearth.hub.LinkFault;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Finds out what a broker can do by doing it, on topics of its own below `hearth/probe/`; leaves nothing there. Any thread; waits, some
/// seconds for each node.
public final class Probe {

    /// Bytes that are tried until one goes through.
    private static final int[] SIZES = {BrokerProbe.Answers.LARGE, 256 << 10, 60 << 10, 4 << 10};
    private static final int TRY_SECONDS = 15;

    private final Dialer dialer = new Dialer();
    private final long patienceMillis;
    private final String id = "hearth-probe-" + Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 24);
    private final String root = "hearth/probe/" + id + "/";
    private int links;

    /// @param patienceMillis after so long a message is taken not to come
    public Probe(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /// One answer for each node, in their order.
    public List<BrokerProbe> of(List<BrokerAddress> nodes) throws InterruptedException {
        var all = new ArrayList<BrokerProbe>();
        for (var node : nodes) {
            all.add(of(node));
        }
        var answering = nodes.stream().filter(n -> all.get(nodes.indexOf(n)) instanceof BrokerProbe.Answers).toList();
        for (int i = 0; i < nodes.size() && answering.size() > 1; i++) {
            var node = nodes.get(i);
            if (all.get(i) instanceof BrokerProbe.Answers answers) {
                var other = answering.get(node.equals(answering.getFirst()) ? 1 : 0);
                all.set(i, answers.with(together(node, other)));
            }
        }
        return all;
    }

    private BrokerProbe of(BrokerAddress node) throws InterruptedException {
        try (var first = connected(node, false)) {
            if (first.subscribe(List.of("#"), 0, true).getFirst() >= Link.REFUSED) {
                return new BrokerProbe.Failed(node.toString(), Step.TOPICS, LinkFault.FILTER_REFUSED.words());
            }
        } catch (IOException failed) {
            return new BrokerProbe.Failed(node.toString(), step(failed),
                    String.valueOf(failed.getMessage()).replaceFirst("^" + LinkFault.NOT_SECURE + ": ", "")); // the step says so
        }
        try {
            return new BrokerProbe.Answers(node.toString(), dialer.version(node).toString(), qos(node), keeps(node), packet(node),
                    resumes(node), Optional.empty());
        } catch (IOException failed) {
            return new BrokerProbe.Failed(node.toString(), Step.TOPICS, String.valueOf(failed.getMessage()));
        }
    }

    private static Step step(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnknownHostException _ -> {
                    return Step.NAME;
                }
                case SSLException _ -> {
                    return Step.TLS;
                }
                case Mqtt5ConnAckException _, Mqtt3ConnAckException _ -> {
                    return Step.LOGIN;
                }
                default -> {
                }
            }
        }
        return Step.PORT;
    }

    /// A connection and what arrives there.
    private record Tried(Link link, Wire.Greeting greeting, LinkedBlockingQueue<Message> heard) implements AutoCloseable {

        List<Integer> subscribe(List<String> filters, int qos, boolean bridging) throws IOException, InterruptedException {
            return link.subscribe(filters, qos, bridging);
        }

        boolean says(Message message) throws InterruptedException {
            try {
                link.publish(message).get(TRY_SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException | TimeoutException | IllegalArgumentException refused) {
                return false;
            }
        }

        Optional<Message> hears(String topic, long millis) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (Message m; (m = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) != null;) {
                if (m.topic().equals(topic)) {
                    return Optional.of(m);
                }
            }
            return Optional.empty();
        }

        @Override public void close() {
            link.leave();
            link.close();
        }
    }

    private Tried connected(BrokerAddress node, boolean durable) throws IOException, InterruptedException {
        return connected(node, durable ? id + "-kept" : id + "-" + links++, durable);
    }

    private Tried connected(BrokerAddress node, String clientId, boolean durable) throws IOException, InterruptedException {
        var heard = new LinkedBlockingQueue<Message>();
        var connected = dialer.connected(node, new Link.Login(clientId, durable, Optional.empty()), link -> link.receive(message -> {
            if (message.topic().startsWith(root)) {
                heard.add(message);
            }
        }));
        return new Tried(connected.link(), connected.greeting(), heard);
    }

    /// What is granted may still end in an error: it counts when the message came.
    private int qos(BrokerAddress node) throws IOException, InterruptedException {
        for (int qos = 2; qos > 0; qos--) {
            try (var tried = connected(node, false)) {
                var topic = root + "qos" + qos;
                boolean granted = tried.greeting().qos() >= qos && tried.subscribe(List.of(topic), qos, false).getFirst() == qos;
                int wanted = qos;
                if (granted && tried.says(new Message(topic, Payload.of("1"), qos, false))
                        && tried.hears(topic, patienceMillis).filter(m -> m.qos() == wanted).isPresent()) {
                    return qos;
                }
            }
        }
        return 0;
    }

    private Keeps keeps(BrokerAddress node) throws IOException, InterruptedException {
        var topic = root + "kept";
        try (var says = connected(node, false)) {
            if (!says.greeting().retains() || !says.says(Message.retained(topic, "1"))) {
                return Keeps.NOTHING;
            }
            try (var filter = connected(node, false); var exact = connected(node, false)) {
                filter.subscribe(List.of(root + "#"), 1, false);
                exact.subscribe(List.of(topic), 1, false);
                if (filter.hears(topic, patienceMillis).filter(Message::retained).isPresent()) {
                    return Keeps.FILTERS;
                }
                return exact.hears(topic, patienceMillis).filter(Message::retained).isPresent() ? Keeps.TOPICS : Keeps.NOTHING;
            } finally {
                says.says(Message.retained(topic, ""));
            }
        }
    }

    private int packet(BrokerAddress node) throws IOException, InterruptedException {
        for (int size : SIZES) {
            try (var tried = connected(node, false)) {
                if (tried.greeting().largest() > size && tried.says(new Message(root + "large", Payload.of(new byte[size]), 1, false))) {
                    return size;
                }
            }
        }
        return 0;
    }

    private boolean resumes(BrokerAddress node) throws IOException, InterruptedException {
        var topic = root + "late";
        try (var away = connected(node, true)) {
            away.subscribe(List.of(topic), 1, false);
        }
        try (var says = connected(node, false)) {
            says.says(Message.of(topic, "1"));
        }
        try (var back = connected(node, true)) {
            return back.hears(topic, patienceMillis).isPresent();
        } finally {
            connected(node, id + "-kept", false).close();
        }
    }

    /// Whether a node has what was said to be kept at another one.
    private boolean together(BrokerAddress node, BrokerAddress other) throws InterruptedException {
        var topic = root + "apart" + links;
        try (var says = connected(other, false)) {
            says.says(Message.retained(topic, "1"));
            try (var asks = connected(node, false)) {
                asks.subscribe(List.of(topic), 1, false);
                return asks.hears(topic, patienceMillis).isPresent();
            } finally {
                says.says(Message.retained(topic, ""));
            }
        } catch (IOException gone) {
            return false;
        }
    }
}
