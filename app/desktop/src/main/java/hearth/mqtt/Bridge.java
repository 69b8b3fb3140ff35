package hearth.mqtt;

import hearth.device.Message;
import hearth.hub.BridgeReport;
import hearth.hub.LinkFault;
import hearth.profile.AlarmApi;
import hearth.profile.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets clients of the embedded broker go on while the house is at another one: what is said at either is said at the other.
///
/// A message is acknowledged where it came from when the other side has it; if one connection breaks, both end, and what was not
/// acknowledged comes again. Nothing goes round: in MQTT 5 a broker does not say back what the bridge said (no local), and what any of
/// our bridges carried is marked and not carried again; in MQTT 3.1.1 what was said is remembered and passed over once.
///
/// One thread tries, waits and reconnects. Goes at QoS 1 at most; where both brokers speak MQTT 5, with a message's properties.
public final class Bridge implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Bridge.class);

    /// Of messages that may get lost, none are taken beyond so many on their way.
    private static final int MOST_ON_THE_WAY = 2_000;
    private static final int CLOSE_MILLIS = 5_000;

    private final BrokerAddress inner;
    private final List<BrokerAddress> outer;
    private final String clientId;
    private final InstantSource clock;
    private final Dialer dialer = new Dialer();
    private final Echoes echoes = new Echoes();
    private final AtomicLong outward = new AtomicLong();
    private final AtomicLong inward = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("bridge").unstarted(this::run);
    private volatile State state;

    private record State(boolean up, Instant since, String words) {
    }

    /// @param inner    the embedded broker
    /// @param outer    tried in turn
    /// @param clientId stable; without 4 characters for the two connections' own ends
    public Bridge(BrokerAddress inner, List<BrokerAddress> outer, String clientId, InstantSource clock) {
        this.inner = inner;
        this.outer = List.copyOf(outer);
        this.clientId = clientId;
        this.clock = clock;
        state = new State(false, clock.instant(), "");
    }

    /// From now on the embedded broker keeps what the bridge is to carry, although it does not run yet.
    public void prepare() throws IOException, InterruptedException {
        try (var in = dialer.connected(inner, login("-in"), _ -> {
        })) {
            in.link().subscribe(List.of("#"), 1, true);
            in.link().leave();
        }
    }

    public void start() {
        thread.start();
    }

    public BridgeReport report() {
        var now = state;
        return new BridgeReport(now.up(), now.since(), outward.get(), inward.get(), refused.get(), now.words());
    }

    /// The embedded broker keeps nothing more for it.
    public void end() throws IOException, InterruptedException {
        close();
        try (var in = dialer.connected(inner, new Link.Login(clientId + "-in", false, Optional.empty()), _ -> {
        })) {
            in.link().leave();
        }
    }

    @Override public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var turns = new Turns(outer.size());
        try {
            while (true) {
                long began = System.nanoTime();
                var reason = visit(outer.get(turns.turn()));
                boolean was = state.up();
                turns.failed(was ? Duration.ofNanos(System.nanoTime() - began) : Duration.ZERO);
                if (was || !state.words().equals(reason)) {
                    log.info("Bridge down: {}", reason);
                    state = new State(false, clock.instant(), reason);
                }
                if (turns.round()) {
                    TimeUnit.MILLISECONDS.sleep(turns.pauseMillis());
                }
            }
        } catch (InterruptedException closing) {
            log.debug("bridge closed");
        }
    }

    /// Both ends of one visit. What comes before both stand is held.
    private final class Ends {

        private final AtomicInteger onTheWay = new AtomicInteger();
        private final ArrayDeque<Runnable> held = new ArrayDeque<>();
        private @Nullable Link in;
        private @Nullable Link out;
        private boolean remembers;

        synchronized void open(Link inLink, Link outLink, boolean old) {
            in = inLink;
            out = outLink;
            remembers = old;
            held.forEach(Runnable::run);
            held.clear();
        }

        synchronized void fromInner(Wire.Arrived arrived) {
            if (in == null) {
                held.add(() -> fromInner(arrived));
                return;
            }
            var message = arrived.message();
            if (arrived.bridged() || Api.own(message.topic())) {
                arrived.taken().run();
            } else {
                if (remembers) {
                    echoes.said(message, System.nanoTime());
                }
                pass(arrived, message, out, outward);
            }
        }

        synchronized void fromOuter(Wire.Arrived arrived) {
            if (out == null) {
                held.add(() -> fromOuter(arrived));
                return;
            }
            var message = arrived.message();
            boolean old = remembers && (message.retained() || echoes.heard(message, System.nanoTime()));
            if (arrived.bridged() || old) {
                arrived.taken().run();
            } else {
                pass(arrived, remembers ? asSaid(message) : message, in, inward);
            }
        }

        private void pass(Wire.Arrived arrived, Message message, @Nullable Link to, AtomicLong count) {
            if (to == null || message.qos() == 0 && onTheWay.get() > MOST_ON_THE_WAY) {
                refused.incrementAndGet();
                arrived.taken().run();
                return;
            }
            onTheWay.incrementAndGet();
            said(to, message, arrived).whenComplete((_, failed) -> {
                onTheWay.decrementAndGet();
                if (failed == null) {
                    count.incrementAndGet();
                    arrived.taken().run();
                } else if (!to.ended()) {
                    log.debug("not carried over: {}: {}", message.topic(), failed.getMessage());
                    refused.incrementAndGet();
                    arrived.taken().run();
                }
            });
        }

        private CompletableFuture<?> said(Link to, Message message, Wire.Arrived arrived) {
            try {
                return to.carry(message, arrived);
            } catch (IllegalArgumentException noTopic) {
                return CompletableFuture.failedFuture(noTopic);
            }
        }
    }

    /// MQTT 3.1.1 does not tell whether a message was said to be kept; of the hub's own it is known.
    private static Message asSaid(Message message) {
        boolean kept = Api.own(message.topic()) && !message.topic().contains("/$log/") && !message.topic().equals(AlarmApi.EVENT);
        return kept ? new Message(message.topic(), message.payload(), message.qos(), true) : message;
    }

    private String visit(BrokerAddress far) throws InterruptedException {
        var ends = new Ends();
        try (var out = dialer.connected(far, login("-out"), link -> link.arriving(ends::fromOuter));
                var in = dialer.connected(inner, login("-in"), link -> link.arriving(ends::fromInner))) {
            boolean old = out.version() == Link.Version.MQTT_3;
            echoes.renew(System.nanoTime());
            subscribe(in.link());
            subscribe(out.link());
            ends.open(in.link(), out.link(), old);
            state = new State(true, clock.instant(), far.toString());
            log.info("Bridge to {} ({})", far, out.version());
            var lost = CompletableFuture.anyOf(in.link().lost().thenApply(r -> LinkFault.OWN_BROKER.words(r)),
                    out.link().lost().thenApply(r -> far + " " + r));
            try {
                return String.valueOf(lost.get());
            } catch (ExecutionException never) {
                throw new IllegalStateException(never);
            }
        } catch (IOException failed) {
            return far + " " + failed.getMessage();
        }
    }

    private static void subscribe(Link link) throws IOException, InterruptedException {
        for (int tries = 1; link.subscribe(List.of("#"), 1, true).getFirst() >= Link.REFUSED; tries++) {
            if (tries == 6) {
                throw new IOException(LinkFault.FILTER_REFUSED.words());
            }
            TimeUnit.MILLISECONDS.sleep(50L * tries);
        }
    }

    private Link.Login login(String end) {
        return new Link.Login(clientId + end, true, Optional.empty());
    }
}
