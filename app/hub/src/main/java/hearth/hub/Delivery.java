package hearth.hub;

import java.time.Duration;
import java.time.Instant;

/// One notice on its way to one channel of one person. A value.
///
/// @param id       grows from delivery to delivery
/// @param person   as they were called then
/// @param step     in which step of the escalation, from 0
/// @param attempts begun so far
public record Delivery(long id, String channel, String person, Notice notice, int step, Instant queued, int attempts, State state) {

    /// How far it got.
    public sealed interface State {

        /// Not yet on disk.
        record Queued(Instant due) implements State {
        }

        /// @param answer to the last attempt; empty before the first
        record Waiting(Instant due, String answer) implements State {
        }

        record Sending(Instant since) implements State {
        }

        record Accepted(Instant at, String answer) implements State {
        }

        record GivenUp(Instant at, Reason reason, String answer) implements State {
        }
    }

    /// Why nothing more is tried.
    public enum Reason {
        REFUSED,
        /// In all of [#PATIENCE] it did not get through; a test is tried once.
        UNREACHABLE,
        /// Somebody had answered before it got through.
        ANSWERED,
        /// The channel was taken away.
        REMOVED
    }

    static final Duration PATIENCE = Duration.ofDays(1);
    /// A server that refuses is asked again a little later: what stands between may have answered in its place.
    private static final int REFUSALS = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /// A channel that does not come back with any answer.
    private static final Duration SILENCE = Duration.ofSeconds(90);

    /// Whether it is neither accepted nor given up.
    public boolean open() {
        return !(state instanceof State.Accepted) && !(state instanceof State.GivenUp);
    }

    /// When to look after it; what is closed is never due.
    Instant due() {
        return switch (state) {
            case State.Queued _, State.Accepted _, State.GivenUp _ -> Instant.MAX;
            case State.Waiting(var due, _) -> due;
            case State.Sending(var since) -> since.plus(SILENCE);
        };
    }

    Delivery with(State next) {
        return new Delivery(id, channel, person, notice, step, queued, attempts, next);
    }

    Delivery sending(Notice newest, Instant now) {
        return new Delivery(id, channel, person, newest, step, queued, attempts + 1, new State.Sending(now));
    }

    Delivery answered(Answer answer, Instant now) {
        return with(switch (answer) {
            case Answer.Accepted(var words) -> new State.Accepted(now, words);
            case Answer.Refused(var words) when attempts >= REFUSALS || once() -> new State.GivenUp(now, Reason.REFUSED, words);
            case Answer.Refused(var words) -> new State.Waiting(now.plus(pause()), words);
            case Answer.Unavailable(var words, _) when once() || !now.isBefore(queued.plus(PATIENCE)) ->
                new State.GivenUp(now, Reason.UNREACHABLE, words);
            case Answer.Unavailable(var words, var wanted) -> new State.Waiting(
                    now.plus(wanted.filter(p -> p.compareTo(pause()) > 0 && p.compareTo(PATIENCE) < 0).orElse(pause())), words);
        });
    }

    private boolean once() {
        return notice.kind() == Notice.Kind.TEST;
    }

    /// 2 s, 4 s, 8 s … 60 s.
    private Duration pause() {
        var doubled = Duration.ofSeconds(1L << Math.min(attempts, 6));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
