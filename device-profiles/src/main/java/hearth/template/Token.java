package hearth.template;

/// A piece of a template.
///
/// @param text the name, the operator, the number as written, or the string's or the plain text's content
record Token(Kind kind, String text, int line) {

    enum Kind {
        DATA, PRINT_BEGIN, PRINT_END, BLOCK_BEGIN, BLOCK_END, NAME, STRING, INTEGER, FLOAT, OPERATOR, END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean operator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean name(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
