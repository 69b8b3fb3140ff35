/// The program put together: what starts, in which order, and what follows from an effect.
///
/// Begin with [Main], then [Hearth]. The only package that sees everything; [Window] is the only one here that touches JavaFX.
@NullMarked
package hearth.app;

import org.jspecify.annotations.NullMarked;
