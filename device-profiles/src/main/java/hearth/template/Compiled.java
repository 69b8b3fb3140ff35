package hearth.template;

/// What became of a template's source.
public sealed interface Compiled permits Template, TemplateProblem {
}
