package hearth.home;

import hearth.device.TopicFilter;

/// One line of what a client of the broker may say or hear.
///
/// In a filter `%u` stands for the client's user name and `%c` for its client id, as in Mosquitto's files.
public record Grant(TopicFilter topics, Way way) {

    /// A denial outweighs every permission.
    public enum Way {
        READ, WRITE, BOTH, DENY
    }

    /// @throws IllegalArgumentException if this is no topic filter
    public static Grant of(String topics, Way way) {
        return new Grant(new TopicFilter(topics), way);
    }

    @Override public String toString() {
        return way + " " + topics;
    }
}
