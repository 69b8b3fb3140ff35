/// Topics that belong to no convention: what they and their payloads let one guess. Proposed to the user, never taken for granted.
///
/// Begin with [Plain]; [Guess] says what a value is, [Evidence] what is kept of the payloads.
@NullMarked
package hearth.convention.plain;

import org.jspecify.annotations.NullMarked;
