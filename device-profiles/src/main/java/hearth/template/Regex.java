package hearth.template;

import hearth.template.Pattern.Node;
import hearth.template.Pattern.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A regular expression as a small program, run by trying and going back over a list of open choices.
///
/// `java.util.regex` cannot be used on a stranger's expression: nothing bounds its time (`(|){60}x` never ends on an empty text and reads
/// no character on the way) nor its stack. Here every step counts against one budget a rendering.
final class Regex {

    static final int STEPS = 300_000;
    private static final int LONGEST = 10_000;

    sealed interface Step {
        record One(IntPredicate fits) implements Step {
        }

        /// Goes to `first`, and to `second` where that fails.
        record Fork(int first, int second) implements Step {
        }

        record Jump(int to) implements Step {
        }

        /// Keeps the position.
        record Mark(int slot) implements Step {
        }

        /// Leaves a loop whose last round took nothing.
        record Leave(int slot, int to) implements Step {
        }

        record Edge(Place place) implements Step {
        }

        record Again(int group, boolean ignoreCase) implements Step {
        }

        /// The looked-for part follows, up to its Done; then `to`.
        record Look(int behind, boolean negated, int to) implements Step {
        }

        record Done() implements Step {
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final int groups;
    private final Map<String, Integer> names;
    private int slots;
    private int work;

    private Regex(Pattern pattern) {
        groups = pattern.groups();
        names = pattern.names();
        slots = 2 * groups + 2;
        add(pattern.root());
        add(new Step.Done());
    }

    static Regex of(Run run, String source, boolean ignoreCase) {
        var regex = new Regex(Pattern.of(source, ignoreCase));
        run.charge(1 + regex.steps.size() / 16);
        return regex;
    }

    /// The number of the group with that name or number, -1 where there is none.
    int group(String name) {
        int number = Text.number(name, 0, name.length(), 10);
        return number >= 0 ? number <= groups ? number : -1 : names.getOrDefault(name, -1);
    }

    private int add(Step step) {
        if (steps.size() >= LONGEST) {
            throw new Failure("regular expression: too large");
        }
        steps.add(step);
        return steps.size() - 1;
    }

    private void add(Node node) {
        if (++work > LONGEST) { // nothing repeated a thousand times is nothing, but takes time
            throw new Failure("regular expression: too large");
        }
        switch (node) {
            case Node.One(var fits) -> add(new Step.One(fits));
            case Node.Sequence(var parts) -> parts.forEach(this::add);
            case Node.Edge(var place) -> add(new Step.Edge(place));
            case Node.Again(var group, var ignoreCase) -> add(new Step.Again(group, ignoreCase));
            case Node.Group(var number, var inner) -> {
                add(new Step.Mark(2 * number));
                add(inner);
                add(new Step.Mark(2 * number + 1));
            }
            case Node.Either(var options) -> {
                var ends = new ArrayList<Integer>();
                for (var option : options.subList(0, options.size() - 1)) {
                    int fork = add(new Step.Done());
                    add(option);
                    ends.add(add(new Step.Done()));
                    steps.set(fork, new Step.Fork(fork + 1, steps.size()));
                }
                add(options.getLast());
                ends.forEach(end -> steps.set(end, new Step.Jump(steps.size())));
            }
            case Node.Look(var inner, var behind, var negated) -> {
                int look = add(new Step.Done());
                add(inner);
                add(new Step.Done());
                steps.set(look, new Step.Look(behind, negated, steps.size()));
            }
            case Node.Repeat repeat -> add(repeat);
        }
    }

    private void add(Node.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            add(repeat.node());
        }
        if (repeat.most() < 0) {
            int slot = slots++;
            int fork = add(new Step.Done());
            add(new Step.Mark(slot));
            add(repeat.node());
            int leave = add(new Step.Done());
            add(new Step.Jump(fork));
            steps.set(leave, new Step.Leave(slot, steps.size()));
            steps.set(fork, fork(repeat, fork + 1, steps.size()));
            return;
        }
        var forks = new ArrayList<Integer>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            forks.add(add(new Step.Done()));
            add(repeat.node());
        }
        forks.forEach(fork -> steps.set(fork, fork(repeat, fork + 1, steps.size())));
    }

    private static Step fork(Node.Repeat repeat, int into, int past) {
        return repeat.lazy() ? new Step.Fork(past, into) : new Step.Fork(into, past);
    }

    /// One match: where it and its groups begin and end, -1 where a group took no part.
    record Match(int[] text, int[] marks) {

        int start() {
            return marks[0];
        }

        int end() {
            return marks[1];
        }

        /// The group's text, empty where it took no part.
        String group(int number) {
            return marks[2 * number] < 0 || marks[2 * number + 1] < 0 ? ""
                    : new String(text, marks[2 * number], marks[2 * number + 1] - marks[2 * number]);
        }
    }

    /// The match that begins at the start; null where none does.
    @Nullable Match match(Run run, String text) {
        return new Search(steps, slots, groups, run, text).at(0, false);
    }

    /// The first match anywhere; null where there is none.
    @Nullable Match search(Run run, String text) {
        return new Search(steps, slots, groups, run, text).from(0, false);
    }

    /// All matches, one behind the other.
    List<Match> all(Run run, String text) {
        var search = new Search(steps, slots, groups, run, text);
        var matches = new ArrayList<Match>();
        int from = 0;
        boolean moves = false;
        while (from <= search.length()) {
            var match = search.from(from, moves);
            if (match == null) {
                break;
            }
            run.charge(1 + groups / 4);
            matches.add(match);
            from = match.end();
            moves = match.end() == match.start();
        }
        return matches;
    }

    /// What `findall` gives: the whole match, its one group, or a tuple of its groups.
    Object result(Run run, Match match) {
        if (groups <= 1) {
            return run.made(match.group(groups));
        }
        List<Object> all = new ArrayList<>();
        for (int i = 1; i <= groups; i++) {
            all.add(run.made(match.group(i)));
        }
        return new Items(Items.Kind.TUPLE, all);
    }

    /// Every match by the replacement, in which `\1` and `\g<name>` are groups.
    String replaced(Run run, String text, String replacement) {
        var codes = text.codePoints().toArray();
        var out = new StringBuilder();
        int from = 0;
        for (var match : all(run, text)) {
            out.append(new String(codes, from, match.start() - from)).append(expanded(replacement, match));
            run.fits(out);
            from = match.end();
        }
        return run.made(out.append(new String(codes, from, codes.length - from)).toString());
    }

    /// Puts the groups of a match into Python's replacement text.
    private String expanded(String replacement, Match match) {
        var out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            int close = replacement.indexOf('>', i);
            if (next == 'g' && replacement.startsWith("<", i + 1) && close > 0) {
                out.append(group(match, replacement.substring(i + 2, close)));
                i = close;
            } else if (next >= '1' && next <= '9') {
                int end = i + 1 < replacement.length() && Character.isDigit(replacement.charAt(i + 1)) ? i + 2 : i + 1;
                out.append(group(match, replacement.substring(i, end)));
                i = end - 1;
            } else if ("abfnrtv\\".indexOf(next) >= 0) {
                out.append("\u0007\b\f\n\r\t\u000b\\".charAt("abfnrtv\\".indexOf(next)));
            } else if (Character.isLetterOrDigit(next)) {
                throw new Failure("regular expression: bad escape \\" + next + " in the replacement");
            } else {
                out.append('\\').append(next);
            }
        }
        return out.toString();
    }

    private String group(Match match, String name) {
        int number = group(name);
        if (number < 0) {
            throw new Failure("regular expression: invalid group reference " + name);
        }
        return match.group(number);
    }
}
