package hearth.notify;

import hearth.hub.Event;
import hearth.hub.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.BooleanControl;
import javax.sound.sampled.FloatControl;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alarm's tone, over and over until it is stopped. Any thread; nothing here blocks its caller.
///
/// A device that is missing, busy or pulled out is told once as [Trouble.Kind#SOUND] and tried again while the
/// alarm rings; the first tone that plays ends the trouble. The system's own volume is left as the user set it.
public final class AlarmSound implements AutoCloseable {

    /// Where the sound goes: a closed line, to be opened here.
    interface Loudspeaker {
        SourceDataLine line() throws LineUnavailableException;
    }

    /// 50 ms, handed over at once. A round of the tone is a whole number of chunks.
    private static final int CHUNK = Siren.RATE / 20 * Siren.FORMAT.getFrameSize();

    /// What the line holds: on a computer that is busy the next chunk may be so late without a gap in the tone. It is thrown away when the
    /// tone stops.
    private static final int AHEAD = 8 * CHUNK;

    private static final Logger log = LoggerFactory.getLogger(AlarmSound.class);

    private final Consumer<Event> events;
    private final Loudspeaker loudspeaker;
    private final Duration pause;
    private final AtomicBoolean trouble = new AtomicBoolean();
    private @Nullable Thread player;
    private @Nullable Thread stopped;

    /// @param events is told of trouble and of its end, on a thread of the sound's own
    public AlarmSound(Consumer<Event> events) {
        this(events, () -> AudioSystem.getSourceDataLine(Siren.FORMAT), Duration.ofSeconds(5));
    }

    /// @param pause between two tries to get a device
    AlarmSound(Consumer<Event> events, Loudspeaker loudspeaker, Duration pause) {
        this.events = events;
        this.loudspeaker = loudspeaker;
        this.pause = pause;
    }

    /// Does nothing if it rings already.
    public synchronized void start() {
        if (player == null) {
            var before = stopped;
            player = Thread.ofPlatform().daemon().name("alarm sound").start(() -> play(before));
        }
    }

    /// Silent within about a tenth of a second.
    public synchronized void stop() {
        if (player != null) {
            player.interrupt();
            stopped = player;
            player = null;
        }
    }

    /// A door was opened: a short sound, once, unless the alarm sounds. What cannot be played is passed over.
    public synchronized void chime() {
        if (player == null) {
            Thread.ofPlatform().daemon().name("chime").start(() -> {
                try (var line = loudspeaker.line()) {
                    line.open(Siren.FORMAT);
                    line.start();
                    var pcm = Siren.chime();
                    line.write(pcm, 0, pcm.length);
                    line.drain();
                } catch (IllegalArgumentException | LineUnavailableException silent) {
                    log.debug("no chime: {}", silent.getMessage());
                }
            });
        }
    }

    @Override public void close() {
        stop();
    }

    private synchronized boolean wanted() {
        return player == Thread.currentThread();
    }

    private void play(@Nullable Thread before) {
        var pcm = Siren.pcm();
        if (before != null) {
            giveWay(before);
        }
        while (wanted()) {
            try (var line = loudspeaker.line()) {
                line.open(Siren.FORMAT, AHEAD);
                loud(line);
                line.start();
                sound(line, pcm);
                line.stop();
                line.flush();
            } catch (IllegalArgumentException none) {
                rest("NO_SOUND_DEVICE");
            } catch (LineUnavailableException | IOException unavailable) {
                rest(String.valueOf(unavailable.getMessage()));
            }
        }
    }

    private void sound(SourceDataLine line, byte[] pcm) throws IOException {
        for (int at = 0; wanted(); at = (at + CHUNK) % pcm.length) {
            if (line.write(pcm, at, CHUNK) < CHUNK && wanted()) {
                throw new IOException("the sound device takes no more");
            }
            if (trouble.compareAndSet(true, false)) {
                events.accept(new Event.TroubleOver(Trouble.Kind.SOUND));
            }
        }
    }

    private void rest(String reason) {
        if (wanted() && trouble.compareAndSet(false, true)) {
            events.accept(new Event.TroubleFound(new Trouble(Trouble.Kind.SOUND, reason)));
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// Some devices have one line only: the tone that was stopped just now lets go of it first.
    private static void giveWay(Thread before) {
        try {
            before.join(Duration.ofSeconds(1));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void loud(SourceDataLine line) {
        if (line.isControlSupported(BooleanControl.Type.MUTE)) {
            ((BooleanControl) line.getControl(BooleanControl.Type.MUTE)).setValue(false);
        }
        if (line.isControlSupported(FloatControl.Type.VOLUME)) {
            var volume = (FloatControl) line.getControl(FloatControl.Type.VOLUME);
            volume.setValue(volume.getMaximum());
        }
        if (line.isControlSupported(FloatControl.Type.MASTER_GAIN)) {
            // 0 dB is full volume; what some lines offer above it would clip.
            var gain = (FloatControl) line.getControl(FloatControl.Type.MASTER_GAIN);
            gain.setValue(Math.min(0, gain.getMaximum()));
        }
    }
}
