package hearth.hub;

/// Who wished for something.
public sealed interface Origin {

    /// The person at the window.
    record User() implements Origin {
    }

    /// A client of the broker, by one of the hub's own command topics.
    record Mqtt() implements Origin {
    }

    /// The alarm, of its sirens.
    record Alarm() implements Origin {
    }
}
