package hearth.trie;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/// A persistent map as a hash trie of 16 ways with pages of up to 32 entries at its ends. To replace a value leaves the keys alone and makes
/// five small objects; few of them live longer than the next change, and what a look-up reads is so little (for 5,000 entries some 100 KB)
/// that it stays in the processor's caches. In no order; neither keys nor values are null. A value, any thread.
public final class Trie<K, V> extends AbstractMap<K, V> implements PMap<K, V> {

    private static final Trie<?, ?> EMPTY = new Trie<>(Node.EMPTY);

    private final Node root;

    private Trie(Node root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked") // it holds none
    public static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    public static <K, V> Trie<K, V> from(Map<? extends K, ? extends V> all) {
        return Trie.<K, V>empty().plusAll(all);
    }

    @Override public Trie<K, V> plus(K key, V value) {
        return of(root.with(Objects.requireNonNull(key), Objects.requireNonNull(value), Node.hash(key), 0));
    }

    @Override public Trie<K, V> plusAll(Map<? extends K, ? extends V> more) {
        var all = this;
        for (var entry : more.entrySet()) {
            all = all.plus(entry.getKey(), entry.getValue());
        }
        return all;
    }

    @Override public Trie<K, V> minus(Object key) {
        return of(root.without(key, Node.hash(key), 0));
    }

    @Override public Trie<K, V> minusAll(Collection<?> keys) {
        var left = this;
        for (var key : keys) {
            left = left.minus(key);
        }
        return left;
    }

    private Trie<K, V> of(Node changed) {
        return changed == root ? this : changed.size == 0 ? empty() : new Trie<>(changed);
    }

    @SuppressWarnings("unchecked") // what was put in
    @Override public @Nullable V get(Object key) {
        return (V) root.get(key, Node.hash(key));
    }

    @Override public V getOrDefault(Object key, V other) {
        var value = get(key);
        return value == null ? other : value;
    }

    @Override public boolean containsKey(Object key) {
        return root.get(key, Node.hash(key)) != null;
    }

    @Override public int size() {
        return root.size;
    }

    @Override public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override public Iterator<Map.Entry<K, V>> iterator() {
                return new Entries<>(root);
            }

            @Override public int size() {
                return root.size;
            }
        };
    }

    /// @deprecated it never changes: see [#plus]
    @Deprecated @Override public V put(K key, V value) {
        throw new UnsupportedOperationException();
    }

    /// @deprecated it never changes: see [#minus]
    @Deprecated @Override public V remove(Object key) {
        throw new UnsupportedOperationException();
    }

    /// @deprecated it never changes: see [#plusAll]
    @Deprecated @Override public void putAll(Map<? extends K, ? extends V> more) {
        throw new UnsupportedOperationException();
    }

    /// @deprecated it never changes: see [#empty]
    @Deprecated @Override public void clear() {
        throw new UnsupportedOperationException();
    }

    /// Page by page.
    private static final class Entries<K, V> implements Iterator<Map.Entry<K, V>> {

        private final ArrayDeque<Node> ahead = new ArrayDeque<>();
        private Node.Page page = Node.EMPTY;
        private int next;

        Entries(Node root) {
            ahead.push(root);
        }

        @Override public boolean hasNext() {
            while (next == page.size && !ahead.isEmpty()) {
                switch (ahead.pop()) {
                    case Node.Branch branch -> List.of(branch.ways).forEach(ahead::push);
                    case Node.Page first -> {
                        page = first;
                        next = 0;
                    }
                }
            }
            return next < page.size;
        }

        @SuppressWarnings("unchecked") // what was put in
        @Override public Map.Entry<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next++;
            return Map.entry((K) page.keys[next - 1], (V) page.values[next - 1]);
        }
    }
}
