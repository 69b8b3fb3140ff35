package hearth.template;

import hearth.template.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Jinja2's expressions, in its order of binding: `if`, `or`, `and`, `not`, comparison, `+ -`, `~`, `* / // %`, `**`, sign, then
/// `. [] ()` and last `|` and `is`.
final class ExpressionParser {

    private static final Set<String> COMPARING = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /// One expression, or a tuple of several without parentheses.
    Expression row() {
        return row(expression(), true);
    }

    /// As a `for` has it: an `if` behind it belongs to the loop.
    Expression rowWithoutCondition() {
        return row(or(), false);
    }

    private Expression row(Expression first, boolean conditions) {
        if (!tokens.now().operator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && !ended()) {
            items.add(conditions ? expression() : or());
        }
        return new Expression.Row(Items.Kind.TUPLE, List.copyOf(items));
    }

    private boolean ended() {
        return tokens.now().is(Kind.PRINT_END) || tokens.now().is(Kind.BLOCK_END) || tokens.now().operator(")");
    }

    Expression expression() {
        tokens.deeper();
        var value = or();
        while (tokens.skipName("if")) {
            var condition = or();
            value = new Expression.Choice(condition, value, tokens.skipName("else") ? expression() : null);
        }
        tokens.up();
        return value;
    }

