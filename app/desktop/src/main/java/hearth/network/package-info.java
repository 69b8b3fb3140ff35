/// The network this computer is in: its addresses, being found by name, and the doctor who tries whether devices can connect.
///
/// Begin with [Doctor]. Knows the house's values, and of the broker only what anyone can see from outside.
@NullMarked
package hearth.network;

import org.jspecify.annotations.NullMarked;
