package io.moquette.broker;

import hearth.broker.BrokerReport;
import hearth.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// One statement, run once a transaction with the last values given for its key.
    private record Change(String sql, @Nullable Object... values) {}

    /// What becomes of one queued message in the next transaction; `present`: it is in the store already.
    private record Queued(boolean present, boolean gone, int packetId, boolean released, @Nullable StoredMessage message) {}

    private record Reading(long no, long from, Consumer<List<Row>> answer) {}

    static final int LAZY = 100;
    private static final int CROWDED = 20_000;
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final LedgerFile file;
    private final Consumer<BrokerReport> reports;
    private final Thread writer;
    private Map<List<?>, Change> changes = new LinkedHashMap<>();
    private Map<Long, Queued> queued = new LinkedHashMap<>();
    private List<Runnable> waiting = new ArrayList<>();
    private List<Reading> readings = new ArrayList<>();
    /// Those who wait for the transaction under way; null between two.
    private @Nullable List<Runnable> confirmed;
    private boolean closing;
    private volatile boolean failing;
    private volatile boolean crowded;

    /// @throws LedgerFile.DamagedException if it cannot be read
    /// @throws java.io.IOException         if another program has it open, or the disk refuses
    Ledger(Path directory, Consumer<BrokerReport> reports) throws java.io.IOException, LedgerFile.DamagedException {
        file = new LedgerFile(directory.resolve("broker.db"));
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
        lock.lock();
        try {
            queued.keySet().removeIf(row -> row >> LedgerFile.SEQ_BITS == no);
            changes.keySet().removeIf(key -> key.size() > 1 && key.get(1).equals(no));
            put(List.of("drop session", no), "DELETE FROM session WHERE no = ?", no);
            put(List.of("drop subscriptions", no), "DELETE FROM subscription WHERE no = ?", no);
            put(List.of("drop received", no), "DELETE FROM received WHERE no = ?", no);
            put(List.of("drop queue", no), "DELETE FROM queue WHERE id BETWEEN ? AND ?", LedgerFile.row(no, 0),
                    LedgerFile.row(no + 1, 0) - 1);
        } finally {
            lock.unlock();
        }
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
        queue(LedgerFile.row(no, seq), new Queued(false, false, 0, false, message));
    }

    void sent(long no, long seq, int packetId) {
        update(LedgerFile.row(no, seq), packetId, false);
    }

    /// The client has received this QoS 2 message: from now on only its release is repeated.
    void released(long no, long seq, int packetId) {
        update(LedgerFile.row(no, seq), packetId, true);
    }

    void remove(long no, long seq) {
        queue(LedgerFile.row(no, seq), null);
    }

    private void update(long row, int packetId, boolean released) {
        lock.lock();
        try {
            Queued known = queued.get(row);
            enqueue(row, new Queued(known == null || known.present, false, packetId, released, known == null ? null : known.message));
        } finally {
            lock.unlock();
        }
    }

    /// @param what null to remove it: at once, if it was not written yet
    private void queue(long row, @Nullable Queued what) {
        lock.lock();
        try {
            if (what != null) {
                enqueue(row, what);
            } else {
                Queued known = queued.remove(row);
                if (known == null || known.present) {
                    enqueue(row, new Queued(true, true, 0, false, null));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(long row, Queued what) {
        queued.put(row, what);
        arrived();
    }

    private void change(List<?> key, String sql, Object... values) {
        lock.lock();
        try {
            put(key, sql, values);
        } finally {
            lock.unlock();
        }
    }

    private void put(List<?> key, String sql, Object... values) {
        changes.remove(key); // so that the order is that of the last change
        changes.put(key, new Change(sql, values));
        arrived();
    }

    private void arrived() {
        int size = queued.size() + changes.size();
        crowded = size > CROWDED && !failing;
        if (size == 1) {
            work.signal();
        }
    }

    /// Whether so much waits to be written that its senders should wait, too.
    boolean isCrowded() {
        return crowded;
    }

    /// Runs something, shortly and on the writing thread, once every change made before is on disk; here and now if it is.
    void afterwards(Runnable then) {
        lock.lock();
        try {
            if (!queued.isEmpty() || !changes.isEmpty()) {
                waiting.add(then);
                if (waiting.size() == 1) {
                    work.signal();
                }
                return;
            }
            if (confirmed != null) {
                confirmed.add(then);
                return;
            }
        } finally {
            lock.unlock();
        }
        then.run();
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
        while (gathered()) {
            Map<List<?>, Change> nowChanges;
            Map<Long, Queued> nowQueued;
            List<Reading> nowRead;
            lock.lock();
            try {
                nowChanges = changes;
                nowQueued = queued;
                nowRead = readings;
                confirmed = waiting;
                changes = new LinkedHashMap<>();
                queued = new LinkedHashMap<>();
                readings = new ArrayList<>();
                waiting = new ArrayList<>();
                crowded = false;
            } finally {
                lock.unlock();
            }
            if (commit(nowChanges, nowQueued)) {
                confirm();
                answer(nowRead);
            }
        }
    }

    /// Waits for work; false once there is none and none will come.
    private boolean gathered() {
        lock.lock();
        try {
            long rest = TimeUnit.MILLISECONDS.toNanos(LAZY);
            while (waiting.isEmpty() && readings.isEmpty() && !closing && rest > 0 && queued.size() + changes.size() < CROWDED / 4) {
                if (queued.isEmpty() && changes.isEmpty()) {
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
        return !closing || !queued.isEmpty() || !changes.isEmpty() || !waiting.isEmpty();
    }

    /// @return false only if the broker is closed while the disk still refuses
    private boolean commit(Map<List<?>, Change> nowChanges, Map<Long, Queued> nowQueued) {
        while (!nowChanges.isEmpty() || !nowQueued.isEmpty()) {
            try {
                file.begin();
                for (Change each : nowChanges.values()) {
                    file.run(each.sql, each.values);
                }
                for (var each : nowQueued.entrySet()) {
                    write(each.getKey(), each.getValue());
                }
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
                if (!pause()) {
                    return false;
                }
            }
        }
        return true;
    }

    private void write(long row, Queued what) throws SQLException {
        if (what.gone) {
            file.run("DELETE FROM queue WHERE id = ?", row);
        } else if (what.released) {
            file.run("INSERT OR REPLACE INTO queue (id, packet, message) VALUES (?, ?, NULL)", row, what.packetId);
        } else if (what.message != null) {
            file.run("INSERT OR REPLACE INTO queue (id, packet, message) VALUES (?, ?, ?)", row, what.packetId, what.message);
        } else {
            file.run("UPDATE queue SET packet = ? WHERE id = ?", what.packetId, row);
        }
    }

    private boolean pause() {
        lock.lock();
        try {
            if (!closing) {
                work.await(1, TimeUnit.SECONDS);
            }
            return !closing;
        } catch (InterruptedException nobodyDoes) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void confirm() {
        while (true) {
            List<Runnable> now;
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
            now.forEach(Ledger::run);
        }
    }

    private static void run(Runnable then) {
        try {
            then.run();
        } catch (RuntimeException theNetworkIsGone) {
            log.debug("Nobody hears that it is written", theNetworkIsGone);
        }
    }

    private void answer(List<Reading> nowRead) {
        for (Reading each : nowRead) {
            try {
                each.answer.accept(file.rows(each.no, each.from));
            } catch (SQLException unreadable) {
                log.error("Messages of session {} cannot be read: {}", each.no, unreadable.toString());
                reports.accept(new BrokerReport.StoreFails(String.valueOf(unreadable.getMessage())));
                each.answer.accept(List.of());
            }
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
