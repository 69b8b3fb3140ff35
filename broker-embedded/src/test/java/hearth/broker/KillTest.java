package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.Client.Got;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is there after kill -9 at any moment. `-Dkill.rounds=50` for as many rounds.
@Timeout(900)
class KillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final int SPEAKERS = 3;
    private static final int UNDER_WAY = 100;

    @TempDir Path dir;

    /// What the speakers sent and what of it was acknowledged, for all rounds.
    private final AtomicInteger last = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledgedTwo = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> retained = new ConcurrentHashMap<>();

    @Test void whatWasAcknowledgedOutlivesKillingTheBroker() throws Exception {
        var random = new Random(11);
        int all = 0;
        var watched = new HashSet<String>();
        var twice = 0;
        KilledBroker broker = KilledBroker.start(dir.resolve("broker"), dir.resolve("log"));
        try {
            Client.v3Kept(broker.port(), "away").with("q/#", 2).disconnect();
            var exact = new ExactClient();
            exact.connect(broker.port());
            for (int round = 0; round < ROUNDS; round++) {
                Client watch = Client.v5Kept(broker.port(), "watch").with("q/#", 1);
                exact.connect(broker.port());
                var speakers = new ArrayList<Thread>();
                for (int speaker = 0; speaker < SPEAKERS; speaker++) {
                    speakers.add(speak(broker.port(), round + "-" + speaker, speaker));
                }
                int enough = 200 + random.nextInt(2_000);
                Client.await("the speakers are under way", () -> acknowledged.size() >= enough);
                broker.kill();
                for (Thread each : speakers) {
                    each.join();
                }
                watch.inbox().forEach(got -> watched.add(got.text()));
                broker = KilledBroker.start(dir.resolve("broker"), dir.resolve("log"));

                List<String> received = untilTheEnd(Client.v3Kept(broker.port(), "away"), broker.port());
                assertEquals(Set.of(), missing(Set.copyOf(received)), "lost in round " + round);
                assertEquals(received.size(), Set.copyOf(received).size(), "it was away: nothing may come twice");
                inOrder(received);
                exact.connect(broker.port());
                Client.await("all of QoS 2 is there", () -> exact.delivered().keySet().containsAll(acknowledgedTwo));
                assertEquals(List.of(), exact.delivered().entrySet().stream().filter(each -> each.getValue() > 1).toList());
                List<String> rest = untilTheEnd(Client.v5Kept(broker.port(), "watch"), broker.port());
                twice += (int) rest.stream().filter(watched::contains).count();
                watched.addAll(rest);
                assertEquals(Set.of(), missing(watched), "lost on the way to who was there in round " + round);
                theRetainedAreAsNewAsAcknowledged(broker.port());
                all += acknowledged.size();
                acknowledged.clear();
                acknowledgedTwo.clear();
                watched.clear();
            }
        } finally {
            broker.close();
        }
        System.out.printf("kill -9: %d rounds, %d acknowledged messages, 0 lost, %d came again to who was there%n", ROUNDS, all, twice);
    }

    @Test void tenThousandQueuedMessagesAreThereSoonAfterAKill() throws Exception {
        try (var broker = KilledBroker.start(dir.resolve("broker"), dir.resolve("log"))) {
            Client.v3Kept(broker.port(), "away").with("q/#", 1).disconnect();
            Client speaker = Client.v5(broker.port(), "speaker");
            IntStream.range(0, 10_000).mapToObj(i -> speaker.publish("q/" + i, "x".repeat(200).getBytes(), 1, false)).toList()
                    .forEach(Client::done);
            broker.kill();
        }
        try (var broker = KilledBroker.start(dir.resolve("broker"), dir.resolve("log"))) {
            System.out.printf("start with 10,000 queued after kill -9: %d ms%n", broker.startedAfterMillis());
            List<Got> got = Client.v3Kept(broker.port(), "away").next(10_000);
            assertEquals(IntStream.range(0, 10_000).mapToObj(i -> "q/" + i).toList(), got.stream().map(Got::topic).toList());
        }
    }

    /// Numbered messages of QoS 1 and 2 and a retained count, until the broker is gone.
    private Thread speak(int port, String name, int index) {
        var mqtt = Client.v5(port, "speaker-" + name);
        var room = new Semaphore(UNDER_WAY);
        return Thread.ofVirtual().start(() -> {
            boolean[] gone = new boolean[1];
            for (int i = 0; !gone[0]; i++) {
                room.acquireUninterruptibly();
                String text = name + ":" + last.incrementAndGet();
                int count = last.get();
                boolean retain = i % 10 == 0;
                String topic = retain ? "r/" + index : "q/" + index;
                int qos = retain ? 1 : 1 + i % 2;
                mqtt.publish(topic, (retain ? Integer.toString(count) : text).getBytes(), qos, retain)
                        .whenComplete((ok, failed) -> {
                            if (failed != null) {
                                gone[0] = true;
                            } else if (retain) {
                                retained.merge(topic, count, Math::max);
                            } else {
                                acknowledged.add(text);
                                if (qos == 2) {
                                    acknowledgedTwo.add(text);
                                }
                            }
                            room.release();
                        });
            }
        });
    }

    /// What a client is sent before a message that comes last; ends of earlier rounds are left out.
    private List<String> untilTheEnd(Client client, int port) {
        String end = "end " + last.incrementAndGet();
        Client.v5(port, "ender").say("q/end", end, 1, false);
        var texts = new ArrayList<String>();
        for (Got got = client.next(1).getFirst(); !got.text().equals(end); got = client.next(1).getFirst()) {
            texts.add(got.text());
        }
        client.disconnect();
        texts.removeIf(text -> text.startsWith("end "));
        return texts;
    }

    private Set<String> missing(Set<String> received) {
        var missing = new HashSet<>(acknowledged);
        missing.removeAll(received);
        return missing;
    }

    /// Of one speaker, and one quality: MQTT promises order for no more.
    private static void inOrder(List<String> texts) {
        var lastOf = new HashMap<String, Integer>();
        for (String text : texts) {
            String[] parts = text.split(":");
            Integer before = lastOf.put(parts[0], Integer.valueOf(parts[1]));
            assertTrue(before == null || before < Integer.parseInt(parts[1]), () -> "out of order: " + text);
        }
    }

    private void theRetainedAreAsNewAsAcknowledged(int port) {
        Client late = Client.v5(port, "late").with("r/#", 1);
        List<Got> kept = late.next(retained.size());
        for (Got got : kept) {
            assertTrue(Integer.parseInt(got.text()) >= retained.get(got.topic()), () -> got + " is older than " + retained);
        }
        assertEquals(retained.keySet(), Set.copyOf(kept.stream().map(Got::topic).toList()));
        late.disconnect();
    }
}
