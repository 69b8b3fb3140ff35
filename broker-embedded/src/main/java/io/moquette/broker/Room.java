package io.moquette.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/// Who waits with more for a client that is far behind what it is sent, and for how long it has been. On its session loop, unless said
/// otherwise.
@NullMarked
final class Room {
    /// For whoever is not far behind.
    static final CompletableFuture<Void> ENOUGH = CompletableFuture.completedFuture(null);
    /// So long its senders wait for one that is far behind; then it is cut.
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private final List<CompletableFuture<Void>> held = new ArrayList<>();
    /// In [System#nanoTime]; 0 if it is not behind.
    private volatile long behindSince;

    /// Done once it is not behind any more.
    CompletableFuture<Void> await(boolean behind) {
        if (!behind) {
            return ENOUGH;
        }
        var it = new CompletableFuture<Void>();
        held.add(it);
        return it;
    }

    void is(boolean behind) {
        if (behind) {
            behindSince = behindSince == 0 ? System.nanoTime() : behindSince;
        } else {
            behindSince = 0;
            held.forEach(each -> each.complete(null));
            held.clear();
        }
    }

    /// Whether its senders have waited long enough. Any thread.
    boolean isStuck() {
        long since = behindSince;
        return since != 0 && System.nanoTime() - since > PATIENCE_NANOS;
    }
}
