package hearth.device;

/// A wish: this property should have this value.
public record Command(PropertyRef property, Value value) {
}
