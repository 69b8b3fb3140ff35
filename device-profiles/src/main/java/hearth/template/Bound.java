package hearth.template;

/// A method together with what it belongs to: `value.lower` before it is called.
record Bound(Object target, Builtin method) {
}
