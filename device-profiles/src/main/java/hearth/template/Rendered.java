package hearth.template;

/// What became of a rendering.
public sealed interface Rendered permits Rendered.Text, TemplateProblem {

    /// @param text without white space around it, as Python strips it
    record Text(String text) implements Rendered {
    }
}
