/// The screen as a function of the house: views show [hearth.hub.HubState] and submit events; they decide nothing.
///
/// Begin with [HearthWindow]. Never sees what touches the world: the other packages of this module, and the broker.
@NullMarked
package hearth.ui;

import org.jspecify.annotations.NullMarked;
