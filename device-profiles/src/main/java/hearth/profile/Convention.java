package hearth.profile;

import hearth.device.Message;
import hearth.device.Payload;
import java.util.Map;
import java.util.Optional;

/// A way in which devices announce themselves over MQTT. Knows no state: what was announced is handed in. Any thread.
public interface Convention {

    /// Its word on the wire: `homeassistant`, `zigbee2mqtt`, …
    String via();

    /// Where this message belongs, if it announces something; also an empty one, which takes back what its place held. Asked for every
    /// message of the house: must be quick, and must not parse what it can tell by the topic.
    Optional<Place> place(Message message);

    /// Everything that an announcement's messages say.
    ///
    /// @param key  the announcement's
    /// @param said what its slots hold now; not empty
    Announced.Reading read(String key, Map<String, Payload> said);

    /// Whether it only guesses what devices there are. It is asked of what nobody else knows, by [Announced#guess], and what it finds must be
    /// accepted by the user, one by one.
    default boolean guesses() {
        return false;
    }

    /// What is kept of a slot after another message; not empty. What guesses keeps an example of all that was said, which it would itself
    /// understand: after a restart that is all there is.
    default Payload kept(Payload before, Payload now) {
        return now;
    }

    /// Which part of which announcement a message is.
    ///
    /// @param key  what belongs together and is read together: a topic, or a device's id where many topics describe one device
    /// @param slot its place there; a later message takes the place of an earlier one
    /// @param kept what is kept of it, empty to take the slot back; something short and constant where the mere fact counts
    record Place(String key, String slot, Payload kept) {

        /// The usual case: one topic is one announcement.
        public static Place of(Message message) {
            return new Place(message.topic(), "", message.payload());
        }
    }
}
