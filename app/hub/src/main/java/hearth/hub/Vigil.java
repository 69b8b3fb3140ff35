package hearth.hub;

import hearth.home.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether somebody would notice if this hub died, and whether the other hub that this one watches lives. A value.
///
/// @param awake    when the program last was; while the computer sleeps it hears nobody
/// @param beat     when this hub last said that it lives
/// @param nextPing [Instant#MAX] for none
/// @param pinged   when a call was last taken
/// @param failing  since when calls fail
/// @param why      they fail, in the spelling of [Answer#words]
/// @param heard    when the other hub last said that it lives, or when the waiting began
/// @param silent   whether that was too long ago
/// @param pulse    when the program was last seen to run
public record Vigil(Watch watch, Instant awake, Instant beat, Instant nextPing, Optional<Instant> pinged, Optional<Instant> failing,
        String why, Optional<Instant> heard, boolean silent, Optional<Pulse> pulse) {

    /// The name under which the password for the other hub's broker is kept.
    public static final String SECRET = "watch";

    /// A hub says so often that it lives.
    static final Duration BEAT = Duration.ofSeconds(30);
    /// A hub that says nothing for so long is taken for dead.
    static final Duration SILENCE = Duration.ofSeconds(90);
    static final Duration PING = Duration.ofMinutes(1);
    /// Calls that fail for so long are trouble.
    static final Duration UNHEARD = Duration.ofMinutes(3);
    /// Reports come every second: after so long without one the computer slept.
    static final Duration NAP = Duration.ofSeconds(15);

    public static final Vigil NONE = of(Watch.NONE);

    /// The time of day, and the time by a clock that nobody sets, at one moment.
    public record Pulse(Instant at, Duration steady) {

        /// Between two pulses, a few seconds apart; after so long the program stood still.
        private static final Duration STILL = Duration.ofSeconds(30);
        /// Between the two clocks.
        private static final Duration APART = Duration.ofSeconds(10);

        /// Whether nothing can have been heard between this one and the next: the computer slept, the program was stopped, or the clock was
        /// set forward, which looks the same.
        boolean blind(Pulse next) {
            return ahead(next).compareTo(APART) >= 0 || next.steady.minus(steady).compareTo(STILL) >= 0;
        }

        /// By how much the clock was set back, if it was.
        Optional<Duration> setBack(Pulse next) {
            return Optional.of(ahead(next).negated()).filter(by -> by.compareTo(APART) >= 0);
        }

        private Duration ahead(Pulse next) {
            return Duration.between(at, next.at).minus(next.steady.minus(steady));
        }
    }

    Vigil with(Pulse next) {
        return new Vigil(watch, awake, beat, nextPing, pinged, failing, why, heard, silent, Optional.of(next));
    }

    /// As it begins: it calls at once, and waits for the other hub from the first look on.
    public static Vigil of(Watch watch) {
        return new Vigil(watch, Instant.MIN, Instant.MIN, watch.pings() ? Instant.EPOCH : Instant.MAX, Optional.empty(), Optional.empty(),
                "", Optional.empty(), false, Optional.empty());
    }

    /// When to look after it; [Instant#MAX] for never.
    Instant due() {
        var silence = !watch.watches() || silent ? Instant.MAX : heard.map(h -> h.plus(SILENCE)).orElse(Instant.EPOCH);
        return silence.isBefore(nextPing) ? silence : nextPing;
    }

    Vigil awake(Instant now) {
        return new Vigil(watch, now, beat, nextPing, pinged, failing, why, heard, silent, pulse);
    }

    Vigil beating(Instant now) {
        return new Vigil(watch, awake, now, nextPing, pinged, failing, why, heard, silent, pulse);
    }

    Vigil pinging(Instant now) {
        return new Vigil(watch, awake, beat, now.plus(PING), pinged, failing, why, heard, silent, pulse);
    }

    Vigil answered(Answer answer, Instant now) {
        return answer instanceof Answer.Accepted
                ? new Vigil(watch, awake, beat, nextPing, Optional.of(now), Optional.empty(), "", heard, silent, pulse)
                : new Vigil(watch, awake, beat, nextPing, pinged, failing.or(() -> Optional.of(now)), answer.words(), heard, silent, pulse);
    }

    Vigil heard(Instant now) {
        return new Vigil(watch, awake, beat, nextPing, pinged, failing, why, Optional.of(now), false, pulse);
    }

    Vigil gone() {
        return new Vigil(watch, awake, beat, nextPing, pinged, failing, why, heard, true, pulse);
    }
}
