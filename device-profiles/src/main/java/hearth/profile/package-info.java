/// How a device says what it can: topics and payloads live here and nowhere else.
///
/// Begin with [Profile]: data (`hub-profile/1`, the JSON files beside this package) that becomes a [Binding] for one device.
/// [Api] is the hub's own side of the wire. Knows no house, no screen and no network.
@NullMarked
package hearth.profile;

import org.jspecify.annotations.NullMarked;
