/// Making a device of a topic: which topic, what it is, what it is called and where.
///
/// Begin with [AddDevice]; [Kind] guesses. Knows profiles only as data: a new one appears here by itself.
@NullMarked
package hearth.ui.add;

import org.jspecify.annotations.NullMarked;
