package hearth.app;

import hearth.broker.Passwords;
import hearth.home.AlarmCode;
import hearth.hub.Effect;
import hearth.hub.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the alarm's codes on a thread of its own, since each takes a moment: whoever disarms waits for nothing else.
///
/// Every code is compared, also after one fits, so that how long it takes tells nothing of whose it is.
final class Codes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Codes.class);

    private final Consumer<Event> events;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("codes").factory());

    Codes(Consumer<Event> events) {
        this.events = events;
    }

    void check(Effect.CheckCode asked) {
        later(() -> events.accept(new Event.CodeChecked(asked.ask(), whose(asked.code().text(), asked.codes()))));
    }

    void make(Effect.MakeCode asked) {
        var wanted = asked.wanted();
        later(() -> events.accept(whose(wanted.code().text(), asked.others()).isPresent() ? new Event.CodeTaken()
                : new Event.CodeMade(
                        new AlarmCode(wanted.name(), Passwords.hash(wanted.code().text()), wanted.right(), wanted.until()))));
    }

    private static Optional<String> whose(String entered, List<AlarmCode> codes) {
        var bytes = entered.getBytes(StandardCharsets.UTF_8);
        Optional<String> whose = Optional.empty();
        for (var code : codes) {
            boolean fits = Passwords.matches(code.hash(), bytes);
            whose = fits && whose.isEmpty() ? Optional.of(code.name()) : whose;
        }
        return whose;
    }

    private void later(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closing) {
            log.debug("too late, the hub is closing");
        }
    }

    @Override public void close() {
        thread.shutdown();
    }
}
