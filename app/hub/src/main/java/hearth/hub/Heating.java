package hearth.hub;

import hearth.device.PropertyRef;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What a thermostat of the hub's own is at.
///
/// @param mode     how it works
/// @param hand     the set-point that was wished by hand, °C: until the plan's next change, or for good where no plan counts
/// @param handEnds when that is over; never for [Instant#MAX]
/// @param target   the set-point now, °C
/// @param on       whether the heater shall be on
/// @param switched when that changed last
/// @param told     when the heater was told last
/// @param felt     until when a fast fall of the temperature counts as an open window
/// @param course   what the room was in the last minutes, °C
/// @param why      what it does now, and why
/// @param due      when to look again
public record Heating(Mode mode, Optional<Double> hand, Instant handEnds, double target, boolean on, Instant switched, Instant told,
        Instant felt, PVector<Read> course, Why why, Instant due) {

    /// Where a new one without a plan begins, °C.
    static final double MILD = 20;

    static final Heating NEW = new Heating(Mode.AUTO, Optional.empty(), Instant.MAX, MILD, false, Instant.MIN, Instant.MIN, Instant.MIN,
            TreePVector.empty(), new Why.Unheard(), Instant.MAX);

    public enum Mode {
        /// By its plan.
        AUTO,
        /// By hand.
        HEAT,
        /// Only against frost.
        OFF
    }

    /// @param degrees °C
    record Read(Instant at, double degrees) {
    }

    /// What it does, and why.
    public sealed interface Why {

        /// The room is as wished, or on its way there.
        record Regulating() implements Why {
        }

        /// Switched off by the user; it heats only against frost.
        record Off() implements Why {
        }

        /// Below the frost limit: it heats whatever else is wished.
        record Frost() implements Why {
        }

        /// A window is open.
        record Window(PropertyRef window) implements Why {
        }

        /// The temperature fell as it does when a window is opened.
        record Felt(Instant until) implements Why {
        }

        /// The thermometer says nothing any more: safe mode.
        ///
        /// @param since when it said something last
        /// @param pulse whether it heats a little in each hour, so that nothing freezes
        record Silent(Instant since, boolean pulse) implements Why {
        }

        /// The thermometer has said nothing yet.
        record Unheard() implements Why {
        }

        /// The thermometer is gone from the house.
        record NoThermometer() implements Why {
        }

        /// The heater is gone from the house, or cannot be switched.
        record NoHeater() implements Why {
        }
    }

    /// Whether somebody should look after it.
    public boolean warns() {
        return switch (why) {
            case Why.Silent _, Why.NoThermometer _, Why.NoHeater _ -> true;
            case Why.Regulating _, Why.Off _, Why.Frost _, Why.Window _, Why.Felt _, Why.Unheard _ -> false;
        };
    }

    Heating wishing(double degrees, Instant ends) {
        return new Heating(mode, Optional.of(degrees), ends, target, on, switched, told, felt, course, why, due);
    }

    Heating byPlan() {
        return new Heating(mode, Optional.empty(), Instant.MAX, target, on, switched, told, felt, course, why, due);
    }

    Heating with(Mode other) {
        return new Heating(other, hand, handEnds, target, on, switched, told, felt, course, why, due);
    }

    /// Looks again no later than that.
    Heating dueBy(Instant at) {
        return at.isBefore(due) ? new Heating(mode, hand, handEnds, target, on, switched, told, felt, course, why, at) : this;
    }

    Heating told(Instant now) {
        return new Heating(mode, hand, handEnds, target, on, switched, now, felt, course, why, due);
    }
}
