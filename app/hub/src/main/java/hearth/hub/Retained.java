package hearth.hub;

import hearth.hub.Senders.Sender;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the broker keeps on a topic, for whoever subscribes later.
///
/// @param topic  untrusted text, as `text`
/// @param text   the payload's first 256 bytes
/// @param size   bytes of the whole payload
/// @param sender empty where it is not known
public record Retained(String topic, String text, int size, Optional<Sender> sender) {

    private static final Set<String> COMMANDS = Set.of("set", "command", "cmd", "rpc");

    /// Some of what is kept.
    ///
    /// @param messages by topic, at most [#MOST]
    /// @param total    how many there are that fit
    public record Found(List<Retained> messages, int total) {

        public static final int MOST = 2_000;
        public static final Found NOTHING = new Found(List.of(), 0);

        public Found {
            messages = List.copyOf(messages);
        }
    }

    /// Whether what is said there is a command, which a device would obey again each time it connects: Tasmota's `cmnd/…`, and the
    /// levels by which Zigbee2MQTT, Homie, ESPHome, Shelly and the alarm name theirs.
    public static boolean isCommand(String topic) {
        if (topic.startsWith("cmnd/")) {
            return true;
        }
        for (int slash = topic.indexOf('/'); slash >= 0;) {
            int next = topic.indexOf('/', slash + 1);
            if (COMMANDS.contains(topic.substring(slash + 1, next < 0 ? topic.length() : next))) {
                return true;
            }
            slash = next;
        }
        return false;
    }
}
