/// The house's own certificates: an authority made once, whose certificate people give to their devices, and the broker's
/// certificate, which is issued anew before it ends and when the computer's names or addresses change.
///
/// Begin with [Certificates]. Only [Issuer] knows Bouncy Castle, and is needed only when something is issued.
@NullMarked
package hearth.broker.tls;

import org.jspecify.annotations.NullMarked;
