/// Zigbee2MQTT's own MQTT (zigbee2mqtt.io/guide/usage/exposes.html and mqtt_topics_and_messages.html; shapes as of 2.14).
///
/// Begin with [Zigbee2Mqtt], which takes the list of devices apart; [Exposes] turns what one exposes into features.
@NullMarked
package hearth.convention.zigbee2mqtt;

import org.jspecify.annotations.NullMarked;
