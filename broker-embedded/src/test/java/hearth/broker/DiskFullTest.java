package hearth.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hearth.broker.Client.Got;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A full disk: the broker serves who is there, confirms nothing that it could not keep, says so, and goes on by itself.
@Timeout(180)
class DiskFullTest {
    @TempDir Path dir;

    private SmallDisk disk;
    private KilledBroker broker;

    @BeforeEach void mount() throws Exception {
        var mounted = SmallDisk.at(dir.resolve("disk"), 128);
        assumeTrue(mounted.isPresent(), "mounting needs Linux and root");
        disk = mounted.get();
    }

    @AfterEach void unmount() {
        if (disk != null) {
            disk.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private void start() {
        broker = KilledBroker.start(disk.within(), disk.mounted().resolve("broker"), 0, dir.resolve("log"));
    }

    private String report() throws InterruptedException {
        String report = broker.reports().poll(20, TimeUnit.SECONDS);
        return report == null ? "nothing" : report;
    }

    private static List<String> texts(Client client, int count) {
        return client.next(count).stream().map(Got::text).toList();
    }

    private static List<String> numbers(String what, int count) {
        return IntStream.range(0, count).mapToObj(i -> what + i).toList();
    }

    @Test void whoIsThereIsServedAndWhatCannotBeKeptIsConfirmedOnceItIs() throws Exception {
        start();
        Client.v3Kept(broker.port(), "away").with("q/#", 1).disconnect();
        Client speaker = Client.v5(broker.port(), "speaker");
        numbers("before ", 20).forEach(text -> speaker.say("q/a", text, 1, false));
        speaker.say("state", "before", 1, true);

        disk.fill();
        List<? extends CompletableFuture<?>> owed = numbers("full ", 60).stream()
                .map(text -> speaker.publish("q/a", text.repeat(500).getBytes(), 1, false)).toList();
        assertTrue(report().startsWith("StoreFails"));
        Client three = Client.v3(broker.port(), "three").with("live/#", 1);
        Client kept = Client.v5Kept(broker.port(), "kept").with("live/#", 1);
        numbers("live ", 50).forEach(text -> Client.done(speaker.publish("live/a", text.getBytes(), 0, false)));
        assertEquals(numbers("live ", 50), texts(three, 50));
        assertEquals(numbers("live ", 50), texts(kept, 50));
        three.say("elsewhere", "nobody absent waits for it", 1, false);
        assertTrue(owed.stream().noneMatch(CompletableFuture::isDone), "nothing is confirmed that is not kept");
        Client back = Client.v3Kept(broker.port(), "away");
        assertEquals(numbers("before ", 20), texts(back, 20));
        assertEquals(60, texts(back, 60).size());
        back.disconnect();

        disk.free();
        owed.forEach(Client::done);
        assertEquals("StoreWorks[]", report());
        speaker.say("q/a", "after", 1, false);
        broker.kill();
        start();
        List<String> rest = texts(Client.v3Kept(broker.port(), "away"), 1);
        assertEquals(List.of("after"), rest);
        Client.v5(broker.port(), "late").with("state", 1).expect(new Got("state", "before", 1, true));
    }

    @Test void aKillWhileTheDiskIsFullLosesNothingThatWasConfirmed() throws Exception {
        start();
        Client.v3Kept(broker.port(), "away").with("q/#", 1).disconnect();
        Client speaker = Client.v5(broker.port(), "speaker");
        numbers("before ", 300).forEach(text -> speaker.say("q/a", text, 1, false));
        disk.fill();
        var owed = speaker.publish("q/a", "x".repeat(5_000).getBytes(), 1, false);
        assertTrue(report().startsWith("StoreFails"));
        broker.kill();
        assertFalse(owed.isDone() && !owed.isCompletedExceptionally());

        start(); // there is still no room
        Client three = Client.v3(broker.port(), "three").with("live", 1);
        Client.v5(broker.port(), "speaker").say("live", "x", 0, false);
        assertEquals(List.of("x"), texts(three, 1));
        Client back = Client.v3Kept(broker.port(), "away");
        assertEquals(numbers("before ", 300), texts(back, 300));
        disk.free();
        Client.v5(broker.port(), "speaker").say("q/a", "after", 1, false);
        assertEquals(List.of("after"), texts(back, 1));
    }

    @Test void theBrokerStartsOnAFullDiskAndKeepsThingsOnceThereIsRoom() throws Exception {
        disk.fill();
        start();
        assertTrue(report().startsWith("StoreFails"));
        Client.v3Kept(broker.port(), "away").with("q", 1).disconnect();
        Client three = Client.v3(broker.port(), "three").with("live", 1);
        Client speaker = Client.v5(broker.port(), "speaker");
        speaker.say("live", "x", 1, false);
        assertEquals(List.of("x"), texts(three, 1));
        var owed = speaker.publish("q", "kept".getBytes(), 1, false);
        Client back = Client.v3Kept(broker.port(), "away");
        assertEquals(List.of("kept"), texts(back, 1));
        back.disconnect();
        var later = speaker.publish("q", "later".getBytes(), 1, false);
        disk.free();
        Client.done(owed);
        Client.done(later);
        assertEquals("StoreWorks[]", report());
        broker.kill();
        start();
        assertEquals(List.of("later"), texts(Client.v3Kept(broker.port(), "away"), 1));
    }

    @Test void aFloodForAnAbsentClientOnAFullDiskIsTurnedAwayBeforeTheMemoryIsFull() throws Exception {
        start();
        Client.v3Kept(broker.port(), "away").with("q", 1).disconnect();
        disk.fill();
        Client listener = Client.v3(broker.port(), "listener").with("live", 1);
        int cut = 0;
        for (int round = 0; cut < 3 && round < 100; round++) { // a gigabyte, for a process that has a quarter
            Client.V5 speaker = Client.v5(broker.port(), "flood");
            for (int i = 0; i < 100; i++) {
                speaker.publish("q", new byte[100_000], 1, false);
            }
            listener.say("live", "round " + round, 0, false);
            assertEquals(List.of("round " + round), texts(listener, 1));
            cut += speaker.mqtt().getState().isConnected() ? 0 : 1;
            speaker.mqtt().disconnect();
        }
        assertEquals(3, cut, "a client that is told that there is no room");
        assertTrue(report().startsWith("StoreFails"));
        disk.free();
        assertEquals("StoreWorks[]", report());
        Client.v5(broker.port(), "speaker").say("q", "after", 1, false);
    }
}
