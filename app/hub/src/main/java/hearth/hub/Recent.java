package hearth.hub;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The newest few of many. A value; adding copies their list, and nothing older is held in memory.
public final class Recent<T> {

    private final int most;
    private final List<T> newest;

    private Recent(int most, List<T> newest) {
        this.most = most;
        this.newest = newest;
    }

    /// @param most so many are kept
    public static <T> Recent<T> none(int most) {
        return new Recent<>(most, List.of());
    }

    @SuppressWarnings("unchecked") // what came is a T, and the others were
    Recent<T> with(T one) {
        var all = new Object[Math.min(most, newest.size() + 1)];
        all[0] = one;
        for (int i = 1; i < all.length; i++) {
            all[i] = newest.get(i - 1);
        }
        return new Recent<>(most, (List<T>) Arrays.asList(all));
    }

    /// Newest first.
    public List<T> list() {
        return Collections.unmodifiableList(newest);
    }

    @Override public boolean equals(Object other) {
        return other instanceof Recent<?> that && newest.equals(that.newest);
    }

    @Override public int hashCode() {
        return newest.hashCode();
    }

    @Override public String toString() {
        return newest.toString();
    }
}
