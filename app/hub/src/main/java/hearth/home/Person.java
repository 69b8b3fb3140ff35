package hearth.home;

import java.util.List;

/// Somebody who is told, on all of their channels at once.
///
/// @param name 1 to 64 characters
public record Person(String name, List<Channel> channels) {

    public Person {
        name = name.strip();
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("a name has 1 to 64 characters: " + name);
        }
        channels = List.copyOf(channels);
    }
}
