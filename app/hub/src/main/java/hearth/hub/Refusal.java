package hearth.hub;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Something the broker did not let a client do, or bounded, and why. The same thing again is counted, not listed again.
///
/// @param user     empty if it gave none or that is not known; untrusted text, as `clientId` and `topic`
/// @param address  its IP address; empty where that is not known
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
        /// It does not trust the house's certificate.
        CERTIFICATE_REFUSED,
        /// It knows no encryption that is good enough.
        TLS_TOO_OLD,
        /// It did not encrypt at an encrypted port.
        NOT_ENCRYPTED,
        /// It spoke something else than MQTT, or encrypted at the plain port.
        NOT_MQTT,
        /// It took its messages too slowly and was cut.
        CUT_SLOW,
        /// More waits for it, while it is away, than is kept: the oldest messages are lost.
        QUEUE_FULL,
        /// It sends more than is taken and must wait; nothing is lost.
        TOO_FAST,
        /// One connection too many.
        TOO_MANY_CONNECTIONS,
        /// What it wanted kept was not: there is no more room for that.
        RETAINED_FULL
    }

    private static final Set<Reason> TOLD = EnumSet.of(Reason.CLIENT_ID_TWICE, Reason.CUT_SLOW, Reason.QUEUE_FULL, Reason.TOO_FAST,
            Reason.TOO_MANY_CONNECTIONS, Reason.RETAINED_FULL);

    /// Whether the journal tells of it: the house itself may miss something by it.
    boolean isTold() {
        return TOLD.contains(reason);
    }

    /// Whom it is about, as far as that is known.
    public String who() {
        return !clientId.isEmpty() ? clientId : user.isEmpty() ? address : user;
    }

    /// `refused shelly-1 (192.168.1.45): wrong password`
    String line() {
        var about = (address.isEmpty() || address.equals(who()) ? "" : " (" + address + ")") + ": "
                + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (topic.isEmpty() ? "" : ", " + topic);
        return "refused " + who() + about;
    }

    boolean isAgain(Refusal other) {
        return reason == other.reason && clientId.equals(other.clientId) && user.equals(other.user) && address.equals(other.address)
                && topic.equals(other.topic);
    }

    Refusal again(Refusal later) {
        return new Refusal(reason, clientId, user, address, topic, first, later.last, count + later.count);
    }
}
