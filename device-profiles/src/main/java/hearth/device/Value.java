package hearth.device;

import java.math.BigDecimal;
import java.util.Optional;

/// What a property says. [#wire] and [#of] are Homie 5's spelling.
public sealed interface Value {

    record Truth(boolean truth) implements Value {
    }

    /// A finite number in the property's own unit.
    record Numeric(double number) implements Value {

        public Numeric {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("not a number: " + number);
            }
            number += 0.0; // no negative zero
        }
    }

    record Text(String text) implements Value {
    }

    /// `true`, `62`, `21.5`, or the text itself.
    default String wire() {
        return switch (this) {
            case Truth(var truth) -> Boolean.toString(truth);
            case Numeric(var number) -> plain(number);
            case Text(var text) -> text;
        };
    }

    /// Reads [#wire]'s spelling strictly; empty where it is not of that type.
    static Optional<Value> of(String wire, PropertyType type) {
        return switch (type) {
            case PropertyType.Bool() -> switch (wire) {
                case "true" -> Optional.of(new Truth(true));
                case "false" -> Optional.of(new Truth(false));
                default -> Optional.empty();
            };
            case PropertyType.Range _ -> wire.matches("-?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?")
                    ? Optional.of(new Numeric(Double.parseDouble(wire))) : Optional.empty();
            case PropertyType.Color _ -> PropertyType.Color.isColor(wire) ? Optional.of(new Text(wire)) : Optional.empty();
            case PropertyType.Words _, PropertyType.Text _ -> Optional.of(new Text(wire));
        };
    }

    private static String plain(double number) {
        double size = Math.abs(number);
        return number == Math.rint(number) && size < 1e15 ? Long.toString((long) number)
                : size >= 1e-3 && size < 1e7 ? Double.toString(number) // which has no exponent there
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
