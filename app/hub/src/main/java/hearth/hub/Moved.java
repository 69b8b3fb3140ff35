package hearth.hub;

import java.time.Instant;

/// How a move to another broker, or back, went.
///
/// @param to      `host:port`
/// @param carried retained messages that were carried over
/// @param stayed  those that were not, since the other broker has one there already
/// @param refused those the new broker did not take
/// @param problem why they could not be read or written; empty where all went well
public record Moved(String to, Instant at, int carried, int stayed, int refused, String problem) {
}
