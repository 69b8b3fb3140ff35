package hearth.device;

/// One MQTT message.
///
/// @param qos      0, 1 or 2
/// @param retained incoming: the broker repeated what it keeps; outgoing: the broker shall keep it
public record Message(String topic, Payload payload, int qos, boolean retained) {

    public Message {
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("no QoS: " + qos);
        }
    }

    public static Message of(String topic, String payload) {
        return new Message(topic, Payload.of(payload), 1, false);
    }

    public static Message retained(String topic, String payload) {
        return new Message(topic, Payload.of(payload), 1, true);
    }
}
