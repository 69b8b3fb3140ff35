package hearth.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `$.a.b[0]['c d']`: the small part of JSONPath (RFC 9535) that names one place.
///
/// @param steps keys as text, places in a list as numbers
public record JsonPath(List<Object> steps) {

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})\\]|\\['([^']+)'\\]");

    /// Throws where the text is no such path. A leading `$` may be left out: `a.b` is `$.a.b`.
    public static JsonPath of(String text) {
        var rest = text.startsWith("$") ? text.substring(1) : text.startsWith("[") ? text : "." + text;
        var steps = new ArrayList<Object>();
        var step = STEP.matcher(rest);
        int end = 0;
        while (end < rest.length() && step.find(end) && step.start() == end) {
            steps.add(step.group(1) != null ? step.group(1) : step.group(3) != null ? step.group(3) : Integer.valueOf(step.group(2)));
            end = step.end();
        }
        if (end != rest.length()) {
            throw new IllegalArgumentException("not a JSON path: " + text);
        }
        return new JsonPath(List.copyOf(steps));
    }

    /// The way there, and on from there.
    JsonPath then(JsonPath rest) {
        return new JsonPath(Stream.concat(steps.stream(), rest.steps.stream()).toList());
    }

    /// Whether it leads nowhere: to the document itself.
    public boolean whole() {
        return steps.isEmpty();
    }

    /// `a.b.0`, as people trace it; empty for the whole.
    String dotted() {
        return steps.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /// What stands there; empty where nothing does.
    public Optional<JsonNode> in(JsonNode root) {
        var node = root;
        for (var step : steps) {
            node = step instanceof Integer index ? node.path(index) : node.path((String) step);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }
}
