package hearth.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How long threads that ask for nothing but to be woken every millisecond are kept waiting: one in this program, which also stands
/// still while its garbage is collected, and one in a program of its own, which has only the machine to wait for.
final class Stalls implements AutoCloseable {

    private static final long NAP = 1_000_000;
    private static final PrintStream OUT = System.out;

    private final AtomicLong worst = new AtomicLong();
    private final Thread sleeper;
    private final Process other;
    private final BufferedReader answers;
    private final Writer questions;

    private Stalls(Process other) {
        this.other = other;
        this.answers = other.inputReader();
        this.questions = other.outputWriter();
        this.sleeper = sleeper(worst);
    }

    static Stalls started() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Stalls(new ProcessBuilder(List.of(java, "-XX:+UseSerialGC", "-Xmx16m", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Stalls.class.getName())).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// The other program: answers each line with the longest stall since the last one, in nanoseconds.
    public static void main(String[] words) throws IOException {
        var worst = new AtomicLong();
        sleeper(worst);
        var asked = new BufferedReader(new InputStreamReader(System.in));
        while (asked.readLine() != null) {
            OUT.println(worst.getAndSet(0));
        }
        System.exit(0);
    }

    private static Thread sleeper(AtomicLong worst) {
        return Thread.ofPlatform().daemon().name("stalls").start(() -> {
            for (long before = System.nanoTime(); !Thread.interrupted();) {
                LockSupport.parkNanos(NAP);
                long now = System.nanoTime();
                worst.accumulateAndGet(now - before - NAP, Math::max);
                before = now;
            }
        });
    }

    /// The longest one here since the last question, ms.
    double here() {
        return worst.getAndSet(0) / 1e6;
    }

    /// The longest one there since the last question, ms.
    double elsewhere() throws IOException {
        questions.write('\n');
        questions.flush();
        return Long.parseLong(answers.readLine()) / 1e6;
    }

    @Override public void close() {
        sleeper.interrupt();
        other.destroy();
    }
}
