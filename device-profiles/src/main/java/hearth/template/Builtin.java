package hearth.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A filter, a test, a function or a method: nothing else can be called.
///
/// @param parameters their names; one that ends in `?` may be left out, `*x` takes the rest, `**x` the rest by name
record Builtin(String name, List<String> parameters, Body body) {

    interface Body {
        Object call(Run run, Arguments.Bound arguments);
    }

    static Builtin of(String name, String parameters, Body body) {
        return new Builtin(name, parameters.isEmpty() ? List.of() : List.of(parameters.split(" ")), body);
    }

    /// Costs by the length of its texts: whatever is done with them, no call reads long ones for nothing.
    Object call(Run run, Arguments given) {
        for (var value : given.positional()) {
            run.charge(value instanceof String text ? text.length() / Run.READ_A_STEP : 0);
        }
        return body.call(run, bind(given));
    }

    private Arguments.Bound bind(Arguments given) {
        var values = new ArrayList<Object>(parameters.size());
        var byName = given.named().isEmpty() ? Map.<String, Object>of() : new LinkedHashMap<>(given.named());
        int used = 0;
        for (var parameter : parameters) {
            if (parameter.startsWith("**")) {
                values.add(byName);
                byName = Map.of();
            } else if (parameter.startsWith("*")) {
                values.add(given.positional().subList(Math.min(used, given.positional().size()), given.positional().size()));
                used = given.positional().size();
            } else {
                boolean optional = parameter.endsWith("?");
                var plain = optional ? parameter.substring(0, parameter.length() - 1) : parameter;
                if (used < given.positional().size()) {
                    values.add(given.positional().get(used++));
                } else if (byName.containsKey(plain)) {
                    values.add(byName.remove(plain));
                } else if (optional) {
                    values.add(Arguments.LEFT_OUT);
                } else {
                    throw new Failure(name + "() misses its argument '" + plain + "'");
                }
            }
        }
        if (used < given.positional().size()) {
            throw new Failure(name + "() takes at most " + parameters.size() + " arguments");
        }
        if (!byName.isEmpty()) {
            throw new Failure(name + "() has no argument '" + byName.keySet().iterator().next() + "'");
        }
        return new Arguments.Bound(name, values);
    }
}
