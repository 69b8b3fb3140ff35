package hearth.hub;

import hearth.device.PropertyRef;
import hearth.device.Value;
import hearth.home.Condition;
import hearth.home.Fact;
import java.util.Optional;
import java.util.stream.Stream;

/// What is so in the house at this moment. Lives for one look.
///
/// @param alarm how it stands, for people to see
record Conditions(Bench bench, Calendar calendar, AlarmState alarm) {

    Optional<Value> known(PropertyRef property) {
        return bench.device(property.device()).flatMap(d -> d.state(property).value());
    }

    /// The first condition that is not so; empty where all is as it must be.
    Optional<Trace.Verdict.Unmet> unmet(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> of.stream().flatMap(c -> unmet(c).stream()).findFirst();
            case Condition.Any(var of) -> unless(of.isEmpty() || of.stream().anyMatch(c -> unmet(c).isEmpty()), condition);
            case Condition.Not(var of) -> unless(unmet(of).isPresent(), condition);
            case Condition.Is(var fact) -> unless(fact.holds(known(fact.property())), condition);
            case Condition.Armed(var state) -> unless(state.holds(alarm.word()), condition);
            case Condition.Within window -> unless(calendar.within(window, bench.now), condition);
            case Condition.Dark() -> unless(calendar.dark(bench.now), condition);
        };
    }

    /// The properties of which it says something that is so.
    Stream<PropertyRef> holding(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> of.stream().flatMap(this::holding);
            case Condition.Any(var of) -> of.stream().flatMap(this::holding);
            case Condition.Is(var fact) -> Stream.of(fact).filter(f -> f.holds(known(f.property()))).map(Fact::property);
            case Condition.Not _, Condition.Armed _, Condition.Within _, Condition.Dark _ -> Stream.empty();
        };
    }

    private Optional<Trace.Verdict.Unmet> unless(boolean so, Condition condition) {
        return so ? Optional.empty() : Optional.of(new Trace.Verdict.Unmet(condition, looked(condition)));
    }

    /// The one value that a condition looks at, where it is one.
    private Optional<Value> looked(Condition condition) {
        return switch (condition) {
            case Condition.Is(var fact) -> known(fact.property());
            case Condition.Armed _ -> Optional.of(new Value.Text(alarm.word()));
            case Condition.Not(var of) -> looked(of);
            case Condition.All _, Condition.Any _, Condition.Within _, Condition.Dark _ -> Optional.empty();
        };
    }
}
