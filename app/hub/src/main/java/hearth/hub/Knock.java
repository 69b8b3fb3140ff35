package hearth.hub;

import java.time.Instant;

/// A client nobody knows that wants to join.
///
/// @param clientId untrusted text, as `user`; either may be empty
/// @param address  its IP address
/// @param since    when it first knocked
/// @param hash     what tells the password it brought from others; empty if it brought none, or one that is too weak to keep
public record Knock(String clientId, String user, String address, Instant since, Instant last, long count, String hash) {

    /// More wait at most; the oldest goes.
    public static final int MOST = 20;

    /// What tells this one from others.
    public record Key(String clientId, String user, String address) {
    }

    public Key key() {
        return new Key(clientId, user, address);
    }

    /// As people may call it; its address where it gives no name.
    public String name() {
        var name = ClientName.of(clientId.isEmpty() ? user : clientId);
        return name.isEmpty() ? address : name;
    }

    /// Whether allowing it is all there is to do. If not, it is given a new password, which must be typed into it.
    public boolean keepsItsPassword() {
        return !hash.isEmpty() && !user.isEmpty();
    }

    Knock again(Knock later) {
        return new Knock(clientId, user, address, since, later.last, count + later.count, later.hash);
    }

    /// Without the hash.
    @Override public String toString() {
        return "Knock[" + clientId + ", " + user + ", " + address + ", " + count + "]";
    }
}
