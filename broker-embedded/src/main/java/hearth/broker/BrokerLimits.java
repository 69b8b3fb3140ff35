package hearth.broker;

/// How much the broker takes and keeps. A value; all numbers are at least 1.
///
/// @param connections      connections at a time; a further one is turned away
/// @param connectsASecond  new connections a second for all addresses together, ten times that in a burst; a further one is turned away
/// @param messagesASecond  messages a second of one client, three seconds' worth in a burst; a faster one is slowed down
/// @param waitingMessages  messages that may gather for a client while it is connected; then it is cut, and its session keeps them
/// @param waitingBytes     the same in bytes of memory, for a client whose session ends with its connection
/// @param queuedMessages   messages kept for an absent client; then the oldest goes
/// @param retainedBytes    bytes of all retained messages together; a further topic is not retained
public record BrokerLimits(int connections, int connectsASecond, int messagesASecond, int waitingMessages, long waitingBytes,
        int queuedMessages, long retainedBytes) {
    /// The longest MQTT packet accepted, in bytes; a longer one closes its connection.
    public static final int MAX_MESSAGE_BYTES = BrokerSettings.MAX_MESSAGE_BYTES;
    /// For a home on a small computer.
    public static final BrokerLimits HOME = new BrokerLimits(
            8_000, 500, 10_000, 100_000, 32 * 1024 * 1024, 100_000, 64 * 1024 * 1024);

    public BrokerLimits {
        if (connections < 1 || connectsASecond < 1 || messagesASecond < 1 || waitingMessages < 1 || waitingBytes < 1 || queuedMessages < 1
                || retainedBytes < 1) {
            throw new IllegalArgumentException("A limit is at least 1");
        }
    }
}
