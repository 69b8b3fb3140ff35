package hearth.device;

import java.time.Duration;
import java.util.Optional;

/// How one device has a capability.
///
/// @param name     in the device's own words; plain text from the network
/// @param retained false for what has no lasting value (a button's press)
/// @param source   where the device says it (a plain topic, an announcement's id), for tracing
/// @param expires  how long a value holds that is not said again: then it is unknown. Empty: for good
public record Property(PropertyRef ref, String name, Capability capability, PropertyType type, Unit unit, boolean settable,
        boolean retained, Category category, String source, Optional<Duration> expires) {

    /// Less than this apart, two levels are the same: a percent of 254, 99 or 1,023 steps is written back as the nearest.
    private static final double PERCENT = 0.6;
    private static final double DEGREE = 0.06;
    private static final double MIREDS = 1e6;

    /// One whose values hold until there are others.
    public Property(PropertyRef ref, String name, Capability capability, PropertyType type, Unit unit, boolean settable, boolean retained,
            Category category, String source) {
        this(ref, name, capability, type, unit, settable, retained, category, source, Optional.empty());
    }

    /// Whether a report says that a wish was fulfilled, as nearly as the device's own scale can.
    public boolean confirms(Value reported, Value wanted) {
        if (reported instanceof Value.Numeric(var r) && wanted instanceof Value.Numeric(var w)) {
            double step = type instanceof PropertyType.Range range ? range.step() : 0;
            double apart = Math.abs(r - w);
            return switch (unit.symbol()) {
                case "%" -> r == 0 == (w == 0) && apart <= Math.max(step, PERCENT);
                case "K" -> apart <= Math.max(step / 2, 1e-9) || r >= 1 && w >= 1 && Math.abs(MIREDS / r - MIREDS / w) <= 1;
                case "°C" -> apart <= Math.max(step / 2, DEGREE);
                default -> apart <= step / 2 + 1e-9;
            };
        }
        return reported.equals(wanted) || type instanceof PropertyType.Color && HomieColor.alike(reported, wanted);
    }

    /// What a property is for: the tile, or only the device page.
    public enum Category {
        PRIMARY, CONFIG, DIAGNOSTIC
    }
}
