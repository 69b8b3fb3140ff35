package io.moquette.broker;

import io.moquette.interception.BrokerInterceptor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Moquette's session loops, of which all clients share one, which outlives every command. Any thread.
///
/// One, like the one network thread that feeds it: whoever subscribes before another client publishes gets what that one says, also
/// if neither waits for an answer. With several of each, one of three such messages was lost on a busy machine.
///
/// A loop ends with the first exception of a command, and with it every client it served: so no exception reaches it. Moquette drops
/// commands when a queue is full: so the queues are far longer than what [GuardedHandler] lets in while they are [#areCrowded].
@NullMarked
final class GuardedLoops extends SessionEventLoopGroup {
    /// Told of a command that threw, on the session loop: the client, the command's name, what it threw.
    interface Failures {
        void accept(String clientId, String command, Throwable thrown);
    }

    private static final int CROWDED = 4_096;
    private static final int QUEUE_SIZE = 65_536;
    private final Failures failures;
    private final AtomicInteger waiting = new AtomicInteger();

    GuardedLoops(BrokerInterceptor interceptor, Failures failures) {
        super(interceptor, QUEUE_SIZE);
        this.failures = failures;
    }

    @Override int targetQueueOrdinal(String clientId) {
        return 0;
    }

    /// Whether so many commands wait that their senders should.
    boolean areCrowded() {
        return waiting.get() >= CROWDED;
    }

    @Override public PostOffice.RouteResult routeCommand(@Nullable String clientId, String name, Callable<Void> command) {
        if (clientId == null) {
            return PostOffice.RouteResult.failed("", "no session yet");
        }
        waiting.incrementAndGet();
        PostOffice.RouteResult result = super.routeCommand(clientId, name, () -> {
            attempt(clientId, name, command);
            waiting.decrementAndGet();
            return null;
        });
        if (!result.isSuccess()) {
            waiting.decrementAndGet();
        }
        return result;
    }

    /// Runs what may fail without harm to the command it is part of. On the loop.
    ///
    /// @return whether it did not fail
    boolean attempt(String clientId, String name, Callable<?> part) {
        try {
            part.call();
            return true;
        } catch (Throwable any) { // a StackOverflowError too: whatever passes here ends the loop
            failures.accept(clientId, name, any);
            return false;
        }
    }

    /// Waits up to five seconds for the commands under way.
    void drain() {
        long end = System.nanoTime() + 5_000_000_000L;
        while (waiting.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
