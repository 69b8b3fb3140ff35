package io.moquette.broker;

import hearth.broker.BrokerReport;
import hearth.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What must outlive a crash: changes are taken at once and written in order by a thread of its own, as many as have gathered in one
/// transaction and one force of the disk. Any thread; nothing here waits for the disk but [#close].
///
/// A change is on disk [#LAZY] milliseconds later, or as soon as somebody waits for it by [#afterwards]. What comes and goes before
/// that never touches the disk. If the disk refuses, nothing is confirmed and the same transaction is tried again every second.
@NullMarked
final class Ledger implements AutoCloseable {
    /// A session as the store has it. `goneAt` in milliseconds since 1970, 0 while connected.
    record Kept(long no, String clientId, int version, int expirySeconds, long goneAt, List<Integer> received, long next, int messages) {}

    /// A message of a session's queue. `packetId` 0: not sent yet. `message` null: received by the client, not yet released.
    record Row(long seq, int packetId, @Nullable StoredMessage message) {}

    /// @param strict whether only the disk will do
    private record Waiting(Runnable then, boolean strict) {}

    private record Reading(long no, long from, Consumer<List<Row>> answer) {}

    static final int LAZY = 100;
    /// So many changes, or bytes of messages, on their way to the disk are enough.
    private static final int CROWDED = 20_000;
    private static final long CROWDED_BYTES = 32 * 1024 * 1024;
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final LedgerFile file;
    private final Consumer<BrokerReport> reports;
    private final Thread writer;
    private Pending pending = new Pending();
    private List<Waiting> waiting = new ArrayList<>();
    private List<Reading> readings = new ArrayList<>();
    /// Those who wait for the transaction under way; null between two.
    private @Nullable List<Waiting> confirmed;
    private boolean closing;
    private volatile boolean failing;
    private volatile boolean crowded;

    /// @throws LedgerFile.DamagedException if it cannot be read
    /// @throws java.io.IOException         if another program has it open, or the disk refuses
    Ledger(Path directory, Consumer<BrokerReport> reports) throws java.io.IOException, LedgerFile.DamagedException {
        file = new LedgerFile(directory.resolve("broker.db"));
        failing = !file.isOpen();
        this.reports = reports;
        writer = Thread.ofPlatform().daemon().name("broker-ledger").unstarted(this::write);
    }

    /// What the store holds. Only before [#start].
    LedgerFile.Contents contents() throws LedgerFile.DamagedException {
        return file.contents();
    }

    void start() {
        writer.start();
    }

    void session(long no, String clientId, int version, int expirySeconds, long goneAt) {
        change(List.of("session", no), "INSERT OR REPLACE INTO session (no, client, version, expiry, gone) VALUES (?, ?, ?, ?, ?)",
                no, clientId, version, expirySeconds, goneAt);
    }

    /// Forgets a session with all that is its; its number is never used again.
    void drop(long no) {
        change(() -> {
            pending.drop(no);
            pending.change(List.of("drop session", no), "DELETE FROM session WHERE no = ?", no);
            pending.change(List.of("drop subscriptions", no), "DELETE FROM subscription WHERE no = ?", no);
            pending.change(List.of("drop received", no), "DELETE FROM received WHERE no = ?", no);
            pending.change(List.of("drop queue", no), "DELETE FROM queue WHERE id BETWEEN ? AND ?", LedgerFile.row(no, 0),
                    LedgerFile.row(no + 1, 0) - 1);
        });
    }

    void subscribe(long no, String share, String filter, int options, int identifier) {
        change(List.of("subscription", no, share, filter),
                "INSERT OR REPLACE INTO subscription (no, share, filter, options, identifier) VALUES (?, ?, ?, ?, ?)", no, share, filter,
                options, identifier);
    }

    void unsubscribe(long no, String share, String filter) {
        change(List.of("subscription", no, share, filter), "DELETE FROM subscription WHERE no = ? AND share = ? AND filter = ?", no, share,
                filter);
    }

    void retain(StoredMessage message) {
        change(List.of("retained", message.topic()), "INSERT OR REPLACE INTO retained (topic, message) VALUES (?, ?)", message.topic(),
                message);
    }

    void forget(String topic) {
        change(List.of("retained", topic), "DELETE FROM retained WHERE topic = ?", topic);
    }

    /// A QoS 2 message that came and was not released yet.
    void received(long no, int packetId) {
        change(List.of("received", no, packetId), "INSERT OR REPLACE INTO received (no, packet) VALUES (?, ?)", no, packetId);
    }

    void settled(long no, int packetId) {
        change(List.of("received", no, packetId), "DELETE FROM received WHERE no = ? AND packet = ?", no, packetId);
    }

    void add(long no, long seq, StoredMessage message) {
        change(() -> pending.add(LedgerFile.row(no, seq), message));
    }

    void sent(long no, long seq, int packetId) {
        change(() -> pending.update(LedgerFile.row(no, seq), packetId, false));
    }

    /// The client has received this QoS 2 message: from now on only its release is repeated.
    void released(long no, long seq, int packetId) {
        change(() -> pending.update(LedgerFile.row(no, seq), packetId, true));
    }

    void remove(long no, long seq) {
        change(() -> pending.remove(LedgerFile.row(no, seq)));
    }

