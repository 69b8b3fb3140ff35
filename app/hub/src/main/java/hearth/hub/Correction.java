package hearth.hub;

import java.time.Duration;

/// Somebody else spoke on a topic of the hub's own, and the hub said again what holds. A value; forgotten after a pause in which nobody
/// spoke there.
///
/// @param pause how long the hub says nothing more for that
/// @param again whether somebody else spoke there since
public record Correction(Duration pause, boolean again) {

    static final Correction FIRST = new Correction(Duration.ofSeconds(10), false);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    Correction contradicted() {
        return new Correction(pause, true);
    }

    /// Who does not give in is corrected more and more seldom: two hubs at one broker would do nothing else.
    Correction repeated() {
        var longer = pause.multipliedBy(2);
        return new Correction(longer.compareTo(LONGEST) < 0 ? longer : LONGEST, false);
    }
}
