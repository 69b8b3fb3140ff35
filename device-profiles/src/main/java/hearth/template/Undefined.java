package hearth.template;

/// What is read where nothing is: lenient, until somebody reads from it or computes with it.
///
/// @param reason the problem it then becomes
record Undefined(String reason) {

    static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined");
    }
}
