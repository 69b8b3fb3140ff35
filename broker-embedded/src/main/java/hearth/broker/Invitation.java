package hearth.broker;

/// A login that lets in once, within half a minute: to try whether logins work. A value.
public record Invitation(String user, String password) {
    /// Without the password.
    @Override public String toString() {
        return "Invitation[" + user + "]";
    }
}
