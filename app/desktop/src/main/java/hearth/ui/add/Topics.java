package hearth.ui.add;

import java.util.Optional;

/// Which topics a device can have.
final class Topics {

    /// Whether the hub or its broker speaks there: nobody looks there for a device.
    static boolean ours(String topic) {
        return topic.startsWith("hearth/") || topic.startsWith("$") || topic.startsWith("security/alarm/")
                || topic.equals("homeassistant/status");
    }

    /// The key of what is wrong with a topic that was typed.
    static Optional<String> wrong(String topic) {
        return topic.isBlank() ? Optional.of("add.wrong.empty")
                : topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 ? Optional.of("add.wrong.wildcard")
                : ours(topic) ? Optional.of("add.wrong.ours")
                : topic.length() > 1_000 || topic.chars().anyMatch(Character::isISOControl) ? Optional.of("add.wrong.topic")
                : Optional.empty();
    }

    private Topics() {
    }
}
