package hearth.store;

import hearth.device.DeviceId;
import hearth.device.PropertyRef;
import hearth.hub.History;
import hearth.hub.Incident;
import hearth.hub.JournalEntry;
import hearth.hub.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was, read on a thread of its own, "history", so that nobody who looks back holds up a break-in. Any thread may ask. An answer
/// fails with an [IOException] where the past cannot be read, and is empty once the archive is closed.
final class Archive implements History, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Archive.class);

    /// Waits until all that waits now is written.
    interface Flushing {
        void flush() throws InterruptedException;
    }

    private interface Reading<T> {
        T read() throws IOException, InterruptedException;
    }

    private final Disk disk;
    private final Flushing flushing;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("history").factory());

    Archive(Disk disk, Flushing flushing) {
        this.disk = disk;
        this.flushing = flushing;
    }

    /// For other work that can wait.
    Executor thread() {
        return thread;
    }

    /// Up to the last second; the first sample is the value the property had at `from`.
    @Override public CompletionStage<List<Sample>> samples(PropertyRef property, Instant from, Instant to) {
        return later(() -> disk.courses.samples(property, from, to), List.of());
    }

    @Override public CompletionStage<List<JournalEntry>> journal(int most) {
        return flushed(() -> disk.journal.last(most), List.of());
    }

    @Override public CompletionStage<List<Incident>> incidents(int most) {
        return flushed(() -> disk.journal.incidents(most), List.of());
    }

    @Override public CompletionStage<List<JournalEntry>> happened(DeviceId device, int most) {
        return flushed(() -> disk.journal.of(device, most), List.of());
    }

    @Override public CompletionStage<List<Version>> versions() {
        return flushed(disk.journal::versions, List.of());
    }

    @Override public CompletionStage<Optional<Instant>> broken() {
        return flushed(disk.journal::broken, Optional.empty());
    }

    private <T> CompletionStage<T> flushed(Reading<T> reading, T nothing) {
        return later(() -> {
            flushing.flush();
            return reading.read();
        }, nothing);
    }

    private <T> CompletionStage<T> later(Reading<T> reading, T nothing) {
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return reading.read();
                } catch (IOException unreadable) {
                    log.warn("The past cannot be read now", unreadable); // who asks shows that there is none
                    throw new CompletionException(unreadable);
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                    return nothing;
                }
            }, thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(nothing);
        }
    }

    @Override public void close() {
        thread.close();
    }
}
