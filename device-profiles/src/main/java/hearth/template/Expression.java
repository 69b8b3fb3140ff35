package hearth.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has a value. Children are evaluated through [Run#value], which counts steps and depth.
sealed interface Expression {

    Object value(Run run);

    record Literal(Object literal) implements Expression {
        @Override public Object value(Run run) {
            return literal;
        }
    }

    record Name(String name) implements Expression {
        @Override public Object value(Run run) {
            return run.named(name);
        }
    }

    record Row(Items.Kind kind, List<Expression> items) implements Expression {
        @Override public Object value(Run run) {
            return new Items(kind, run.values(items));
        }
    }

    record Entries(List<Expression> keys, List<Expression> values) implements Expression {
        @Override public Object value(Run run) {
            var dict = new Dict();
            for (int i = 0; i < keys.size(); i++) {
                dict.with(Python.key(run, run.value(keys.get(i))), run.value(values.get(i)));
            }
            return dict;
        }
    }

    /// `of.name`
    record Attribute(Expression of, String name) implements Expression {
        @Override public Object value(Run run) {
            return Access.attribute(run, run.value(of), name);
        }
    }

    /// `of[key]`, and `of.0`
    record Item(Expression of, Expression key) implements Expression {
        @Override public Object value(Run run) {
            return Access.item(run, run.value(of), run.value(key));
        }
    }

    record Slice(Expression of, @Nullable Expression from, @Nullable Expression to, @Nullable Expression step) implements Expression {
        @Override public Object value(Run run) {
            return Access.slice(run, run.value(of), part(run, from), part(run, to), part(run, step));
        }

        private static Object part(Run run, @Nullable Expression part) {
            return part == null ? None.NONE : run.value(part);
        }
    }

    /// What stands between the parentheses of a call.
    record Given(List<Expression> positional, Map<String, Expression> named) {
        static final Given NOTHING = new Given(List.of(), Map.of());

        Arguments evaluated(Run run, @Nullable Object first) {
            List<Object> values = new ArrayList<>(positional.size() + 1);
            if (first != null) {
                values.add(first);
            }
            for (var expression : positional) {
                values.add(run.value(expression));
            }
            if (named.isEmpty()) {
                return new Arguments(values, Map.of());
            }
            var names = new java.util.LinkedHashMap<String, Object>();
            named.forEach((name, expression) -> names.put(name, run.value(expression)));
            return new Arguments(values, names);
        }
    }

    record Call(Expression callee, Given given) implements Expression {
        @Override public Object value(Run run) {
            return Access.call(run, run.value(callee), given.evaluated(run, null));
        }
    }

    record Filtered(Expression of, Builtin filter, Given given) implements Expression {
        @Override public Object value(Run run) {
            return filter.call(run, given.evaluated(run, run.value(of)));
        }
    }

    record Tested(Expression of, Builtin test, Given given, boolean negated) implements Expression {
        @Override public Object value(Run run) {
            return Python.truth(test.call(run, given.evaluated(run, run.value(of)))) != negated;
        }
    }

    record Unary(String operator, Expression of) implements Expression {
        @Override public Object value(Run run) {
            var value = run.value(of);
            return switch (operator) {
                case "not" -> !Python.truth(value);
                case "-" -> Arithmetic.negated(value);
                default -> Arithmetic.number(value, "unary +");
            };
        }
    }

    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override public Object value(Run run) {
            return Arithmetic.of(run, operator, run.value(left), run.value(right));
        }
    }

    /// `a ~ b ~ c`
    record Joined(List<Expression> parts) implements Expression {
        @Override public Object value(Run run) {
            var text = new StringBuilder();
            for (var part : parts) {
                run.fits(text.append(Text.str(run, run.value(part))));
            }
            return run.made(text.toString());
        }
    }

    record And(Expression left, Expression right) implements Expression {
        @Override public Object value(Run run) {
            var value = run.value(left);
            return Python.truth(value) ? run.value(right) : value;
        }
    }

    record Or(Expression left, Expression right) implements Expression {
        @Override public Object value(Run run) {
            var value = run.value(left);
            return Python.truth(value) ? value : run.value(right);
        }
    }

    /// `a < b <= c`: true where each step is.
    record Comparison(Expression first, List<String> operators, List<Expression> others) implements Expression {
        @Override public Object value(Run run) {
            var left = run.value(first);
            for (int i = 0; i < operators.size(); i++) {
                var right = run.value(others.get(i));
                if (!Python.compared(run, operators.get(i), left, right)) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }

    /// `yes if condition else no`; undefined where there is no else.
    record Choice(Expression condition, Expression yes, @Nullable Expression no) implements Expression {
        @Override public Object value(Run run) {
            return Python.truth(run.value(condition)) ? run.value(yes)
                    : no != null ? run.value(no) : new Undefined("the inline if has no else, and its condition is false");
        }
    }
}
