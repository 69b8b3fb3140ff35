package hearth.home;

import hearth.device.DeviceId;
import java.util.Map;

/// A device as the user arranged it.
///
/// @param name      1 to 64 characters
/// @param profile   the id of the profile that says how it speaks
/// @param variables that profile's variables, those that differ from its defaults
public record Device(DeviceId id, String name, String profile, Map<String, String> variables, Size size) {

    /// How much of the grid a tile takes, columns by rows.
    public enum Size {
        SMALL(1, 1), WIDE(2, 1), TALL(1, 2), LARGE(2, 2);

        private final int columns;
        private final int rows;

        Size(int columns, int rows) {
            this.columns = columns;
            this.rows = rows;
        }

        public int columns() {
            return columns;
        }

        public int rows() {
            return rows;
        }
    }

    public Device {
        name = name.strip();
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("a name has 1 to 64 characters: " + name);
        }
        variables = Map.copyOf(variables);
    }

    public Device named(String newName) {
        return new Device(id, newName, profile, variables, size);
    }

    public Device sized(Size newSize) {
        return new Device(id, name, profile, variables, newSize);
    }
}
