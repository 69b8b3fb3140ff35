package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.profile.Fields.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Variables that follow from others, in their order.
record Lets(Fields at, List<Let> all) {

    /// @param phrase the template that makes it; empty for a constant
    private record Let(String name, Optional<Phrase> phrase, JsonNode constant) {
    }

    static Lets of(Fields at) throws Rejected {
        var lets = new ArrayList<Let>();
        for (var entry : at.tree("let").entrySet()) {
            var value = entry.getValue();
            lets.add(new Let(entry.getKey(),
                    value.isTextual() ? Optional.of(at.phrase("let/" + entry.getKey(), value.textValue())) : Optional.empty(), value));
        }
        return new Lets(at, List.copyOf(lets));
    }

    /// One that cannot be made is null, where that is borne.
    Scope in(Scope scope, Component.Trouble trouble) throws Rejected {
        var next = scope;
        for (var let : all) {
            JsonNode value = JsonNodeFactory.instance.nullNode();
            try {
                value = let.phrase().isPresent() ? made(let.phrase().get(), next) : let.constant();
            } catch (IllegalArgumentException failed) {
                trouble.is(at.reject("let/" + let.name(), failed));
            }
            next = next.with(let.name(), value);
        }
        return next;
    }

    /// What a template of several statements writes is read as JSON, where it is JSON.
    private static JsonNode made(Phrase phrase, Scope scope) {
        var made = phrase.node(scope);
        return phrase.typed().isPresent() || phrase.rendered().isEmpty() ? made : Said.parsed(made.asText()).orElse(made);
    }
}
