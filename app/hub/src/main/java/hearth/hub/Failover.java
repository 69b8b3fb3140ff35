package hearth.hub;

import java.time.Instant;
import java.util.OptionalInt;

/// The way from a lost broker to the one in use, which may be the same.
///
/// @param reason  why the first one was lost, in plain words
/// @param resumed whether the broker kept the hub's session: then what was said meanwhile was delivered late, and nothing was lost
/// @param unkept  topics of which the one before kept a message and this one does not, once that is known
public record Failover(String from, String to, Instant lost, Instant back, String reason, boolean resumed, OptionalInt unkept) {
}
