package hearth.convention.homeassistant;

import hearth.template.Compiled;
import hearth.template.Rendered;
import hearth.template.Template;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// How a command is spelled: what a template makes of the value and its companions.
final class CommandTemplate {

    private final Compiled compiled;

    CommandTemplate(String source) {
        compiled = Template.compile(source);
    }

    /// The payload; empty where the template cannot be applied.
    ///
    /// @param variables `value` and what the kind of entity adds
    Optional<String> text(Map<String, Object> variables, Instant now) {
        return compiled instanceof Template template
                && template.render(variables, now.atZone(ZoneId.systemDefault())) instanceof Rendered.Text(var text)
                        ? Optional.of(text) : Optional.empty();
    }
}
