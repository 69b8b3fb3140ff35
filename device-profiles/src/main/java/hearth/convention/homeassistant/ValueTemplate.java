package hearth.convention.homeassistant;

import hearth.profile.Said;
import hearth.template.Compiled;
import hearth.template.Rendered;
import hearth.template.Template;
import hearth.template.TemplateProblem;
import java.time.ZoneId;
import java.util.Optional;

/// How a text is found in a message: the payload itself, or what a template makes of it.
///
/// @param compiled empty for the payload itself
record ValueTemplate(String source, Optional<Compiled> compiled) {

    static ValueTemplate of(String source) {
        return new ValueTemplate(source, source.isBlank() ? Optional.empty() : Optional.of(Template.compile(source)));
    }

    /// Why it is no template, in a sentence; empty where it is one.
    Optional<String> problem() {
        return compiled.flatMap(c -> c instanceof TemplateProblem(_, var reason) ? Optional.of(reason) : Optional.empty());
    }

    /// The text; empty where there is none, or the template cannot be applied to this message.
    Optional<String> text(Said said) {
        if (compiled.isEmpty()) {
            return said.text();
        }
        return compiled.get() instanceof Template template && !said.variables().isEmpty()
                && template.render(said.variables(), said.at().atZone(ZoneId.systemDefault())) instanceof Rendered.Text(var text)
                        ? Optional.of(text) : Optional.empty();
    }
}
