package hearth.device;

import java.util.List;
import java.util.regex.Pattern;

/// Which values a property can have.
public sealed interface PropertyType {

    /// True or false.
    record Bool() implements PropertyType {
    }

    /// `min` to `max` in steps of `step`; infinite bounds and step 0 where the device states none.
    record Range(double min, double max, double step) implements PropertyType {

        public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

        public Range {
            if (!(min < max) || !(step >= 0)) {
                throw new IllegalArgumentException("no range: " + min + " to " + max + " by " + step);
            }
        }

        public boolean bounded() {
            return Double.isFinite(min) && Double.isFinite(max);
        }
    }

    /// One of these words.
    record Words(List<String> words) implements PropertyType {

        public Words {
            words = List.copyOf(words);
        }
    }

    /// A colour, written `hsv,h,s,v`, `rgb,r,g,b` or `xyz,x,y` as Homie 5 does.
    ///
    /// @param forms those of them that the device reports
    record Color(List<String> forms) implements PropertyType {

        private static final Pattern WIRE = Pattern.compile("(rgb|hsv|xyz)(,\\d{1,6}(\\.\\d{1,12})?){2,3}");

        public Color {
            forms = List.copyOf(forms);
        }

        static boolean isColor(String wire) {
            return WIRE.matcher(wire).matches();
        }
    }

    /// Any text.
    record Text() implements PropertyType {
    }

    /// Whether a value is of this type and in range.
    default boolean allows(Value value) {
        return switch (this) {
            case Bool() -> value instanceof Value.Truth;
            case Range(var min, var max, _) -> value instanceof Value.Numeric(var n) && n >= min && n <= max;
            case Words(var words) -> value instanceof Value.Text(var text) && words.contains(text);
            case Color _ -> value instanceof Value.Text(var text) && Color.isColor(text);
            case Text() -> value instanceof Value.Text;
        };
    }
}
