package hearth.hub;

import java.util.Optional;

/// Who said something last on a topic, as the embedded broker knows it since it started. Any thread; the answer comes at once.
@FunctionalInterface
public interface Senders {

    /// @param clientId untrusted text
    /// @param hub      whether it is the hub itself
    record Sender(String clientId, boolean hub) {
    }

    /// Empty where it is not known: said before the last start, or at another broker.
    Optional<Sender> last(String topic);
}