    private Expression or() {
        var left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        var left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.now().name("not")) {
            return comparison();
        }
        tokens.deeper();
        tokens.next();
        var negated = new Expression.Unary("not", not());
        tokens.up();
        return negated;
    }

    private Expression comparison() {
        var first = sum();
        var operators = new ArrayList<String>();
        var others = new ArrayList<Expression>();
        while (true) {
            if (tokens.now().is(Kind.OPERATOR) && COMPARING.contains(tokens.now().text())) {
                operators.add(tokens.next().text());
            } else if (tokens.skipName("in")) {
                operators.add("in");
            } else if (tokens.now().name("not") && tokens.after().name("in")) {
                tokens.next();
                tokens.next();
                operators.add("not in");
            } else {
                return operators.isEmpty() ? first : new Expression.Comparison(first, List.copyOf(operators), List.copyOf(others));
            }
            others.add(sum());
        }
    }

    private Expression sum() {
        var left = joined();
        while (tokens.now().operator("+") || tokens.now().operator("-")) {
            left = new Expression.Binary(tokens.next().text(), left, joined());
        }
        return left;
    }

    private Expression joined() {
        var parts = new ArrayList<>(List.of(product()));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Joined(List.copyOf(parts));
    }

    private Expression product() {
        var left = power();
        while (List.of("*", "/", "//", "%").contains(tokens.now().is(Kind.OPERATOR) ? tokens.now().text() : "")) {
            left = new Expression.Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        var left = signed(true);
        while (tokens.skipOperator("**")) {
            left = new Expression.Binary("**", left, signed(true));
        }
        return left;
    }

    private Expression signed(boolean filters) {
        tokens.deeper();
        var sign = tokens.now();
        Expression value;
        if (sign.operator("-") || sign.operator("+")) {
            tokens.next();
            value = new Expression.Unary(sign.text(), signed(false));
        } else {
            value = primary();
        }
        value = path(value);
        while (filters && (tokens.now().operator("|") || tokens.now().name("is") || tokens.now().operator("("))) {
            value = tokens.now().operator("(") ? call(value) : tokens.now().operator("|") ? filtered(value) : tested(value);
        }
        tokens.up();
        return value;
    }

    private Expression primary() {
        var token = tokens.next();
        return switch (token.kind()) {
            case NAME -> switch (token.text()) {
                case "true", "True" -> new Expression.Literal(true);
                case "false", "False" -> new Expression.Literal(false);
                case "none", "None" -> new Expression.Literal(None.NONE);
                default -> new Expression.Name(token.text());
            };
            case STRING -> {
                var text = new StringBuilder(token.text());
                while (tokens.now().is(Kind.STRING)) {
                    text.append(tokens.next().text());
                }
                yield new Expression.Literal(text.toString());
            }
            case INTEGER -> new Expression.Literal(integer(token.text()));
            case FLOAT -> new Expression.Literal(Double.parseDouble(token.text()));
            case OPERATOR -> switch (token.text()) {
                case "(" -> inParentheses();
                case "[" -> new Expression.Row(Items.Kind.LIST, rest("]"));
                case "{" -> entries();
                default -> throw tokens.problem("unexpected '" + token.text() + "'");
            };
            case PRINT_END, BLOCK_END, END -> throw tokens.problem("expected an expression");
            case DATA, PRINT_BEGIN, BLOCK_BEGIN -> throw tokens.problem("unexpected text");
        };
    }

    private Object integer(String digits) {
        int radix = digits.length() < 3 || digits.charAt(0) != '0' ? 10 : switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'b' -> 2;
            case 'o' -> 8;
            default -> 10;
        };
        if (digits.length() > 1000 || radix != 10 && digits.length() < 3) {
            throw tokens.problem("not a number: " + digits);
        }
        return Arithmetic.shortest(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
    }

    private Expression inParentheses() {
        if (tokens.skipOperator(")")) {
            return new Expression.Row(Items.Kind.TUPLE, List.of());
        }
        var inside = row();
        tokens.expectOperator(")");
        return inside;
    }

    private List<Expression> rest(String end) {
        var items = new ArrayList<Expression>();
        while (!tokens.skipOperator(end)) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(end)) {
                    break;
                }
            }
            items.add(expression());
        }
        return List.copyOf(items);
    }

    private Expression entries() {
        var keys = new ArrayList<Expression>();
        var values = new ArrayList<Expression>();
        while (!tokens.skipOperator("}")) {
            if (!keys.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            keys.add(expression());
            tokens.expectOperator(":");
            values.add(expression());
        }
        return new Expression.Entries(List.copyOf(keys), List.copyOf(values));
    }

    /// `.name`, `.0`, `[key]`, `[from:to:step]` and `(…)` behind a value.
    private Expression path(Expression start) {
        var value = start;
        while (true) {
            if (tokens.skipOperator(".")) {
                var key = tokens.next();
                value = switch (key.kind()) {
                    case NAME -> new Expression.Attribute(value, key.text());
                    case INTEGER -> new Expression.Item(value, new Expression.Literal(integer(key.text())));
                    default -> throw tokens.problem("expected a name or a number after '.'");
                };
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.now().operator("(")) {
                value = call(value);
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression of) {
        var parts = new @Nullable Expression[3];
        int part = 0;
        boolean slice = false;
        while (!tokens.skipOperator("]")) {
            if (tokens.skipOperator(":")) {
                slice = true;
                if (++part > 2) {
                    throw tokens.problem("a slice has three parts at most");
                }
            } else if (parts[part] == null) {
                parts[part] = row();
            } else {
                throw tokens.problem("expected ']'");
            }
        }
        if (slice) {
            return new Expression.Slice(of, parts[0], parts[1], parts[2]);
        }
        if (parts[0] == null) {
            throw tokens.problem("expected a key between [ and ]");
        }
        return new Expression.Item(of, parts[0]);
    }

    private Expression call(Expression callee) {
        return new Expression.Call(callee, given());
    }

    private Expression.Given given() {
        tokens.expectOperator("(");
        var positional = new ArrayList<Expression>();
        var named = new LinkedHashMap<String, Expression>();
        while (!tokens.skipOperator(")")) {
            if (!positional.isEmpty() || !named.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(")")) {
                    break;
                }
            }
            if (tokens.now().operator("*") || tokens.now().operator("**")) {
                throw tokens.problem("arguments by * and ** are not supported");
            }
            if (tokens.now().is(Kind.NAME) && tokens.after().operator("=")) {
                var name = tokens.next().text();
                tokens.next();
                named.put(name, expression());
            } else if (named.isEmpty()) {
                positional.add(expression());
            } else {
                throw tokens.problem("an argument without a name after one with a name");
            }
        }
        return new Expression.Given(List.copyOf(positional), named);
    }

    private Expression.Filtered filtered(Expression value) {
        tokens.expectOperator("|");
        return filteredBy(value);
    }

    private Expression.Filtered filteredBy(Expression value) {
        var name = tokens.expect(Kind.NAME).text();
        var filter = Filters.ALL.get(name);
        if (filter == null) {
            throw tokens.problem("no filter named '" + name + "'");
        }
        return new Expression.Filtered(value, filter, tokens.now().operator("(") ? given() : Expression.Given.NOTHING);
    }

    private Expression tested(Expression value) {
        tokens.expectName("is");
        boolean negated = tokens.skipName("not");
        var name = tokens.expect(Kind.NAME).text();
        var test = Tests.ALL.get(name);
        if (test == null) {
            throw tokens.problem("no test named '" + name + "'");
        }
        if (tokens.now().operator("(")) {
            return new Expression.Tested(value, test, given(), negated);
        }
        var token = tokens.now();
        boolean argument = token.is(Kind.STRING) || token.is(Kind.INTEGER) || token.is(Kind.FLOAT) || token.operator("[")
                || token.operator("{")
                || token.is(Kind.NAME) && !Set.of("else", "or", "and").contains(token.text());
        if (token.name("is")) {
            throw tokens.problem("several tests in a row need parentheses");
        }
        return new Expression.Tested(value, test,
                argument ? new Expression.Given(List.of(path(primary())), java.util.Map.of()) : Expression.Given.NOTHING, negated);
    }

    /// `| f | g(1)` behind `set x`, each without its value.
    List<Expression.Filtered> filters() {
        return filters(new ArrayList<>());
    }

    private List<Expression.Filtered> filters(List<Expression.Filtered> filters) {
        while (tokens.now().operator("|")) {
            filters.add(filtered(new Expression.Literal(None.NONE)));
        }
        return List.copyOf(filters);
    }

    /// `f | g(1)` behind `filter`.
    List<Expression.Filtered> filtersWithoutBar() {
        return filters(new ArrayList<>(List.of(filteredBy(new Expression.Literal(None.NONE)))));
    }
}
