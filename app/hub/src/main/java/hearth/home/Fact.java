package hearth.home;

import hearth.device.PropertyRef;
import hearth.device.Value;
import java.util.Optional;

/// Something that a property's value makes true or false.
///
/// @param value as the property reports it; a number where `how` compares sizes
public record Fact(PropertyRef property, How how, Value value) {

    public enum How {
        IS, IS_NOT, ABOVE, BELOW
    }

    public Fact {
        if ((how == How.ABOVE || how == How.BELOW) && !(value instanceof Value.Numeric)) {
            throw new IllegalArgumentException("only numbers are above or below: " + value.wire());
        }
    }

    /// False where the value is not known: nothing follows from silence.
    public boolean holds(Optional<Value> known) {
        return known.isPresent() && switch (how) {
            case IS -> known.get().equals(value);
            case IS_NOT -> !known.get().equals(value);
            case ABOVE -> known.get() instanceof Value.Numeric(var n) && value instanceof Value.Numeric(var limit) && n > limit;
            case BELOW -> known.get() instanceof Value.Numeric(var n) && value instanceof Value.Numeric(var limit) && n < limit;
        };
    }
}
