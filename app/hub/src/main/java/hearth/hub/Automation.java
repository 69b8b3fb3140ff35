package hearth.hub;

import hearth.device.PropertyRef;
import hearth.home.Action;
import hearth.home.Automations;
import hearth.trie.Trie;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PStack;
import org.pcollections.PVector;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/// What the rules are at, and what they wait for.
///
/// @param zone   of the house's clock
/// @param began  whether the house has begun to act: what is told before then is how it was left
/// @param due    what comes by itself
/// @param lasting by rule and trigger: until when what it waits for must stay so
/// @param runs   by rule: what is at work, and behind it what waits
/// @param traces by rule, the newest last
/// @param pace   by rule: how often it was set off lately
/// @param cut    rules that went round in circles
/// @param number of the last run
/// @param played the scene that was played last
/// @param contests by property: which rule wished last
public record Automation(ZoneId zone, boolean began, Hooks hooks, TreePSet<Due> due, PMap<String, PMap<Integer, Instant>> lasting,
        PMap<String, PVector<Run>> runs, PMap<String, PVector<Trace>> traces, PMap<String, Pace> pace, PSet<String> cut, long number,
        Optional<Played> played, PMap<PropertyRef, Contest> contests) {

    static final Automation NONE = new Automation(ZoneOffset.UTC, false, Hooks.of(Automations.NONE), TreePSet.empty(), Trie.empty(),
            Trie.empty(), Trie.empty(), Trie.empty(), HashTreePSet.empty(), 0, Optional.empty(),
            Trie.empty());

    /// As it was left: it goes on when the house begins to act.
    ///
    /// @param remembered what became of the last runs, oldest first; those of which nothing became yet are taken from what is left
    static Automation of(Map<String, Unfinished> left, Map<String, ? extends List<Trace>> remembered) {
        var lasting = new HashMap<String, PMap<Integer, Instant>>();
        var runs = new HashMap<String, PVector<Run>>();
        left.forEach((rule, unfinished) -> {
            if (!unfinished.lasting().isEmpty()) {
                lasting.put(rule, Trie.from(unfinished.lasting()));
            }
            if (!unfinished.runs().isEmpty()) {
                runs.put(rule, TreePVector.from(unfinished.runs()));
            }
        });
        var cut = left.entrySet().stream().filter(e -> e.getValue().cut()).map(Map.Entry::getKey).toList();
        var traces = new HashMap<String, PVector<Trace>>();
        remembered.forEach((rule, all) -> traces.put(rule, TreePVector.from(all.stream().filter(Trace::over).toList())));
        long number = LongStream.concat(runs.values().stream().flatMap(PVector::stream).mapToLong(Run::number),
                remembered.values().stream().flatMap(List::stream).mapToLong(Trace::number)).max().orElse(0);
        return new Automation(ZoneOffset.UTC, false, Hooks.of(Automations.NONE), TreePSet.empty(), Trie.from(lasting),
                Trie.from(runs), Trie.from(traces), Trie.empty(), HashTreePSet.from(cut), number, Optional.empty(),
                Trie.empty());
    }

    /// When to look at a rule again.
    ///
    /// @param number of the trigger, or of the run
    record Due(Instant at, Kind kind, String rule, long number) implements Comparable<Due> {

        enum Kind {
            /// Its time has come.
            TIME,
            /// The sun does not rise or set these days: look again.
            SUN,
            /// What it waits for has been so for long enough.
            LASTING,
            /// A run has waited.
            WAKE
        }

        @Override public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            int byKind = byTime != 0 ? byTime : kind.compareTo(other.kind);
            int byRule = byKind != 0 ? byKind : rule.compareTo(other.rule);
            return byRule != 0 ? byRule : Long.compare(number, other.number);
        }
    }

    /// What a rule is at.
    ///
    /// @param number grows from run to run
    /// @param todo   what is left to do
    /// @param wake   until when it waits; empty for one that waits for its turn
    public record Run(String rule, long number, Instant at, Cause cause, PStack<Action> todo, Optional<Instant> wake) {

        Run waiting(PStack<Action> left, Instant until) {
            return new Run(rule, number, at, cause, left, Optional.of(until));
        }
    }

    /// @param count in the second that began then
    record Pace(Instant since, int count) {
    }

    /// A scene that was played: how it went is told by the properties since then.
    public record Played(String scene, Instant at) {
    }

    /// The newest first.
    public List<Trace> traces(String rule) {
        return traces.getOrDefault(rule, TreePVector.empty()).reversed();
    }

    /// Whether it has gone round in circles and rests.
    public boolean isCut(String rule) {
        return cut.contains(rule);
    }

    /// What this rule and another one wish for by turns, by property, since then.
    public Map<PropertyRef, Contest> disputes(String rule, Instant since) {
        return contests.entrySet().stream()
                .filter(e -> e.getValue().isDispute() && e.getValue().concerns(rule) && e.getValue().at().isAfter(since))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// When a rule acts by the clock next.
    public Optional<Instant> next(String rule) {
        return due.stream().filter(d -> d.rule().equals(rule) && d.kind() == Due.Kind.TIME).map(Due::at).findFirst();
    }
}
