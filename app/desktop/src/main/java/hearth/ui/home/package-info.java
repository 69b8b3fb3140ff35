/// Home: the summary strip, the rooms and their tiles, and how the user arranges them.
///
/// Begin with [HomeScreen]; [Board] puts the tiles in their places and makes only those that can be seen; a [Tile] shows
/// one device and hears of no other.
@NullMarked
package hearth.ui.home;

import org.jspecify.annotations.NullMarked;
