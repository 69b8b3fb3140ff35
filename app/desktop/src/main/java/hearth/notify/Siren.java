package hearth.notify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/// The alarm's tone, computed: two pitches in turn, with odd harmonics so that small loudspeakers carry it.
final class Siren {

    static final int RATE = 44_100;

    /// 16 bit, little-endian, two channels: what every device takes.
    static final AudioFormat FORMAT = new AudioFormat(RATE, 16, 2, true, false);

    /// Hz; each makes whole cycles in [#SAMPLES_A_PITCH], so that both the change of pitch and the loop meet at zero.
    static final int[] PITCHES = {740, 990};

    /// 0.4 s.
    static final int SAMPLES_A_PITCH = RATE * 2 / 5;

    /// A little below full scale: a filter on its way to the loudspeaker may overshoot.
    private static final double PEAK = 0.95 * Short.MAX_VALUE;

    private Siren() {
    }

    /// Two soft strokes, for a door: once.
    static byte[] chime() {
        int samples = RATE * 4 / 5;
        var pcm = ByteBuffer.allocate(samples * FORMAT.getFrameSize()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            int second = i - samples / 3;
            double value = stroke(i, 880) + (second < 0 ? 0 : stroke(second, 660));
            short sample = (short) (value * PEAK / 2);
            pcm.putShort(sample).putShort(sample);
        }
        return pcm.array();
    }

    /// A bell that dies away in about a third of a second.
    private static double stroke(int sample, int hertz) {
        double seconds = (double) sample / RATE;
        return Math.exp(-9 * seconds) * Math.sin(2 * Math.PI * hertz * seconds);
    }

    /// One round of the tone, one channel.
    static short[] samples() {
        var wave = new double[PITCHES.length * SAMPLES_A_PITCH];
        double loudest = 0;
        for (int i = 0; i < wave.length; i++) {
            double phase = 2 * Math.PI * PITCHES[i / SAMPLES_A_PITCH] * (i % SAMPLES_A_PITCH) / RATE;
            wave[i] = StrictMath.sin(phase) + StrictMath.sin(3 * phase) / 3 + StrictMath.sin(5 * phase) / 5;
            loudest = Math.max(loudest, Math.abs(wave[i]));
        }
        var samples = new short[wave.length];
        for (int i = 0; i < wave.length; i++) {
            samples[i] = (short) Math.round(wave[i] / loudest * PEAK);
        }
        return samples;
    }

    /// One round of the tone in [#FORMAT].
    static byte[] pcm() {
        var samples = samples();
        var pcm = new byte[samples.length * FORMAT.getFrameSize()];
        for (int i = 0; i < pcm.length; i += 2) {
            short sample = samples[i / FORMAT.getFrameSize()];
            pcm[i] = (byte) sample;
            pcm[i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }
}
