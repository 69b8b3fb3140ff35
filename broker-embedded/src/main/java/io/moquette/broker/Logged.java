package io.moquette.broker;

import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A task for a scheduler, which would keep what it throws to itself and not run it again. Any thread.
@NullMarked
record Logged(String what, Runnable task) implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Logged.class);

    @Override public void run() {
        try {
            task.run();
        } catch (RuntimeException bug) {
            log.error("{} failed", what, bug);
        }
    }
}
