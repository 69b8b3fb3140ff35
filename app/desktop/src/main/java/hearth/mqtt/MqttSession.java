package hearth.mqtt;

import hearth.device.Message;
import hearth.hub.BrokerLink;
import hearth.hub.BrokerNode;
import hearth.hub.Failover;
import hearth.hub.LinkFault;
import hearth.profile.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
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

    /// The retained messages of a whole house have come when none came for this long.
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration LATEST_BIRTH = Duration.ofSeconds(10);
    private static final int SUBSCRIBE_TRIES = 6;
    private static final int FAREWELL_MILLIS = 3_000;
    private static final int MOST_RETAINED = 20_000;
    private static final int MOST_UNANSWERED = 2_000;

    /// Who is told what happens; each on the thread it says.
    public interface Listener {

        /// On the network thread; may block, so that the broker waits.
        void received(Message message);

        /// On the session's thread, as all that follows.
        void linked(BrokerLink link);

        /// Somebody else spoke where only the hub does, or cleared what stood there. On the network thread, as [#received].
        default void overheard(Message message) {
        }

        default void met(BrokerNode node) {
        }

        default void regained(Failover how) {
        }

        /// Topics without wildcards on which somebody may have left a message: asked for one by one where the broker does not send what
        /// it keeps to a filter.
        default Collection<String> known() {
            return List.of();
        }
    }

    private final List<BrokerAddress> brokers;
    private final String clientId;
    private final Listener listener;
    private final InstantSource clock;
    private final boolean embedded;
    private final Dialer dialer = new Dialer();
    private final OwnEchoes own = new OwnEchoes();
    private final Outbox outbox = new Outbox(own::said);
    private final Set<String> retained = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("mqtt-session").unstarted(this::run);
    private BrokerLink shown = new BrokerLink.Connecting();
    private @Nullable Failover away;
    private volatile @Nullable Link up;
    private volatile boolean born;
    private volatile long lastRetained;

    /// @param brokers  at least one, tried in turn; [IllegalArgumentException] with a sentence otherwise
    /// @param clientId stable, since the broker keeps what arrives for it while the hub is away; without 6 characters for the second one
    /// @param embedded whether the broker is the hub's own
    public MqttSession(List<BrokerAddress> brokers, String clientId, Listener listener, InstantSource clock, boolean embedded) {
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("A broker's address is needed.");
        }
        this.brokers = List.copyOf(brokers);
        this.clientId = clientId;
        this.listener = listener;
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
            own.said(message);
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
        var turns = new Turns(brokers.size());
        try {
            while (true) {
                var broker = brokers.get(turns.turn());
                long began = System.nanoTime();
                var reason = visit(broker);
                boolean was = shown instanceof BrokerLink.Up;
                turns.failed(was ? Duration.ofNanos(System.nanoTime() - began) : Duration.ZERO);
                var now = clock.instant();
                listener.met(new BrokerNode(broker.toString(), BrokerNode.Kind.FAILED, now, reason));
                if (was) {
                    away = new Failover(broker.toString(), "", now, now, reason, false, OptionalInt.empty());
                }
                if (was || turns.round()) {
                    show(new BrokerLink.Lost(broker.toString(), reason, shown instanceof BrokerLink.Lost l ? l.since() : now));
                }
                if (turns.round()) {
                    TimeUnit.MILLISECONDS.sleep(turns.pauseMillis());
                }
            }
        } catch (InterruptedException closing) {
            log.debug("session closed");
        }
    }

    /// Stays connected as long as it lasts. The answer is why it ended, or why it did not begin.
    private String visit(BrokerAddress broker) throws InterruptedException {
        var login = new Link.Login(clientId, true, Optional.of(Message.retained(Api.BIRTH, "offline")));
        own.forget();
        try (var main = dialer.connected(broker, login, link -> link.receive(this::take))) {
            subscribe(main.link());
            try (var state = dialer.link(broker, new Link.Login(clientId + "-state", false, Optional.of(Api.state(Api.HUB, "lost"))))) {
                var kept = new Kept(state, this::take);
                state.connect();
                state.publish(Api.state(Api.HUB, "ready"));
                state.lost().thenAccept(main.link().lost()::complete);
                up = main.link();
                outbox.open(main.link());
                var now = clock.instant();
                listener.met(new BrokerNode(broker.toString(), BrokerNode.Kind.IN_USE, now, main.version().toString()));
                show(new BrokerLink.Up(broker.toString(), main.version().toString(), embedded, now));
                var back = away == null ? null : new Failover(away.from(), broker.toString(), away.lost(), now, away.reason(),
                        main.greeting().resumed(), OptionalInt.empty());
                away = null;
                if (back != null) {
                    listener.regained(back);
                }
                try {
                    return lived(main.link(), kept, back);
                } catch (InterruptedException closing) {
                    farewell(main.link(), state);
                    throw closing;
                }
            }
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        } finally {
            up = null;
            born = false;
            outbox.shut();
        }
    }

    /// What the session itself says is said again if somebody clears it.
    private void restore(String topic) {
        if (topic.equals(Api.BIRTH) && born) {
            publish(Message.retained(Api.BIRTH, "online"));
        } else if (topic.equals(Api.state(Api.HUB, "").topic()) && up != null) {
            announce(Api.state(Api.HUB, "ready"));
        }
    }

    /// The hub's own state comes back to it like everything else: of its topics only commands are news.
    private static boolean wanted(Message message) {
        var topic = message.topic();
        return !Api.own(topic) || !topic.startsWith("hearth/") && message.payload().size() > 0;
    }

    private void take(Message message) {
        if (message.retained()) {
            lastRetained = System.nanoTime();
        }
        if (message.retained() && retained.size() < MOST_RETAINED && !message.topic().startsWith("hearth/")) {
            retained.add(message.topic());
        }
        if (message.payload().size() == 0) {
            restore(message.topic());
        }
        if (own.overhears(message)) {
            listener.overheard(message);
        }
        if (wanted(message)) {
            listener.received(message);
        }
    }

    /// Some brokers refuse a subscription that comes right after the connection, and grant it a moment later.
    private static void subscribe(Link link) throws IOException, InterruptedException {
        for (int tries = 1; !link.subscribe(); tries++) {
            if (tries == SUBSCRIBE_TRIES) {
                throw new IOException(LinkFault.TOPICS_REFUSED.words(LinkFault.FILTER_REFUSED.words()));
            }
            TimeUnit.MILLISECONDS.sleep(50L * tries);
        }
    }

    /// Waits for the end. On the way: many devices announce themselves when the hub says `online`, which must not be before it listens and
    /// has taken in what the broker keeps.
    private String lived(Link main, Kept kept, @Nullable Failover back) throws IOException, InterruptedException {
        boolean asks = !embedded && kept.asks();
        var ended = quiet(main);
        if (ended.isEmpty() && asks && !kept.givenToFilters()) {
            var known = new HashSet<>(listener.known());
            known.addAll(retained);
            int unkept = (int) kept.read(known).stream().filter(retained::contains).count();
            if (back != null) {
                listener.regained(new Failover(back.from(), back.to(), back.lost(), back.back(), back.reason(), back.resumed(),
                        OptionalInt.of(unkept)));
            }
            ended = quiet(main);
        }
        if (ended.isPresent()) {
            return ended.get();
        }
        own.listen();
        publish(Message.retained(Api.BIRTH, "online"));
        born = true;
        try {
            return main.lost().get();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    /// Waits until no retained message came for a while. The answer is why the link ended, if it did.
    private Optional<String> quiet(Link main) throws InterruptedException {
        lastRetained = System.nanoTime();
        long latest = lastRetained + LATEST_BIRTH.toNanos();
        for (long left = 1; left > 0; left = Math.min(lastRetained + QUIET.toNanos(), latest) - System.nanoTime()) {
            try {
                return Optional.of(main.lost().get(left, TimeUnit.NANOSECONDS));
            } catch (TimeoutException stillThere) {
                log.trace("connected");
            } catch (ExecutionException never) {
                throw new IllegalStateException(never);
            }
        }
        return Optional.empty();
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
        listener.linked(next);
    }
}
