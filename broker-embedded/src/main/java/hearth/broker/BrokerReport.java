package hearth.broker;

/// Something the user should know of the broker and its clients. A value; client identifiers and addresses are untrusted text.
public sealed interface BrokerReport {
    /// A client took its messages too slowly and was cut; a persistent session keeps them.
    ///
    /// @param waiting how many messages waited for it
    record SlowClientCut(String clientId, long waiting) implements BrokerReport {}

    /// More waits for an absent client than is kept: the oldest messages are lost. Told with the first one and then every thousand.
    ///
    /// @param lost how many since it left
    record QueueFull(String clientId, long lost) implements BrokerReport {}

    /// A client publishes faster than is allowed and is slowed down; nothing is lost. At most once a minute for each client.
    record TooFast(String clientId, int perSecond) implements BrokerReport {}

    /// A connection was turned away, for too many come or are there; its client is told so in a CONNACK, unless even that is too much. At
    /// most once a minute for each address.
    record TooManyConnections(String address, int open) implements BrokerReport {}

    /// A retained message was not kept, for the retained messages have reached their limit. At most once a minute.
    record RetainedFull(String clientId, String topic) implements BrokerReport {}

    /// The disk refuses: what must be kept is not confirmed to its senders until it is written.
    record StoreFails(String reason) implements BrokerReport {}

    /// After [StoreFails]: everything is written and confirmed again.
    record StoreWorks() implements BrokerReport {}
}
