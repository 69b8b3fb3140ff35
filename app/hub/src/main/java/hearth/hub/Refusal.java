package hearth.hub;

import java.time.Instant;

/// Something the broker did not let a client do, and why. The same thing again is counted, not listed again.
///
/// @param user     empty if it gave none; untrusted text, as `clientId` and `topic`
/// @param address  its IP address
/// @param topic    the topic or filter it is about, else empty
/// @param last     when it happened last
public record Refusal(Reason reason, String clientId, String user, String address, String topic, Instant first, Instant last, long count) {

    /// So many different ones are kept, the newest.
    public static final int MOST = 100;

    public enum Reason {
        /// Neither user name nor password.
        NO_LOGIN,
        /// Nobody has this user name.
        UNKNOWN_USER,
        WRONG_PASSWORD,
        /// Too many wrong passwords from this address: it must wait.
        SLOWED,
        /// So many wanted to be checked that this one could not be.
        CROWDED,
        /// The client id belongs to another login.
        CLIENT_ID_TAKEN,
        /// A second client with the same login and client id has put the first one out; two devices with one name do so in turn.
        CLIENT_ID_TWICE,
        MAY_NOT_WRITE, MAY_NOT_READ,
        /// Its last words would go where it may not write.
        MAY_NOT_WILL,
        /// It wrote to the house's own security topics without being enrolled.
        TAMPERING,
        /// It publishes faster than is allowed and is slowed down.
        TOO_FAST,
        /// It took its messages too slowly and was cut.
        TOO_SLOW,
        /// It was away so long that the oldest messages kept for it are lost.
        TOO_LONG_AWAY,
        /// What it said was not retained, for all that is retained has reached its limit.
        NOT_RETAINED,
        /// So many connections come from its address, or are there, that one more was not taken.
        TOO_MANY;

        /// Whether it takes away from others, or loses something.
        boolean isCrowd() {
            return switch (this) {
                case TOO_SLOW, TOO_LONG_AWAY, NOT_RETAINED, TOO_MANY -> true;
                case NO_LOGIN, UNKNOWN_USER, WRONG_PASSWORD, SLOWED, CROWDED, CLIENT_ID_TAKEN, CLIENT_ID_TWICE, MAY_NOT_WRITE, MAY_NOT_READ,
                        MAY_NOT_WILL, TAMPERING, TOO_FAST ->
                    false;
            };
        }
    }

    boolean isAgain(Refusal other) {
        return reason == other.reason && clientId.equals(other.clientId) && user.equals(other.user) && address.equals(other.address)
                && topic.equals(other.topic);
    }

    Refusal again(Refusal later) {
        return new Refusal(reason, clientId, user, address, topic, first, later.last, count + later.count);
    }
}
