package hearth.home;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/// What must be so for a rule to act.
public sealed interface Condition {

    /// No condition at all.
    Condition ALWAYS = new All(List.of());

    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Condition of) implements Condition {
    }

    record Is(Fact fact) implements Condition {
    }

    /// On the house's clock, from `from` on and before `to`; over midnight where `to` is not later than `from`.
    ///
    /// @param days on which it begins; empty for every day
    record Within(LocalTime from, LocalTime to, Set<DayOfWeek> days) implements Condition {
        public Within {
            days = Set.copyOf(days);
        }
    }

    /// The alarm stands so.
    record Armed(ArmState state) implements Condition {
    }

    /// The sun is down; false where it is not known where the house stands.
    record Dark() implements Condition {
    }
}
