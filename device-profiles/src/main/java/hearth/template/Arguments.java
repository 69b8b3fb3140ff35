package hearth.template;

import java.util.List;
import java.util.Map;

/// What a call gives, evaluated.
record Arguments(List<Object> positional, Map<String, Object> named) {

    /// Stands where an optional argument was not given.
    static final Object LEFT_OUT = new Object();

    /// The same by the callee's parameters, in their order.
    record Bound(String callee, List<Object> values) {

        boolean has(int index) {
            return values.get(index) != LEFT_OUT;
        }

        Object get(int index) {
            return values.get(index);
        }

        Object or(int index, Object otherwise) {
            return has(index) ? values.get(index) : otherwise;
        }

        boolean truth(int index, boolean otherwise) {
            return has(index) ? Python.truth(values.get(index)) : otherwise;
        }

        /// A whole number that fits an int.
        int whole(int index, int otherwise) {
            return has(index) ? Python.index(values.get(index)) : otherwise;
        }

        /// A text; anything else is a problem.
        String text(int index) {
            if (values.get(index) instanceof String text) {
                return text;
            }
            throw new Failure(callee + "() needs a str, not " + Python.type(values.get(index)));
        }

        String text(int index, String otherwise) {
            return has(index) ? text(index) : otherwise;
        }

        @SuppressWarnings("unchecked") List<Object> rest(int index) {
            return (List<Object>) values.get(index);
        }

        @SuppressWarnings("unchecked") Map<String, Object> named(int index) {
            return (Map<String, Object>) values.get(index);
        }
    }
}
