package hearth.broker;

import java.util.Optional;

/// What the broker keeps on a topic. A value.
///
/// @param topic     untrusted text
/// @param beginning the payload's first 256 bytes, as text
/// @param size      bytes of the whole payload
/// @param sender    the client that published it; empty where that is not known, as after a restart
public record RetainedTopic(String topic, String beginning, int size, Optional<String> sender) {}
