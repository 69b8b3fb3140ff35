package hearth.hub;

import hearth.device.PropertyRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A break-in from its first word until somebody has seen it; later words count up or join it.
///
/// @param since    when it began; also its identity
/// @param word     as the panel spelled it, plain text from the network
/// @param recorded whether the first word is on disk; only then it is shown and rings
/// @param unsaved  why it could not be put on disk
public record Incident(Instant since, PropertyRef cause, String word, Optional<String> zone, List<Happening> happenings, boolean recorded,
        Optional<String> unsaved, boolean silenced, Optional<Instant> acknowledged) {

    /// A word and how often it came.
    public record Happening(Instant first, Instant last, int count, String word, Optional<String> zone) {
    }

    /// More than this are not kept apart.
    private static final int MOST = 50;

    public Incident {
        happenings = List.copyOf(happenings);
    }

    static Incident of(PropertyRef cause, String word, Optional<String> zone, Instant now) {
        return new Incident(now, cause, word, zone, List.of(new Happening(now, now, 1, word, zone)), false, Optional.empty(), false,
                Optional.empty());
    }

    /// Whether nobody has seen it yet.
    public boolean open() {
        return acknowledged.isEmpty();
    }

    public int count() {
        return happenings.stream().mapToInt(Happening::count).sum();
    }

    Incident with(String newWord, Optional<String> newZone, Instant now) {
        var all = new ArrayList<>(happenings);
        int same = 0;
        while (same < all.size() && !(all.get(same).word().equals(newWord) && all.get(same).zone().equals(newZone))) {
            same++;
        }
        if (same < all.size()) {
            var h = all.get(same);
            all.set(same, new Happening(h.first(), now, h.count() + 1, newWord, newZone));
        } else if (all.size() < MOST) {
            all.add(new Happening(now, now, 1, newWord, newZone));
        }
        boolean news = all.size() > happenings.size();
        return new Incident(since, cause, word, zone, all, recorded, unsaved, silenced && !news, acknowledged);
    }

    Incident recorded(Optional<String> problem) {
        return new Incident(since, cause, word, zone, happenings, true, problem, silenced, acknowledged);
    }

    Incident silent() {
        return new Incident(since, cause, word, zone, happenings, recorded, unsaved, true, acknowledged);
    }

    Incident seen(Instant now) {
        return new Incident(since, cause, word, zone, happenings, recorded, unsaved, silenced, Optional.of(now));
    }
}