    private void change(List<?> key, String sql, Object... values) {
        change(() -> pending.change(key, sql, values));
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            crowded = isMuch(1);
            if (pending.size() == 1) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isMuch(int part) {
        return pending.size() > CROWDED / part || pending.bytes() > CROWDED_BYTES / part;
    }

    /// Whether so much waits to be written that its senders should wait, too. Not while the disk refuses: that may last.
    boolean isCrowded() {
        return crowded && !failing;
    }

    /// Whether the disk refuses and so much waits for it that nothing more can be kept.
    boolean isFull() {
        return crowded && failing;
    }

    /// Runs something, shortly and on the writing thread, once every change made before is on disk; here and now if it is.
    void afterwards(Runnable then) {
        await(new Waiting(then, true));
    }

    /// The same, or once the disk refuses.
    void afterwardsIfItCan(Runnable then) {
        await(new Waiting(then, false));
    }

    private void await(Waiting it) {
        lock.lock();
        try {
            if (pending.size() > 0) {
                waiting.add(it);
                if (waiting.size() == 1 || failing) {
                    work.signal();
                }
                return;
            }
            if (confirmed != null) {
                confirmed.add(it);
                if (failing) {
                    work.signal();
                }
                return;
            }
        } finally {
            lock.unlock();
        }
        it.then.run();
    }

    /// Some of a session's messages, in order, from one on; told shortly and on the writing thread.
    void read(long no, long from, Consumer<List<Row>> answer) {
        lock.lock();
        try {
            readings.add(new Reading(no, from, answer));
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        if (failing) {
            reports.accept(new BrokerReport.StoreFails(file.refusal()));
        }
        while (gathered()) {
            Pending now;
            List<Reading> nowRead;
            lock.lock();
            try {
                now = pending;
                nowRead = readings;
                confirmed = waiting;
                pending = new Pending();
                readings = new ArrayList<>();
                waiting = new ArrayList<>();
                crowded = false;
            } finally {
                lock.unlock();
            }
            if (commit(now, nowRead)) {
                confirm();
                nowRead.forEach(each -> answer(each, new Pending()));
            }
        }
    }

    /// Waits for work; false once there is none and none will come.
    private boolean gathered() {
        lock.lock();
        try {
            long rest = TimeUnit.MILLISECONDS.toNanos(LAZY);
            while (waiting.isEmpty() && readings.isEmpty() && !closing && !failing && rest > 0 && !isMuch(4)) {
                if (pending.size() == 0) {
                    work.await();
                } else {
                    rest = work.awaitNanos(rest);
                }
            }
        } catch (InterruptedException nobodyDoes) {
            closing = true;
        } finally {
            lock.unlock();
        }
        return !closing || pending.size() > 0 || !waiting.isEmpty();
    }

    /// @param nowRead answered meanwhile and emptied if the disk refuses
    /// @return false only if the broker is closed while the disk still refuses
    private boolean commit(Pending now, List<Reading> nowRead) {
        while (now.size() > 0 || failing) {
            try {
                file.begin();
                now.writeTo(file);
                file.commit();
                if (failing) {
                    failing = false;
                    log.info("The broker's store takes messages again");
                    reports.accept(new BrokerReport.StoreWorks());
                }
                return true;
            } catch (SQLException refused) {
                if (!failing) {
                    failing = true;
                    log.error("The broker's store takes no messages: {}", refused.toString());
                    reports.accept(new BrokerReport.StoreFails(String.valueOf(refused.getMessage())));
                }
                file.reopen();
                nowRead.forEach(each -> answer(each, now));
                nowRead.clear();
                if (!pause(now)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// A second, in which those are served who need not wait for the disk.
    private boolean pause(Pending underWay) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (true) {
            List<Reading> nowRead;
            var free = new ArrayList<Runnable>();
            lock.lock();
            try {
                long rest = end - System.nanoTime();
                boolean asked = !readings.isEmpty() || free(waiting, free) | free(confirmed, free);
                if (!asked) {
                    if (closing || rest <= 0) {
                        return !closing;
                    }
                    work.awaitNanos(rest);
                }
                nowRead = readings;
                readings = new ArrayList<>();
            } catch (InterruptedException nobodyDoes) {
                return false;
            } finally {
                lock.unlock();
            }
            free.forEach(Ledger::run);
            nowRead.forEach(each -> answer(each, underWay));
        }
    }

    private static boolean free(@Nullable List<Waiting> from, List<Runnable> to) {
        return from != null && from.removeIf(each -> !each.strict && to.add(each.then));
    }

    private void confirm() {
        while (true) {
            List<Waiting> now;
            lock.lock();
            try {
                now = confirmed == null ? List.of() : confirmed;
                confirmed = now.isEmpty() ? null : new ArrayList<>();
            } finally {
                lock.unlock();
            }
            if (now.isEmpty()) {
                return;
            }
            now.forEach(each -> run(each.then));
        }
    }

    private static void run(Runnable then) {
        try {
            then.run();
        } catch (RuntimeException theNetworkIsGone) {
            log.debug("Nobody hears that it is written", theNetworkIsGone);
        }
    }

    /// @param underWay what the store does not have yet, beside what gathers
    private void answer(Reading it, Pending underWay) {
        List<Row> rows = List.of();
        try {
            boolean all = false;
            for (long from = it.from; rows.isEmpty() && !all;) {
                LedgerFile.Page page = file.rows(it.no, from);
                all = page.isLast();
                rows = failing ? over(page, it.no, from, underWay) : page.rows();
                from = page.rows().isEmpty() ? from : page.rows().getLast().seq() + 1;
            }
        } catch (SQLException unreadable) {
            log.error("Messages of session {} cannot be read: {}", it.no, unreadable.toString());
            reports.accept(new BrokerReport.StoreFails(String.valueOf(unreadable.getMessage())));
        }
        it.answer.accept(rows);
    }

    private List<Row> over(LedgerFile.Page page, long no, long from, Pending underWay) {
        lock.lock();
        try {
            return pending.over(underWay.over(page.rows(), page.isLast(), no, from), page.isLast(), no, from);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is left, for at most ten seconds.
    @Override public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join(10_000);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
