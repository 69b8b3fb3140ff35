package hearth.store;

import hearth.device.Value;
import hearth.home.Action;
import hearth.home.Condition;
import hearth.hub.Cause;
import hearth.hub.Outcome;
import hearth.hub.Trace;
import hearth.hub.Trace.Answer;
import hearth.hub.Trace.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pcollections.TreePVector;

/// How [Trace] is spelled in the journal's database.
///
/// @param verdict the verdict's name, small
/// @param ended   when it was over; empty where that is not said
/// @param unmet   the condition that was not so, if one was not
/// @param was     what it looked at, if that is known
record TraceForm(long number, Instant at, Cause cause, String verdict, String ended, List<Condition> unmet, List<Value> was,
        List<Step> done) {

    /// @param answer the answer's name, small; empty where there was none
    /// @param why    how long it took, or why not
    /// @param what   what it is about
    record Step(Instant at, Action action, String answer, String why, String what) {

        static Step of(Trace.Done done) {
            return done.answer().map(answer -> switch (answer) {
                case Answer.Confirmed(var took) -> step(done, "confirmed", took.toString(), "");
                case Answer.Differs() -> step(done, "differs", "", "");
                case Answer.NotConfirmed(var reason) -> step(done, "not_confirmed", reason.name(), "");
                case Answer.Refused(var why, var what) -> step(done, "refused", why.name(), what);
                case Answer.Said() -> step(done, "said", "", "");
            }).orElseGet(() -> step(done, "", "", ""));
        }

        private static Step step(Trace.Done done, String answer, String why, String what) {
            return new Step(done.at(), done.action(), answer, why, what);
        }

        Trace.Done done() {
            return new Trace.Done(at, action, switch (answer) {
                case "" -> Optional.empty();
                case "confirmed" -> Optional.of(new Answer.Confirmed(Duration.parse(why)));
                case "differs" -> Optional.of(new Answer.Differs());
                case "not_confirmed" -> Optional.of(new Answer.NotConfirmed(Outcome.Reason.valueOf(why)));
                case "refused" -> Optional.of(new Answer.Refused(Answer.Refused.Why.valueOf(why), what));
                case "said" -> Optional.of(new Answer.Said());
                default -> throw new IllegalArgumentException("no answer: " + answer);
            });
        }
    }

    static TraceForm of(Trace trace) {
        var verdict = trace.verdict();
        var ended = switch (verdict) {
            case Verdict.Finished(var at) -> at.toString();
            case Verdict.Ended(var at) -> at.toString();
            case Verdict.Running(),Verdict.Waiting(),Verdict.Busy(),Verdict.Cut(),Verdict.Missed(),Verdict.Unmet _ -> "";
        };
        var unmet = verdict instanceof Verdict.Unmet no ? Optional.of(no) : Optional.<Verdict.Unmet>empty();
        return new TraceForm(trace.number(), trace.at(), trace.cause(), verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT), ended,
                unmet.map(Verdict.Unmet::condition).stream().toList(), unmet.flatMap(Verdict.Unmet::was).stream().toList(),
                trace.done().stream().map(Step::of).toList());
    }

    Trace trace() {
        return new Trace(number, at, cause, switch (verdict) {
            case "running" -> new Verdict.Running();
            case "waiting" -> new Verdict.Waiting();
            case "finished" -> new Verdict.Finished(Instant.parse(ended));
            case "ended" -> new Verdict.Ended(Instant.parse(ended));
            case "unmet" -> new Verdict.Unmet(unmet.getFirst(), was.stream().findFirst());
            case "busy" -> new Verdict.Busy();
            case "cut" -> new Verdict.Cut();
            case "missed" -> new Verdict.Missed();
            default -> throw new IllegalArgumentException("no verdict: " + verdict);
        }, TreePVector.from(done.stream().map(Step::done).toList()));
    }
}
