package hearth.hub;

import java.time.Instant;
import java.util.List;

/// What people are told: enough to say it whole, whenever it gets through. A value.
///
/// @param about  when what it is about began; tells one alarm from another
/// @param nature what kind of alarm; of what is none, [Incident.Kind#TROUBLE] or [Incident.Kind#TEST]
/// @param what   the word of a panel, or the thing that is in trouble: plain text from the network
/// @param places where, the first first
/// @param count  how often it was said
/// @param last   when it was said last
public record Notice(Instant about, Kind kind, Incident.Kind nature, String what, List<String> places, int count, Instant last) {

    public enum Kind {
        /// An [Incident]: told to one person after the other until one answers, or as its nature asks.
        ALARM,
        /// As urgent, but not about this house: told to everybody at once.
        WARNING,
        /// Of lower rank, and no incident: told to the first person only, without haste.
        TROUBLE,
        /// The words of a rule: told to everybody, without haste.
        MESSAGE,
        /// To see whether a channel works.
        TEST
    }

    public Notice {
        places = List.copyOf(places);
    }

    /// Whether somebody must be woken.
    public boolean urgent() {
        return kind == Kind.WARNING || kind == Kind.ALARM && nature != Incident.Kind.TROUBLE;
    }

    /// Whether it is an exercise.
    public boolean drill() {
        return nature == Incident.Kind.TEST;
    }

    /// Whether it is about the alarm that began then.
    boolean concerns(Instant alarm) {
        return kind == Kind.ALARM && about.equals(alarm);
    }
}
