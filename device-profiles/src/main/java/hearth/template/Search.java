package hearth.template;

import hearth.template.Pattern.Place;
import hearth.template.Regex.Match;
import hearth.template.Regex.Step;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One text searched by one regular expression. Each step counts against the rendering's budget.
final class Search {

    private final List<Step> steps;
    private final int groups;
    private final Run run;
    private final int[] text;
    private final int[] marks;
    /// Open choices as (step, position), and kept marks as (-1 - slot, what stood there).
    private int[] open = new int[64];
    private int size;
    private int refused = -1;

    /// @param slots how many positions are kept on the way
    Search(List<Step> steps, int slots, int groups, Run run, String text) {
        this.steps = steps;
        this.groups = groups;
        this.run = run;
        marks = new int[slots];
        run.charge(text.length() / 64);
        this.text = text.codePoints().toArray();
    }

    int length() {
        return text.length;
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
