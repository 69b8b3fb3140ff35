package hearth.hub;

import hearth.home.Spot;
import java.util.List;

/// What came of looking for a place by name.
///
/// @param running whether it is still being looked for
/// @param problem why there is no answer: see [Answer.Cause]; empty where there is one
public record Places(String name, boolean running, List<Place> found, String problem) {

    static final Places NONE = new Places("", false, List.of(), "");

    /// @param name with what it lies in: `Bonn, North Rhine-Westphalia, Germany`
    public record Place(String name, Spot at) {
    }

    public Places {
        found = List.copyOf(found);
    }
}
