package hearth.hub;

import hearth.device.PropertyRef;
import hearth.home.AlarmMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An alarm from its first sign until somebody has seen it; later signs count up or join it.
///
/// @param since    when it began; also its identity
/// @param kind     the gravest of all that happened
/// @param mode     what was armed when it began
/// @param word     what the cause said: a panel's word as it spelled it, plain text from the network; of a sensor its capability's word
/// @param zone     where: as the panel or the user called it
/// @param recorded whether the first sign is on disk; only then it is shown and rings
/// @param unsaved  why it could not be put on disk
public record Incident(Instant since, Kind kind, Optional<AlarmMode> mode, PropertyRef cause, String word, Optional<String> zone,
        List<Happening> happenings, boolean recorded, Optional<String> unsaved, boolean silenced, Optional<Instant> acknowledged) {

    /// What it is, the lesser before the graver.
    public enum Kind {
        /// An exercise.
        TEST,
        /// A sensor that is needed says nothing any more, or something it should not.
        TROUBLE,
        /// Somebody was made to disarm: nothing here may show it.
        DURESS, BURGLARY, PANIC, TAMPER, WATER, GAS, FIRE;

        /// Whether it takes the screen, and is heard.
        public boolean loud() {
            return this != TROUBLE && this != DURESS;
        }
    }

    /// A sign and how often it came.
    public record Happening(Instant first, Instant last, int count, PropertyRef cause, String word, Optional<String> zone) {

        private boolean repeats(PropertyRef again, String newWord, Optional<String> newZone) {
            return cause.equals(again) && word.equals(newWord) && zone.equals(newZone);
        }
    }

    /// More than this are not kept apart.
    private static final int MOST = 50;

    public Incident {
        happenings = List.copyOf(happenings);
    }

    static Incident of(Kind kind, Optional<AlarmMode> mode, PropertyRef cause, String word, Optional<String> zone, Instant now) {
        return new Incident(now, kind, mode, cause, word, zone, List.of(new Happening(now, now, 1, cause, word, zone)), false,
                Optional.empty(), false, Optional.empty());
    }

    /// Whether nobody has seen it yet.
    public boolean open() {
        return acknowledged.isEmpty();
    }

    public int count() {
        return happenings.stream().mapToInt(Happening::count).sum();
    }

    Incident with(Kind newKind, PropertyRef newCause, String newWord, Optional<String> newZone, Instant now) {
        var all = new ArrayList<>(happenings);
        int same = 0;
        while (same < all.size() && !all.get(same).repeats(newCause, newWord, newZone)) {
            same++;
        }
        if (same < all.size()) {
            var h = all.get(same);
            all.set(same, new Happening(h.first(), now, h.count() + 1, newCause, newWord, newZone));
        } else if (all.size() < MOST) {
            all.add(new Happening(now, now, 1, newCause, newWord, newZone));
        }
        boolean news = all.size() > happenings.size();
        var gravest = newKind.compareTo(kind) > 0 ? newKind : kind;
        return new Incident(since, gravest, mode, cause, word, zone, all, recorded, unsaved, silenced && !news, acknowledged);
    }

    Incident recorded(Optional<String> problem) {
        return new Incident(since, kind, mode, cause, word, zone, happenings, true, problem, silenced, acknowledged);
    }

    Incident silent() {
        return new Incident(since, kind, mode, cause, word, zone, happenings, recorded, unsaved, true, acknowledged);
    }

    Incident seen(Instant now) {
        return new Incident(since, kind, mode, cause, word, zone, happenings, recorded, unsaved, silenced, Optional.of(now));
    }
}
