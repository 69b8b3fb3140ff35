package hearth.broker;

/// A login that lets in once, within half a minute: to try whether logins work. A value.
public record Guest(String user, String password) {
    /// Without the password.
    @Override public String toString() {
        return "Guest[" + user + "]";
    }
}
