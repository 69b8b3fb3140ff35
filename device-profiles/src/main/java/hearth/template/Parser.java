package hearth.template;

import hearth.template.Statement.Flow;
import hearth.template.Statement.Target;
import hearth.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Makes statements of tokens; what stands inside the braces is [ExpressionParser]'s.
final class Parser {

    private static final List<String> REFUSED = List.of("macro", "call", "include", "import", "from", "extends", "block", "trans",
            "autoescape");

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private int loops;

    Parser(List<Token> tokens) {
        this.tokens = new Tokens(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    List<Statement> template() {
        var body = body();
        if (!tokens.now().is(Kind.END)) {
            throw tokens.problem("unexpected '" + tokens.now().text() + "'");
        }
        return body;
    }

    /// Up to the end or a tag named so; the tag's begin and name are taken.
    private List<Statement> body(String... ends) {
        tokens.deeper();
        var body = new ArrayList<Statement>();
        while (!tokens.now().is(Kind.END)) {
            var token = tokens.next();
            switch (token.kind()) {
                case DATA -> body.add(new Statement.Plain(token.text()));
                case PRINT_BEGIN -> {
                    body.add(new Statement.Print(expressions.row()));
                    tokens.expect(Kind.PRINT_END);
                }
                case BLOCK_BEGIN -> {
                    if (tokens.now().is(Kind.NAME) && List.of(ends).contains(tokens.now().text())) {
                        tokens.up();
                        return List.copyOf(body);
                    }
                    body.add(tag());
                }
                default -> throw tokens.problem("unexpected '" + token.text() + "'");
            }
        }
        if (ends.length > 0) {
            throw tokens.problem("expected " + String.join(" or ", ends));
        }
        tokens.up();
        return List.copyOf(body);
    }

    private Statement tag() {
        var name = tokens.expect(Kind.NAME).text();
        return switch (name) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "with" -> with();
            case "filter" -> filter();
            case "do" -> {
                var done = new Statement.Do(expressions.row());
                tokens.expect(Kind.BLOCK_END);
                yield done;
            }
            case "break", "continue" -> {
                if (loops == 0) {
                    throw tokens.problem(name + " outside a loop");
                }
                tokens.expect(Kind.BLOCK_END);
                yield new Statement.Leave(name.equals("break") ? Flow.BREAK : Flow.CONTINUE);
            }
            default -> throw tokens.problem(REFUSED.contains(name) ? "'" + name + "' is not supported" : "unknown tag '" + name + "'");
        };
    }

    private Statement condition() {
        var branches = new ArrayList<Statement.Branch>();
        List<Statement> otherwise = List.of();
        var end = "elif";
        while (end.equals("elif")) {
            var condition = expressions.row();
            tokens.expect(Kind.BLOCK_END);
            branches.add(new Statement.Branch(condition, body("elif", "else", "endif")));
            end = tokens.next().text();
        }
        if (end.equals("else")) {
            tokens.expect(Kind.BLOCK_END);
            otherwise = body("endif");
            tokens.next();
        }
        tokens.expect(Kind.BLOCK_END);
        return new Statement.If(List.copyOf(branches), otherwise);
    }

    private Statement loop() {
        var target = targets("in");
        tokens.expectName("in");
        var items = expressions.rowWithoutCondition();
        var condition = tokens.skipName("if") ? expressions.expression() : null;
        if (tokens.now().name("recursive")) {
            throw tokens.problem("a recursive loop is not supported");
        }
        tokens.expect(Kind.BLOCK_END);
        loops++;
        var body = body("endfor", "else");
        loops--;
        List<Statement> otherwise = List.of();
        if (tokens.next().text().equals("else")) {
            tokens.expect(Kind.BLOCK_END);
            otherwise = body("endfor");
            tokens.next();
        }
        tokens.expect(Kind.BLOCK_END);
        return new Statement.For(target, items, condition, body, otherwise);
    }

    private Statement set() {
        var target = targets("=");
        if (tokens.skipOperator("=")) {
            var set = new Statement.Set(target, expressions.row());
            tokens.expect(Kind.BLOCK_END);
            return set;
        }
        var filters = expressions.filters();
        tokens.expect(Kind.BLOCK_END);
        return new Statement.Block(target, filters, closed("endset"));
    }

    private Statement with() {
        var sets = new ArrayList<Statement.Set>();
        while (!tokens.now().is(Kind.BLOCK_END)) {
            if (!sets.isEmpty()) {
                tokens.expectOperator(",");
            }
            var target = target();
            tokens.expectOperator("=");
            sets.add(new Statement.Set(target, expressions.expression()));
        }
        tokens.expect(Kind.BLOCK_END);
        return new Statement.With(List.copyOf(sets), closed("endwith"));
    }

    private Statement filter() {
        var filters = expressions.filtersWithoutBar();
        tokens.expect(Kind.BLOCK_END);
        return new Statement.Block(null, filters, closed("endfilter"));
    }

    private List<Statement> closed(String end) {
        int outside = loops;
        loops = 0;
        var body = body(end);
        loops = outside;
        tokens.next();
        tokens.expect(Kind.BLOCK_END);
        return body;
    }

    /// `a`, `a.b`, `a, b`, `(a, (b, c))`
    private Target targets(String end) {
        var targets = new ArrayList<Target>();
        targets.add(target());
        boolean several = false;
        while (tokens.skipOperator(",")) {
            several = true;
            if (tokens.now().name(end) || tokens.now().operator(end)) {
                break;
            }
            targets.add(target());
        }
        return several ? new Target.Several(List.copyOf(targets)) : targets.getFirst();
    }

    private Target target() {
        if (tokens.skipOperator("(")) {
            tokens.deeper();
            var inside = targets(")");
            tokens.expectOperator(")");
            tokens.up();
            return inside;
        }
        var name = tokens.expect(Kind.NAME).text();
        if (tokens.skipOperator(".")) {
            return new Target.Field(name, tokens.expect(Kind.NAME).text());
        }
        if (List.of("true", "false", "none", "True", "False", "None").contains(name)) {
            throw tokens.problem("cannot assign to '" + name + "'");
        }
        return new Target.Variable(name);
    }
}
