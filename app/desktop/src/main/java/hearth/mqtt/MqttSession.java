package hearth.mqtt;

import hearth.device.Message;
import hearth.hub.BrokerLink;
import hearth.profile.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub's own client: keeps a connection to one of its brokers, hands in every message, sends what the hub says.
///
/// One thread tries, waits and reconnects. [#publish] and [#announce] may be called on any thread and never block. Messages are handed in
/// on the network thread, each before it is acknowledged: a consumer that waits holds the broker back.
///
/// Two connections, since each has one will: the main one carries all messages and leaves `homeassistant/status`, the other, with
/// `-state` behind its client id, stands for `hearth/5/hub/$state`. They live and die together.
public final class MqttSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MqttSession.class);

    private static final long SHORTEST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    /// A link that held this long was a good one: the pauses begin anew.
    private static final Duration GOOD = Duration.ofSeconds(10);
    /// The retained messages of a whole house have come when none came for this long.
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration LATEST_BIRTH = Duration.ofSeconds(10);
    private static final int SUBSCRIBE_TRIES = 6;
    private static final int FAREWELL_MILLIS = 3_000;
    private static final int MOST_UNANSWERED = 2_000;

    private final List<BrokerAddress> brokers;
    private final String clientId;
    private final Consumer<Message> onMessage;
    private final Consumer<BrokerLink> onLink;
    private final InstantSource clock;
    private final boolean embedded;
    private final Map<BrokerAddress, Link.Version> spoken = new HashMap<>();
    private final Outbox outbox = new Outbox();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Executor network = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("mqtt").daemon().factory());
    private final Thread thread = Thread.ofPlatform().name("mqtt-session").unstarted(this::run);
    private BrokerLink shown = new BrokerLink.Connecting();
    private volatile @Nullable Link up;
    private volatile long lastRetained;

    /// @param brokers   `mqtt://` or `mqtts://` URIs, at least one, tried in turn; [IllegalArgumentException] with a sentence otherwise
    /// @param clientId  stable, since the broker keeps what arrives for it while the hub is away; without 6 characters for the second one
    /// @param onMessage called on the network thread; may block, so that the broker waits
    /// @param onLink    called on the session's thread
    /// @param embedded  whether the broker is the hub's own
    public MqttSession(List<String> brokers, String clientId, Consumer<Message> onMessage, Consumer<BrokerLink> onLink, InstantSource clock,
            boolean embedded) {
        this.brokers = brokers.stream().map(BrokerAddress::of).toList();
        if (this.brokers.isEmpty()) {
            throw new IllegalArgumentException("A broker's address is needed.");
        }
        this.clientId = clientId;
        this.onMessage = onMessage;
        this.onLink = onLink;
        this.clock = clock;
        this.embedded = embedded;
    }

    public void start() {
        thread.start();
    }

    /// Sends once, now; without a link it is dropped: a lamp must not obey 20 minutes late.
    public void publish(Message message) {
        var link = up;
        if (link == null || unanswered.get() >= MOST_UNANSWERED) {
            log.debug("not sent: {}", message.topic());
            return;
        }
        try {
            unanswered.incrementAndGet();
            link.publish(message).whenComplete((_, failed) -> {
                unanswered.decrementAndGet();
                if (failed != null) {
                    log.debug("not sent: {}: {}", message.topic(), failed.getMessage());
                }
            });
        } catch (IllegalArgumentException noTopic) {
            unanswered.decrementAndGet();
            log.warn("not sent: {}", noTopic.getMessage());
        }
    }

    /// Sends the newest message of each topic, also after a reconnect.
    public void announce(Message message) {
        outbox.put(message);
    }

    /// Announced messages that the broker has not acknowledged yet.
    public int unsent() {
        return outbox.size();
    }

    /// Says farewell and disconnects; at most about 3 s.
    @Override public void close() {
        thread.interrupt();
        try {
            thread.join(FAREWELL_MILLIS + 2_500);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            for (int turn = 0;; turn = (turn + 1) % brokers.size()) {
                var broker = brokers.get(turn);
                long began = System.nanoTime();
                var reason = visit(broker);
                boolean was = shown instanceof BrokerLink.Up;
                failures = was && System.nanoTime() - began > GOOD.toNanos() ? 1 : failures + 1;
                boolean round = failures % brokers.size() == 0;
                if (was || round) {
                    show(new BrokerLink.Lost(broker.toString(), reason, shown instanceof BrokerLink.Lost l ? l.since() : clock.instant()));
                }
                if (round) {
                    TimeUnit.MILLISECONDS.sleep(pause(failures / brokers.size()));
                }
            }
        } catch (InterruptedException closing) {
            log.debug("session closed");
        }
    }

    /// Twice as long after each round, up to 30 s, less a random part, so that many hubs do not come back at one moment.
    private static long pause(int rounds) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(rounds - 1, 20));
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }

    /// Stays connected as long as it lasts. The answer is why it ended, or why it did not begin.
    private String visit(BrokerAddress broker) throws InterruptedException {
        try (var main = connected(broker)) {
            subscribe(main);
            var version = spoken.getOrDefault(broker, Link.Version.MQTT_5);
            try (var state = new Link(broker, version, new Link.Login(clientId + "-state", false, Api.state(Api.HUB, "lost")), network)) {
                state.connect();
                state.publish(Api.state(Api.HUB, "ready"));
                state.lost().thenAccept(main.lost()::complete);
                up = main;
                outbox.open(main);
                show(new BrokerLink.Up(broker.toString(), version.toString(), embedded, clock.instant()));
                try {
                    return lived(main);
                } catch (InterruptedException closing) {
                    farewell(main, state);
                    throw closing;
                }
            }
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        } finally {
            up = null;
            outbox.shut();
        }
    }

    private Link connected(BrokerAddress broker) throws IOException, InterruptedException {
        var version = spoken.getOrDefault(broker, Link.Version.MQTT_5);
        try {
            return connected(broker, version);
        } catch (IOException failed) {
            if (spoken.remove(broker) != null || !Link.older(failed)) {
                throw failed;
            }
            return connected(broker, Link.Version.MQTT_3);
        }
    }

    private Link connected(BrokerAddress broker, Link.Version version) throws IOException, InterruptedException {
        var link = new Link(broker, version, new Link.Login(clientId, true, Message.retained(Api.BIRTH, "offline")), network);
        try {
            link.receive(MqttSession::wanted, this::take);
            link.connect();
            spoken.put(broker, version);
            return link;
        } catch (IOException | InterruptedException failed) {
            link.close();
            throw failed;
        }
    }

    /// The hub's own state comes back to it like everything else: of its topics only commands are news.
    private static boolean wanted(String topic) {
        return !topic.startsWith("hearth/") || topic.endsWith("/set");
    }

    private void take(Message message) {
        if (message.retained()) {
            lastRetained = System.nanoTime();
        }
        onMessage.accept(message);
    }

    /// Some brokers refuse a subscription that comes right after the connection, and grant it a moment later.
    private static void subscribe(Link link) throws IOException, InterruptedException {
        for (int tries = 1; !link.subscribe(); tries++) {
            if (tries == SUBSCRIBE_TRIES) {
                throw new IOException("does not let the hub see all topics: the subscription to # was refused");
            }
            TimeUnit.MILLISECONDS.sleep(50L * tries);
        }
    }

    /// Waits for the end. On the way: many devices announce themselves when the hub says `online`, which must not be before it listens and
    /// has taken in what the broker keeps.
    private String lived(Link main) throws InterruptedException {
        lastRetained = System.nanoTime();
        long latest = lastRetained + LATEST_BIRTH.toNanos();
        try {
            for (long left = 1; left > 0; left = Math.min(lastRetained + QUIET.toNanos(), latest) - System.nanoTime()) {
                try {
                    return main.lost().get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException stillThere) {
                    log.trace("connected");
                }
            }
            publish(Message.retained(Api.BIRTH, "online"));
            return main.lost().get();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    private void farewell(Link main, Link state) throws InterruptedException {
        outbox.put(Message.retained(Api.BIRTH, "offline"));
        var said = CompletableFuture.allOf(outbox.empty(), state.publish(Api.state(Api.HUB, "disconnected")));
        try {
            CompletableFuture.anyOf(said, main.lost()).get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unheard) {
            log.warn("the broker did not take the farewell: {}", unheard.toString());
        }
        main.leave();
        state.leave();
    }

    private void show(BrokerLink next) {
        switch (next) {
            case BrokerLink.Up(var address, var protocol, _, Instant since) when shown instanceof BrokerLink.Lost(_, _, var lost) ->
                log.info("Broker back at {} ({}) after {} s", address, protocol, Duration.between(lost, since).toSeconds());
            case BrokerLink.Up(var address, var protocol, _, _) -> log.info("Broker at {} ({})", address, protocol);
            case BrokerLink.Lost lost when !lost.equals(shown) -> log.info("Broker lost: {} {}", lost.address(), lost.reason());
            case BrokerLink.Lost _ -> {
                return;
            }
            case BrokerLink.Connecting _, BrokerLink.PortTaken _ -> {
            }
        }
        shown = next;
        onLink.accept(next);
    }
}
