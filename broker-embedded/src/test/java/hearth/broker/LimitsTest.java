package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.broker.BrokerReport.QueueFull;
import hearth.broker.BrokerReport.RetainedFull;
import hearth.broker.BrokerReport.SlowClientCut;
import hearth.broker.BrokerReport.TooFast;
import hearth.broker.BrokerReport.TooManyConnections;
import hearth.broker.Client.Got;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who takes too much, too little or too fast is named, and the others are served.
@Timeout(120)
class LimitsTest {
    @TempDir Path dir;

    private final ConcurrentLinkedQueue<BrokerReport> reports = new ConcurrentLinkedQueue<>();
    private EmbeddedBroker broker;
    private int port;

    private void start(BrokerLimits limits) throws IOException {
        broker = new EmbeddedBroker(BrokerSettings.onThisMachine(dir.resolve("broker"), 0), limits, change -> {}, reports::add);
        broker.start();
        port = broker.port();
    }

    @AfterEach void stop() {
        broker.close();
    }

    private <R extends BrokerReport> List<R> reported(Class<R> kind) {
        return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static BrokerLimits limits(int connections, int connects, int messages, int waiting, long bytes, int queued, long retained) {
        return new BrokerLimits(connections, connects, messages, waiting, bytes, queued, retained);
    }

    @Test void aSlowClientIsCutAndNamedAndItsSessionKeepsEverything() throws Exception {
        start(limits(100, 1_000, 100_000, 2_000, 1_000_000, 100_000, 1_000_000));
        var slow = new RawClient(port).send(RawClient.connect(4, "slow", false), RawClient.subscribe(4, 1, "a", 1));
        slow.read();
        slow.read(); // and nothing more
        Client other = Client.v5(port, "other").with("a", 1);
        Client speaker = Client.v5(port, "speaker");
        List<String> expected = IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
        for (int from = 0; from < 3_000; from += 500) {
            List<String> part = expected.subList(from, from + 500);
            part.stream().map(text -> speaker.publish("a", text.getBytes(), 1, false)).toList().forEach(Client::done);
            assertEquals(part, other.next(500).stream().map(Got::text).toList());
        }
        Client.await("it is named", () -> !reported(SlowClientCut.class).isEmpty());
        assertEquals(List.of("slow"), reported(SlowClientCut.class).stream().map(SlowClientCut::clientId).toList());
        Client.await("it is cut", () -> broker.sessions().stream().anyMatch(it -> it.clientId().equals("slow") && !it.connected()));
        slow.close();
        assertEquals(expected, Client.v3Kept(port, "slow").next(3_000).stream().map(Got::text).toList());
    }

    @Test void aSlowClientWithoutASessionIsCutBeforeItFillsTheMemory() throws Exception {
        start(limits(100, 1_000, 100_000, 100_000, 1_000_000, 100_000, 1_000_000));
        var slow = new RawClient(port).send(RawClient.connect(4, "slow", true), RawClient.subscribe(4, 1, "a", 1));
        slow.read();
        slow.read();
        Client speaker = Client.v5(port, "speaker");
        for (int i = 0; i < 200 && reported(SlowClientCut.class).isEmpty(); i++) {
            speaker.say("a", "x".repeat(100_000), 1, false);
        }
        assertEquals(List.of("slow"), reported(SlowClientCut.class).stream().map(SlowClientCut::clientId).toList());
        Client.await("it is gone", () -> broker.sessions().stream().noneMatch(it -> it.clientId().equals("slow")));
        slow.close();
    }

    @Test void whoKeepsReadingIsNotCutHoweverFastOthersSendForTheyWait() throws Exception {
        start(limits(100, 1_000, 100_000, 10_000, 5_000_000, 100_000, 1_000_000)); // more than all may have under way
        Client clean = Client.v3(port, "clean").with("a", 1);
        Client kept = Client.v5Kept(port, "kept").with("a", 1);
        List<Client> speakers = List.of(Client.v5(port, "five"), Client.v3(port, "three"));
        List<? extends CompletableFuture<?>> sent = IntStream.range(0, 20_000)
                .mapToObj(i -> speakers.get(i % 2).publish("a", "x".repeat(500).getBytes(), 1, false)).toList();
        assertEquals(20_000, clean.next(20_000).size());
        assertEquals(20_000, kept.next(20_000).size());
        sent.forEach(Client::done);
        assertEquals(List.of(), reported(SlowClientCut.class));
    }

    @Test void whoCatchesUpAfterALongAbsenceIsNotSlow() throws Exception {
        start(limits(100, 1_000, 100_000, 500, 1_000_000, 100_000, 1_000_000));
        Client.v5Kept(port, "away").with("a", 1).disconnect();
        Client speaker = Client.v5(port, "speaker");
        List<String> expected = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
        expected.stream().map(text -> speaker.publish("a", text.getBytes(), 1, false)).toList().forEach(Client::done);
        assertEquals(expected, Client.v5Kept(port, "away").next(5_000).stream().map(Got::text).toList());
        assertEquals(List.of(), List.copyOf(reports));
    }

    @Test void whatIsLostForAnAbsentClientIsTheOldestAndIsTold() throws Exception {
        start(limits(100, 1_000, 100_000, 100_000, 1_000_000, 1_000, 1_000_000));
        Client.v3Kept(port, "away").with("a", 1).disconnect();
        Client speaker = Client.v5(port, "speaker");
        IntStream.range(0, 1_500).mapToObj(i -> speaker.publish("a", Integer.toString(i).getBytes(), 1, false)).toList()
                .forEach(Client::done);
        assertEquals(List.of(new QueueFull("away", 1)), reported(QueueFull.class));
        assertEquals(IntStream.range(500, 1_500).mapToObj(Integer::toString).toList(),
                Client.v3Kept(port, "away").next(1_000).stream().map(Got::text).toList());
    }

    @Test void whoIsTooFastIsSlowedDownAndNamedOnceAndLosesNothing() throws Exception {
        start(limits(100, 1_000, 1_000, 100_000, 1_000_000, 100_000, 1_000_000));
        Client listener = Client.v5(port, "listener").with("a", 1);
        Client speaker = Client.v3(port, "fast");
        List<? extends CompletableFuture<?>> sent = IntStream.range(0, 5_000)
                .mapToObj(i -> speaker.publish("a", Integer.toString(i).getBytes(), 1, false)).toList();
        assertEquals(IntStream.range(0, 5_000).mapToObj(Integer::toString).toList(),
                listener.next(5_000).stream().map(Got::text).toList());
        sent.forEach(Client::done);
        assertEquals(List.of(new TooFast("fast", 1_000)), List.copyOf(reports));
    }

    @Test void oneConnectionTooManyIsClosedAndTheOthersStay() throws Exception {
        start(limits(50, 1_000, 100_000, 100_000, 1_000_000, 100_000, 1_000_000));
        var idle = new ArrayList<RawClient>();
        for (int i = 0; i < 50; i++) {
            idle.add(new RawClient(port).send(RawClient.connect(4, "idle" + i, true)));
            assertEquals(2, idle.getLast().read().type());
        }
        assertEquals(3, answer(4)); // server unavailable
        assertEquals(0x89, answer(5)); // server busy
        try (var silent = new RawClient(port)) {
            assertEquals(0, silent.read().type()); // it is waited for, but not for long
        }
        assertEquals(List.of(new TooManyConnections("127.0.0.1", 51)), List.copyOf(reports));
        for (RawClient each : idle) {
            assertEquals(13, each.send(RawClient.packet(0xC0, new byte[0])).read().type());
        }
        idle.getFirst().close();
        Client.await("its place is free", () -> {
            try {
                return !isTurnedAway();
            } catch (IOException stillFull) {
                return false;
            }
        });
        for (RawClient each : idle) {
            each.close();
        }
    }

    private boolean isTurnedAway() throws IOException {
        return answer(4) != 0;
    }

    /// The reason code of a CONNACK, or -1 if there was none.
    private int answer(int level) throws IOException {
        try (var raw = new RawClient(port).send(RawClient.connect(level, "late", true))) {
            RawClient.Packet answer = raw.read();
            return answer.type() == 2 ? answer.body()[1] & 0xFF : -1;
        } catch (SocketException closed) {
            return -1;
        }
    }

    @Test void tooManyArrivalsASecondAreTurnedAwayAndNamedOnce() throws Exception {
        start(limits(1_000, 10, 100_000, 100_000, 1_000_000, 100_000, 1_000_000));
        Client here = Client.v5(port, "here").with("a", 1);
        var answers = new TreeSet<Integer>();
        for (int i = 0; i < 300; i++) {
            answers.add(answer(4));
        }
        assertEquals(Set.of(-1, 0, 3), answers); // too fast even to be told; let in; told that the server is unavailable
        assertEquals(1, reported(TooManyConnections.class).size());
        here.say("a", "still here", 1, false);
        here.expect(new Got("a", "still here", 1, false));
    }

    @Test void retainedMessagesAreBoundedAndTheFirstTooManyIsNamed() throws Exception {
        start(limits(100, 1_000, 100_000, 100_000, 1_000_000, 100_000, 10_000));
        Client speaker = Client.v5(port, "speaker");
        for (int i = 0; i < 20; i++) {
            speaker.say("r/" + i, "x".repeat(1_000), 1, true);
        }
        speaker.say("r/0", "new", 1, true);
        assertEquals(List.of(new RetainedFull("speaker", "r/8")), List.copyOf(reports));
        List<Got> kept = Client.v5(port, "late").with("r/#", 1).next(8);
        assertEquals(8, kept.size());
        assertTrue(kept.contains(new Got("r/0", "new", 1, true)));
    }

    @Test void idleConnectionsBrokenPacketsAndHugeClaimsLeaveTheOthersServed() throws Exception {
        start(BrokerLimits.HOME);
        var idle = new ArrayList<RawClient>();
        for (int i = 0; i < 500; i++) {
            idle.add(new RawClient(port).send(RawClient.connect(i % 2 == 0 ? 4 : 5, "idle" + i, true)));
        }
        for (int i = 0; i < 20; i++) {
            try (var raw = new RawClient(port).send(RawClient.connect(4, "huge" + i, true))) {
                raw.read();
                raw.send(new byte[]{0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 1}); // 256 MiB to come
                assertEquals(0, raw.read().type());
            }
        }
        Client listener = Client.v5(port, "listener").with("flood/#", 1);
        Client speaker = Client.v5(port, "speaker");
        byte[] kilobyte = "x".repeat(1_024).getBytes();
        IntStream.range(0, 20_000).mapToObj(i -> speaker.publish("flood/" + i % 100, kilobyte, 1, false)).toList().forEach(Client::done);
        assertEquals(20_000, listener.next(20_000).size());
        for (RawClient each : idle) {
            assertEquals(2, each.read().type());
            assertEquals(13, each.send(RawClient.packet(0xC0, new byte[0])).read().type());
            each.close();
        }
        assertEquals(List.of(), reported(SlowClientCut.class));
    }
}
