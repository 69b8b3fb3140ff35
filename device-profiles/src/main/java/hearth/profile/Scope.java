package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a profile's texts may name while a device is bound: variables of the user's, what was announced, what follows from it.
record Scope(Map<String, JsonNode> values) {

    static final Scope NONE = new Scope(Map.of());

    Scope {
        values = Map.copyOf(values);
    }

    Scope with(String name, JsonNode value) {
        var more = new HashMap<>(values);
        more.put(name, value);
        return new Scope(more);
    }

    /// These values and what a message says, for a template.
    Map<String, Object> and(Map<String, Object> said) {
        var all = new LinkedHashMap<String, Object>(values);
        all.putAll(said);
        return all;
    }
}
