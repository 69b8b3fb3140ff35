package hearth.broker;

/// One line of what a client may publish or read. A value.
///
/// @param filter a topic filter, with `%u` for the user name and `%c` for the client identifier
public record Grant(String filter, Way way) {
    /// A denial outweighs every permission.
    public enum Way {
        READ, WRITE, BOTH, DENY
    }
}
