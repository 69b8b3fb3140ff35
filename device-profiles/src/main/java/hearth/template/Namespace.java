package hearth.template;

import java.util.LinkedHashMap;
import java.util.Map;

/// `namespace()`: the one thing a template can change, so that a loop can tell what comes after it.
record Namespace(Map<String, Object> fields) {

    Namespace() {
        this(new LinkedHashMap<>());
    }
}
