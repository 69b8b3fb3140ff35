package io.moquette.broker;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Changes that are not on disk yet: the last of each kind and key, in order. What comes and goes meanwhile leaves no trace. One thread
/// at a time.
@NullMarked
final class Pending {
    /// One statement, with the last values given for its key.
    private record Change(String sql, @Nullable Object... values) {}

    /// What becomes of one queued message; `present`: it is in the store already.
    private record Queued(boolean present, boolean gone, int packetId, boolean released, @Nullable StoredMessage message) {
        int bytes() {
            return message == null ? 0 : message.bytesInMemory();
        }
    }

    private final Map<List<?>, Change> changes = new LinkedHashMap<>();
    private final Map<Long, Queued> queued = new LinkedHashMap<>();
    /// Of the queued messages.
    private long bytes;

    int size() {
        return queued.size() + changes.size();
    }

    long bytes() {
        return bytes;
    }

    /// @param key begins with a word for its kind; the number of the session it belongs to follows, if it belongs to one
    void change(List<?> key, String sql, Object... values) {
        changes.remove(key); // so that the order is that of the last change
        changes.put(key, new Change(sql, values));
    }

    void add(long row, StoredMessage message) {
        put(row, new Queued(false, false, 0, false, message));
    }

    void update(long row, int packetId, boolean released) {
        Queued known = queued.get(row);
        put(row, new Queued(known == null || known.present, false, packetId, released, known == null || released ? null : known.message));
    }

    void remove(long row) {
        Queued known = queued.remove(row);
        bytes -= known == null ? 0 : known.bytes();
        if (known == null || known.present) {
            queued.put(row, new Queued(true, true, 0, false, null));
        }
    }

    private void put(long row, Queued what) {
        Queued before = queued.put(row, what);
        bytes += what.bytes() - (before == null ? 0 : before.bytes());
    }

    /// Takes back all that belongs to a session.
    void drop(long no) {
        queued.entrySet().removeIf(each -> {
            boolean its = each.getKey() >> LedgerFile.SEQ_BITS == no;
            bytes -= its ? each.getValue().bytes() : 0;
            return its;
        });
        changes.keySet().removeIf(key -> key.size() > 1 && key.get(1).equals(no));
    }

    /// In the transaction that is open.
    void writeTo(LedgerFile file) throws SQLException {
        for (Change each : changes.values()) {
            file.run(each.sql, each.values);
        }
        for (var each : queued.entrySet()) {
            write(file, each.getKey(), each.getValue());
        }
    }

    private static void write(LedgerFile file, long row, Queued what) throws SQLException {
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

    /// A session's messages as they will be once all this is written, in order.
    ///
    /// @param rows what the store has from `from` on, up to a page
    /// @param all  whether that is all the store has
    List<Ledger.Row> over(List<Ledger.Row> rows, boolean all, long no, long from) {
        var found = new TreeMap<Long, Ledger.Row>();
        rows.forEach(row -> found.put(row.seq(), row));
        long last = all ? Long.MAX_VALUE : found.isEmpty() ? from : found.lastKey();
        for (var each : queued.entrySet()) {
            long seq = each.getKey() & (1L << LedgerFile.SEQ_BITS) - 1;
            if (each.getKey() >> LedgerFile.SEQ_BITS != no || seq < from || seq > last) {
                continue;
            }
            Queued what = each.getValue();
            Ledger.Row stored = found.get(seq);
            if (what.gone) {
                found.remove(seq);
            } else if (what.released || what.message != null) {
                found.put(seq, new Ledger.Row(seq, what.packetId, what.released ? null : what.message));
            } else if (stored != null) {
                found.put(seq, new Ledger.Row(seq, what.packetId, stored.message()));
            }
        }
        return new ArrayList<>(found.values());
    }
}
