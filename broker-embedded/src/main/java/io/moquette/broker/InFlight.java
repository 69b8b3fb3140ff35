package io.moquette.broker;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// What one client was sent and has not settled, by packet identifier, in the order it was sent. On its session loop.
@NullMarked
final class InFlight {
    /// @param message null once the client has it and only the release is repeated
    record Sent(long seq, @Nullable StoredMessage message) {
        boolean isOf(int qos) {
            return message != null && message.qos().value() == qos;
        }
    }

    private final Map<Integer, Sent> sent = new LinkedHashMap<>();
    /// Packet identifiers that this connection has not seen yet.
    private final ArrayDeque<Integer> again = new ArrayDeque<>();
    private int lastPacketId;

    int size() {
        return sent.size();
    }

    /// How many this connection has seen.
    int onTheirWay() {
        return sent.size() - again.size();
    }

    @Nullable Sent get(int packetId) {
        return sent.get(packetId);
    }

    /// @return its packet identifier
    int add(long seq, StoredMessage message) {
        do {
            lastPacketId = lastPacketId % 65_535 + 1;
        } while (sent.containsKey(lastPacketId));
        sent.put(lastPacketId, new Sent(seq, message));
        return lastPacketId;
    }

    /// As the store has it: to be repeated.
    void restore(Ledger.Row row) {
        sent.put(row.packetId(), new Sent(row.seq(), row.message()));
        again.add(row.packetId());
    }

    /// On a new connection all is to be repeated.
    void repeatAll() {
        again.clear();
        again.addAll(sent.keySet());
    }

    /// The packet identifier of the next to be repeated; null if there is none.
    @Nullable Integer pollRepeated() {
        return again.pollFirst();
    }

    /// The client has received it: only its release is left.
    void release(int packetId, Sent it) {
        sent.put(packetId, new Sent(it.seq, null));
    }

    void settle(int packetId) {
        sent.remove(packetId);
        again.remove(packetId);
    }

    void clear() {
        sent.clear();
        again.clear();
    }
}
