package hearth.template;

import hearth.template.Statement.Flow;
import hearth.template.Statement.Target;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One rendering: variables, output, and what it may still cost. One thread.
final class Run {

    static final int STEPS = 50_000;
    /// Characters, of the output and of every text on the way.
    static final int TEXT = 256 << 10;
    private static final int DEPTH = 200;
    /// Characters made, and characters read, for the price of one step.
    private static final int MADE_A_STEP = 32;
    static final int READ_A_STEP = 64;

    /// The variables of a block; a loop's round is a block.
    private static final class Scope {
        final @Nullable Scope outer;
        final Map<String, Object> names;

        Scope(@Nullable Scope outer, Map<String, Object> names) {
            this.outer = outer;
            this.names = names;
        }
    }

    private final ZonedDateTime now;
    private final Map<String, ?> variables;
    private Scope scope = new Scope(null, new HashMap<>(4));
    private StringBuilder out = new StringBuilder();
    private int steps;
    private int depth;
    private int regexSteps;

    Run(Map<String, ?> variables, ZonedDateTime now) {
        this.variables = variables;
        this.now = now;
    }

    String render(List<Statement> body) {
        Statement.all(body, this);
        return Text.strip(out.toString());
    }

    ZonedDateTime now() {
        return now;
    }

    Object value(Expression expression) {
        deeper();
        var value = expression.value(this);
        depth--;
        return value;
    }

    List<Object> values(List<Expression> expressions) {
        List<Object> values = new ArrayList<>(expressions.size());
        for (var expression : expressions) {
            values.add(value(expression));
        }
        return values;
    }

    Flow run(Statement statement) {
        deeper();
        var flow = statement.run(this);
        depth--;
        return flow;
    }

    /// Every way down pairs this with [#up]; a failure ends the run, so nothing needs undoing.
    void deeper() {
        charge(1);
        if (++depth > DEPTH) {
            throw new Failure("nested more than " + DEPTH + " deep");
        }
    }

    void up() {
        depth--;
    }

    void charge(int cost) {
        if (cost < 0 || cost > STEPS - steps) {
            throw new Failure("takes more than " + STEPS + " steps");
        }
        steps += cost;
    }

    /// What looking for a part in a text can cost.
    void chargeSearch(String text, String part) {
        charge((int) Math.min(STEPS + 1L, text.length() / READ_A_STEP * (1L + part.length() / READ_A_STEP)));
    }

    void chargeRegex(int cost) {
        regexSteps += cost;
        if (regexSteps > Regex.STEPS) {
            throw new Failure("a regular expression takes more than " + Regex.STEPS + " steps");
        }
    }

    /// Counts a text that was made on the way.
    String made(String text) {
        charge(text.length() / MADE_A_STEP);
        if (text.length() > TEXT) {
            throw new Failure("makes a text of more than " + TEXT + " characters");
        }
        return text;
    }

    void fits(CharSequence text) {
        if (text.length() > TEXT) {
            throw new Failure("makes a text of more than " + TEXT + " characters");
        }
    }

    void print(String text) {
        charge(text.length() / MADE_A_STEP);
        fits(out.append(text.length() > TEXT ? text.substring(0, TEXT + 1) : text));
    }

    Object captured(Supplier<Flow> body) {
        var outside = out;
        out = new StringBuilder();
        body.get();
        var text = out.toString();
        out = outside;
        return text;
    }

    Flow scoped(Map<String, Object> names, Supplier<Flow> body) {
        var outside = scope;
        scope = new Scope(outside, new HashMap<>(names));
        var flow = body.get();
        scope = outside;
        return flow;
    }

    Object named(String name) {
        for (@Nullable Scope s = scope; s != null; s = s.outer) {
            var value = s.names.get(name);
            if (value != null) {
                return value;
            }
        }
        if (variables.containsKey(name)) {
            var value = Json.python(variables.get(name));
            outermost().names.put(name, value);
            return value;
        }
        var global = Functions.GLOBALS.get(name);
        return global != null ? global : Undefined.name(name);
    }

    private Scope outermost() {
        var s = scope;
        while (s.outer != null) {
            s = s.outer;
        }
        return s;
    }

    void assign(Target target, Object value) {
        switch (target) {
            case Target.Variable(var name) -> scope.names.put(name, value);
            case Target.Field(var holder, var name) -> {
                if (!(named(holder) instanceof Namespace namespace)) {
                    throw new Failure("cannot assign attribute on a thing that is no namespace: " + holder);
                }
                namespace.fields().put(name, value);
            }
            case Target.Several(var targets) -> {
                var items = Python.items(this, value);
                if (items.size() != targets.size()) {
                    throw new Failure(items.size() < targets.size()
                            ? "not enough values to unpack (expected " + targets.size() + ", got " + items.size() + ")"
                            : "too many values to unpack (expected " + targets.size() + ")");
                }
                for (int i = 0; i < items.size(); i++) {
                    assign(targets.get(i), items.get(i));
                }
            }
        }
    }
}
