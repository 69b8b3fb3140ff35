package hearth.convention.homie;

import java.util.List;
import java.util.Optional;

/// What a Homie device says of itself, whatever its version.
///
/// @param root  `homie/5/lamp`, `homie/lamp`: its topics stand below it
/// @param model what made it, as far as it tells
/// @param mac   its hardware address, where it tells it
/// @param above the root of the device that it is lost with; empty for none
record Described(String root, boolean five, String name, String model, Optional<String> mac, Optional<String> above, List<Node> nodes) {

    record Node(String id, String name, String type, List<Item> items) {
        Node {
            items = List.copyOf(items);
        }
    }

    /// One property.
    ///
    /// @param datatype `integer`, `float`, `boolean`, `string`, `enum`, `color`, `datetime`, `duration` or `json`
    /// @param format   empty for none
    record Item(String topic, String id, String name, String datatype, String format, String unit, boolean settable, boolean retained) {
    }

    Described {
        nodes = List.copyOf(nodes);
    }
}
