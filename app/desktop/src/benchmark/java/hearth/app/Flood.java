package hearth.app;

import hearth.device.Payload;
import hearth.hub.TopicSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Many messages for a long time: what the broker acknowledged is counted against what the hub made of it. The window is open; its
/// pulses in the seconds before are the baseline.
final class Flood {

    private static final int DEVICES = 500;
    private static final int CLIENTS = 4;
    private static final int PER_SECOND = 10_000;
    private static final int UNACKNOWLEDGED = 2_000;

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean sampling = new AtomicBoolean(true);
    private final AtomicLong backlog = new AtomicLong();

    List<Figure> measure(Path folder, int seconds) throws IOException, InterruptedException {
        try (var house = LiveHouse.open(folder, DEVICES); var stalls = Stalls.started()) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Wire(house.port()));
            }
            // The program has run for a while: everything is compiled, every device has spoken.
            send(clients, 10, PER_SECOND / 4);
            LiveHouse.await(() -> handled(house) == acknowledged.get());
            var pulses = Pulses.started();
            Thread.sleep(5_000);
            double calm = pulses.gaps.millis(1);
            pulses.looking = false;
            Thread.sleep(100);
            pulses.gaps.clear();
            stalls.here();
            stalls.elsewhere();
            pulses.looking = true;
            var sampler = Thread.ofPlatform().name("backlog").start(() -> sample(house));
            long before = acknowledged.get();
            long took = -System.nanoTime();
            send(clients, seconds / 3, PER_SECOND);
            took += System.nanoTime();
            double here = stalls.here();
            double heapFirst = heap(pulses);
            Thread.sleep(10); // the collection is over, and noted
            stalls.here();
            took -= System.nanoTime();
            send(clients, seconds - seconds / 3, PER_SECOND);
            long all = acknowledged.get();
            LiveHouse.await(() -> handled(house) >= all);
            took += System.nanoTime();
            double rate = (all - before) * 1e9 / took;
            here = Math.max(here, stalls.here());
            double elsewhere = stalls.elsewhere();
            double heapLast = heap(pulses);
            sampling.set(false);
            sampler.join();
            LiveHouse.onFx(() -> {
                pulses.stop();
                return true;
            });
            clients.forEach(Wire::close);
            return List.of(
                    Figure.atLeast(0.99 * PER_SECOND, "flood, messages handled a second", "/s", rate, PER_SECOND,
                            "messages wanted a second"),
                    Figure.atMost(0, "flood, acknowledged messages lost or out of order at the end", "",
                            all - handled(house) + wrong(house, all), all,
                            "messages acknowledged"),
                    Figure.only("  refused by the broker", "", failed.get()),
                    Figure.atMost(20_000, "flood, most messages waiting in the hub", "", backlog.get(), Double.NaN, ""),
                    Figure.atMost(100, "flood, longest gap between pulses", "ms", pulses.gaps.millis(1), calm, "without the flood"),
                    Figure.only("  p99 of the gaps", "ms", pulses.gaps.millis(0.99)),
                    Figure.only("  median", "ms", pulses.gaps.millis(0.5)),
                    Figure.only("  a thread that only sleeps stood still for, here", "ms", here),
                    Figure.only("  in a program of its own", "ms", elsewhere),
                    Figure.atMost(1.1 * heapFirst, "flood, heap in use after a collection at the end", "MB", heapLast, heapFirst,
                            "after a third"));
        }
    }

    private long sequence;

    /// Every device in turn, its numbers in turn; as fast as wanted, or as the broker acknowledges.
    private void send(List<Wire> clients, int seconds, int perSecond) throws InterruptedException {
        var room = new Semaphore(CLIENTS * UNACKNOWLEDGED);
        long start = System.nanoTime();
        for (long i = 0; i < (long) seconds * perSecond; i++, sequence++) {
            LockSupport.parkNanos(start + i * 1_000_000_000L / perSecond - System.nanoTime());
            room.acquire();
            int device = (int) (sequence % DEVICES);
            clients.get(device % CLIENTS).say("bench/" + device, number(sequence / DEVICES)).whenComplete((_, problem) -> {
                (problem == null ? acknowledged : failed).incrementAndGet();
                room.release();
            });
        }
        room.acquire(CLIENTS * UNACKNOWLEDGED);
    }

    private static String number(long turn) {
        long value = turn % 900;
        return value / 10 + "." + value % 10;
    }

    private static long handled(LiveHouse house) {
        var topics = house.hearth().state().topics();
        long all = 0;
        for (int i = 0; i < DEVICES; i++) {
            all += Optional.ofNullable(topics.get("bench/" + i)).map(TopicSeen::count).orElse(0L);
        }
        return all;
    }

    /// Devices whose last value is not the one sent last.
    private long wrong(LiveHouse house, long all) {
        if (failed.get() > 0 || all != sequence) {
            return 0;
        }
        var topics = house.hearth().state().topics();
        long wrong = 0;
        for (int i = 0; i < DEVICES; i++) {
            long last = (sequence - 1 - i) / DEVICES;
            var seen = topics.get("bench/" + i);
            wrong += seen != null && seen.payload().equals(Payload.of(number(last))) ? 0 : 1;
        }
        return wrong;
    }

    private void sample(LiveHouse house) {
        while (sampling.get()) {
            backlog.accumulateAndGet(house.hearth().backlog(), Math::max);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// MB in use after a full collection, during which nobody looks at pulses.
    private static double heap(Pulses pulses) throws InterruptedException {
        pulses.looking = false;
        Thread.sleep(300);
        System.gc();
        var runtime = Runtime.getRuntime();
        double used = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        pulses.looking = true;
        return used;
    }
}
