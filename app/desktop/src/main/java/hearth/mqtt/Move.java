package hearth.mqtt;

import hearth.device.Message;
import hearth.hub.LinkFault;
import hearth.hub.Moved;
import hearth.profile.Api;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Carries what one broker keeps to another. Any thread; waits.
public final class Move {

    /// What is kept has come when nothing came for this long.
    private static final long QUIET_MILLIS = 1_500;
    private static final long LONGEST_MILLIS = 60_000;
    private static final int AT_ONCE = 50;
    private static final int ANSWER_SECONDS = 20;

    private final Dialer dialer = new Dialer();
    private final String clientId;

    /// @param clientId stable and its own: nobody else uses it meanwhile
    public Move(String clientId) {
        this.clientId = clientId;
    }

    /// Carries the retained messages over, but for those of the hub, which says its own anew. Where both brokers keep something, that of
    /// the one beyond this machine counts, in both directions: it is the one that was in use, or was before.
    ///
    /// @param known    topics to ask for one by one, where a broker does not send what it keeps to a filter
    /// @param back     whether `to` is the embedded one
    public Moved carry(BrokerAddress from, BrokerAddress to, Collection<String> known, boolean back, Instant now)
            throws InterruptedException {
        try {
            var source = kept(from, known);
            var there = back ? Map.<String, Wire.Arrived>of() : kept(to, source.keySet());
            var going = source.values().stream().filter(m -> !there.containsKey(m.message().topic())).toList();
            int refused = say(to, going);
            return new Moved(to.toString(), now, going.size() - refused, source.size() - going.size(), refused, "");
        } catch (IOException failed) {
            return new Moved(to.toString(), now, 0, 0, 0, String.valueOf(failed.getMessage()));
        }
    }

    private static boolean house(String topic) {
        return !topic.startsWith("hearth/") && !Api.own(topic);
    }

    private Map<String, Wire.Arrived> kept(BrokerAddress broker, Collection<String> known) throws IOException, InterruptedException {
        var found = new ConcurrentHashMap<String, Wire.Arrived>();
        var last = new AtomicLong(System.nanoTime());
        try (var in = dialer.connected(broker, login(), link -> link.arriving(arrived -> {
            var message = arrived.message();
            if (message.retained() && house(message.topic())) {
                last.set(System.nanoTime());
                found.put(message.topic(), arrived);
            }
            arrived.taken().run();
        }))) {
            in.link().subscribe();
            quiet(last);
            var left = new ArrayList<>(known.stream().filter(topic -> house(topic) && !found.containsKey(topic)).toList());
            for (int n = 0; n < left.size(); n += AT_ONCE) {
                in.link().subscribe(left.subList(n, Math.min(left.size(), n + AT_ONCE)), 1, false);
            }
            if (!left.isEmpty()) {
                last.set(System.nanoTime());
                quiet(last);
            }
            in.link().leave();
        }
        return new HashMap<>(found);
    }

    private static void quiet(AtomicLong last) throws InterruptedException {
        long began = System.nanoTime();
        for (long left = QUIET_MILLIS; left > 0 && System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);) {
            TimeUnit.MILLISECONDS.sleep(left);
            left = QUIET_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - last.get());
        }
    }

    /// The answer is how many were refused.
    private int say(BrokerAddress broker, List<Wire.Arrived> messages) throws IOException, InterruptedException {
        int refused = 0;
        try (var out = dialer.connected(broker, login(), _ -> {
        })) {
            for (int n = 0; n < messages.size(); n += AT_ONCE) {
                var answers = messages.subList(n, Math.min(messages.size(), n + AT_ONCE)).stream()
                        .<CompletableFuture<?>>map(
                                m -> out.link().carry(new Message(m.message().topic(), m.message().payload(), 1, true), m))
                        .toList();
                for (var answer : answers) {
                    refused += taken(answer, out.link()) ? 0 : 1;
                }
            }
            out.link().leave();
        }
        return refused;
    }

    private static boolean taken(CompletableFuture<?> answer, Link link) throws IOException, InterruptedException {
        try {
            answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failed) {
            if (link.ended()) {
                throw new IOException(link.lost().getNow(LinkFault.CLOSED.words()), failed);
            }
            return false;
        } catch (TimeoutException silent) {
            throw new IOException(LinkFault.NO_ANSWER.words(), silent);
        }
    }

    private Link.Login login() {
        return new Link.Login(clientId, false, Optional.empty());
    }
}
