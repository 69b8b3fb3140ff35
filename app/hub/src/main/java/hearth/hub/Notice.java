package hearth.hub;

import java.time.Instant;
import java.util.List;

/// What people are told: enough to say it whole, whenever it gets through. A value.
///
/// @param about  when what it is about began; tells one alarm from another
/// @param what   the word of a panel, or the thing that is in trouble: plain text from the network
/// @param places where, the first first
/// @param count  how often it was said
/// @param last   when it was said last
/// @param drill  whether it is an exercise
public record Notice(Instant about, Kind kind, String what, List<String> places, int count, Instant last, boolean drill) {

    public enum Kind {
        /// Somebody must come: told to one person after the other, until one answers.
        ALARM,
        /// As urgent, but not about this house: told to everybody at once.
        WARNING,
        /// Of lower rank: told to the first person only, without haste.
        TROUBLE,
        /// To see whether a channel works.
        TEST
    }

    public Notice {
        places = List.copyOf(places);
    }

    /// Whether it is about the alarm that began then.
    boolean concerns(Instant alarm) {
        return kind == Kind.ALARM && about.equals(alarm);
    }
}
