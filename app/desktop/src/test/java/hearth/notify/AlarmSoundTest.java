package hearth.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.hub.Event;
import hearth.hub.Trouble;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AlarmSoundTest {
    private static final Event FOUND = new Event.TroubleFound(new Trouble(Trouble.Kind.SOUND, "no device"));
    private static final Event OVER = new Event.TroubleOver(Trouble.Kind.SOUND);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> played = new SynchronousQueue<>();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger missing = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final AlarmSound sound = new AlarmSound(events::add, this::line, Duration.ofMillis(1));

    @AfterEach void silence() {
        sound.close();
    }

    @Test void theToneRepeatsUntilItIsStopped() throws Exception {
        var round = Siren.pcm();
        sound.start();
        assertArrayEquals(round, next(round.length));
        assertArrayEquals(round, next(round.length));
        sound.stop();
        assertEquals(List.of("open", "start", "stop", "flush", "close"), List.of(call(), call(), call(), call(), call()));
        assertEquals(List.of(), List.copyOf(events));
    }

    @Test void aToneThatRingsIsNotStartedTwice() throws Exception {
        sound.start();
        sound.start();
        assertArrayEquals(Arrays.copyOf(Siren.pcm(), 100_000), next(100_000));
        assertEquals(1, tries.get());
    }

    @Test void aStoppedToneBeginsAnewOnceTheOldOneLetGoOfTheDevice() throws Exception {
        sound.start();
        next(1);
        sound.stop();
        sound.start();
        next(1);
        assertEquals(List.of("open", "start", "stop", "flush", "close", "open", "start"),
                List.of(call(), call(), call(), call(), call(), call(), call()));
    }

    @Test void aMissingDeviceIsToldOnceAndItsReturnToo() throws Exception {
        missing.set(3);
        sound.start();
        next(1);
        next(1);
        assertEquals(List.of(FOUND, OVER), List.of(event(), event()));
        assertEquals(4, tries.get());
        assertEquals(List.of(), List.copyOf(events));
    }

    @Test void aTroubleLastsOverAStopUntilAToneIsHeard() throws Exception {
        missing.set(Integer.MAX_VALUE);
        sound.start();
        assertEquals(FOUND, event());
        sound.stop();
        missing.set(2);
        sound.start();
        next(1);
        assertEquals(OVER, event());
    }

    @Test void stoppingWhatDoesNotRingDoesNothing() {
        sound.stop();
        assertEquals(0, tries.get());
    }

    /// The machine the tests run on may have a sound device or none: it is not asked.
    private SourceDataLine line() throws LineUnavailableException {
        tries.incrementAndGet();
        if (missing.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new LineUnavailableException("no device");
        }
        return (SourceDataLine) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{SourceDataLine.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "write" -> write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
                    case "isControlSupported" -> false;
                    default -> {
                        calls.add(method.getName());
                        yield null;
                    }
                });
    }

    /// As a device does, it takes no more than is listened to.
    private int write(byte[] pcm, int from, int length) {
        try {
            played.put(Arrays.copyOfRange(pcm, from, from + length));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return length;
    }

    private byte[] next(int length) throws InterruptedException {
        var all = new ArrayList<Byte>();
        while (all.size() < length) {
            var chunk = played.poll(10, TimeUnit.SECONDS);
            assertTrue(chunk != null, "no sound");
            for (byte b : chunk) {
                all.add(b);
            }
        }
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = all.get(i);
        }
        return bytes;
    }

    private String call() throws InterruptedException {
        return String.valueOf(calls.poll(10, TimeUnit.SECONDS));
    }

    private Event event() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }
}
