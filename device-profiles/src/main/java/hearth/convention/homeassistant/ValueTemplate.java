package hearth.convention.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.profile.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a text is found in a message: the payload itself, or what a template makes of it.
record ValueTemplate(String source, List<String> path) {

    private static final Pattern SIMPLE = Pattern
            .compile("\\{\\{-?\\s*value_json((?:\\.\\w+|\\[\\s*(?:\"[^\"]+\"|'[^']+')\\s*\\])+)\\s*(?:\\|[^{}]*)?-?\\}\\}");
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\"([^\"]+)\"|'([^']+)'");

    static ValueTemplate of(String source) {
        var path = new ArrayList<String>();
        var match = SIMPLE.matcher(source.strip());
        if (match.matches()) {
            var steps = STEP.matcher(match.group(1));
            while (steps.find()) {
                path.add(steps.group(1) != null ? steps.group(1) : steps.group(2) != null ? steps.group(2) : steps.group(3));
            }
        }
        return new ValueTemplate(source, path);
    }

    /// The text; empty where there is none, or the template cannot be applied to this message.
    Optional<String> text(Said said) {
        if (source.isEmpty()) {
            return said.text();
        }
        return said.json().flatMap(json -> {
            JsonNode node = json;
            for (var step : path) {
                node = node.path(step);
            }
            return node.isMissingNode() ? Optional.of("") : node.isNull() ? Optional.of("None")
                    : Optional.of(Config.spelled(node).orElseGet(node::toString));
        });
    }
}
