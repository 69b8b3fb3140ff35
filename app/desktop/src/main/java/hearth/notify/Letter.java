package hearth.notify;

import hearth.hub.Delivery;

/// A delivery in words.
///
/// @param text   lines
/// @param seen   on the button that answers
/// @param thanks to whoever has answered
public record Letter(Delivery delivery, String title, String text, String seen, String thanks) {
}
