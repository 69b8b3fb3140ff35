/// How the program reaches a person outside its window: sound, the system's notifications, the tray, and the channels to people
/// elsewhere; and what else it asks of the operating system.
///
/// Begin with [AlarmSound] here, with [Channels] for what leaves the house. Knows the house's words ([hearth.hub.Event]) but not the
/// screen, and loads no JavaFX: the hub without a window uses it too.
@NullMarked
package hearth.notify;

import org.jspecify.annotations.NullMarked;
