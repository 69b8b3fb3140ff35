package hearth.device;

import java.time.Duration;

/// What one message said of one property.
public sealed interface Reading {

    PropertyRef property();

    record Reported(PropertyRef property, Value value) implements Reading {
    }

    /// What holds for a while, after which nobody will say that it is over.
    ///
    /// @param then the value afterwards, unless it was said again meanwhile
    record Passing(PropertyRef property, Value value, Value then, Duration after) implements Reading {
    }

    /// Where the property is on its way to, as the device says.
    record Aimed(PropertyRef property, Value value) implements Reading {
    }

    /// Something that has no duration: a press, a tag. The same again is another one.
    record Happened(PropertyRef property, Value value) implements Reading {
    }

    /// Said something that is no such value.
    ///
    /// @param said the first 64 characters of it, or its size where it is no text
    record Unreadable(PropertyRef property, String said) implements Reading {
    }
}
