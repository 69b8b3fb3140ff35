/// What the connection doctor found, on whichever page it is asked for. Begin with [ConnectionCheck].
@NullMarked
package hearth.ui.check;

import org.jspecify.annotations.NullMarked;
