package hearth.hub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that runs the house: takes events in order, keeps the state, hands out what follows.
///
/// [#submit] may be called on any thread; effects and watcher are called on the hub thread and must not block.
public final class Hub implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Hub.class);

    /// Messages that may wait; a network thread that brings more waits itself, and so the broker holds them back.
    private static final int BACKLOG = 20_000;

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(BACKLOG);
    private final Consumer<List<Effect>> effects;
    private final Consumer<HubState> watcher;
    private final InstantSource clock;
    private final Thread thread;
    private volatile HubState state;
    private volatile boolean closed;

    /// @param effects takes all that follows from one event at once
    public Hub(HubState start, Consumer<List<Effect>> effects, Consumer<HubState> watcher, InstantSource clock) {
        this.state = start;
        this.effects = effects;
        this.watcher = watcher;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("hub").unstarted(this::run);
    }

    public void start() {
        watcher.accept(state);
        thread.start();
    }

    public HubState state() {
        return state;
    }

    /// Never blocks, except that a received message waits while 20,000 others do.
    public void submit(Event event) {
        if (event instanceof Event.MessageReceived && !closed) {
            room.acquireUninterruptibly();
        }
        events.add(event);
    }

    /// Messages that wait now.
    public int backlog() {
        return events.size();
    }

    /// Carries out what was submitted before, then stops. Not to be called on the hub thread.
    @Override public void close() {
        closed = true;
        room.release(BACKLOG);
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed || !events.isEmpty()) {
            try {
                var event = next();
                take(event == null ? new Event.Tick() : event);
            } catch (InterruptedException closing) {
                log.debug("hub asked to stop");
            }
        }
    }

    private @Nullable Event next() throws InterruptedException {
        var ready = events.poll();
        if (ready != null && !due()) {
            return ready;
        }
        if (ready != null) {
            take(new Event.Tick());
            return ready;
        }
        var deadline = state.nextDeadline();
        return deadline.isEmpty() ? events.take()
                : events.poll(Math.max(0, Duration.between(clock.instant(), deadline.get()).toNanos()), TimeUnit.NANOSECONDS);
    }

    private boolean due() {
        return state.nextDeadline().filter(d -> !d.isAfter(clock.instant())).isPresent();
    }

    private void take(Event event) {
        if (event instanceof Event.MessageReceived) {
            room.release();
        }
        try {
            var transition = state.after(event, clock.instant());
            state = transition.state();
            effects.accept(transition.effects());
            watcher.accept(state);
        } catch (RuntimeException bug) {
            log.error("the house stays as it was: {}", summary(event), bug);
        }
    }

    /// An event without its payload: a log is no place for what people's devices say.
    private static String summary(Event event) {
        return event instanceof Event.MessageReceived(var m) ? "message on " + m.topic() : event.getClass().getSimpleName();
    }

}
