package hearth.hub;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The newest few of many. A value; adding copies their array, and nothing older is held in memory.
public final class Recent<T> {

    private final int most;
    /// Newest first.
    private final Object[] newest;

    private Recent(int most, Object[] newest) {
        this.most = most;
        this.newest = newest;
    }

    /// @param most so many are kept
    public static <T> Recent<T> none(int most) {
        return new Recent<>(most, new Object[0]);
    }

    Recent<T> with(T one) {
        var all = new Object[Math.min(most, newest.length + 1)];
        all[0] = one;
        System.arraycopy(newest, 0, all, 1, all.length - 1);
        return new Recent<>(most, all);
    }

    /// Newest first.
    @SuppressWarnings("unchecked") // what was put in
    public List<T> list() {
        return (List<T>) Collections.unmodifiableList(Arrays.asList(newest));
    }

    @Override public boolean equals(Object other) {
        return other instanceof Recent<?> that && Arrays.equals(newest, that.newest);
    }

    @Override public int hashCode() {
        return Arrays.hashCode(newest);
    }

    @Override public String toString() {
        return Arrays.toString(newest);
    }
}
