/// Home Assistant's MQTT discovery (home-assistant.io/integrations/mqtt), which some 35 families of devices speak.
///
/// Begin with [HomeAssistant], which takes a message apart into [Entity]s; [Components] says what becomes of each type, the larger ones in
/// classes of their own. An unknown type or key never loses the rest.
@NullMarked
package hearth.convention.homeassistant;

import org.jspecify.annotations.NullMarked;
