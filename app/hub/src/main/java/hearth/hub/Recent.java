package hearth.hub;

import java.util.ArrayList;
import java.util.List;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/// The newest few of many, newest first; adding costs one small object.
///
/// @param least so many are kept at least, and [#list] gives so many at most
public record Recent<T>(int least, PStack<T> young, PStack<T> old) {

    public static <T> Recent<T> none(int least) {
        return new Recent<>(least, ConsPStack.empty(), ConsPStack.empty());
    }

    Recent<T> with(T newest) {
        return young.size() < least ? new Recent<>(least, young.plus(newest), old)
                : new Recent<>(least, ConsPStack.singleton(newest), young);
    }

    /// Newest first.
    public List<T> list() {
        var all = new ArrayList<T>(young);
        old.stream().limit(least - young.size()).forEach(all::add);
        return all;
    }
}
