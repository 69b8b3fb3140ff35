package hearth.template;

import hearth.template.Pattern.Node;
import hearth.template.Pattern.Place;
import java.util.ArrayList;
import java.util.Arrays;
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

    private sealed interface Step {
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

    int groups() {
        return groups;
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
        return new Search(run, text).at(0, false);
    }

    /// The first match anywhere; null where there is none.
    @Nullable Match search(Run run, String text) {
        return new Search(run, text).from(0, false);
    }

    /// All matches, one behind the other.
    List<Match> all(Run run, String text) {
        var search = new Search(run, text);
        var matches = new ArrayList<Match>();
        int from = 0;
        boolean moves = false;
        while (from <= search.text.length) {
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

    private final class Search {
        private final Run run;
        private final int[] text;
        private final int[] marks = new int[slots];
        /// Open choices as (step, position), and kept marks as (-1 - slot, what stood there).
        private int[] open = new int[64];
        private int size;
        private int refused = -1;

        Search(Run run, String text) {
            this.run = run;
            run.charge(text.length() / 64);
            this.text = text.codePoints().toArray();
        }

        /// @param moves whether a match at `from` must not be empty
        @Nullable Match from(int from, boolean moves) {
            for (int start = from; start <= text.length; start++) {
                var match = at(start, moves && start == from);
                if (match != null) {
                    return match;
                }
            }
            return null;
        }

        @Nullable Match at(int start, boolean moves) {
            run.chargeRegex(marks.length / 16);
            Arrays.fill(marks, -1);
            size = 0;
            refused = moves ? start : -1;
            int end = run(0, start, 0);
            if (end < 0) {
                return null;
            }
            marks[0] = start;
            marks[1] = end;
            return new Match(text, Arrays.copyOf(marks, 2 * groups + 2));
        }

        /// Where the match ends, -1 where there is none; with the marks of the match, or as they were.
        private int run(int first, int start, int level) {
            int bottom = size;
            int step = first;
            int at = start;
            while (true) {
                run.chargeRegex(1);
                int next = switch (steps.get(step)) {
                    case Step.One(var fits) -> at < text.length && fits.test(text[at]) ? step + 1 : -1;
                    case Step.Fork(var one, var two) -> {
                        push(two, at);
                        yield one;
                    }
                    case Step.Jump(var to) -> to;
                    case Step.Mark(var slot) -> {
                        push(-1 - slot, marks[slot]);
                        marks[slot] = at;
                        yield step + 1;
                    }
                    case Step.Leave(var slot, var to) -> marks[slot] == at ? to : step + 1;
                    case Step.Edge(var place) -> stands(place, at) ? step + 1 : -1;
                    case Step.Again again -> {
                        int end = repeated(again, at);
                        at = Math.max(end, at);
                        yield end < 0 ? -1 : step + 1;
                    }
                    case Step.Look(var behind, var negated, var to) -> looked(step, behind, negated, at, level) ? to : -1;
                    case Step.Done() -> level == 0 && at == refused ? -1 : -2;
                };
                if (next == -2) {
                    dropChoices(bottom, level);
                    return at;
                }
                at += next >= 0 && steps.get(step) instanceof Step.One ? 1 : 0;
                step = next;
                if (step < 0) {
                    while (size > bottom && open[size - 2] < 0) {
                        size -= 2;
                        marks[-1 - open[size]] = open[size + 1];
                    }
                    if (size == bottom) {
                        return -1;
                    }
                    size -= 2;
                    step = open[size];
                    at = open[size + 1];
                }
            }
        }

        /// A look that succeeded is not tried again another way; its marks are still undone with what came before it.
        private void dropChoices(int bottom, int level) {
            int kept = bottom;
            for (int i = bottom; level > 0 && i < size; i += 2) {
                if (open[i] < 0) {
                    open[kept] = open[i];
                    open[kept + 1] = open[i + 1];
                    kept += 2;
                }
            }
            size = level > 0 ? kept : size;
        }

        private boolean looked(int look, int behind, boolean negated, int at, int level) {
            int start = behind < 0 ? at : at - behind;
            int bottom = size;
            boolean found = start >= 0 && run(look + 1, start, level + 1) >= 0;
            while (negated && size > bottom) {
                size -= 2;
                marks[-1 - open[size]] = open[size + 1];
            }
            return found != negated;
        }

        private int repeated(Step.Again again, int at) {
            int from = marks[2 * again.group()];
            int to = marks[2 * again.group() + 1];
            if (from < 0 || to < 0 || at + to - from > text.length) {
                return -1;
            }
            for (int i = 0; i < to - from; i++) {
                run.chargeRegex(1);
                int a = text[from + i];
                int b = text[at + i];
                if (a != b && !(again.ignoreCase() && Pattern.folded(a) == Pattern.folded(b))) {
                    return -1;
                }
            }
            return at + to - from;
        }

        private boolean stands(Place place, int at) {
            return switch (place) {
                case TEXT_START -> at == 0;
                case TEXT_END -> at == text.length;
                case LINE_START -> at == 0 || text[at - 1] == '\n';
                case LINE_END -> at == text.length || text[at] == '\n';
                case BEFORE_LAST_NEWLINE -> at == text.length || at == text.length - 1 && text[at] == '\n';
                case WORD_EDGE -> wordEdge(at);
                case NO_WORD_EDGE -> !wordEdge(at) && text.length > 0;
            };
        }

        private boolean wordEdge(int at) {
            return (at > 0 && Pattern.word(text[at - 1])) != (at < text.length && Pattern.word(text[at]));
        }

        private void push(int a, int b) {
            if (size == open.length) {
                open = Arrays.copyOf(open, 2 * size);
            }
            open[size++] = a;
            open[size++] = b;
        }
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
