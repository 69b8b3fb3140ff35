package hearth.trie;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A part of a [Trie]: a page of entries, or where they are too many for one, sixteen ways on. A value.
abstract sealed class Node {

    static final Page EMPTY = new Page(new int[0], new Object[0], new Object[0]);

    /// Of the hash, for one choice.
    private static final int BITS = 4;
    private static final int WAYS = 1 << BITS;
    /// More entries than this are split, as long as the hash has bits left.
    private static final int FULL = 32;

    /// Entries here and below.
    final int size;

    private Node(int size) {
        this.size = size;
    }

    /// Texts that differ in a digit have hashes that are alike in their lowest bits.
    static int hash(Object key) {
        int spread = key.hashCode() * 0x9E3779B9;
        return spread ^ spread >>> 16;
    }

    /// @param shift bits of the hash that were used on the way here
    abstract Node with(Object key, Object value, int hash, int shift);

    abstract Node without(Object key, int hash, int shift);

    final @Nullable Object get(Object key, int hash) {
        var node = this;
        for (int shift = 0; node instanceof Branch branch; shift += BITS) {
            node = branch.ways[way(hash, shift)];
        }
        var page = (Page) node;
        int at = page.find(key, hash);
        return at < 0 ? null : page.values[at];
    }

    private static int way(int hash, int shift) {
        return hash >>> shift & WAYS - 1;
    }

    /// Few entries, in no order.
    static final class Page extends Node {

        /// Of the keys; shared, as these are, with pages that differ in a value.
        private final int[] hashes;
        final Object[] keys;
        final Object[] values;

        private Page(int[] hashes, Object[] keys, Object[] values) {
            super(keys.length);
            this.hashes = hashes;
            this.keys = keys;
            this.values = values;
        }

        private int find(Object key, int hash) {
            for (int at = 0; at < hashes.length; at++) {
                if (hashes[at] == hash && (keys[at] == key || keys[at].equals(key))) {
                    return at;
                }
            }
            return -1;
        }

        @Override Node with(Object key, Object value, int hash, int shift) {
            int at = find(key, hash);
            if (at >= 0 && values[at] == value) {
                return this;
            }
            if (at >= 0) {
                var others = values.clone();
                others[at] = value;
                return new Page(hashes, keys, others);
            }
            if (size >= FULL && shift < Integer.SIZE) {
                return split(shift).with(key, value, hash, shift);
            }
            var more = new Page(Arrays.copyOf(hashes, size + 1), Arrays.copyOf(keys, size + 1), Arrays.copyOf(values, size + 1));
            more.put(size, key, value, hash);
            return more;
        }

        /// Only while it is made.
        private void put(int at, Object key, Object value, int hash) {
            hashes[at] = hash;
            keys[at] = key;
            values[at] = value;
        }

        private Branch split(int shift) {
            var ways = new Node[WAYS];
            Arrays.fill(ways, EMPTY);
            for (int i = 0; i < size; i++) {
                int way = way(hashes[i], shift);
                ways[way] = ways[way].with(keys[i], values[i], hashes[i], shift + BITS);
            }
            return new Branch(size, ways);
        }

        @Override Node without(Object key, int hash, int shift) {
            int at = find(key, hash);
            if (at < 0) {
                return this;
            }
            int last = size - 1;
            var less = new Page(Arrays.copyOf(hashes, last), Arrays.copyOf(keys, last), Arrays.copyOf(values, last));
            if (at < last) {
                less.put(at, keys[last], values[last], hashes[last]);
            }
            return less;
        }
    }

    static final class Branch extends Node {

        final Node[] ways;

        private Branch(int size, Node[] ways) {
            super(size);
            this.ways = ways;
        }

        @Override Node with(Object key, Object value, int hash, int shift) {
            int way = way(hash, shift);
            return with(way, ways[way].with(key, value, hash, shift + BITS));
        }

        private Branch with(int way, Node node) {
            if (ways[way] == node) {
                return this;
            }
            var others = ways.clone();
            others[way] = node;
            return new Branch(size + node.size - ways[way].size, others);
        }

        @Override Node without(Object key, int hash, int shift) {
            int way = way(hash, shift);
            var less = with(way, ways[way].without(key, hash, shift + BITS));
            return less == this || less.size > FULL / 2 ? less : less.gathered();
        }

        /// What is left, as one page: below a branch with so few entries there are only pages.
        private Page gathered() {
            var page = new Page(new int[size], new Object[size], new Object[size]);
            int at = 0;
            for (var way : ways) {
                var part = (Page) way;
                System.arraycopy(part.hashes, 0, page.hashes, at, part.size);
                System.arraycopy(part.keys, 0, page.keys, at, part.size);
                System.arraycopy(part.values, 0, page.values, at, part.size);
                at += part.size;
            }
            return page;
        }
    }
}
