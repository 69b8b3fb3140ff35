package hearth.template;

import hearth.template.Token.Kind;
import java.util.List;

/// The tokens, and how far the parser has come.
final class Tokens {

    private static final int DEPTH = 100;

    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token now() {
        return tokens.get(at);
    }

    Token after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        var token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean skipOperator(String operator) {
        boolean there = now().operator(operator);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipName(String name) {
        boolean there = now().name(name);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(Kind kind) {
        if (!now().is(kind)) {
            throw problem(switch (kind) {
                case PRINT_END -> "expected }}";
                case BLOCK_END -> "expected %}";
                default -> "expected a " + kind.name().toLowerCase(java.util.Locale.ROOT);
            } + found());
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw problem("expected '" + operator + "'" + found());
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw problem("expected '" + name + "'" + found());
        }
    }

    private String found() {
        return switch (now().kind()) {
            case END -> ", found the end";
            case PRINT_END -> ", found }}";
            case BLOCK_END -> ", found %}";
            default -> ", found '" + now().text() + "'";
        };
    }

    void deeper() {
        if (++depth > DEPTH) {
            throw problem("nested more than " + DEPTH + " deep");
        }
    }

    void up() {
        depth--;
    }

    Failure problem(String reason) {
        return new Failure(reason + " (line " + now().line() + ")");
    }
}
