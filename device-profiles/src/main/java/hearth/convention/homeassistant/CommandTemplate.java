package hearth.convention.homeassistant;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a command is spelled: the value itself, or what a template makes of it and its companions.
record CommandTemplate(String source) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)[^{}]*\\}\\}");

    /// The payload; empty where the template cannot be applied.
    ///
    /// @param variables `value` and what the kind of entity adds
    Optional<String> text(Map<String, Object> variables) {
        return Optional.of(PLACE.matcher(source)
                .replaceAll((MatchResult m) -> Matcher.quoteReplacement(String.valueOf(variables.get(m.group(1))))));
    }
}
