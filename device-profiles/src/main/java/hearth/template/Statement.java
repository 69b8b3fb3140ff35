package hearth.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a template does, in order.
sealed interface Statement {

    /// How a statement ends: with the next one, or by leaving the loop's round.
    enum Flow {
        NEXT, BREAK, CONTINUE
    }

    Flow run(Run run);

    static Flow all(List<Statement> body, Run run) {
        for (var statement : body) {
            var flow = run.run(statement);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    record Plain(String text) implements Statement {
        @Override public Flow run(Run run) {
            run.print(text);
            return Flow.NEXT;
        }
    }

    record Print(Expression expression) implements Statement {
        @Override public Flow run(Run run) {
            run.print(Text.str(run, run.value(expression)));
            return Flow.NEXT;
        }
    }

    record Do(Expression expression) implements Statement {
        @Override public Flow run(Run run) {
            run.value(expression);
            return Flow.NEXT;
        }
    }

    record Branch(Expression condition, List<Statement> body) {
    }

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {
        @Override public Flow run(Run run) {
            for (var branch : branches) {
                if (Python.truth(run.value(branch.condition))) {
                    return all(branch.body, run);
                }
            }
            return all(otherwise, run);
        }
    }

    /// Where a `for` or `set` puts a value.
    sealed interface Target {
        record Variable(String name) implements Target {
        }

        record Field(String namespace, String name) implements Target {
        }

        record Several(List<Target> targets) implements Target {
        }
    }

    record Set(Target target, Expression expression) implements Statement {
        @Override public Flow run(Run run) {
            run.assign(target, run.value(expression));
            return Flow.NEXT;
        }
    }

    /// `{% set x %}…{% endset %}` and, without a target, `{% filter f %}…{% endfilter %}`.
    record Block(@Nullable Target target, List<Expression.Filtered> filters, List<Statement> body) implements Statement {
        @Override public Flow run(Run run) {
            Object value = run.captured(() -> run.scoped(Map.of(), () -> all(body, run)));
            for (var filter : filters) {
                value = filter.filter().call(run, filter.given().evaluated(run, value));
            }
            if (target == null) {
                run.print(Text.str(run, value));
            } else {
                run.assign(target, value);
            }
            return Flow.NEXT;
        }
    }

    /// `{% with a = 1 %}…{% endwith %}`
    record With(List<Set> sets, List<Statement> body) implements Statement {
        @Override public Flow run(Run run) {
            var values = sets.stream().map(set -> run.value(set.expression)).toList();
            return run.scoped(Map.of(), () -> {
                for (int i = 0; i < values.size(); i++) {
                    run.assign(sets.get(i).target, values.get(i));
                }
                return all(body, run);
            });
        }
    }

    record For(Target target, Expression items, @Nullable Expression condition, List<Statement> body, List<Statement> otherwise)
            implements Statement {
        @Override public Flow run(Run run) {
            List<Object> rounds = Python.items(run, run.value(items));
            rounds = condition == null ? rounds : chosen(run, rounds, condition);
            if (rounds.isEmpty()) {
                return all(otherwise, run);
            }
            var loop = new Loop(rounds);
            for (var item : rounds) {
                var flow = run.scoped(Map.of("loop", loop), () -> {
                    run.assign(target, item);
                    return all(body, run);
                });
                if (flow == Flow.BREAK) {
                    break;
                }
                loop.index++;
            }
            return Flow.NEXT;
        }

        private List<Object> chosen(Run run, List<Object> all, Expression wanted) {
            List<Object> chosen = new ArrayList<>();
            for (var item : all) {
                run.scoped(Map.of(), () -> {
                    run.assign(target, item);
                    if (Python.truth(run.value(wanted))) {
                        chosen.add(item);
                    }
                    return Flow.NEXT;
                });
            }
            return chosen;
        }
    }

    record Leave(Flow flow) implements Statement {
        @Override public Flow run(Run run) {
            return flow;
        }
    }
}
