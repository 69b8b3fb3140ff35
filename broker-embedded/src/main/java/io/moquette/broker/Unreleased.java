package io.moquette.broker;

import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.NullMarked;

/// The QoS 2 messages that a client has sent and not released, by their packet identifiers. On its session loop.
@NullMarked
final class Unreleased {
    private final long session;
    private final Ledger ledger;
    private final BitSet received = new BitSet();

    /// @param session its number in the ledger, 0 if it is not kept
    Unreleased(long session, Ledger ledger) {
        this.session = session;
        this.ledger = ledger;
    }

    /// As the store has them.
    void restore(Collection<Integer> packetIds) {
        packetIds.forEach(received::set);
    }

    /// Whether this packet identifier is a message that came before and was not released.
    boolean has(int packetId) {
        return received.get(packetId);
    }

    /// The message itself is on its way, to the disk too if it is to be there, so it may be known that it came.
    void add(int packetId) {
        received.set(packetId);
        if (session != 0) {
            ledger.received(session, packetId);
        }
    }

    void remove(int packetId) {
        if (received.get(packetId)) {
            received.clear(packetId);
            if (session != 0) {
                ledger.settled(session, packetId);
            }
        }
    }
}
