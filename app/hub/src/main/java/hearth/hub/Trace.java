package hearth.hub;

import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PVector;

/// What became of it when a rule was set off.
///
/// @param number of the run
/// @param done   what was done so far, in order; at most [#MOST]
public record Trace(long number, Instant at, Cause cause, Verdict verdict, PVector<Done> done) {

    /// More of what a run did is not kept.
    public static final int MOST = 200;

    public sealed interface Verdict {

        record Running() implements Verdict {
        }

        record Finished(Instant at) implements Verdict {
        }

        /// @param condition the first one that was not so
        /// @param was       what it looked at was this, where that is one value and known
        record Unmet(Condition condition, Optional<Value> was) implements Verdict {
        }

        /// It was at work already.
        record Busy() implements Verdict {
        }

        /// Behind what is at work.
        record Waiting() implements Verdict {
        }

        /// It began anew, was changed or switched off meanwhile.
        record Ended(Instant at) implements Verdict {
        }

        /// It ran too often in a second, or did too much at once: it rests until the user lets it go on.
        record Cut() implements Verdict {
        }

        /// Its time went by more than five minutes ago, while the computer slept or was off.
        record Missed() implements Verdict {
        }
    }

    /// @param answer what became of a wish; empty while it is under way
    public record Done(Instant at, Action action, Optional<Answer> answer) {
    }

    public sealed interface Answer {

        record Confirmed(Duration took) implements Answer {
        }

        /// The device says something else.
        record Differs() implements Answer {
        }

        record NotConfirmed(Outcome.Reason reason) implements Answer {
        }

        /// It was not done.
        ///
        /// @param what it is about: a value, the sensors in the way; may be empty
        record Refused(Why why, String what) implements Answer {

            public enum Why {
                NO_PROPERTY, NOT_SETTABLE, OUT_OF_RANGE, NO_SCENE,
                /// There is no message that would say that to the device.
                UNTELLABLE,
                /// Sensors are in the way of arming.
                OBSTACLES,
                /// Something else is armed, and only a code may change that.
                CODE_NEEDED,
                /// The alarm rings.
                RINGING,
                /// Rules have told too much lately.
                TOO_MANY
            }
        }

        /// Nobody answers to this.
        record Said() implements Answer {
        }
    }

    /// Whether a person should look after it: it went round in circles, came too late, or something did not come about.
    public boolean failed() {
        return switch (verdict) {
            case Verdict.Cut(),Verdict.Missed() -> true;
            case Verdict.Running(),Verdict.Waiting(),Verdict.Unmet _, Verdict.Busy(),Verdict.Ended _, Verdict.Finished _ ->
                done.stream().anyMatch(d -> d.answer().filter(a -> switch (a) {
                    case Answer.Refused _, Answer.NotConfirmed _, Answer.Differs() -> true;
                    case Answer.Confirmed _, Answer.Said() -> false;
                }).isPresent());
        };
    }

    /// Whether nothing more comes of it.
    boolean over() {
        return !(verdict instanceof Verdict.Running) && !(verdict instanceof Verdict.Waiting);
    }

    Trace with(Verdict now) {
        return new Trace(number, at, cause, now, done);
    }

    Trace with(Done one) {
        return done.size() >= MOST ? this : new Trace(number, at, cause, verdict, done.plus(one));
    }

    /// With the answer to the oldest such wish that has none.
    Trace answered(Action.Wish wish, Answer answer) {
        for (int i = 0; i < done.size(); i++) {
            var one = done.get(i);
            if (one.answer().isEmpty() && one.action().equals(wish)) {
                return new Trace(number, at, cause, verdict, done.with(i, new Done(one.at(), one.action(), Optional.of(answer))));
            }
        }
        return this;
    }
}
