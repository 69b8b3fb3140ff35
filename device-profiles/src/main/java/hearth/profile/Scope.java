package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.trie.Trie;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pcollections.PMap;

/// What a profile's texts may name while a device is bound: variables of the user's, what was announced, what follows from it.
record Scope(PMap<String, JsonNode> values) {

    static final Scope NONE = new Scope(Trie.empty());

    static Scope of(Map<String, JsonNode> values) {
        return new Scope(Trie.from(values));
    }

    Scope with(String name, JsonNode value) {
        return new Scope(values.plus(name, value));
    }

    /// These values and what a message says, for a template.
    Map<String, Object> and(Map<String, Object> said) {
        var all = new LinkedHashMap<String, Object>(values);
        all.putAll(said);
        return all;
    }
}
