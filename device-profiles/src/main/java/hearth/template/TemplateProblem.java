package hearth.template;

/// Why a template could not be compiled, or not be rendered with these variables.
///
/// @param reason one English sentence without a full stop, at most 200 characters, which may quote the template or a value
public record TemplateProblem(Stage stage, String reason) implements Compiled, Rendered {

    public enum Stage {
        COMPILING, RENDERING
    }
}
