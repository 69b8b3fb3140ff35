package hearth.template;

/// Python's `None`.
enum None {
    NONE;

    @Override public String toString() {
        return "None";
    }
}
