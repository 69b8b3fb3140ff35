package hearth.hub;

import java.time.Instant;

/// The bridge between the embedded broker and the one in use.
///
/// @param out     messages from clients of the embedded broker since the bridge began
/// @param in      messages to them
/// @param refused messages the other side did not take
/// @param words   why it is down; empty while it stands
public record BridgeReport(boolean up, Instant since, long out, long in, long refused, String words) {
}
