package io.moquette.broker;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one client, in order: its beginning in memory and, if the session is kept, the rest only in the [Ledger]. On its
/// session loop.
@NullMarked
final class Backlog {
    record Waiting(long seq, StoredMessage message) {}

    /// What a session on disk keeps in memory of its queue.
    private static final int HEAD_MESSAGES = 512;
    private static final int HEAD_BYTES = 1024 * 1024;

    private final long no;
    private final Ledger ledger;
    private final LongConsumer reader;
    private final ArrayDeque<Waiting> head = new ArrayDeque<>();
    private long bytes;
    private long next;
    /// Messages that are only on disk, from [#diskFrom] on.
    private long onDisk;
    private long diskFrom;
    private boolean loading;
    /// The shortest it has been on this connection: who only catches up is not slow.
    private long shortest;

    /// @param no     the session's number in the ledger; 0 if it is not kept
    /// @param reader asked for what the ledger has from a number on; [#load] takes the answer
    Backlog(long no, Ledger ledger, LongConsumer reader) {
        this.no = no;
        this.ledger = ledger;
        this.reader = reader;
    }

    /// As the store has it.
    void restore(Ledger.Kept kept) {
        next = kept.next();
        onDisk = kept.messages();
    }

    /// In messages.
    long size() {
        return head.size() + onDisk;
    }

    /// Of what is in memory.
    long bytes() {
        return bytes;
    }

    /// By how many messages it has grown since it was at its shortest.
    long growth() {
        return size() - shortest;
    }

    /// A connection begins to be sent to.
    void connected() {
        shortest = size();
    }

    void add(StoredMessage message) {
        long seq = next++;
        if (no != 0) {
            ledger.add(no, seq, message);
            if (onDisk > 0 || head.size() >= HEAD_MESSAGES || bytes >= HEAD_BYTES) {
                diskFrom = onDisk++ == 0 ? seq : diskFrom;
                return;
            }
        }
        append(new Waiting(seq, message));
    }

    /// Behind what is in memory, and not to be kept.
    void addUnkept(StoredMessage message) {
        append(new Waiting(next++, message));
    }

    private void append(Waiting it) {
        head.addLast(it);
        bytes += it.message.bytesInMemory();
    }

    /// The next; null if there is none, or none in memory yet.
    @Nullable Waiting poll() {
        Waiting first = head.pollFirst();
        if (first != null) {
            bytes -= first.message.bytesInMemory();
        }
        if (head.size() < HEAD_MESSAGES / 4 && onDisk > 0) {
            load();
        }
        shortest = Math.min(shortest, size());
        return first;
    }

    /// It is settled, or nobody's any more.
    void forget(long seq) {
        if (no != 0) {
            ledger.remove(no, seq);
        }
    }

    /// The oldest goes, once it is in memory.
    ///
    /// @return false if there are no more messages than that, or it is not in memory yet
    boolean drops(long most) {
        if (size() <= most || loading) {
            return false;
        }
        if (head.isEmpty()) {
            load();
            return false;
        }
        forget(head.getFirst().seq);
        poll();
        return true;
    }

    /// After a restart nothing is in memory.
    boolean isOnDiskOnly() {
        return onDisk > 0 && head.isEmpty();
    }

    void load() {
        if (!loading) {
            loading = true;
            reader.accept(diskFrom);
        }
    }

    /// @param sent takes what is no longer to be sent, but was and is not settled
    void loaded(List<Ledger.Row> rows, Consumer<Ledger.Row> sent) {
        loading = false;
        for (Ledger.Row row : rows) {
            onDisk--;
            diskFrom = row.seq() + 1;
            StoredMessage message = row.message();
            if (row.packetId() > 0) {
                sent.accept(row);
            } else if (message != null) {
                append(new Waiting(row.seq(), message));
            }
        }
        if (rows.isEmpty()) {
            onDisk = 0;
        }
    }

    void clear() {
        head.clear();
        bytes = 0;
        onDisk = 0;
    }
}
