package io.moquette.broker;

import hearth.broker.BrokerLimits;
import hearth.broker.BrokerReport;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/// Too many connections and too busy clients, each named once a minute. Any thread.
@NullMarked
final class Crowd {
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MOST_NAMES = 1_000;

    private final BrokerLimits limits;
    private final Consumer<BrokerReport> reports;
    private final Rate arrivals;
    private final Rate answers;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Instant> named = new ConcurrentHashMap<>();

    Crowd(BrokerLimits limits, Consumer<BrokerReport> reports) {
        this.limits = limits;
        this.reports = reports;
        arrivals = new Rate(limits.connectsASecond(), 10);
        answers = new Rate(Math.max(1, limits.connectsASecond() / 5), 1);
    }

    boolean admits(Channel channel) {
        int now = open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        boolean enough;
        synchronized (arrivals) {
            enough = !arrivals.isSpent();
            if (enough) {
                arrivals.take();
            }
        }
        if (enough && now <= limits.connections()) {
            return true;
        }
        String address = channel.remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress().getHostAddress() : "";
        if (isNew("address " + address)) {
            reports.accept(new BrokerReport.TooManyConnections(address, now));
        }
        return false;
    }

    /// Whether there is time to hear the CONNECT of one that was not admitted, and to answer it. Otherwise an answer would cost as much as
    /// letting it in.
    boolean hasTimeToRefuse() {
        synchronized (arrivals) {
            boolean time = !answers.isSpent();
            if (time) {
                answers.take();
            }
            return time;
        }
    }

    void tooFast(String clientId) {
        if (isNew("client " + clientId)) {
            reports.accept(new BrokerReport.TooFast(clientId, limits.messagesASecond()));
        }
    }

    private boolean isNew(String who) {
        Instant now = Instant.now();
        if (named.size() >= MOST_NAMES) {
            named.values().removeIf(until -> until.isBefore(now));
        }
        Instant until = named.get(who);
        if (until != null && until.isAfter(now) || named.size() >= MOST_NAMES) {
            return false;
        }
        named.put(who, now.plus(QUIET));
        return true;
    }
}
