package hearth.device;

/// How one device has a capability.
///
/// @param name     in the device's own words; plain text from the network
/// @param retained false for what has no lasting value (a button's press)
/// @param source   where the device says it (a plain topic, an announcement's id), for tracing
public record Property(PropertyRef ref, String name, Capability capability, PropertyType type, Unit unit, boolean settable,
        boolean retained, Category category, String source) {

    /// What a property is for: the tile, or only the device page.
    public enum Category {
        PRIMARY, CONFIG, DIAGNOSTIC
    }
}
