package hearth.home;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a client of the broker is there for. Topics of the house itself are never reached by a wildcard at a filter's beginning: a
/// grant must name them, as in `security/status`.
public sealed interface Role {

    /// What only the hub says, or what rings: first levels of topics, and one topic.
    List<String> RESERVED = List.of("security", "hearth", "$SYS", "homeassistant/status");

    /// Filters for all topics there are: the house's own are named, since no wildcard reaches them.
    List<String> EVERYWHERE = List.of("#", "security/#", "hearth/#", "homeassistant/status");

    /// A device: its own topics.
    record Device(List<Grant> grants) implements Role {
        public Device {
            grants = List.copyOf(grants);
        }

        public Device with(Grant grant) {
            return grants.contains(grant) ? this : new Device(Stream.concat(grants.stream(), Stream.of(grant)).toList());
        }
    }

    /// A person's program that only looks.
    record ReadAll() implements Role {
    }

    /// A person's program that looks, and commands the devices of some rooms.
    record ControlRooms(Set<String> rooms) implements Role {
        public ControlRooms {
            rooms = Set.copyOf(rooms);
        }
    }

    /// A person's program that may do whatever the window can.
    record Everything() implements Role {
    }
}
