package hearth.broker;

import java.time.Instant;
import java.util.Set;

/// What happens at the broker's door. A value; client identifiers, user names and topics are untrusted text, at most 256 characters of it.
public sealed interface AccessNews {
    /// A client with a login came in.
    ///
    /// @param address IP address and port
    record Arrived(String user, String clientId, String address) implements AccessNews {}

    /// A client that may learn used a topic that is nobody's: the grant is its own from now on.
    record Learned(String user, Grant grant) implements AccessNews {}

    /// A password that was kept in another way than ours was used and is known as `to` from now on.
    record Rehashed(String user, String from, String to) implements AccessNews {
        @Override public String toString() {
            return "Rehashed[" + user + "]";
        }
    }

    /// A client nobody knows tried to come in; it was refused.
    ///
    /// @param address its IP address
    /// @param count   how often since this was told last
    /// @param hash    of the password it brought; empty if it brought none or a weak one
    record Knocked(String clientId, String user, String address, Instant at, long count, String hash) implements AccessNews {
        @Override public String toString() {
            return "Knocked[" + clientId + ", " + user + ", " + address + "]";
        }
    }

    /// A client's connection broke, without its goodbye.
    ///
    /// @param topics on which nobody has said anything after it
    record BrokeOff(String clientId, Set<String> topics) implements AccessNews {
        public BrokeOff {
            topics = Set.copyOf(topics);
        }
    }

    /// Something was not allowed.
    ///
    /// @param topic the topic or filter it is about, else empty
    /// @param count how often since this was told last
    record Refused(Reason reason, String clientId, String user, String address, String topic, Instant at, long count)
            implements AccessNews {}

    /// Why a client was refused.
    enum Reason {
        NO_LOGIN, UNKNOWN_USER, WRONG_PASSWORD, SLOWED, CROWDED, CLIENT_ID_TAKEN, CLIENT_ID_TWICE, MAY_NOT_WRITE, MAY_NOT_READ,
        MAY_NOT_WILL, TAMPERING,
        /// It does not trust the certificate it was shown.
        CERTIFICATE_REFUSED,
        /// It speaks no version of TLS, or no cipher, that is good enough.
        TLS_TOO_OLD,
        /// It spoke without encryption where that is needed.
        NOT_ENCRYPTED,
        /// What it said first is no MQTT, as when it encrypts at the plain port.
        NOT_MQTT
    }
}
