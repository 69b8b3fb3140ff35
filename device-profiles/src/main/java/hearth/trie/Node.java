package hearth.trie;

import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A node of a [Trie]: five bits of the hash choose its entry or the node below. A value.
final class Node {

    static final Node EMPTY = new Node(0, 0, 0, new Object[0]);

    private static final int BITS = 5;
    /// From here on the hash has no bits left: all its entries are looked through.
    private static final int BUCKET = 32;

    /// Which ways end in an entry.
    private final int ends;
    /// Which lead to another node.
    private final int ways;
    /// Entries here and below.
    final int size;
    /// Keys and values by way, from the front; nodes by way, from the back.
    final Object[] slots;

    private Node(int ends, int ways, int size, Object[] slots) {
        this.ends = ends;
        this.ways = ways;
        this.size = size;
        this.slots = slots;
    }

    /// Texts that differ in a digit have hashes that are alike in their lowest bits.
    static int hash(Object key) {
        int spread = key.hashCode() * 0x9E3779B9;
        return spread ^ spread >>> 16;
    }

    private static int bit(int hash, int shift) {
        return 1 << (hash >>> shift & 31);
    }

    private int end(int bit) {
        return 2 * Integer.bitCount(ends & bit - 1);
    }

    private int way(int bit) {
        return slots.length - 1 - Integer.bitCount(ways & bit - 1);
    }

    private static boolean same(Object one, Object other) {
        return one == other || one.equals(other);
    }

    /// Behind the last key and value.
    int pairs() {
        return slots.length - Integer.bitCount(ways);
    }

    void addBelow(Deque<Node> all) {
        for (int i = pairs(); i < slots.length; i++) {
            all.push((Node) slots[i]);
        }
    }

    @Nullable Object get(Object key, int hash) {
        var node = this;
        for (int shift = 0; shift < BUCKET; shift += BITS) {
            int bit = bit(hash, shift);
            if ((node.ends & bit) != 0) {
                int at = node.end(bit);
                return same(key, node.slots[at]) ? node.slots[at + 1] : null;
            }
            if ((node.ways & bit) == 0) {
                return null;
            }
            node = (Node) node.slots[node.way(bit)];
        }
        int at = node.find(key);
        return at < 0 ? null : node.slots[at + 1];
    }

    /// In a bucket.
    private int find(Object key) {
        for (int at = 0; at < slots.length; at += 2) {
            if (same(key, slots[at])) {
                return at;
            }
        }
        return -1;
    }

    Node with(Object key, Object value, int hash, int shift) {
        if (shift >= BUCKET) {
            int at = find(key);
            return at < 0 ? new Node(0, 0, size + 1, more(slots.length, key, value)) : replaced(at + 1, value, size);
        }
        int bit = bit(hash, shift);
        if ((ends & bit) != 0) {
            int at = end(bit);
            return same(key, slots[at]) ? replaced(at + 1, value, size) : split(at, bit, key, value, hash, shift);
        }
        if ((ways & bit) != 0) {
            int at = way(bit);
            var old = (Node) slots[at];
            var child = old.with(key, value, hash, shift + BITS);
            return replaced(at, child, size + child.size - old.size);
        }
        return new Node(ends | bit, ways, size + 1, more(end(bit), key, value));
    }

    private Node replaced(int at, Object by, int newSize) {
        if (slots[at] == by) {
            return this;
        }
        var all = slots.clone();
        all[at] = by;
        return new Node(ends, ways, newSize, all);
    }

    private Object[] more(int at, Object key, Object value) {
        var all = Arrays.copyOf(slots, slots.length + 2);
        System.arraycopy(slots, at, all, at + 2, slots.length - at);
        all[at] = key;
        all[at + 1] = value;
        return all;
    }

    /// Two entries are on the same way: both move into a node below.
    private Node split(int at, int bit, Object key, Object value, int hash, int shift) {
        var child = EMPTY.with(slots[at], slots[at + 1], hash(slots[at]), shift + BITS).with(key, value, hash, shift + BITS);
        int place = slots.length - 1 - Integer.bitCount(ways & bit - 1); // of the node, counted without the entry that goes
        var all = new Object[slots.length - 1];
        System.arraycopy(slots, 0, all, 0, at);
        System.arraycopy(slots, at + 2, all, at, place - 1 - at);
        all[place - 1] = child;
        System.arraycopy(slots, place + 1, all, place, slots.length - place - 1);
        return new Node(ends ^ bit, ways | bit, size + 1, all);
    }

    Node without(Object key, int hash, int shift) {
        if (shift >= BUCKET) {
            int at = find(key);
            return at < 0 ? this : new Node(0, 0, size - 1, less(at));
        }
        int bit = bit(hash, shift);
        if ((ends & bit) != 0) {
            int at = end(bit);
            return same(key, slots[at]) ? new Node(ends ^ bit, ways, size - 1, less(at)) : this;
        }
        if ((ways & bit) == 0) {
            return this;
        }
        int at = way(bit);
        var old = (Node) slots[at];
        var child = old.without(key, hash, shift + BITS);
        return child == old ? this : child.size == 1 ? raised(at, bit, child) : replaced(at, child, size - 1);
    }

    private Object[] less(int at) {
        var all = new Object[slots.length - 2];
        System.arraycopy(slots, 0, all, 0, at);
        System.arraycopy(slots, at + 2, all, at, all.length - at);
        return all;
    }

    /// A node below has one entry left: it moves up.
    private Node raised(int at, int bit, Node child) {
        int to = end(bit);
        var all = new Object[slots.length + 1];
        System.arraycopy(slots, 0, all, 0, to);
        all[to] = child.slots[0];
        all[to + 1] = child.slots[1];
        System.arraycopy(slots, to, all, to + 2, at - to);
        System.arraycopy(slots, at + 1, all, at + 2, slots.length - at - 1);
        return new Node(ends | bit, ways ^ bit, size - 1, all);
    }
}
